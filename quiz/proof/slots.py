"""Checks of what stands at the top of a summary: the headlines, and the slots of key points."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from quiz.problems import Diagnostic, Trail
from quiz.proof.diagrams import EMPTY, FULL
from quiz.proof.overlaps import Overlaps
from quiz.proof.space import Space, Students
from quiz.rulebook import NOT_SURE, Condition, Headline, KeyPoint, Rulebook, questions_of


@dataclass(frozen=True)
class Slot:
    """Rules of which exactly one must hold for everybody: the headlines, or the points of a slot."""

    kind: str
    name: str
    trail: Trail
    rules: Sequence[Headline | KeyPoint]
    at_most_one_in: int | None


def slots(rulebook: Rulebook) -> Iterator[Slot]:
    """The headlines, then the slots of key points, in the order of the file."""
    bounds = rulebook.at_most_one_in
    yield Slot("headline", "headline", ("headlines",), rulebook.headlines, bounds.headline)
    for place, slot in enumerate(rulebook.key_points):
        trail = ("key_points", place, "points")
        yield Slot("key-point", f"key point of `{slot.id}`", trail, slot.points, bounds.key_point)


def one_missing(rulebook: Rulebook, space: Space, kind: str) -> Iterator[Callable[[], Diagnostic | None]]:
    """No answer set may be without a headline, or without a key point in one of the slots."""
    for slot in slots(rulebook):
        if slot.kind != kind:
            continue

        def step(slot: Slot = slot) -> Diagnostic | None:
            shown = space.shortest(_without(space, [rule.when for rule in slot.rules]))
            if shown is None:
                return None
            mend = "Add one for these answers, or widen the `when` of one."
            if all(picks == {NOT_SURE} for picks in shown.values()):
                mend += f" Being unsure is an answer, too: `{NOT_SURE}`."
            what = f"no {slot.name} applies."
            return Diagnostic(what, mend, slot.trail, check=f"{kind}-missing", answers=shown)

        yield step


def two_hold(rulebook: Rulebook, space: Space, kind: str) -> Iterator[Callable[[], Diagnostic | None]]:
    """No two headlines may hold together, and no two key points of one slot."""
    for slot in slots(rulebook):
        if slot.kind != kind:
            continue
        for first_place, second_place in Overlaps(space, [rule.when for rule in slot.rules]).pairs():

            def step(slot: Slot = slot, first_place: int = first_place, place: int = second_place) -> Diagnostic | None:
                first, second = slot.rules[first_place], slot.rules[place]
                both = space.within(space.holding(first.when), space.holding(second.when))
                if both == EMPTY:
                    return None
                what = f"`{first.id}` and `{second.id}` apply together, and only one {slot.name} may."
                mend = "Narrow the `when` of one of them."
                return Diagnostic(
                    what, mend, (*slot.trail, place), check=f"{kind}-overlap", answers=space.shortest(both)
                )

            yield step


def share_too_large(rulebook: Rulebook, space: Space) -> Iterator[Callable[[], Diagnostic | None]]:
    """No headline, and no key point, may hold for more of all answer sets than `at_most_one_in` allows."""
    for slot in slots(rulebook):
        for place, rule in enumerate(slot.rules):
            if slot.at_most_one_in is None:
                continue

            def step(slot: Slot = slot, rule: Headline | KeyPoint = rule, place: int = place) -> Diagnostic | None:
                bound = slot.at_most_one_in or 1
                count, total = space.count(space.holding(rule.when)), space.count(FULL)
                if count * bound <= total:
                    return None
                what = f"`{rule.id}` applies to {count:,} of {total:,} answer sets: more than one in {bound}."
                name, wider = slot.kind.replace("-", "_"), total // count
                allowed = f"write {wider} for `{name}` of" if wider > 1 else f"remove `{name}` from"
                mend = f"Split it, so that it says more to each, or {allowed} `at_most_one_in`."
                return Diagnostic(what, mend, (*slot.trail, place), check="share-too-large")

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
