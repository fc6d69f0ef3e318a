"""Addresses that carry the answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from flask import request, url_for

from quiz.answers import (
    AT,
    BACK_TO,
    CODE_PAGE,
    EDITION,
    WAS,
    OtherEdition,
    Route,
    SummaryLink,
    code_of,
    joined,
    write_columns,
    write_other_edition,
    write_pairs,
)
from quiz.rulebook import Question, Rulebook
from quiz.web.pages.languages import front_marks, start_marks
from quiz.words import Speech

PLACES = ("check", "summary")


def path_to(endpoint: str, name: str) -> str:
    """The path of a page, or of a file, called `name`; as `url_for` has it, which is asked once for each."""
    return _path(request.script_root, endpoint, name)


def address_of(endpoint: str, name: str) -> str:
    """The whole address of a page, or of a file, called `name`: its path with scheme and host."""
    return f"{request.scheme}://{request.host.lower()}{path_to(endpoint, name)}"


def path_to_code(rulebook: Rulebook, code: str) -> str:
    """The path of the summary that a code opens."""
    return url_for("pages.summary", name=rulebook.address, code=code)


@lru_cache(maxsize=1024)
def _path(below: str, endpoint: str, name: str) -> str:
    # What `below` is comes from the request that is being answered, and there is nothing else that a path hangs on.
    return url_for(endpoint, name=name)


def start_address(rulebook: Rulebook) -> str:
    """The start page in the language of `rulebook`, with no answers."""
    return _with_query(path_to("pages.start", rulebook.address), joined(start_marks(rulebook)))


def front_address(speech: Speech) -> str:
    """The page that lists all quizzes, in the language of `speech`."""
    return _with_query(f"{request.script_root}/", joined(front_marks(speech)))


def _with_query(address: str, *parts: str) -> str:
    query = "&".join(filter(None, parts))
    return f"{address}?{query}" if query else address


def compared(rulebook: Rulebook, several: Sequence[SummaryLink], page: str = "compare", external: bool = False) -> str:
    """The address that holds several summaries; with one or none, the page that asks for more."""
    address = (address_of if external else path_to)(f"comparing.{page}", rulebook.address)
    if not several:
        return address
    query = write_columns(rulebook, [each.route.counted for each in several], [each.edition for each in several])
    return f"{address}?{query}"


@dataclass(frozen=True)
class Was:
    """What the answer to a question was before it was changed; no choices where it was not asked."""

    question: Question
    choices: frozenset[str]

    def __str__(self) -> str:
        picked = (choice for choice in self.question.choice_ids if choice in self.choices)
        return f"{self.question.id}:{'.'.join(picked)}"


def read_was(rulebook: Rulebook, text: str | None) -> Was | None:
    """The earlier answer that `text` names; None if it names none that can be given."""
    name, _, listed = (text or "").partition(":")
    question = rulebook.question_by_id.get(name)
    choices = frozenset(listed.split(".")) if listed else frozenset()
    if question is None or not choices <= set(question.choice_ids) or question.clash(choices):
        return None
    return Was(question, choices)


@dataclass(frozen=True)
class Links:
    """The addresses of a rulebook's pages under the answers of a route.

    The edition of an older link goes along until its summary is reached; the address of a summary always
    names an edition. What an answer was goes along while it is being changed from the summary.
    """

    route: Route
    back_to: str | None = None
    other_edition: OtherEdition | None = None
    was: Was | None = None

    @property
    def rulebook(self) -> Rulebook:
        return self.route.rulebook

    def _to(self, page: str, *more: tuple[str, str]) -> str:
        if page == "pages.summary" and self.other_edition is None:
            more = (self._todays_edition, *more)
        return _with_query(self._page(page), self._query, joined(more))

    @cached_property
    def _query(self) -> str:
        """The answers and their edition, as all links carry them on."""
        return "&".join(filter(None, [self.route.query, joined(write_other_edition(self.other_edition))]))

    @property
    def _todays_edition(self) -> tuple[str, str]:
        return EDITION, self.rulebook.edition.isoformat()

    def _page(self, page: str) -> str:
        return path_to(page, self.rulebook.address)

    def _kept(self) -> list[tuple[str, str]]:
        back_to = [(BACK_TO, self.back_to)] if self.back_to else []
        return [*back_to, (WAS, str(self.was))] if self.was else back_to

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The answers and their edition, as a form sends them along."""
        return [*write_pairs(self.rulebook, self.route.answers), *write_other_edition(self.other_edition)]

    @property
    def marks(self) -> list[tuple[str, str]]:
        """What says which language a start page is in, as a form sends it along."""
        return start_marks(self.rulebook)

    @property
    def start(self) -> str:
        return self._to("pages.start", *self.marks)

    @property
    def front(self) -> str:
        """The page that lists all quizzes."""
        return front_address(self.rulebook.speech)

    @property
    def about(self) -> str:
        """The page on the quiz itself; it keeps the answers, so that it leads back."""
        return self._to("about.page")

    def check_of(self, query: str) -> str:
        """The page that shows the answers of a query."""
        return f"{self._page('pages.check')}?{query}"

    @property
    def about_json(self) -> str:
        return self._page("about.data")

    @cached_property
    def anew(self) -> str:
        """The start, with no answers."""
        return start_address(self.rulebook)

    @property
    def here(self) -> str:
        """Where a form of this rulebook is sent to."""
        return self._page("pages.answer")

    @property
    def next(self) -> str:
        """Where the student goes on: the next question, or the page that all answers lead to."""
        if self.route.unanswered:
            return self._to("pages.ask", *self._kept())
        if self.back_to == "check":
            return self.check
        return self._to("pages.summary", *([(WAS, str(self.was))] if self.was else []))

    @property
    def check(self) -> str:
        return self._to("pages.check")

    @property
    def summary(self) -> str:
        return self._to("pages.summary")

    @property
    def summary_json(self) -> str:
        return self._to("pages.summary_json")

    @property
    def summary_text(self) -> str:
        return self._to("pages.summary_text")

    @property
    def ready(self) -> str:
        """The page that asks whether the student is ready to decide."""
        return self._to("readiness.ready")

    @property
    def compare(self) -> str:
        """The page that puts other summaries beside this one."""
        edition = self.other_edition.edition if self.other_edition else self.rulebook.edition
        return compared(self.rulebook, [SummaryLink("", self.route, edition)] if self.route.counted else [])

    @property
    def compare_form(self) -> str:
        """The page that asks for summaries to compare."""
        return compared(self.rulebook, [])

    @cached_property
    def permanent(self) -> str:
        """The whole address of the summary under today's edition, host included: for paper, and to send.

        It has a code for the answers where the edition has codes.
        """
        code = code_of(self.route)
        if code:
            return f"{address_of('pages.start', self.rulebook.address)}{CODE_PAGE}/{code}"
        here = address_of("pages.summary", self.rulebook.address)
        return _with_query(here, self.route.query, joined([self._todays_edition]))

    def ask(self, question: str) -> str:
        """The page that asks `question`."""
        return self._to("pages.ask", *self._kept(), (AT, question))

    def change(self, question: str, back_to: str) -> str:
        """The page that asks `question` again, and then returns to `back_to`."""
        return _with_query(self._asking, self._query, joined([(BACK_TO, back_to), (AT, question)]))

    @cached_property
    def _asking(self) -> str:
        return self._page("pages.ask")

    def back(self, question: Question) -> str:
        """Where Back leads from `question`: the page it was changed from, the question before, or the start."""
        if self.back_to:
            return self._to(f"pages.{self.back_to}")
        place = self.route.place_of(question)
        return self.ask(self.route.asked[place - 1].id) if place else self.start

    def carried(self, question: Question) -> Iterable[tuple[str, str]]:
        """What the form that asks `question` must send along."""
        others = {name: picked for name, picked in self.route.answers.items() if name != question.id}
        links = self
        if self.back_to == "summary" and self.was is None:
            links = replace(self, was=Was(question, self.route.counted.get(question.id, frozenset())))
        return [
            *write_pairs(self.rulebook, others),
            *write_other_edition(self.other_edition),
            *links._kept(),
            (AT, question.id),
        ]
