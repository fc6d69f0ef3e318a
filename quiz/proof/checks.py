"""What holds for every student who could ever take the quiz: decided over all answer sets, not sampled.

Each check asks for the students who show a defect. If there are none, the rulebook is proved free of it; if there
are some, the diagnostic carries the one with the fewest picks. Each function says what its check means exactly, and
`docs/authors/proof.md` does for authors.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations
from typing import TypeAlias

from quiz.problems import Diagnostic, Trail
from quiz.proof.diagrams import EMPTY, FULL, TooLarge
from quiz.proof.evenhandedness import contradiction, mark_without_reason, one_sided, spotless, unsure_weighs
from quiz.proof.idle import question_idle
from quiz.proof.slots import one_missing, share_too_large, slots, two_hold
from quiz.proof.space import Space
from quiz.rulebook import Advice, Rule, Rulebook


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
"""Called as work goes on: how much is done, of how much, and what is being done."""

Check: TypeAlias = Callable[[Rulebook, Space], Iterator[Callable[[], Diagnostic | None]]]


ENOUGH = 100
"""The findings of one check after which it is ended: nobody reads more of a kind, and mends often come together."""


def prove(rulebook: Rulebook, nodes: int = 2_000_000, seconds: float = 60.0, progress: Progress | None = None) -> Proof:
    """The proof of a rulebook, within `nodes` and `seconds`; `progress` is told of each step."""
    try:
        space = Space(rulebook, nodes, seconds)
        answer_sets = space.count(FULL)
    except TooLarge:
        return Proof(None, (), tuple(map(_undecided, CHECKS)))
    steps = [(name, step) for name, check in CHECKS.items() for step in check(rulebook, space)]
    findings: list[Diagnostic] = []
    undecided: list[Diagnostic] = []
    counts: Counter[str] = Counter()
    for number, (name, step) in enumerate(steps):
        if progress and number % 16 == 0:
            progress(number, len(steps), name)
        if counts[name] == ENOUGH:
            continue
        try:
            space.diagrams.check_bounds()
            found = step()
        except TooLarge:
            if not undecided or undecided[-1].check != name:
                undecided.append(_undecided(name))
            continue
        if found:
            counts[name] += 1
            more = f"There may be more: `{name}` was ended after {ENOUGH} findings."
            findings.append(replace(found, details=(*found.details, more)) if counts[name] == ENOUGH else found)
    if progress:
        progress(len(steps), len(steps), "done")
    return Proof(answer_sets, tuple(sorted(findings, key=lambda f: _place(rulebook, f.trail))), tuple(undecided))


def _undecided(check: str) -> Diagnostic:
    what = f"`{check}` is undecided: it went beyond its bound."
    return Diagnostic(what, "Give it more with --seconds, or simplify the conditions.", check=check, level="warning")


def _place(rulebook: Rulebook, trail: Trail) -> tuple[int, int]:
    """Where a finding comes in the report: in the order of the file's fields, then of the entries."""
    fields = list(type(rulebook).model_fields)
    kind = fields.index(str(trail[0])) if trail and trail[0] in fields else -1
    return kind, int(trail[1]) if len(trail) > 1 else -1


def _unreachable(rulebook: Rulebook, space: Space) -> Iterator[Callable[[], Diagnostic | None]]:
    """Every headline, advice, tension and ask must hold for somebody."""
    kinds: list[tuple[Trail, tuple[Rule, ...]]] = [
        *((slot.trail, tuple(slot.rules)) for slot in slots(rulebook)),
        (("advice",), rulebook.advice),
        (("tensions",), rulebook.tensions),
        (("asks",), rulebook.asks),
    ]
    for trail, rules in kinds:
        for place, rule in enumerate(rules):

            def step(trail: Trail = trail, place: int = place, rule: Rule = rule) -> Diagnostic | None:
                if space.within(space.holding(rule.when)) != EMPTY:
                    return None
                mend = "Widen its `when`, or delete it."
                return Diagnostic(f"`{rule.id}` can never hold.", mend, (*trail, place), check="unreachable")

            yield step


def _group_overlap(rulebook: Rulebook, space: Space) -> Iterator[Callable[[], Diagnostic | None]]:
    """No two advice items of one group may hold together."""
    groups: dict[str, list[tuple[int, Advice]]] = {}
    for place, advice in enumerate(rulebook.advice):
        if advice.group:
            groups.setdefault(advice.group, []).append((place, advice))
    for name, members in groups.items():
        for (_, first), (second_place, second) in combinations(members, 2):

            def step(
                name: str = name, first: Advice = first, second: Advice = second, place: int = second_place
            ) -> Diagnostic | None:
                both = space.within(space.holding(first.when), space.holding(second.when))
                if both == EMPTY:
                    return None
                what = f"`{first.id}` and `{second.id}` of the group `{name}` hold together."
                mend = "Narrow the `when` of one, or take it out of the group."
                return Diagnostic(
                    what, mend, ("advice", place, "group"), check="group-overlap", answers=space.shortest(both)
                )

            yield step


CHECKS: dict[str, Check] = {
    "option-one-sided": one_sided,
    "mark-without-reason": mark_without_reason,
    "unsure-weighs": unsure_weighs,
    "unreachable": _unreachable,
    "headline-overlap": partial(two_hold, kind="headline"),
    "key-point-overlap": partial(two_hold, kind="key-point"),
    "group-overlap": _group_overlap,
    "question-idle": question_idle,
    "contradiction-untold": contradiction,
    "headline-missing": partial(one_missing, kind="headline"),
    "key-point-missing": partial(one_missing, kind="key-point"),
    "share-too-large": share_too_large,
    "spotless": spotless,
}
"""Every check, by the name of what it finds; those that can take long come last."""
