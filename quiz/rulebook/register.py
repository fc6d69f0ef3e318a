"""The evidence register: what a source says, one claim at a time, each with its locator."""

from functools import cached_property
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, StrictInt, StringConstraints

from quiz.rulebook.fields import ClaimId, Day, Doi, Format, Heading, Id, Label, Part, PostId, Text, Title, TopicId

Count = Annotated[StrictInt, Field(ge=0)]
MAX_SENTENCES = 2000
SentenceNumber = Annotated[StrictInt, Field(ge=1, le=MAX_SENTENCES)]


class Source(Part):
    """Where the posts come from, and what a reader must know to weigh them.

    `short` names it beside its posts, where a quiz rests on several sources. `opened` is the date of a conversation,
    `published` that of a publication.
    """

    title: Label
    short: Heading | None = None
    kind: Label
    publisher: Label
    opened: Day | None = None
    published: Day | None = None
    url: Label | None = None
    doi: Doi | None = None
    note: Text

    @property
    def address(self) -> str | None:
        """Where it can be found, if that is said."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url


class Topic(Part):
    """What claims can be about."""

    id: Id
    label: Label


class WithoutClaim(Part):
    """Sentences of a post that carry no claim, and why not."""

    sentences: tuple[SentenceNumber, ...] = Field(min_length=1)
    why: Text


SentenceHash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]


class Post(Part):
    """One message of the source; `hashes` tell its sentences without holding them."""

    id: Id
    name: Label
    role: Literal["asks", "reply"]
    author: Label
    date: Day | None = None
    likes: Count | None = None
    sentences: SentenceNumber
    hashes: tuple[SentenceHash, ...] = ()
    without_claim: tuple[WithoutClaim, ...] = ()


ConfidenceLevel: TypeAlias = Literal["high", "moderate", "low", "very low"]


class Confidence(Part):
    """How far a claim can be relied on, in the levels of GRADE and GRADE-CERQual, and why."""

    level: ConfidenceLevel
    why: Text


class Claim(Part):
    """One thing that one sentence of a post says, in our own words."""

    id: Id
    post: PostId
    sentence: SentenceNumber
    topic: TopicId
    text: Text
    confidence: Confidence | None = None


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

    @property
    def is_anonymous(self) -> bool:
        """Whether nothing tells who wrote which reply: there are several, all with the same `author`."""
        return len(self.replies) > 1 and len({post.author for post in self.replies}) == 1
