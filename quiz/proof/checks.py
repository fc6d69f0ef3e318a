"""What holds for every student who could ever take the quiz: decided over all answer sets, not sampled.

Each check asks for the students who show a defect. If there are none, the rulebook is proved free of it; if there
are some, the diagnostic carries the one with the fewest picks. Each function says what its check means exactly, and
`docs/authors/proof.md` does for authors.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeAlias

from quiz.problems import Diagnostic, Trail
from quiz.proof.contradictions import contradiction
from quiz.proof.diagrams import EMPTY, FULL, TooLarge
from quiz.proof.evenhandedness import mark_without_reason, one_sided, spotless
from quiz.proof.idle import question_idle
from quiz.proof.overlaps import together
from quiz.proof.oversights import group_of_one, opposites_joined, sides_alike, title_repeated
from quiz.proof.slots import one_missing, share_too_large, two_hold
from quiz.proof.space import Space
from quiz.proof.unsure import unsure_weighs
from quiz.rulebook import Advice, Answers, Rule, Rulebook


@dataclass(frozen=True)
class Proof:
    """What was decided: over how many answer sets, the defects found, and a warning for each undecided check."""

    answer_sets: int | None
    findings: tuple[Diagnostic, ...]
    undecided: tuple[Diagnostic, ...]

    @property
    def is_clean(self) -> bool:
        """Whether every check was decided, and none found anything."""
        return not self.findings and not self.undecided


Progress: TypeAlias = Callable[[int, int, str], None]
"""Called as work goes on: how many checks are done, of how many, and which comes next."""

Check: TypeAlias = Callable[[Rulebook, Space], Iterator[Callable[[], Diagnostic | None]]]


ENOUGH = 100
"""The findings of one check after which it is stopped: nobody reads more, and one fix often removes several."""


def prove(rulebook: Rulebook, nodes: int = 2_000_000, seconds: float = 60.0, progress: Progress | None = None) -> Proof:
    """The proof of a rulebook, within `nodes` and `seconds`; `progress` is told of each check."""
    try:
        space = Space(rulebook, nodes, seconds)
        answer_sets = space.count(FULL)
    except TooLarge:
        return Proof(None, (), tuple(map(_undecided, CHECKS)))
    findings: list[Diagnostic] = []
    undecided: list[Diagnostic] = []
    for number, (name, check) in enumerate(CHECKS.items()):
        if progress:
            progress(number, len(CHECKS), name)
        found, is_decided = _run(check(rulebook, space), space)
        if len(found) == ENOUGH:
            more = f"There may be more: `{name}` was stopped after {ENOUGH} findings."
            found[-1] = replace(found[-1], details=(*found[-1].details, more))
        findings += found
        if not is_decided:
            undecided.append(_undecided(name))
    if progress:
        progress(len(CHECKS), len(CHECKS), "done")
    return Proof(answer_sets, tuple(sorted(findings, key=lambda f: _place(rulebook, f.trail))), tuple(undecided))


def _run(steps: Iterator[Callable[[], Diagnostic | None]], space: Space) -> tuple[list[Diagnostic], bool]:
    """What a check finds, up to ENOUGH; and whether all its steps, and what there was to decide, stayed in bounds."""
    found: list[Diagnostic] = []
    is_decided = True
    try:
        for step in steps:
            space.diagrams.check_bounds()
            try:
                found += filter(None, [step()])
            except TooLarge:
                is_decided = False
            if len(found) == ENOUGH:
                break
    except TooLarge:
        is_decided = False
    return found, is_decided


def _undecided(check: str) -> Diagnostic:
    what = f"`{check}` is undecided: it exceeded its bound."
    return Diagnostic(what, "Raise --seconds, or simplify the conditions.", check=check, level="warning")


def _place(rulebook: Rulebook, trail: Trail) -> tuple[int, int]:
    """Where a finding comes in the report: in the order of the file's fields, then of the entries."""
    fields = list(type(rulebook).model_fields)
    kind = fields.index(str(trail[0])) if trail and trail[0] in fields else -1
    return kind, int(trail[1]) if len(trail) > 1 else -1


def _unreachable(rulebook: Rulebook, space: Space) -> Iterator[Callable[[], Diagnostic | None]]:
    """Every headline, advice, tension and ask must hold for somebody."""
    for trail, rule in rulebook.placed_rules:

        def step(trail: Trail = trail, rule: Rule = rule) -> Diagnostic | None:
            if space.within(space.holding(rule.when)) != EMPTY:
                return None
            mend = "Widen its `when`, or delete it."
            return Diagnostic(f"`{rule.id}` can never apply.", mend, trail, check="unreachable")

        yield step


def _group_overlap(rulebook: Rulebook, space: Space) -> Iterator[Callable[[], Diagnostic | None]]:
    """No two advice items of one group may hold together."""
    groups: dict[str, list[tuple[int, Advice]]] = {}
    for place, advice in enumerate(rulebook.advice):
        if advice.group:
            groups.setdefault(advice.group, []).append((place, advice))
    for members in groups.values():
        yield from together(space, members, _of_one_group)


def _of_one_group(first: Advice, second: Advice, place: int, answers: Answers | None) -> Diagnostic:
    what = f"`{first.id}` and `{second.id}` of the group `{first.group}` apply together."
    mend = "Narrow the `when` of one, or take it out of the group."
    return Diagnostic(what, mend, ("advice", place, "group"), check="group-overlap", answers=answers)


CHECKS: dict[str, Check] = {
    "option-one-sided": one_sided,
    "mark-without-reason": mark_without_reason,
    "sides-alike": sides_alike,
    "group-of-one": group_of_one,
    "unsure-weighs": unsure_weighs,
    "opposites-joined": opposites_joined,
    "unreachable": _unreachable,
    "headline-overlap": partial(two_hold, kind="headline"),
    "key-point-overlap": partial(two_hold, kind="key-point"),
    "group-overlap": _group_overlap,
    "title-repeated": title_repeated,
    "question-idle": question_idle,
    "contradiction-untold": contradiction,
    "headline-missing": partial(one_missing, kind="headline"),
    "key-point-missing": partial(one_missing, kind="key-point"),
    "share-too-large": share_too_large,
    "spotless": spotless,
}
"""Every check, by the name of what it finds; those that can take long come last."""
