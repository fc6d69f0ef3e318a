"""The terms of the glossary in what a summary shows."""

from quiz.rulebook import Rulebook


def terms_in(rulebook: Rulebook, *views: object) -> frozenset[str]:
    """The ids of the terms in all texts of some views, and of the views within them."""
    found: set[str] = set()
    todo = [*views]
    while todo:
        each = todo.pop()
        if isinstance(each, str):
            found |= rulebook.terms_of(each)
        elif isinstance(each, tuple):
            todo += each
        elif isinstance(each, dict):
            todo += each.values()
        else:
            todo += [getattr(each, name) for name in getattr(each, "__slots__", ())]
    return frozenset(found)
