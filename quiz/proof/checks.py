"""What holds for every student who could ever take the quiz: decided over all answer sets, not sampled.

Each check asks for the students who show a defect. If there are none, the rulebook is proved free of
it; if there are some, the finding carries the one with the fewest picks, or says that it may not be
that one. What each check means exactly is said at the function that makes it, and in `docs/authors/proof.md`.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations, permutations
from typing import TypeAlias

from quiz.problems import Diagnostic, Trail
from quiz.proof.diagrams import EVERYBODY, NOBODY, Nearest, Progress, Space, Students, TooLarge
from quiz.proof.marks import SIDES, at_least, rows_speaking, sure_of_all
from quiz.rulebook import (
    NOT_SURE,
    Advice,
    AllOf,
    AnyOf,
    Condition,
    Headline,
    KeyPoint,
    Not,
    Option,
    Picked,
    Question,
    Rule,
    Rulebook,
    Speaks,
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


@dataclass(frozen=True)
class _Slot:
    """Rules of which exactly one must hold for everybody: the headlines, or the points of a slot."""

    kind: str
    name: str
    trail: Trail
    rules: Sequence[Headline | KeyPoint]
    at_most_one_in: int | None


def _slots(rulebook: Rulebook) -> Iterator[_Slot]:
    bounds = rulebook.at_most_one_in
    yield _Slot("headline", "headline", ("headlines",), rulebook.headlines, bounds.headline)
    for place, slot in enumerate(rulebook.key_points):
        trail = ("key_points", place, "points")
        yield _Slot("key-point", f"key point of `{slot.id}`", trail, slot.points, bounds.key_point)


def _one_missing(rulebook: Rulebook, space: Space, kind: str) -> Iterator[Callable[[], Diagnostic | None]]:
    """No answer set may be without a headline, or without a key point in one of the slots."""
    for slot in _slots(rulebook):
        if slot.kind != kind:
            continue

        def step(slot: _Slot = slot) -> Diagnostic | None:
            shown = _student_without(space, [rule.when for rule in slot.rules])
            if shown.answers is None:
                return None
            what, mend = f"no {slot.name} holds.", "Add one for these answers, or widen the `when` of one."
            return Diagnostic(
                what, mend, slot.trail, check=f"{kind}-missing", answers=shown.answers, details=_doubt(shown)
            )

        yield step


def _two_hold(rulebook: Rulebook, space: Space, kind: str) -> Iterator[Callable[[], Diagnostic | None]]:
    """No two headlines may hold together, and no two key points of one slot."""
    for slot in _slots(rulebook):
        if slot.kind != kind:
            continue
        for (_, first), (second_place, second) in combinations(enumerate(slot.rules), 2):

            def step(
                slot: _Slot = slot,
                first: Headline | KeyPoint = first,
                second: Headline | KeyPoint = second,
                place: int = second_place,
            ) -> Diagnostic | None:
                both = _together(space, first.when, second.when)
                if both == NOBODY:
                    return None
                what = f"`{first.id}` and `{second.id}` hold together, and only one {slot.name} may."
                mend = "Narrow the `when` of one of them."
                return Diagnostic(
                    what, mend, (*slot.trail, place), check=f"{kind}-overlap", answers=space.shortest(both)
                )

            yield step


def _share_too_large(rulebook: Rulebook, space: Space) -> Iterator[Callable[[], Diagnostic | None]]:
    """No headline, and no key point, may hold for more of all answer sets than `at_most_one_in` allows."""
    for slot in _slots(rulebook):
        for place, rule in enumerate(slot.rules):
            if slot.at_most_one_in is None:
                continue

            def step(slot: _Slot = slot, rule: Headline | KeyPoint = rule, place: int = place) -> Diagnostic | None:
                bound = slot.at_most_one_in or 1
                count, total = space.count(space.holding(rule.when)), space.count(EVERYBODY)
                if count * bound <= total:
                    return None
                what = f"`{rule.id}` holds for {count:,} of {total:,} answer sets: more than one in {bound}."
                mend = "Split it, so that it says more to each, or raise `at_most_one_in`."
                return Diagnostic(what, mend, (*slot.trail, place), check="share-too-large")

            yield step


def _unreachable(rulebook: Rulebook, space: Space) -> Iterator[Callable[[], Diagnostic | None]]:
    """Every headline, advice, tension and ask must hold for somebody."""
    kinds: list[tuple[Trail, tuple[Rule, ...]]] = [
        *((slot.trail, tuple(slot.rules)) for slot in _slots(rulebook)),
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
                both = _together(space, first.when, second.when)
                if both == NOBODY:
                    return None
                what = f"`{first.id}` and `{second.id}` of the group `{name}` hold together."
                mend = "Narrow the `when` of one, or take it out of the group."
                return Diagnostic(
                    what, mend, ("advice", place, "group"), check="group-overlap", answers=space.shortest(both)
                )

            yield step


def _one_sided(rulebook: Rulebook, space: Space) -> Iterator[Callable[[], Diagnostic | None]]:
    """Every option must have advice that speaks for it, and advice that speaks against it.

    Where nobody in the source takes one side, `unargued` of the option says why, and then no advice may.
    """
    for place, option in enumerate(rulebook.options):

        def step(place: int = place, option: Option = option) -> Diagnostic | None:
            taken = {side for advice in rulebook.advice for name, side, _ in advice.marks() if name == option.id}
            for side in SIDES:
                if side in option.unargued and side in taken:
                    what = f"`{option.id}` says that nobody argues {side} it, and advice does."
                    trail = ("options", place, "unargued", side)
                    return Diagnostic(what, "Delete this line.", trail, check="option-one-sided")
                if side not in option.unargued and side not in taken:
                    what = f"nothing in the whole rulebook speaks {side} `{option.id}`."
                    way_out = f"or say why nobody does: `unargued: {{{side}: …}}`."
                    mend = f"Add advice with `{side}: {{{option.id}: …}}`, {way_out}"
                    return Diagnostic(what, mend, ("options", place), check="option-one-sided")
            return None

        yield step


def _mark_without_reason(rulebook: Rulebook, space: Space) -> Iterator[Callable[[], Diagnostic | None]]:
    """Every mark must say why: in half a sentence, and not by repeating the advice's title."""
    for place, advice in enumerate(rulebook.advice):
        for option, side, why in advice.marks():

            def step(
                place: int = place,
                advice: Advice = advice,
                option: str = option,
                side: Speaks = side,
                why: str | None = why,
            ) -> Diagnostic | None:
                if why and why.casefold().rstrip(".") != advice.title.casefold().rstrip("."):
                    return None
                fault = "only repeats its title as the reason" if why else "does not say why"
                what = f"`{advice.id}` speaks {side} `{option}`, and {fault}."
                return Diagnostic(
                    what, "Write half a sentence.", ("advice", place, side, option), check="mark-without-reason"
                )

            yield step


