"""What an edit does to students: which rules come and go, for how many answer sets, and a short example of each.

Answers are compared as a link carries them: what the old rulebook makes of the answers that the new
one allows, under today's names. A question that the old one did not ask, or that is not answered
because the new one does not ask it, is for the old one not answered. Counts are of answer sets to
the questions that decide something; nobody knows how students spread over them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from quiz.answers import in_short
from quiz.proof.diagrams import EMPTY, FULL
from quiz.proof.space import Space, Students, Truths
from quiz.rulebook import Answers, Condition, Picked, Rule, Rulebook


@dataclass(frozen=True)
class Shift:
    """A rule that comes or goes for some answer sets: for how many, of how many, and the one with the fewest picks."""

    kind: str
    id: str
    comes: bool
    answer_sets: int
    of: int
    example: Answers


@dataclass(frozen=True)
class Reworded:
    """A rule of both rulebooks that says something else now."""

    kind: str
    id: str


@dataclass(frozen=True)
class Difference:
    """All that differs between two rulebooks, as students see it."""

    new_questions: tuple[str, ...]
    gone_questions: tuple[str, ...]
    shifts: tuple[Shift, ...]
    reworded: tuple[Reworded, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no student sees a difference in what is asked and what is said."""
        return not (self.new_questions or self.gone_questions or self.shifts or self.reworded)


def difference(old: Rulebook, new: Rulebook) -> Difference:
    """What `new` does to students that `old` did not, and the other way round. Raises TooLarge."""
    space = Space(new)
    reader = _OldReader(old, new, space)
    total = space.count(FULL)
    old_rules, new_rules = _by_kind(old), _by_kind(new)
    shifts: list[Shift] = []
    for kind, name in dict.fromkeys((*new_rules, *old_rules)):
        was = reader.holding(old_rules[kind, name].when) if (kind, name) in old_rules else EMPTY
        now = space.holding(new_rules[kind, name].when) if (kind, name) in new_rules else EMPTY
        for comes, students in (
            (True, space.diagrams.difference(now, was)),
            (False, space.diagrams.difference(was, now)),
        ):
            example = space.shortest(students)
            if example is not None:
                shifts.append(Shift(kind, name, comes, space.count(students), total, example))
    reworded = [
        Reworded(kind, name)
        for (kind, name), rule in new_rules.items()
        if (kind, name) in old_rules and _said(rule) != _said(old_rules[kind, name])
    ]
    before = {question.id for question in old.questions}
    return Difference(
        tuple(q.id for q in new.questions if before.isdisjoint((q.id, *q.was))),
        tuple(q.id for q in old.questions if q.id not in new.question_by_any_id),
        tuple(shifts),
        tuple(reworded),
    )


def _by_kind(rulebook: Rulebook) -> dict[tuple[str, str], Rule]:
    return {(type(rule).__name__.lower(), rule.id): rule for rule in rulebook.rules}


def _said(rule: Rule) -> dict[str, object]:
    return rule.model_dump(exclude={"when", "id"})


class _OldReader:
    """Judges conditions of the old rulebook on answers of the new one."""

    def __init__(self, old: Rulebook, new: Rulebook, space: Space) -> None:
        self.space = space
        self.old = old
        self.new = new

    def holding(self, condition: Condition) -> Students:
        """Whose answers made `condition` hold in the old rulebook."""
        return self.space.evaluate(condition, self._evaluate_picked)[0]

    def _evaluate_picked(self, question: str, choices: frozenset[str]) -> Truths:
        today = self.new.question_by_any_id.get(question)
        if today is None:
            return EMPTY, FULL
        test = Picked(today.id, frozenset(now for choice in choices if (now := today.today_id(choice))))
        holds, fails = self.space.holding(test), self.space.failing(test)
        routing = self.old.question_by_id[question].ask_when
        if routing is not None:
            skipped = self.space.evaluate(routing, self._evaluate_picked)[1]
            holds, fails = self.space.diagrams.difference(holds, skipped), self.space.diagrams.union(fails, skipped)
        return holds, fails


def lines_of(difference: Difference, new: Rulebook) -> Iterator[str]:
    """The difference in words, a line each, with the picks of the example after it."""
    for name in difference.new_questions:
        yield f"now asks:         {name}"
    for name in difference.gone_questions:
        yield f"no longer asks:   {name}"
    for shift in difference.shifts:
        verb = "comes for" if shift.comes else "goes for"
        share = f"{shift.answer_sets:,} of {shift.of:,} answer sets ({_share(shift.answer_sets, shift.of)})"
        yield f"{shift.kind} {shift.id} {verb} {share}, such as {in_short(new, shift.example)}"
    for each in difference.reworded:
        yield f"{each.kind} {each.id} says something else"


def _share(part: int, whole: int) -> str:
    share = 100 * part / whole
    return "all" if part == whole else f"{share:.1f} %" if share >= 0.1 else "under 0.1 %"
