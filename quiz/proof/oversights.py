"""What can be overlooked while a rulebook is written: repetitions, and conditions and groups that say nothing."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial

from quiz.problems import Diagnostic, Trail
from quiz.proof.diagrams import EMPTY
from quiz.proof.overlaps import together
from quiz.proof.space import Space
from quiz.rulebook import Advice, AllOf, Answers, AnyOf, Condition, Not, Rulebook, Tension


def title_repeated(rulebook: Rulebook, space: Space) -> Iterator[Callable[[], Diagnostic | None]]:
    """No two advice items of one title may apply together: a summary would show it twice."""
    titled: dict[str, list[tuple[int, Advice]]] = {}
    for place, advice in enumerate(rulebook.advice):
        titled.setdefault(advice.title.casefold().rstrip("."), []).append((place, advice))
    for same in titled.values():
        if len(same) == 1:
            continue
        yield from together(space, same, _one_title)


def _one_title(first: Advice, second: Advice, place: int, answers: Answers | None) -> Diagnostic:
    what = f"`{first.id}` and `{second.id}` have one title, and apply together."
    mend = "Give each its own, or narrow the `when` of one."
    return Diagnostic(what, mend, ("advice", place, "title"), check="title-repeated", answers=answers)


def group_of_one(rulebook: Rulebook, space: Space) -> Iterator[Callable[[], Diagnostic | None]]:
    """No group may have a single member: it keeps nothing apart."""
    sizes = Counter(advice.group for advice in rulebook.advice)
    for place, advice in enumerate(rulebook.advice):
        if advice.group and sizes[advice.group] == 1:
            what = f"`{advice.id}` is alone in the group `{advice.group}`."
            mend = "Take it out of the group, or put what may not apply together with it there, too."
            found = Diagnostic(what, mend, ("advice", place, "group"), check="group-of-one")
            yield partial(lambda found: found, found)


def sides_alike(rulebook: Rulebook, space: Space) -> Iterator[Callable[[], Diagnostic | None]]:
    """No claim may stand on both sides of a tension: then nothing pulls apart."""
    for place, tension in enumerate(rulebook.tensions):

        def step(place: int = place, tension: Tension = tension) -> Diagnostic | None:
            first, second = (side.claims for side in tension.sides)
            shared = [claim for claim in first if claim in second]
            if not shared:
                return None
            what = f"both sides of `{tension.id}` rest on `{shared[0]}`."
            trail = ("tensions", place, "sides", 1, "claims", second.index(shared[0]))
            return Diagnostic(what, "Name it on the side that it speaks for.", trail, check="sides-alike")

        yield step


def opposites_joined(rulebook: Rulebook, space: Space) -> Iterator[Callable[[], Diagnostic | None]]:
    """No `any` or `all` may join a condition with its opposite.

    Two are opposites if each holds for somebody, and under any answers one holds where the other fails. Such an `any`
    applies to all whom "not sure yet" does not leave open, and such an `all` to nobody.
    """
    told: set[Condition] = set()
    for trail, condition in _conditions(rulebook):

        def step(trail: Trail = trail, condition: Condition = condition) -> Diagnostic | None:
            for part in _joins(condition):
                if part in told or not _has_opposites(space, part):
                    continue
                told.add(part)
                if isinstance(part, AnyOf):
                    what = "`any` joins a condition with its opposite: it applies to everybody who is sure of it."
                else:
                    what = "`all` joins a condition with its opposite: it applies to nobody."
                mend = "Delete one of the two. “Is sure” is written `{not: {…: not_sure}}`."
                return Diagnostic(what, mend, trail, check="opposites-joined")
            return None

        yield step


def _conditions(rulebook: Rulebook) -> Iterator[tuple[Trail, Condition]]:
    """Every condition and the way to it, those with a name first: what names them is then not told again."""
    yield from ((("conditions", place, "when"), each.when) for place, each in enumerate(rulebook.conditions))
    for place, question in enumerate(rulebook.questions):
        if question.ask_when is not None:
            yield ("questions", place, "ask_when"), question.ask_when
    yield from (((*trail, "when"), rule.when) for trail, rule in rulebook.placed_rules)


def _joins(condition: Condition) -> Iterator[AllOf | AnyOf]:
    """Every `all` and `any` in a condition."""
    if isinstance(condition, Not):
        yield from _joins(condition.part)
    elif isinstance(condition, AllOf | AnyOf):
        yield condition
        for part in condition.parts:
            yield from _joins(part)


def _has_opposites(space: Space, join: AllOf | AnyOf) -> bool:
    if len(join.parts) < 2:
        return False
    truths = {(space.within(space.holding(part)), space.within(space.failing(part))) for part in join.parts}
    return any((fails, holds) in truths for holds, fails in truths if EMPTY not in (holds, fails))
