"""The summary: everything the engine derives from a rulebook and a set of answers, as plain data.

No part holds a score, a rank or a share: the lists are in the rulebook's order, except that what
matters most to the student comes first where order is free.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Reason:
    """A part of the answers that called something up: a question's label, and the labels picked.

    `answers` is empty where the question was not asked.
    """

    question: str
    label: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A claim with its locator: which post, which sentence."""

    id: str
    text: str
    post: str
    post_name: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Line:
    """A headline or a piece of advice that applies, why, and the claims it rests on."""

    id: str
    title: str
    text: str
    because: tuple[Reason, ...]
    claims: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class OpenView:
    """A question answered "not sure yet", and titles of the advice it may bring for or against an option."""

    question: str
    label: str
    may_speak_for: tuple[str, ...]
    may_speak_against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OptionView:
    """An option, what speaks for it and against it given the answers, and what is open.

    `unargued` is the side, `for` or `against`, that nobody in the source takes.
    """

    id: str
    label: str
    text: str
    little_said: str | None
    speaks_for: tuple[Line, ...]
    speaks_against: tuple[Line, ...]
    open: tuple[OpenView, ...]
    unargued: str | None = None


@dataclass(frozen=True, slots=True)
class SideView:
    """One side of a tension or a disagreement, and the claims behind it."""

    text: str
    claims: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class TensionView:
    """Two of the student's answers that pull apart, from both sides."""

    id: str
    title: str
    because: tuple[Reason, ...]
    sides: tuple[SideView, ...]


@dataclass(frozen=True, slots=True)
class DisagreementView:
    """Something the posts disagree on, from every side."""

    id: str
    about: str
    sides: tuple[SideView, ...]


@dataclass(frozen=True, slots=True)
class OneSidedView:
    """Advice that applies and rests on claims that no post disputes: nobody argued the other side."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class SectionView:
    """A heading and the advice under it."""

    id: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class UnsureView:
    """A question answered "not sure yet", how to find out, and the advice that waits for it."""

    question: str
    label: str
    find_out: str
    waiting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GapView:
    """Something that was asked in the source, and what no reply said about it."""

    id: str
    asked: str
    missing: str
    nobody_answered: bool


@dataclass(frozen=True, slots=True)
class AskView:
    """Something to ask, and why it is worth asking."""

    id: str
    text: str
    because: tuple[Reason, ...]
    claims: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class AsksView:
    """Somebody to ask, and what."""

    id: str
    label: str
    asks: tuple[AskView, ...]


@dataclass(frozen=True, slots=True)
class AnswerView:
    """A question and what was picked; `counted` is false where the question no longer applies."""

    question: str
    label: str
    text: str
    choices: tuple[str, ...]
    answers: tuple[str, ...]
    counted: bool


@dataclass(frozen=True, slots=True)
class PostView:
    """A post of the source, and the claims of it that this summary uses."""

    id: str
    name: str
    role: str
    author: str
    date: date | None
    likes: int | None
    claims: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class WordView:
    """A word that stands on the summary, and what it means."""

    id: str
    term: str
    means: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """What the summary was drawn from, and when."""

    rulebook: str
    title: str
    decision: str
    edition: date
    review_by: date
    language: str
    source_title: str
    source_kind: str
    publisher: str
    opened: date | None
    source_note: str
    replies: int


@dataclass(frozen=True, slots=True)
class Summary:
    """All of it, in the order in which it is read."""

    provenance: Provenance
    query: str
    headline: Line
    options: tuple[OptionView, ...]
    tensions: tuple[TensionView, ...]
    sections: tuple[SectionView, ...]
    disagreements: tuple[DisagreementView, ...]
    one_sided: tuple[OneSidedView, ...]
    unsure: tuple[UnsureView, ...]
    gaps: tuple[GapView, ...]
    silences: tuple[str, ...]
    asks: tuple[AsksView, ...]
    answers: tuple[AnswerView, ...]
    sources: tuple[PostView, ...]
    words: tuple[WordView, ...]


def is_short(summary: Summary) -> bool:
    """Whether there is room for larger print on three sheets."""
    lines = sum(len(section.lines) for section in summary.sections)
    return lines + 2 * len(summary.tensions) + len(summary.unsure) <= 15
