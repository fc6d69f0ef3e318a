"""What came and what went on a summary since one of its answers was changed."""

from collections.abc import Iterable
from dataclasses import dataclass

from quiz.summary.model import Summary


@dataclass(frozen=True, slots=True)
class ChangedMark:
    """A mark in the picture that is another one now: the answer's label, the option's `short`, before and after."""

    question: str
    label: str
    option: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangedTitle:
    """A statement or a tension that came or went."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class AfterChange:
    """What changed between two summaries; `headline` is the earlier title, where it is another one now."""

    question: str
    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    headline: str | None
    key_points: tuple[str, ...]
    marks: tuple[ChangedMark, ...]
    added: tuple[ChangedTitle, ...]
    removed: tuple[ChangedTitle, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed but the answer."""
        return not (self.headline or self.key_points or self.marks or self.added or self.removed)


def after_change(before: Summary, after: Summary, question: str) -> AfterChange:
    """What changed from `before` to `after`, two summaries that differ in the answer to `question`.

    `key_points` are the labels of the slots that say something else now.
    """
    was, now = _titles(before), _titles(after)
    labels = {answer.question: answer.label for answer in (*before.answers, *after.answers)}
    points = {point.slot: point.id for point in before.key_points}
    return AfterChange(
        question,
        labels.get(question, question),
        _answers(before, question),
        _answers(after, question),
        before.headline.title if before.headline.id != after.headline.id else None,
        tuple(point.label for point in after.key_points if points.get(point.slot) != point.id),
        tuple(_changed_marks(before, after)),
        tuple(ChangedTitle(id, title) for id, title in now.items() if id not in was),
        tuple(ChangedTitle(id, title) for id, title in was.items() if id not in now),
    )


def _titles(summary: Summary) -> dict[str, str]:
    tensions = {tension.id: tension.title for tension in summary.tensions}
    return tensions | {statement.id: statement.title for statement in summary.statements}


def _answers(summary: Summary, question: str) -> tuple[str, ...]:
    return next((answer.answers for answer in summary.answers if answer.question == question), ())


def _changed_marks(before: Summary, after: Summary) -> Iterable[ChangedMark]:
    def marks_of(summary: Summary) -> dict[tuple[str, str], tuple[str, str, str]]:
        picture = summary.picture
        return {
            (row.question, option.id): (row.label, option.short, mark)
            for row in (*picture.rows, *picture.undivided)
            for option, mark in zip(picture.options, row.marks, strict=True)
        }

    was, now = marks_of(before), marks_of(after)
    for key in dict.fromkeys((*now, *was)):
        label, short, _ = now.get(key) or was[key]
        old, new = (marks[key][2] if key in marks else "none" for marks in (was, now))
        if old != new:
            yield ChangedMark(key[0], label, short, old, new)
