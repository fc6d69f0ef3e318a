"""Checks of what speaks for options and against them."""

from collections.abc import Callable, Iterator

from quiz.problems import Diagnostic, InCells
from quiz.proof.marks import SIDES, sets_speaking, sure_of_all
from quiz.proof.search import Wanted, find
from quiz.proof.space import Space
from quiz.rulebook import Advice, Option, Rulebook, Speaks

SIGN = 2
"""Letters of a mark's reason that are no reason, but a sign such as `x`."""

SPOTLESS = 3
"""The answers on one side that make an option look spotless where none is on the other."""


def one_sided(rulebook: Rulebook, space: Space) -> Iterator[Callable[[], Diagnostic | None]]:
    """Every option must have advice that speaks for it, and advice that speaks against it.

    Where nobody in the source takes one side, `unargued` of the option says why, and then no advice may.
    """
    for place, option in enumerate(rulebook.options):
        for side in SIDES:

            def step(place: int = place, option: Option = option, side: Speaks = side) -> Diagnostic | None:
                is_taken = _is_taken(rulebook, option.id, side)
                if side in option.unargued and is_taken:
                    what = f"`{option.id}` says that nobody argues {side} it, but advice does."
                    trail = ("options", place, "unargued", side)
                    return Diagnostic(what, "Delete what it says, or the marks.", trail, check="option-one-sided")
                if side not in option.unargued and not is_taken:
                    what = f"nothing in the whole rulebook speaks {side} `{option.id}`."
                    mend = InCells(
                        f"Add advice with `{side}: {{{option.id}: …}}`, or say why nobody does: "
                        f"`unargued: {{{side}: …}}`.",
                        f"Fill in `{side} {option.id}` of some advice, or say why nobody does under `unargued {side}`.",
                    )
                    return Diagnostic(what, mend, ("options", place), check="option-one-sided")
                return None

            yield step


def _is_taken(rulebook: Rulebook, option: str, side: Speaks) -> bool:
    """Whether any advice takes a side of an option."""
    return any(marked[:2] == (option, side) for advice in rulebook.advice for marked in advice.marks)


def mark_without_reason(rulebook: Rulebook, space: Space) -> Iterator[Callable[[], Diagnostic | None]]:
    """Every mark must say why: in half a sentence, and not by repeating the advice's title."""
    for place, advice in enumerate(rulebook.advice):
        for option, side, why in advice.marks:

            def step(
                place: int = place,
                advice: Advice = advice,
                option: str = option,
                side: Speaks = side,
                why: str | None = why,
            ) -> Diagnostic | None:
                says_why = bool(why) and len(str(why)) > SIGN
                if says_why and str(why).casefold().rstrip(".") != advice.title.casefold().rstrip("."):
                    return None
                fault = "only repeats its title as the reason" if says_why else "does not say why"
                what = f"`{advice.id}` speaks {side} `{option}`, and {fault}."
                return Diagnostic(
                    what, "Write half a sentence.", ("advice", place, side, option), check="mark-without-reason"
                )

            yield step


def spotless(rulebook: Rulebook, space: Space) -> Iterator[Callable[[], Diagnostic | None]]:
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
                speaking = {side: sets_speaking(rulebook, space, name, side) for side in SIDES}
                silenced = [students for _, students in speaking[other]]
                shown = find(space, Wanted(sure_of_all(rulebook, space), silenced, speaking[side], SPOTLESS))
                if shown is None:
                    return None
                what = f"{SPOTLESS} answers or more can speak {side} `{name}`, and none {other} it."
                way_out = f"Say what speaks {other} it, or why nobody argues that"
                mend = InCells(f"{way_out}: `unargued: {{{other}: …}}`.", f"{way_out}, under `unargued {other}`.")
                if _is_taken(rulebook, name, other):
                    mend = InCells(
                        f"Add advice with `{other}: {{{name}: …}}` for these answers, or remove a mark.",
                        f"Fill in `{other} {name}` of advice for these answers, or remove a mark.",
                    )
                return Diagnostic(what, mend, ("options", place), check="spotless", answers=shown)

            yield step
