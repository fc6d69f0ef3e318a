"""Why a page is as it is: every rule under the answers in its address, by id, with its place in the file."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Request

from quiz.answers import AT, read_pairs, route
from quiz.files import Marks
from quiz.problems import Trail
from quiz.rulebook import Answers, Question, Rulebook, judge
from quiz.summary import VERBS, because_in_words, completed
from quiz.web.pages.parameters import parameters
from quiz.web.pages.shelf import the_shelf


@dataclass(frozen=True)
class ExplainedRule:
    """A rule, what of the answers decided it, where it stands, and the claims that it rests on."""

    id: str
    kind: str
    truth: str
    because: str
    place: str
    claims: tuple[str, ...]


@dataclass(frozen=True)
class ExplainedPage:
    """The rulebook of a page, the question that it asks, and what becomes of each rule."""

    file: str
    question: Question | None
    question_place: str
    is_complete: bool
    rules: tuple[ExplainedRule, ...]

    def rules_that(self, truth: str) -> tuple[ExplainedRule, ...]:
        """The rules that apply, are open, or do not apply."""
        return tuple(rule for rule in self.rules if rule.truth == truth)


def explanation_of(request: Request, marks: Mapping[str, Marks]) -> ExplainedPage | None:
    """Why the page of `request` is as it is; None where it is no rulebook's, or no single student's."""
    book = the_shelf().get((request.view_args or {}).get("name", ""))
    written = marks.get(book.id) if book else None
    if book is None or written is None or request.blueprint in ("preview", "comparing"):
        return None
    pairs = [(name, value) for name, value in parameters(book).items(multi=True) if not name.startswith("_")]
    answers = read_pairs(book, pairs).answers
    taken = route(book, answers)
    question = None
    if request.endpoint in ("pages.ask", "pages.answer"):
        question = book.question_by_id.get(parameters(book).get(AT, ""))
        if question is None or (request.endpoint == "pages.answer" and question.id in taken.counted):
            question = next(iter(taken.unanswered), None)
    place = _place(written, ("questions", book.questions.index(question))) if question else ""
    rules = tuple(_rules(book, completed(taken).counted, written))
    return ExplainedPage(str(written.file), question, place, taken.is_complete, rules)


def _rules(book: Rulebook, counted: Answers, written: Marks) -> list[ExplainedRule]:
    explained = []
    for trail, rule in book.placed_rules:
        kind = str(trail[0]).removesuffix("s").replace("_", " ")
        judgment = judge(rule.when, counted)
        because = because_in_words(book, judgment.because) or "for everybody"
        place = _place(written, trail)
        explained.append(ExplainedRule(rule.id, kind, VERBS[judgment.truth], because, place, tuple(rule.claims)))
    return explained


def _place(written: Marks, trail: Trail) -> str:
    line, _ = written.values.get(trail, (1, 1))
    return f"{written.file.name}:{line}"
