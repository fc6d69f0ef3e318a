"""What holds for every student who could ever take the quiz: decided over all answer sets, not sampled.

Each check asks for the students who show a defect. If there are none, the rulebook is proved free of
it; if there are some, the finding carries the one with the fewest picks, or says that it may not be
that one. What each check means exactly is said at the function that makes it, and in `docs/authors/proof.md`.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations, permutations
from typing import TypeAlias

from quiz.problems import Diagnostic, Trail
from quiz.proof.diagrams import EVERYBODY, NOBODY, Progress, Space, Students, TooLarge
from quiz.proof.evenhandedness import contradiction, mark_without_reason, one_sided, spotless, unsure_weighs
from quiz.proof.slots import one_missing, share_too_large, slots, two_hold
from quiz.rulebook import Advice, Question, Rule, Rulebook, questions_of


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


Check: TypeAlias = Callable[[Rulebook, Space], Iterator[Callable[[], Diagnostic | None]]]


ENOUGH = 100
"""The findings of one check after which it is ended: nobody reads more of a kind, and mends often come together."""


def prove(rulebook: Rulebook, nodes: int = 2_000_000, seconds: float = 60.0, progress: Progress | None = None) -> Proof:
    """The proof of a rulebook, within `nodes` and `seconds`; `progress` is told of each step."""
    try:
        space = Space(rulebook, nodes, seconds)
        answer_sets = space.count(EVERYBODY)
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
            space.keep_to_bounds()
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
                if space.both(space.all, space.holding(rule.when)) != NOBODY:
                    return None
                mend = "Widen its `when`, or delete it."
                return Diagnostic(f"`{rule.id}` can never hold.", mend, (*trail, place), check="unreachable")

            yield step


def _question_idle(rulebook: Rulebook, space: Space) -> Iterator[Callable[[], Diagnostic | None]]:
    """Every question must be asked of somebody, and every choice must matter to somebody.

    A choice matters to a student who picks it if, with another choice in its place (or, where several
    go together, without it) and all other picks as they are, some rule would hold that does not, or
    the other way round, or some question would be asked or skipped. A question matters if, besides, it
    makes a difference which of the answers that can be given is given: where every tick calls up the
    same advice, each matters against ticking nothing, and yet the question decides nothing. "Not sure
    yet" is excused: it always puts something on the summary. So are the choices of the priority
    question, which orders it.
    """
    tested: dict[str, list[Callable[[], Students]]] = {question.id: [] for question in rulebook.questions}
    for when in dict.fromkeys(rule.when for rule in rulebook.rules):
        for name in questions_of(when):
            tested[name].append(partial(space.holding, when))
    for asked_when in (question.ask_when for question in rulebook.questions if question.ask_when is not None):
        for name in questions_of(asked_when):
            tested[name].append(partial(space.failing, asked_when))

    for place, question in enumerate(rulebook.questions):

        def step(place: int = place, question: Question = question) -> Diagnostic | None:
            asked = space.other_than(space.failing(question.ask_when)) if question.ask_when else EVERYBODY
            trail = ("questions", place)
            if space.both(space.all, asked) == NOBODY:
                what = f"`{question.id}` is never asked."
                return Diagnostic(
                    what, "Widen its `ask_when`, or delete it.", (*trail, "ask_when"), check="question-never-asked"
                )
            if question.ask_when and space.both(space.all, space.failing(question.ask_when)) == NOBODY:
                what = f"`{question.id}` is always asked, so its `ask_when` says nothing."
                return Diagnostic(what, "Delete it, or narrow it.", (*trail, "ask_when"), check="question-always-asked")
            if not question.decides:
                return None
            idle = [
                each
                for each, choice in enumerate(question.choices)
                if not _matters(space, question, choice.id, tested[question.id])
            ]
            if len(idle) == len(question.choices) or not _decides(space, question, tested[question.id]):
                return Diagnostic(
                    f"`{question.id}` changes nothing.", "Use it in a `when`, or drop it.", trail, check="question-idle"
                )
            if idle:
                named = ", ".join(f"`{question.choices[each].id}`" for each in idle)
                what = f"picking {named} of `{question.id}` changes nothing for anybody."
                return Diagnostic(
                    what, "Use it in a `when`, or drop it.", (*trail, "choices", idle[0]), check="choice-idle"
                )
            return None

        yield step


def _matters(space: Space, question: Question, choice: str, tested: list[Callable[[], Students]]) -> bool:
    """Whether picking `choice` makes a difference to one of the sets that the question is tested for."""
    alone = not question.goes_with_others(choice)
    others = [each.id for each in question.choices if each.id != choice] if alone else [None]
    picking = space.both(space.all, space.picking(question.id, choice))
    return any(_differ(space, picking, question.id, choice, other, tested) for other in others)


def _decides(space: Space, question: Question, tested: list[Callable[[], Students]]) -> bool:
    """Whether it makes a difference which answer is given.

    Any answer comes from any other by putting one choice in the place of another, again and again: so
    if none of these steps makes a difference, no answer does.
    """
    for first, second in permutations(question.choices, 2):
        students = space.both(space.all, space.picking(question.id, first.id))
        if question.goes_with_others(first.id) and not question.goes_with_others(second.id):
            # It can only take the place of a choice that was picked by itself.
            for beside in question.choices:
                if beside is not first:
                    students = space.both(students, space.other_than(space.picking(question.id, beside.id)))
        if _differ(space, students, question.id, first.id, second.id, tested):
            return True
    return False


def _differ(
    space: Space,
    students: Students,
    question: str,
    choice: str,
    instead: str | None,
    tested: list[Callable[[], Students]],
) -> bool:
    """Whether for some of `students` one of the sets tested depends on `choice` having `instead` in its place."""
    for each in tested:
        changed = space.differing(each(), space.had_they_picked(each(), question, choice, instead))
        if space.both(students, changed) != NOBODY:
            return True
    return False


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
                both = space.satisfying(first.when, second.when)
                if both == NOBODY:
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
    "question-idle": _question_idle,
    "contradiction-untold": contradiction,
    "headline-missing": partial(one_missing, kind="headline"),
    "key-point-missing": partial(one_missing, kind="key-point"),
    "share-too-large": share_too_large,
    "spotless": spotless,
}
"""Every check, by the name of what it finds; those that can take long come last."""
