"""What can be counted over all answer sets: how broad the broadest texts are, and how marks spread over the options."""

from dataclasses import dataclass

from quiz.proof.diagrams import FULL, TooLarge
from quiz.proof.marks import Spread, spread_of_marks
from quiz.proof.slots import slots
from quiz.proof.space import Space
from quiz.rulebook import Rulebook, once_per_rulebook

SECONDS = 10.0
"""The time that counting one rulebook may take: somebody waits for the page that shows it."""


@dataclass(frozen=True, slots=True)
class Share:
    """The rule of its kind that holds for the most answer sets, and for how many of them all."""

    rule: str
    answer_sets: int
    of: int

    @property
    def one_in(self) -> float:
        """Of how many answer sets it holds for one, rounded down to a tenth."""
        return self.of * 10 // self.answer_sets / 10


@dataclass(frozen=True, slots=True)
class Statistics:
    """The largest share of a headline and of a key point, None where there are none, and the spread of each option."""

    headline: Share | None
    key_point: Share | None
    spread: tuple[Spread, ...]


@once_per_rulebook
def statistics_of(rulebook: Rulebook) -> Statistics | None:
    """The statistics of a rulebook; None where counting went beyond its bounds."""
    try:
        space = Space(rulebook, seconds=SECONDS)
        shares = {kind: _largest_share(rulebook, space, kind) for kind in ("headline", "key-point")}
        space.diagrams.check_bounds()
        return Statistics(shares["headline"], shares["key-point"], spread_of_marks(rulebook, space))
    except TooLarge:
        return None


@once_per_rulebook
def shares_of(rulebook: Rulebook) -> dict[str, int]:
    """For how many answer sets each headline and each key point holds, by id; empty where that is beyond counting."""
    try:
        space = Space(rulebook, seconds=SECONDS)
        return {rule.id: space.count(space.holding(rule.when)) for slot in slots(rulebook) for rule in slot.rules}
    except TooLarge:
        return {}


def _largest_share(rulebook: Rulebook, space: Space, kind: str) -> Share | None:
    rules = [rule for slot in slots(rulebook) if slot.kind == kind for rule in slot.rules]
    counts = {rule.id: space.count(space.holding(rule.when)) for rule in rules}
    broadest = max(counts, key=lambda rule: counts[rule], default=None)
    if broadest is None or not counts[broadest]:
        return None
    return Share(broadest, counts[broadest], space.count(FULL))


def statistics_lines(rulebook: Rulebook) -> list[str]:
    """The statistics for an author: a line on the largest shares, and one on the spread of marks."""
    counted = statistics_of(rulebook)
    if counted is None:
        return ["shares and marks: beyond counting"]
    named = (("headline", counted.headline), ("key point", counted.key_point))
    shares = [
        f"{kind} {share.rule} {share.answer_sets:,} of {share.of:,}, one in {share.one_in:g}"
        for kind, share in named
        if share
    ]
    spread = [
        f"{each.option} at most {each.most_for.speaks_for} for (with {each.most_for.speaks_against} against), "
        f"at most {each.most_against.speaks_against} against (with {each.most_against.speaks_for} for)"
        for each in counted.spread
    ]
    return [f"largest shares: {'; '.join(shares)}", f"marks: {'; '.join(spread)}"]
