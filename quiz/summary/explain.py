"""Why something applies or does not, and what would change it, in words for a terminal."""

from collections.abc import Iterable

from quiz.answers import Route
from quiz.rulebook import Because, Rule, Rulebook, Truth
from quiz.summary.changes import Change, Swap
from quiz.summary.why import AT_MOST, TRIED, why

VERBS = {Truth.HOLDS: "applies", Truth.OPEN: "is open", Truth.FAILS: "does not apply"}


def explanation(begun: Route, rule: Rule) -> str:
    """Why `rule` applies to the answers of a route or does not, and the smallest change that would bring it up."""
    found = why(begun, rule)
    lines = [f"`{rule.id}` {VERBS[found.judgment.truth]}{_because(begun.rulebook, found.judgment.because)}."]
    if not found.tried_all:
        lines.append(f"None of the changes that were tried, {TRIED:,} at most, brings it up; there are more.")
    elif found.change is None:
        lines.append(f"No change of up to {AT_MOST} answers brings it up.")
    elif found.change:
        lines.append(f"It would apply with {_swapped(found.change)}.")
    return "".join(f"{line}\n" for line in lines)


def because_in_words(rulebook: Rulebook, because: Iterable[Because]) -> str:
    """The parts of some answers that decided something, such as `nights is “A few”`."""
    said = []
    for each in because:
        question = rulebook.question_by_id[each.question]
        labels = rulebook.labels_of(question, each.choices)
        said.append(f"{question.id} is “{'”, “'.join(labels)}”" if labels else f"{question.id} is not asked")
    return " and ".join(said)


def telling(change: Change) -> str:
    """A change and what it does, in lines."""
    lines = [f"With {_swapped((change.swap,))}:"]
    if change.headline:
        lines.append(f"  the headline would be “{change.headline}”")
    lines += [f"  + {advice.id}: {advice.title}" for advice in change.adds]
    lines += [f"  - {advice.id}: {advice.title}" for advice in change.removes]
    return "\n".join(lines)


def _because(rulebook: Rulebook, because: tuple[Because, ...]) -> str:
    return f", because {because_in_words(rulebook, because)}" if because else " to everybody"


def _swapped(swaps: tuple[Swap, ...]) -> str:
    return " and ".join(f"{swap.question}={','.join(swap.choices)}" for swap in swaps)
