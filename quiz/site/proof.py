"""That the script answers as the program does: what both find on some answers, and the pages that both make of them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from typing import Any

from flask import Flask

from quiz.answers import CODE, CODE_PAGE, read_query, route, write_columns, write_query
from quiz.rulebook import Question, Rulebook
from quiz.site import scripts
from quiz.site.addresses import HOST, in_folder, relative
from quiz.site.application import application
from quiz.site.finding import finding
from quiz.site.folder import beside, kept_editions, language_script
from quiz.site.node import Engine, engine

AT_ONCE = 200
"""How many answer sets are asked in one go."""

PAGES = ("ask", "check", "summary")

Parts = dict[str, str]
"""The parts of a page, in HTML; or where it leads on to, as `go`."""

_PARTS = {
    "title": re.compile(r"<title>(.*?)</title>", re.DOTALL),
    "brand": re.compile(r'<div class="page top__row">\n(.*?) *</div>', re.DOTALL),
    "main": re.compile(r"<main[^>]*>\n(.*?) *</main>", re.DOTALL),
    "foot": re.compile(r'<footer class="foot">\n *<div class="page">\n(.*?) *</div>', re.DOTALL),
}
_OWN = re.compile(rf'{HOST}/[^"<\s]*')
_CODE = re.compile(r'<svg [^>]*class="qr">.*?</svg>', re.DOTALL)


@dataclass(frozen=True)
class Difference:
    """Answers on which script and program differ, and in what: the finding, or a part of a page."""

    quiz: str
    what: str
    query: str

    def __str__(self) -> str:
        return f"{self.quiz}: {self.what} is another one in the folder for {self.query}"


class Proof:
    """Script and program side by side, on a shelf."""

    def __init__(self, shelf: Mapping[str, Rulebook]) -> None:
        self.shelf = shelf
        self.app = application(shelf, lambda _: ())

    @contextmanager
    def script(self, rulebook: Rulebook) -> Iterator[Engine]:
        """The script for a rulebook of the shelf, running until the block ends. Raises NoNode."""
        with engine(language_script(self.app, rulebook.speech)) as running:
            running.open(rulebook, **self.beside(rulebook))
            yield running

    def beside(self, rulebook: Rulebook) -> dict[str, Any]:
        """What pages of a rulebook need to know besides it, on a day on which nothing is overdue."""
        kept = {day: scripts.kept_data(earlier) for day, earlier in kept_editions(rulebook)}
        there = {"here": f"{HOST}/{rulebook.address}/", "today": "0001-01-01", "assets": {}}
        return {**beside(rulebook, self.shelf), **there, "kept": kept, "editions": dict.fromkeys(kept, "")}

    def findings(self, rulebook: Rulebook, script: Engine, queries: Sequence[str]) -> Iterator[Difference]:
        """The answers on which the findings differ."""
        found = script.begin("find", queries)
        expected = [finding(rulebook, query) for query in queries]
        for query, ours, theirs in zip(queries, expected, found(), strict=True):
            for what in ours:
                if theirs.get(what) != ours[what]:
                    yield Difference(rulebook.address, what, query)

    def pages(self, rulebook: Rulebook, script: Engine, asked: Sequence[tuple[str, str]]) -> Iterator[Difference]:
        """The pages, each named with its query, that differ in a part."""
        made = script.begin("pages", asked)
        expected = [served(self.app, rulebook, page, query) for page, query in asked]
        for (page, query), ours, theirs in zip(asked, expected, made(), strict=True):
            for part in ours:
                if without_code(theirs.get(part, "")) != ours[part]:
                    yield Difference(rulebook.address, f"{part} of {page}", query)

    def of_random_answers(self, count: int) -> Iterator[Difference]:
        """The differences on `count` answer sets of each rulebook, and on the pages of every tenth. Raises NoNode."""
        for rulebook in self.shelf.values():
            random = Random(0)
            with self.script(rulebook) as script:
                for start in range(0, count, AT_ONCE):
                    queries = [random_query(rulebook, random) for _ in range(start, min(start + AT_ONCE, count))]
                    yield from self.findings(rulebook, script, queries)
                    asked = [(page, query) for query in queries[::10] for page in PAGES]
                    yield from self.pages(rulebook, script, [*asked, *_comparisons(rulebook, queries[::10])])


def _comparisons(rulebook: Rulebook, queries: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Comparisons of those of the answers that are complete: of two side by side, and of all of them."""
    routes = [route(rulebook, read_query(rulebook, query).answers) for query in queries]
    several = [each.counted for each in routes if each.is_complete]
    for some in (several[:2], several):
        yield "compare", write_columns(rulebook, some)


def random_query(rulebook: Rulebook, random: Random) -> str:
    """Answers to all questions, and at times to fewer, or under an edition that is kept."""
    given = {each.id: random_answer(each, random) for each in rulebook.questions if random.random() < 0.98}
    edition = random.choice(["", "", *(f"&_edition={day}" for day, _ in kept_editions(rulebook))])
    return f"{write_query(rulebook, given)}{edition}"


def random_answer(question: Question, random: Random) -> frozenset[str]:
    """An answer to a question: any choice, and some steps from there to answers beside it."""
    picked = frozenset({random.choice(question.choice_ids)})
    for _ in range(random.randrange(4)):
        picked = random.choice(question.neighbors(picked))
    return picked


def served(app: Flask, rulebook: Rulebook, page: str, query: str) -> Parts:
    """A page as the server makes it, with the addresses of the folder.

    The code on paper is left out: it shows the page's own address, which is another one in the folder.
    """
    name, code = rulebook.address, query.removeprefix(f"{CODE}=")
    path = f"{CODE_PAGE}/{code}" if page == "summary" and code != query else f"{page}?{query}"
    response = app.test_client().get(f"/{name}/{path}", base_url=HOST)
    if response.location:
        return {"go": relative(response.location, name)}
    html = without_code(in_folder(response.text, name))
    html = _OWN.sub(lambda found: f"{HOST}/{name}/{relative(found[0], name)}", html)
    return {part: found[1] for part, pattern in _PARTS.items() if (found := pattern.search(html))}


def without_code(html: str) -> str:
    """HTML without the code on paper."""
    return _CODE.sub("", html)