def _spotless(rulebook: Rulebook, space: Space) -> Iterator[Callable[[], Diagnostic | None]]:
    """No option may look spotless, or hopeless, to somebody who is sure of everything.

    It does where three or more answers speak for it and none against it, or the other way round: then the rulebook
    holds something back, unless `unargued` says why nobody takes the other side. Answers that are "not sure yet" are
    left out, since what waits for them is shown as open.
    """
    for place, option in enumerate(rulebook.options):
        for side, other in (SIDES, SIDES[::-1]):
            if other in option.unargued:
                continue

            def step(
                place: int = place, name: str = option.id, side: Speaks = side, other: Speaks = other
            ) -> Diagnostic | None:
                rows = rows_speaking(rulebook, space, name)
                silent = sure_of_all(rulebook, space)
                for students in rows[other].values():
                    silent = space.both(silent, space.other_than(students))
                many = at_least(space, rows[side].values(), SPOTLESS, silent)[SPOTLESS]
                if many == NOBODY:
                    return None
                what = f"{SPOTLESS} answers or more can speak {side} `{name}`, and none {other} it."
                mend = f"Say what speaks {other} it, or why nobody argues that: `unargued: {{{other}: …}}`."
                return Diagnostic(what, mend, ("options", place), check="spotless", answers=space.shortest(many))

            yield step


