"""The evidence register: what a source says, one claim at a time, each with its locator."""

from collections.abc import Iterable
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StrictInt

from quiz.rulebook.fields import ClaimId, Day, Format, Id, Label, Part, PostId, Text, Title, TopicId

Count = Annotated[StrictInt, Field(ge=0)]
MAX_SENTENCES = 2000
SentenceNumber = Annotated[StrictInt, Field(ge=1, le=MAX_SENTENCES)]


class Source(Part):
    """Where the posts come from, and what a reader must know to weigh them."""

    title: Label
    kind: Label
    publisher: Label
    opened: Day | None = None
    url: Label | None = None
    note: Text


class Topic(Part):
    """What claims can be about."""

    id: Id
    label: Label


class WithoutClaim(Part):
    """Sentences of a post that carry no claim, and why not."""

    sentences: tuple[SentenceNumber, ...] = Field(min_length=1)
    why: Text


class Post(Part):
    """One message of the source."""

    id: Id
    name: Label
    role: Literal["asks", "reply"]
    author: Label
    date: Day | None = None
    likes: Count | None = None
    sentences: SentenceNumber
    without_claim: tuple[WithoutClaim, ...] = ()


class Claim(Part):
    """One thing that one sentence of a post says, in our own words."""

    id: Id
    post: PostId
    sentence: SentenceNumber
    topic: TopicId
    text: Text


class Side(Part):
    """One side of a difference."""

    says: Text
    claims: tuple[ClaimId, ...] = Field(min_length=1)


class Difference(Part):
    """How claims stand to each other; always shown from every side.

    `conflict`: they cannot all be true, and `because` says why. `weight`: they can, and the posts stress different
    things. `gap`: what is needed and what is taught lie apart, and `so` says what a reader can do with that.
    `two_sides`: one post weighs both sides itself.
    """

    id: Id
    kind: Literal["conflict", "weight", "gap", "two_sides"]
    about: Title
    sides: tuple[Side, ...] = Field(min_length=2)
    because: Text | None = None
    so: Text | None = None

    @cached_property
    def claims(self) -> frozenset[str]:
        """The ids of the claims on any side."""
        return frozenset(claim for side in self.sides for claim in side.claims)


class Asked(Part):
    """Something the opening post asked: what the source answers, by which claims, and what nobody said."""

    id: Id
    sentence: SentenceNumber
    text: Text
    answer: Text | None = None
    answered_by: tuple[ClaimId, ...] = ()
    missing: Text | None = None


class Silence(Part):
    """Something that the source does not speak of at all, and whom to ask about it."""

    id: Id
    text: Text
    ask: Label | None = None


class Register(Part):
    """A whole source, read sentence by sentence."""

    format: Format
    id: Id
    source: Source
    topics: tuple[Topic, ...] = Field(min_length=1)
    posts: tuple[Post, ...] = Field(min_length=1)
    claims: tuple[Claim, ...] = Field(min_length=1)
    differences: tuple[Difference, ...] = ()
    asked: tuple[Asked, ...] = ()
    silences: tuple[Silence, ...] = ()

    @cached_property
    def claim_by_id(self) -> dict[str, Claim]:
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def post_by_id(self) -> dict[str, Post]:
        return {post.id: post for post in self.posts}

    @cached_property
    def replies(self) -> tuple[Post, ...]:
        """The posts that answer, in the source's order."""
        return tuple(post for post in self.posts if post.role == "reply")

    @cached_property
    def disputed(self) -> frozenset[str]:
        """The ids of the claims that stand in a difference."""
        return frozenset(claim for difference in self.differences for claim in difference.claims)

    def with_disputed(self, claims: Iterable[str]) -> frozenset[str]:
        """The ids `claims`, and every claim that shares a difference with one of them, or with one of those."""
        found = frozenset(claims)
        while True:
            beside = [each.claims for each in self.differences if not found.isdisjoint(each.claims)]
            grown = found.union(*beside)
            if grown == found:
                return found
            found = grown

    def disagreeing_with(self, claim: str) -> tuple[str, ...]:
        """The ids of the claims that stand on another side of a difference than `claim` does."""
        return tuple(
            other
            for difference in self.differences
            for own in difference.sides
            if claim in own.claims
            for side in difference.sides
            if side is not own
            for other in side.claims
            if other != claim
        )
