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
    """One side of a disagreement."""

    says: Text
    claims: tuple[ClaimId, ...] = Field(min_length=1)


class Disagreement(Part):
    """Claims that pull against each other; always shown from every side."""

    id: Id
    about: Title
    sides: tuple[Side, ...] = Field(min_length=2)

    @cached_property
    def claims(self) -> frozenset[str]:
        """The ids of the claims on any side."""
        return frozenset(claim for side in self.sides for claim in side.claims)


class Asked(Part):
    """Something the opening post asked: which claims answer it, and what nobody said."""

    id: Id
    sentence: SentenceNumber
    text: Text
    answered_by: tuple[ClaimId, ...] = ()
    missing: Text | None = None


class Silence(Part):
    """Something that the source does not speak of at all."""

    id: Id
    text: Text


class Register(Part):
    """A whole source, read sentence by sentence."""

    format: Format
    id: Id
    source: Source
    topics: tuple[Topic, ...] = Field(min_length=1)
    posts: tuple[Post, ...] = Field(min_length=1)
    claims: tuple[Claim, ...] = Field(min_length=1)
    disagreements: tuple[Disagreement, ...] = ()
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
        """The ids of the claims that stand in a disagreement."""
        return frozenset(claim for each in self.disagreements for claim in each.claims)

    def with_disputed(self, claims: Iterable[str]) -> frozenset[str]:
        """The ids `claims`, and every claim that shares a disagreement with one of them, or with one of those."""
        found = frozenset(claims)
        while True:
            beside = [each.claims for each in self.disagreements if not found.isdisjoint(each.claims)]
            grown = found.union(*beside)
            if grown == found:
                return found
            found = grown

    def disagreeing_with(self, claim: str) -> tuple[str, ...]:
        """The ids of the claims that stand on another side of a disagreement than `claim` does."""
        return tuple(
            other
            for disagreement in self.disagreements
            for own in disagreement.sides
            if claim in own.claims
            for side in disagreement.sides
            if side is not own
            for other in side.claims
            if other != claim
        )
