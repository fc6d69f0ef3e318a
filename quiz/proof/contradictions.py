"""The check for advice that contradicts other advice, without the summary saying so."""

from collections.abc import Callable, Iterator
from functools import cache

from quiz.problems import Diagnostic
from quiz.proof.diagrams import EMPTY
from quiz.proof.overlaps import Overlaps, Places
from quiz.proof.space import Space
from quiz.rulebook import Advice, Rulebook, questions_of


def contradiction(rulebook: Rulebook, space: Space) -> Iterator[Callable[[], Diagnostic | None]]:
    """No two advice items may contradict each other without the summary saying so.

    They contradict where each speaks for an option that the other speaks against: taken together
    they say "this rather than that" and "that rather than this". For every student to whom both
    apply, a tension must apply that tests a question of each, or their claims must stand on
    different sides of a difference, which the summary then shows by itself.
    """
    advice = rulebook.advice
    overlaps = Overlaps(space, [each.when for each in advice])
    opposed, disputed, told = _opposed(rulebook), _disputed(rulebook), _told(rulebook, space, overlaps)
    tested = [(tension.when, questions_of(tension.when)) for tension in rulebook.tensions]
    for earlier, later in overlaps.pairs(lambda place: opposed(place) & ~disputed(place) & ~told(place)):

        def step(first: Advice = advice[earlier], place: int = later) -> Diagnostic | None:
            second = advice[place]
            untold = space.within(space.holding(first.when), space.holding(second.when))
            for when, questions in tested:
                if all(questions & questions_of(each.when) for each in (first, second)):
                    untold = space.diagrams.difference(untold, space.holding(when))
            if untold == EMPTY:
                return None
            what = f"`{first.id}` and `{second.id}` contradict each other, and no tension says so."
            mend = "Add a tension that tests a question of each, narrow one, or let one speak for less."
            return Diagnostic(
                what, mend, ("advice", place), check="contradiction-untold", answers=space.shortest(untold)
            )

        yield step


def _opposed(rulebook: Rulebook) -> Callable[[int], Places]:
    """For the place of an advice item: those that it contradicts."""
    speaking: dict[tuple[str, str], Places] = {}
    for place, advice in enumerate(rulebook.advice):
        for option, side, _ in advice.marks:
            speaking[option, side] = speaking.get((option, side), 0) | 1 << place

    def opposed(place: int) -> Places:
        against = for_others = 0
        for option in rulebook.advice[place].speaks_for:
            against |= speaking.get((option, "against"), 0)
        for option in rulebook.advice[place].speaks_against:
            for_others |= speaking.get((option, "for"), 0)
        return against & for_others

    return opposed


def _disputed(rulebook: Rulebook) -> Callable[[int], Places]:
    """For the place of an advice item: those that rest on claims on another side of a difference."""
    resting: dict[str, Places] = {}
    for place, advice in enumerate(rulebook.advice):
        for claim in advice.claims:
            resting[claim] = resting.get(claim, 0) | 1 << place

    @cache
    def disputing(claim: str) -> Places:
        found = 0
        for other in rulebook.evidence_base.disagreeing_with(claim):
            found |= resting.get(other, 0)
        return found

    def disputed(place: int) -> Places:
        found = 0
        for claim in rulebook.advice[place].claims:
            found |= disputing(claim)
        return found

    return disputed


def _told(rulebook: Rulebook, space: Space, overlaps: Overlaps) -> Callable[[int], Places]:
    """For the place of an advice item: those whose overlap with it lies within a tension that tests a question of each.

    Only those that can be told without building the overlap: for each variable that the tension restricts, one of the
    two leaves open no more than the tension does.
    """
    tensions: list[tuple[Places, list[Places]]] = []
    for tension in rulebook.tensions:
        holding, questions = space.holding(tension.when), questions_of(tension.when)
        required = space.diagrams.projection(holding)
        if space.diagrams.box(required) == holding:
            about = [not questions.isdisjoint(questions_of(advice.when)) for advice in rulebook.advice]
            testing = sum(1 << place for place, is_about in enumerate(about) if is_about)
            tensions.append((testing, [overlaps.within(*each) for each in required.items()]))

    def told(place: int) -> Places:
        found = 0
        for testing, within in tensions:
            if testing >> place & 1:
                reached = testing
                for each in within:
                    if not each >> place & 1:
                        reached &= each
                found |= reached
        return found

    return told
