"""What holds for every student who could ever take the quiz: decided over all answer sets, not sampled.

Each check asks for the students who show a defect. If there are none, the rulebook is proved free of it; if there
are some, the diagnostic carries the one with the fewest picks. Each function says what its check means exactly, and
`docs/authors/proof.md` does for authors.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TypeAlias

from quiz.problems import Diagnostic, Trail
from quiz.proof.diagrams import EMPTY, FULL, TooLarge
from quiz.proof.idle import question_idle
from quiz.proof.space import Space, Students
from quiz.rulebook import (
    NOT_SURE,
    Advice,
    AllOf,
    AnyOf,
    Condition,
    Headline,
    Not,
    Picked,
    Rule,
    Rulebook,
    questions_of,
)


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


def _headline_missing(rulebook: Rulebook, space: Space) -> Iterator[Callable[[], Diagnostic | None]]:
    """No answer set may be without a headline that holds."""

    def step() -> Diagnostic | None:
        shown = space.shortest(_without(space, [headline.when for headline in rulebook.headlines]))
        if shown is None:
            return None
        mend = "Add a headline for these answers, or widen the `when` of one."
        return Diagnostic(
            "no headline holds.",
            mend,
            ("headlines",),
            check="headline-missing",
            answers=shown,
        )

    yield step


def _headline_overlap(rulebook: Rulebook, space: Space) -> Iterator[Callable[[], Diagnostic | None]]:
    """No two headlines may hold together."""
    for (_, first), (second_place, second) in combinations(enumerate(rulebook.headlines), 2):

        def step(first: Headline = first, second: Headline = second, place: int = second_place) -> Diagnostic | None:
            both = space.within(space.holding(first.when), space.holding(second.when))
            if both == EMPTY:
                return None
            what = f"the headlines `{first.id}` and `{second.id}` hold together."
            mend = "Narrow the `when` of one of them."
            return Diagnostic(what, mend, ("headlines", place), check="headline-overlap", answers=space.shortest(both))

        yield step


def _section_empty(rulebook: Rulebook, space: Space) -> Iterator[Callable[[], Diagnostic | None]]:
    """Every required section must have advice that holds, for every answer set."""
    for place, section in enumerate(rulebook.sections):
        if not section.required:
            continue

        def step(place: int = place, name: str = section.id) -> Diagnostic | None:
            conditions = [advice.when for advice in rulebook.advice if advice.section == name]
            shown = space.shortest(_without(space, conditions))
            if shown is None:
                return None
            what = f"the required section `{name}` stays empty."
            mend = "Add advice for these answers, or make the section optional."
            return Diagnostic(what, mend, ("sections", place), check="section-empty", answers=shown)

        yield step


def _unreachable(rulebook: Rulebook, space: Space) -> Iterator[Callable[[], Diagnostic | None]]:
    """Every headline, advice, tension and ask must hold for somebody."""
    kinds: list[tuple[str, tuple[Rule, ...]]] = [
        ("headlines", rulebook.headlines),
        ("advice", rulebook.advice),
        ("tensions", rulebook.tensions),
        ("asks", rulebook.asks),
    ]
    for kind, rules in kinds:
        for place, rule in enumerate(rules):

            def step(kind: str = kind, place: int = place, rule: Rule = rule) -> Diagnostic | None:
                if space.within(space.holding(rule.when)) != EMPTY:
                    return None
                mend = "Widen its `when`, or delete it."
                return Diagnostic(f"`{rule.id}` can never hold.", mend, (kind, place), check="unreachable")

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


def _one_sided(rulebook: Rulebook, space: Space) -> Iterator[Callable[[], Diagnostic | None]]:
    """Every option must have advice that speaks for it, and advice that speaks against it.

    Where nobody in the source takes one side, the option says so with `unargued`, and then no advice may.
    """
    for place, option in enumerate(rulebook.options):

        def step(
            place: int = place, name: str = option.id, unargued: str | None = option.unargued
        ) -> Diagnostic | None:
            sides = {
                "for": any(name in advice.favours for advice in rulebook.advice),
                "against": any(name in advice.against for advice in rulebook.advice),
            }
            if unargued and sides[unargued]:
                what = f"`{name}` says that nobody argues {unargued} it, and advice does."
                return Diagnostic(what, "Delete `unargued`.", ("options", place, "unargued"), check="option-one-sided")
            missing = next((side for side, taken in sides.items() if not taken and side != unargued), None)
            if missing is None:
                return None
            what = f"nothing in the whole rulebook speaks {missing} `{name}`."
            mend = f"Add advice with `{missing}: [{name}]`, or say `unargued: {missing}` if nobody in the source does."
            return Diagnostic(what, mend, ("options", place), check="option-one-sided")

        yield step


def _unsure_weighs(rulebook: Rulebook, space: Space) -> Iterator[Callable[[], Diagnostic | None]]:
    """No advice that "not sure yet" calls up may speak for or against an option: being unsure weighs nothing."""
    for place, advice in enumerate(rulebook.advice):

        def step(place: int = place, advice: Advice = advice) -> Diagnostic | None:
            if not (advice.favours or advice.against) or not _calls_for_unsure(advice.when):
                return None
            what = f"`{advice.id}` speaks for or against an option where somebody is not sure yet."
            mend = "Take `not_sure` out of its `when`, and give those who are unsure an advice of their own, without."
            return Diagnostic(what, mend, ("advice", place, "when"), check="unsure-weighs")

        yield step


def _calls_for_unsure(condition: Condition, *, is_turned: bool = False) -> bool:
    """Whether "not sure yet" helps `condition` to hold; `is_turned` within a `not`."""
    match condition:
        case Picked(_, choices):
            return NOT_SURE in choices and not is_turned
        case Not(part):
            return _calls_for_unsure(part, is_turned=not is_turned)
        case AllOf(parts) | AnyOf(parts):
            return any(_calls_for_unsure(part, is_turned=is_turned) for part in parts)
    return False


def _contradiction(rulebook: Rulebook, space: Space) -> Iterator[Callable[[], Diagnostic | None]]:
    """No two advice items may contradict each other without the summary saying so.

    They contradict where each speaks for an option that the other speaks against: taken together
    they say "this rather than that" and "that rather than this". For every student to whom both
    apply, a tension must apply that tests a question of each, or their claims must stand on
    different sides of a disagreement, which the summary then shows by itself.
    """
    opposed = [
        ((place, first), second)
        for (_, second), (place, first) in combinations(enumerate(rulebook.advice), 2)
        if not set(first.favours).isdisjoint(second.against) and not set(first.against).isdisjoint(second.favours)
    ]
    tested = [(tension, questions_of(tension.when)) for tension in rulebook.tensions]
    for (place, first), second in opposed:

        def step(place: int = place, first: Advice = first, second: Advice = second) -> Diagnostic | None:
            register = rulebook.evidence_register
            if any(other in second.claims for claim in first.claims for other in register.disagreeing_with(claim)):
                return None
            untold = space.within(space.holding(first.when), space.holding(second.when))
            for tension, questions in tested:
                if not questions.isdisjoint(questions_of(first.when)) and not questions.isdisjoint(
                    questions_of(second.when)
                ):
                    untold = space.diagrams.difference(untold, space.holding(tension.when))
            if untold == EMPTY:
                return None
            what = f"`{second.id}` and `{first.id}` contradict each other, and no tension says so."
            mend = "Add a tension that tests a question of each, narrow one, or let one speak for less."
            return Diagnostic(
                what, mend, ("advice", place), check="contradiction-untold", answers=space.shortest(untold)
            )

        yield step


def _without(space: Space, conditions: list[Condition]) -> Students:
    """The students for whom none of `conditions` holds."""
    # Those that test the same few questions come first: together they often cover everybody at once.
    ordered = sorted(dict.fromkeys(conditions), key=lambda c: (len(questions_of(c)), sorted(questions_of(c))))
    left = space.all
    for condition in ordered:
        if left == EMPTY:
            break
        left = space.diagrams.difference(left, space.holding(condition))
    return left


CHECKS: dict[str, Check] = {
    "option-one-sided": _one_sided,
    "unsure-weighs": _unsure_weighs,
    "unreachable": _unreachable,
    "headline-overlap": _headline_overlap,
    "group-overlap": _group_overlap,
    "question-idle": question_idle,
    "contradiction-untold": _contradiction,
    "headline-missing": _headline_missing,
    "section-empty": _section_empty,
}
"""Every check, by the name of what it finds; those that can take long come last."""