def _unsure_weighs(rulebook: Rulebook, space: Space) -> Iterator[Callable[[], Diagnostic | None]]:
    """No advice that "not sure yet" calls up may speak for or against an option: being unsure weighs nothing."""
    for place, advice in enumerate(rulebook.advice):

        def step(place: int = place, advice: Advice = advice) -> Diagnostic | None:
            if not (advice.speaks_for or advice.speaks_against) or not _calls_for_unsure(advice.when):
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
    different sides of a difference, which the summary then shows by itself.
    """
    opposed = [
        ((place, first), second)
        for (_, second), (place, first) in combinations(enumerate(rulebook.advice), 2)
        if not first.speaks_for.keys().isdisjoint(second.speaks_against)
        and not first.speaks_against.keys().isdisjoint(second.speaks_for)
    ]
    tested = [(tension, questions_of(tension.when)) for tension in rulebook.tensions]
    for (place, first), second in opposed:

        def step(place: int = place, first: Advice = first, second: Advice = second) -> Diagnostic | None:
            register = rulebook.evidence_register
            if any(other in second.claims for claim in first.claims for other in register.disagreeing_with(claim)):
                return None
            untold = _together(space, first.when, second.when)
            for tension, questions in tested:
                if not questions.isdisjoint(questions_of(first.when)) and not questions.isdisjoint(
                    questions_of(second.when)
                ):
                    untold = space.both(untold, space.other_than(space.holding(tension.when)))
            if untold == NOBODY:
                return None
            what = f"`{second.id}` and `{first.id}` contradict each other, and no tension says so."
            mend = "Add a tension that tests a question of each, narrow one, or let one speak for less."
            return Diagnostic(
                what, mend, ("advice", place), check="contradiction-untold", answers=space.shortest(untold)
            )

        yield step


def _together(space: Space, first: Condition, second: Condition) -> Students:
    return space.both(space.all, space.both(space.holding(first), space.holding(second)))


def _student_without(space: Space, conditions: list[Condition]) -> Nearest:
    """The student with the fewest picks for whom none of the conditions holds.

    Many unrelated conditions make a set that is too large to build, but then they leave few ways to
    look for a student; a few that hang together are the other way round. So it looks for a while, then
    builds for a while. If that found somebody, it is left open whether there is one with fewer picks;
    if not, it looks for as long as there is time.
    """
    # Those that test the same few questions come first: together they often cover everybody at once.
    ordered = sorted(dict.fromkeys(conditions), key=lambda c: (len(questions_of(c)), sorted(questions_of(c))))
    spared = [space.other_than(space.holding(condition)) for condition in ordered]
    found = None
    with suppress(TooLarge):
        found = space.nearest(spared, TRIES)
        if found.is_sure:
            return found
    with suppress(TooLarge), space.trial(BUILDABLE):
        left = space.all
        for each in spared:
            left = space.both(left, each)
            if left == NOBODY:
                break
        return Nearest(space.shortest(left), is_sure=True)
    return found or space.nearest(spared)


def _doubt(shown: Nearest) -> tuple[str, ...]:
    """What a finding says of answers that may not be the shortest."""
    return () if shown.is_sure else ("Shorter answers may show it too: looking for them was given up.",)


SPOTLESS = 3
"""The answers on one side that make an option look spotless where none is on the other."""

TRIES = 5_000
"""The ways to go on after which building the set of all is tried instead of looking for one student."""

BUILDABLE = 300_000
"""The nodes after which it is given up again."""


CHECKS: dict[str, Check] = {
    "option-one-sided": _one_sided,
    "mark-without-reason": _mark_without_reason,
    "unsure-weighs": _unsure_weighs,
    "unreachable": _unreachable,
    "headline-overlap": partial(_two_hold, kind="headline"),
    "key-point-overlap": partial(_two_hold, kind="key-point"),
    "group-overlap": _group_overlap,
    "question-idle": _question_idle,
    "contradiction-untold": _contradiction,
    "headline-missing": partial(_one_missing, kind="headline"),
    "key-point-missing": partial(_one_missing, kind="key-point"),
    "share-too-large": _share_too_large,
    "spotless": _spotless,
}
"""Every check, by the name of what it finds; those that can take long come last."""
