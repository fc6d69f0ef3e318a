"""What summaries say of the parts of one rulebook: made once for each, and shared by all summaries."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Literal

from quiz.rulebook import NOT_SURE, Advice, Ask, Headline, KeyPoint, Rulebook, Slot, Tension, once_per_rulebook
from quiz.summary.called import KEPT, Rules
from quiz.summary.evidence import evidence_of
from quiz.summary.model import (
    AskView,
    DeadlineView,
    HeadlineView,
    KeyPointView,
    MarkView,
    OptionView,
    SideView,
    Statement,
    TensionView,
    WordView,
)
from quiz.summary.terms import terms_in


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer to a question: ids and labels of the choices, and how to find out where it is "not sure yet".

    `terms` are the ids of the glossary's terms in these texts and in the question.
    """

    choices: tuple[str, ...]
    labels: tuple[str, ...]
    find_out: str | None
    terms: frozenset[str]


class Views:
    """The rules of a rulebook with their views, its deadlines and its words; `terms` are those that always stand."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.cite = evidence_of(rulebook).cite
        self.headlines = Rules(rulebook, rulebook.headlines, self._headline)
        self.key_points = {
            slot.id: Rules(rulebook, slot.points, partial(self._key_point, slot)) for slot in rulebook.key_points
        }
        self.advice = Rules(rulebook, rulebook.advice, self._statement, or_open=True)
        self.tensions = Rules(rulebook, rulebook.tensions, self._tension)
        self.asks = Rules(rulebook, rulebook.asks, self._ask)
        self.deadlines = {each.id: DeadlineView(each.id, each.label, each.date) for each in rulebook.deadlines}
        self.words = tuple(WordView(term.id, term.term, term.means) for term in rulebook.vocabulary.terms)
        self.terms = terms_in(rulebook, options_of(rulebook))
        self.answered = lru_cache(maxsize=KEPT)(self._answered)

    def _answered(self, name: str, picked: frozenset[str]) -> Answered:
        """The answer to the question called `name`; kept, since many students give the same."""
        question = self.rulebook.question_by_id[name]
        choices = tuple(choice for choice in question.choice_ids if choice in picked)
        labels = self.rulebook.labels_of(question, picked)
        find_out = question.if_not_sure if NOT_SURE in picked else None
        texts = (question.label, question.text, labels, find_out)
        return Answered(choices, labels, find_out, terms_in(self.rulebook, *texts))

    def _headline(self, rule: Headline) -> Callable[..., HeadlineView]:
        return partial(HeadlineView, id=rule.id, title=rule.title, claims=self.cite(rule.claims))

    def _key_point(self, slot: Slot, rule: KeyPoint) -> Callable[..., KeyPointView]:
        claims = self.cite(rule.claims)
        return partial(KeyPointView, slot=slot.id, label=slot.label, id=rule.id, text=rule.text, claims=claims)

    def _statement(self, rule: Advice) -> Callable[..., Statement]:
        return partial(
            Statement,
            id=rule.id,
            title=rule.title,
            text=rule.text,
            claims=self.cite(rule.claims),
            marks=marks_of(self.rulebook, rule),
            by=self.deadlines[rule.by] if rule.by else None,
        )

    def _tension(self, rule: Tension) -> Callable[..., TensionView]:
        sides = tuple(SideView(side.text, self.cite(side.claims)) for side in rule.sides)
        return partial(TensionView, id=rule.id, title=rule.title, sides=sides)

    def _ask(self, rule: Ask) -> Callable[..., AskView]:
        label = next(each.label for each in self.rulebook.addressees if each.id == rule.to)
        claims = self.cite(rule.claims)
        return partial(AskView, id=rule.id, to=rule.to, to_label=label, text=rule.text, claims=claims)


views_of = once_per_rulebook(Views)


_SIDES: tuple[Literal["for", "against"], ...] = ("for", "against")


def marks_of(rulebook: Rulebook, advice: Advice) -> tuple[MarkView, ...]:
    """The marks of a piece of advice, in the order of the options."""
    labels = {option.id: option.short for option in rulebook.options}
    marks = {(option, side): MarkView(option, labels[option], side, why) for option, side, why in advice.marks}
    return tuple(marks[option, side] for option in labels for side in _SIDES if (option, side) in marks)


@once_per_rulebook
def options_of(rulebook: Rulebook) -> tuple[OptionView, ...]:
    """The options of a rulebook, as heads of columns."""
    return tuple(
        OptionView(option.id, option.label, option.short, option.text, option.little_said, {**option.unargued})
        for option in rulebook.options
    )
