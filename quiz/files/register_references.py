"""What a register refers to, looked up in its raw data, and whether every sentence of a post is accounted for."""

from collections.abc import Iterator
from typing import Any

from quiz.files.raw import entries, ids_of, listed, lookup, repeated_ids
from quiz.problems import Diagnostic, Trail
from quiz.rulebook import MAX_SENTENCES, Names


def names_in_register(data: Any) -> Names:
    """What a register may refer to within itself, as far as that can be told."""
    known = {"claim": ids_of(data, "claims"), "post": ids_of(data, "posts"), "topic": ids_of(data, "topics")}
    return Names(lookup(known))


def register_problems(data: Any) -> list[Diagnostic]:
    """What is wrong with a register beyond the fields of single entries."""
    kind_lists = ("topics", "posts", "claims", "differences", "asked", "silences")
    problems = [problem for kind_list in kind_lists for problem in repeated_ids(data, (kind_list,))]
    located: dict[str, set[int]] = {}
    lengths = {str(post.get("id")): post.get("sentences") for _, post in entries(data, "posts")}
    for index, claim in entries(data, "claims"):
        post, sentence = claim.get("post"), claim.get("sentence")
        if isinstance(post, str) and isinstance(sentence, int):
            located.setdefault(post, set()).add(sentence)
            problems += _past_the_end(("claims", index, "sentence"), post, sentence, lengths.get(post))
    if ids_of(data, "claims") is not None:
        for index, entry in entries(data, "posts"):
            problems += _uncovered_sentences(index, entry, located.get(str(entry.get("id")), set()))
    return [*problems, *_asked_problems(data)]


def _past_the_end(trail: Trail, post: str, sentence: int, length: Any) -> Iterator[Diagnostic]:
    if isinstance(length, int) and sentence > length:
        what = f"`{post}` has {length} sentences, and this is number {sentence}."
        yield Diagnostic(what, "Count again; locators start at 1.", trail)


def _asked_problems(data: Any) -> Iterator[Diagnostic]:
    """What was asked must stand in the post that asks."""
    posts = [post for _, post in entries(data, "posts")]
    opening = next((post for post in posts if post.get("role") == "asks"), None)
    for index, asked in entries(data, "asked"):
        if opening is None:
            if posts and all(post.get("role") == "reply" for post in posts):
                yield Diagnostic("no post asks this.", "Give the opening post `role: asks`.", ("asked", index))
            return
        sentence = asked.get("sentence")
        if isinstance(sentence, int):
            name = str(opening.get("id"))
            yield from _past_the_end(("asked", index, "sentence"), name, sentence, opening.get("sentences"))


def _uncovered_sentences(index: int, post: dict[str, Any], located: set[int]) -> Iterator[Diagnostic]:
    """Sentences of a post that are neither a claim's locator nor excused."""
    length = post.get("sentences")
    if not isinstance(length, int) or not 0 < length <= MAX_SENTENCES:
        return  # The model reports it.
    excused: set[int] = set()
    for each, entry in entries(post, "without_claim"):
        for number in listed(entry.get("sentences")):
            if isinstance(number, int):
                excused.add(number)
                if number in located or number > length:
                    why = "has a claim" if number in located else "does not exist"
                    trail = ("posts", index, "without_claim", each, "sentences")
                    yield Diagnostic(f"sentence {number} {why}.", "Take it off this list.", trail)
    missing = [str(number) for number in range(1, length + 1) if number not in located | excused]
    if missing:
        numbers = ", ".join(missing[:20]) + (f" and {len(missing) - 20} more" if len(missing) > 20 else "")
        mend = "Register what it says, or list it under `without_claim`."
        yield Diagnostic(f"no claim comes from sentence {numbers}.", mend, ("posts", index))
