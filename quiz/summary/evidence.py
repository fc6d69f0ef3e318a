"""What every summary of one rulebook shares: its provenance, the claims to cite, and what the source leaves open."""

from collections.abc import Collection, Iterable

from quiz.rulebook import Rulebook
from quiz.summary.model import (
    AsideView,
    AskedView,
    CitedClaim,
    DifferenceView,
    PostView,
    Provenance,
    SideView,
    SilenceView,
)


class Evidence:
    """The register of a rulebook, as its summaries show it."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.register = register = rulebook.evidence_register
        numbers = {post.id: str(number) for number, post in enumerate(register.replies, start=1)}
        self._cited = {
            claim.id: CitedClaim(
                claim.id,
                claim.text,
                claim.post,
                register.post_by_id[claim.post].name,
                claim.sentence,
                f"{numbers.get(claim.post, 'Q')}.{claim.sentence}",
            )
            for claim in register.claims
        }
        self._differences = tuple(
            (
                difference.claims,
                DifferenceView(
                    difference.id,
                    difference.kind,
                    difference.about,
                    difference.because or difference.so,
                    tuple(SideView(side.says, self.cite(side.claims)) for side in difference.sides),
                ),
            )
            for difference in register.differences
        )
        self.provenance = _provenance(rulebook)
        self.besides = tuple(AsideView(aside.text, self.cite(aside.claims)) for aside in rulebook.besides)
        self.asked = tuple(
            AskedView(asked.id, asked.text, asked.answer, self.cite(asked.answered_by), asked.missing)
            for asked in register.asked
        )
        self.silences = tuple(SilenceView(silence.id, silence.text, silence.ask) for silence in register.silences)

    def cite(self, claims: Iterable[str]) -> tuple[CitedClaim, ...]:
        """The claims with these ids, in the register's order."""
        wanted = frozenset(claims)
        return tuple([claim for name, claim in self._cited.items() if name in wanted])

    def differences_of(self, claims: Collection[str]) -> tuple[DifferenceView, ...]:
        """The differences in which one of `claims` stands."""
        shown = frozenset(claims)
        return tuple([view for of, view in self._differences if not shown.isdisjoint(of)])

    def posts_with(self, claims: Collection[str]) -> tuple[PostView, ...]:
        """Every post, with those of its claims that are among `claims`."""
        return tuple(
            PostView(
                post.id,
                post.name,
                post.role,
                post.author,
                post.date,
                post.likes,
                tuple([c for c in self._cited.values() if c.post == post.id and c.id in claims]),
            )
            for post in self.register.posts
        )


def _provenance(rulebook: Rulebook) -> Provenance:
    register = rulebook.evidence_register
    source = register.source
    return Provenance(
        rulebook=rulebook.id,
        title=rulebook.title,
        decision=rulebook.decision,
        edition=rulebook.edition,
        review_by=rulebook.review_by,
        language=rulebook.language,
        source_title=source.title,
        source_kind=source.kind,
        publisher=source.publisher,
        opened=source.opened,
        source_note=source.note,
        replies=len(register.replies),
    )
