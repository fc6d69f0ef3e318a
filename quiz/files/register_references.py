"""What a register refers to, looked up in its raw data, and whether every sentence of a post is accounted for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from quiz.files.raw import entries, ids_of, listed, lookup, repeated_ids
from quiz.problems import Diagnostic, InCells, Trail
from quiz.rulebook import MAX_SENTENCES, Names


def names_in_register(data: Any) -> Names:
    """What a register may refer to within itself, as far as that can be told."""
    known = {"claim": ids_of(data, "claims"), "post": ids_of(data, "posts"), "topic": ids_of(data, "topics")}
    return Names(lookup(known))


def register_problems(data: Any) -> list[Diagnostic]:
    """What is wrong with a register beyond the fields of single entries."""
    kind_lists = ("topics", "posts", "claims", "differences", "asked", "silences")
    problems = [problem for kind_list in kind_lists for problem in repeated_ids(data, (kind_list,))]
    claims = [
        Located(index, str(claim.get("id")), claim["post"], claim["sentence"])
        for index, claim in entries(data, "claims")
        if isinstance(claim.get("post"), str) and isinstance(claim.get("sentence"), int)
    ]
    posts = [post for _, post in entries(data, "posts")]
    lengths = {str(post.get("id")): post.get("sentences") for post in posts}
    placed = [each for each in claims if each.post in lengths]
    misplaced = dict(_misplaced(placed, posts)) if ids_of(data, "claims") else {}
    for each, post in misplaced.items():
        what = f"`{each.id}` does not fit `{each.post}`, and no claim comes from sentence {each.sentence} of `{post}`."
        problems.append(Diagnostic(what, f"Did you mean `post: {post}`?", ("claims", each.index, "post")))
    located: dict[str, set[int]] = {}
    astray = {str(claim.get("post")) for _, claim in entries(data, "claims") if not _counts(claim.get("sentence"))}
    for each in claims:
        post = misplaced.get(each, each.post)
        located.setdefault(post, set()).add(each.sentence)
        past = [*_past_the_end(("claims", each.index, "sentence"), post, each.sentence, lengths.get(post))]
        problems += past
        astray |= {post} if past else set()
    for index, entry in entries(data, "posts"):
        problems += _wrong_hashes(("posts", index, "hashes"), entry)
    # A sentence that no claim comes from may be the one that a wrong locator means.
    if ids_of(data, "claims") is not None and len(placed) == len(claims):
        for index, entry in entries(data, "posts"):
            if str(entry.get("id")) not in astray:
                problems += _uncovered_sentences(index, entry, located.get(str(entry.get("id")), set()))
    return [*problems, *_asked_problems(data)]


@dataclass(frozen=True)
class Located:
    """A claim, its place in the list, and where it says that it comes from."""

    index: int
    id: str
    post: str
    sentence: int

    @property
    def prefix(self) -> str:
        """How ids of claims of one post begin alike, such as `r1`."""
        return self.id.partition("-")[0]


def _misplaced(claims: list[Located], posts: list[dict[str, Any]]) -> Iterator[tuple[Located, str]]:
    """Claims that name the wrong post, each with the post that lacks exactly such a sentence.

    Such a claim names a sentence that its post does not have or lists as without a claim, or is called like the claims
    of the other post.
    """
    for post in posts:
        name = str(post.get("id"))
        here = {each.sentence for each in claims if each.post == name}
        like = {each.prefix for each in claims if each.post == name}
        for missing in sorted(_sentences_of(post) - here - _excused(post)):
            found = [
                each
                for each in claims
                if each.sentence == missing and each.post != name and _is_odd(each, like, claims, posts)
            ]
            if len(found) == 1:
                yield found[0], name


def _is_odd(claim: Located, like: set[str], claims: list[Located], posts: list[dict[str, Any]]) -> bool:
    """Whether a claim does not fit the post that it names."""
    own = next((post for post in posts if post.get("id") == claim.post), {})
    alike = {each.prefix for each in claims if each.post == claim.post and each != claim}
    return (
        claim.sentence not in _sentences_of(own)
        or claim.sentence in _excused(own)
        or (claim.prefix in (like or {claim.prefix}) and bool(alike) and claim.prefix not in alike)
    )


def _sentences_of(post: dict[str, Any]) -> set[int]:
    length = post.get("sentences")
    return set(range(1, length + 1)) if isinstance(length, int) and 0 < length <= MAX_SENTENCES else set()


def _excused(post: dict[str, Any]) -> set[int]:
    """The sentences that a post lists as without a claim."""
    return {
        number
        for _, entry in entries(post, "without_claim")
        for number in listed(entry.get("sentences"))
        if isinstance(number, int)
    }


def _are_numbers(sentences: Any) -> bool:
    return isinstance(sentences, list) and all(type(each) is int for each in sentences)


def _counts(sentence: Any) -> bool:
    return type(sentence) is int and sentence > 0


def _counted(sentences: int) -> str:
    return f"{sentences} sentence{'s' * (sentences != 1)}"


def _past_the_end(trail: Trail, post: str, sentence: int, length: Any) -> Iterator[Diagnostic]:
    if isinstance(length, int) and 0 < length < sentence:
        what = f"`{post}` has {_counted(length)}, and this is number {sentence}."
        yield Diagnostic(what, "Count again; locators start at 1.", trail)


def _wrong_hashes(trail: Trail, post: dict[str, Any]) -> Iterator[Diagnostic]:
    length, hashes = post.get("sentences"), listed(post.get("hashes"))
    if hashes and isinstance(length, int) and len(hashes) != length:
        what = f"`{post.get('id')}` has {_counted(length)}, and another number of hashes: {len(hashes)}."
        mend = "Delete the hashes, and rewrite them with `quiz sentences --register`."
        yield Diagnostic(what, InCells(mend, "Empty this cell; `quiz sentences` writes hashes into files."), trail)


def _asked_problems(data: Any) -> Iterator[Diagnostic]:
    """What was asked must stand in the post that asks."""
    posts = [post for _, post in entries(data, "posts")]
    opening = next((post for post in posts if post.get("role") == "asks"), None)
    for index, asked in entries(data, "asked"):
        if opening is None:
            if posts and all(post.get("role") == "reply" for post in posts):
                yield Diagnostic("no post asks this.", "Give the opening post the `role` of `asks`.", ("asked", index))
            return
        sentence = asked.get("sentence")
        if isinstance(sentence, int):
            name = str(opening.get("id"))
            yield from _past_the_end(("asked", index, "sentence"), name, sentence, opening.get("sentences"))


def _uncovered_sentences(index: int, post: dict[str, Any], located: set[int]) -> Iterator[Diagnostic]:
    """Sentences of a post that are neither a claim's locator nor excused."""
    sentences = _sentences_of(post)
    if not sentences:
        return  # The model reports it.
    for each, entry in entries(post, "without_claim"):
        for number in listed(entry.get("sentences")):
            if isinstance(number, int) and (number in located or number > max(sentences)):
                why = "has a claim" if number in located else "does not exist"
                trail = ("posts", index, "without_claim", each, "sentences")
                yield Diagnostic(f"sentence {number} {why}.", "Remove it from this list.", trail)
    missing = [str(number) for number in sorted(sentences - located - _excused(post))]
    if missing and all(_are_numbers(entry.get("sentences")) for _, entry in entries(post, "without_claim")):
        numbers = ", ".join(missing[:20]) + (f" and {len(missing) - 20} more" if len(missing) > 20 else "")
        it, says, them = ("it", "says", "it") if len(missing) == 1 else ("they", "say", "them")
        mend = f"Register what {it} {says}, correct the `post` of a claim, or list {them} under `without_claim`."
        what = f"no claim comes from sentence{'s' * (len(missing) > 1)} {numbers} of `{post.get('id')}`."
        yield Diagnostic(what, mend, ("posts", index))
