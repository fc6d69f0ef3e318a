"""Whether differences between claims are what they are called, and whether a register answers what was asked."""

from collections.abc import Iterable, Iterator

from quiz.problems import Diagnostic, Step
from quiz.rulebook import Difference, Evidence, Register

CHECK = "difference-misnamed"


def check_differences(differences: Iterable[Difference], evidence: Evidence) -> Iterator[Diagnostic]:
    """What keeps a difference from being of its kind: what it does not say, or says needlessly, and whose claims.

    A `conflict` says why both sides cannot hold, and several posts are in it; a `weight` needs several posts, too; a
    `gap` says what a reader can do about it; `two_sides` are those of one post.
    """
    for place, difference in enumerate(differences):
        for trail, what, mend in _flaws(evidence, difference):
            yield Diagnostic(f"`{difference.id}` {what}", mend, ("differences", place, *trail), check=CHECK)
        seen: set[str] = set()
        for number, side in enumerate(difference.sides):
            for claim in seen.intersection(side.claims):
                what = f"two sides of `{difference.id}` rest on `{claim}`."
                trail = ("differences", place, "sides", number, "claims", side.claims.index(claim))
                yield Diagnostic(what, "Name it on the side that it speaks for.", trail, check="sides-alike")
            seen.update(side.claims)


def check_answers(register: Register) -> Iterator[Diagnostic]:
    """Where what was asked is said to be answered by a claim of the post that asked."""
    for place, asked in enumerate(register.asked):
        for number, claim in enumerate(asked.answered_by):
            if register.post_by_id[register.claim_by_id[claim].post].role == "asks":
                what = f"`{asked.id}` is answered by `{claim}`, which is of the post that asked."
                trail = ("asked", place, "answered_by", number)
                yield Diagnostic(
                    what, "Name claims of replies, or none if nobody answered.", trail, check="answered-by-asker"
                )


def _flaws(evidence: Evidence, difference: Difference) -> Iterator[tuple[tuple[Step, ...], str, str]]:
    """Where in a difference something is wrong, what, and what to do."""
    kind = difference.kind
    posts = {(evidence.register_of(claim).id, evidence.post_of(claim).id) for claim in difference.claims}
    if kind == "conflict" and difference.because is None:
        mend = "Say so under `because`; if both can be true, it is a `weight`."
        yield (), "is called a conflict, and does not say why both sides cannot hold.", mend
    if kind != "conflict" and difference.because is not None:
        mend = "Delete it; if both sides cannot hold, call it a `conflict`."
        yield ("because",), f"says why both sides cannot hold, and is called `{kind}`.", mend
    if kind == "gap" and difference.so is None:
        yield (), "is called a gap, and does not say what a reader can do about it.", "Say so under `so`."
    if kind != "gap" and difference.so is not None:
        mend = "Delete it; if something needed is hardly taught, call it a `gap`."
        yield ("so",), f"says what a reader can do about it, and is called `{kind}`.", mend
    if kind in ("conflict", "weight") and len(posts) == 1:
        mend = "If that post weighs both sides itself, call it `two_sides`."
        yield ("sides",), f"is called `{kind}`, and all its claims are of one post.", mend
    if kind == "two_sides" and len(posts) > 1:
        mend = "Call it a `conflict` if they cannot all be true, else a `weight`."
        yield ("sides",), f"is called two sides of one post, and its claims are of {len(posts)}.", mend
