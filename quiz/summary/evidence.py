"""What every summary of one rulebook shares: its provenance, the claims to cite, and what the sources leave open."""

from collections.abc import Collection, Iterable, Iterator
from functools import cache, partial

from quiz.answers import name_of
from quiz.rulebook import Register, Rulebook, once_per_rulebook
from quiz.summary.model import (
    AsideView,
    AskedView,
    CitedClaim,
    ConfidenceView,
    DifferenceView,
    PostView,
    Provenance,
    SideView,
    SilenceView,
    SourceView,
)
from quiz.summary.terms import terms_in


class EvidenceViews:
    """The registers of a rulebook, as its summaries show them.

    `cited` are all claims by id, `differences` stand each with the ids of the claims in it.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self.base = base = rulebook.evidence_base
        self._registers = rulebook.registers
        self.sources = sources_of(rulebook)
        self.cited = {
            claim.id: claim
            for source, register in zip(self.sources, self._registers, strict=True)
            for claim in _cited(source, register)
        }
        self._places = {name: place for place, name in enumerate(self.cited)}
        self.differences = tuple(
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
            for difference in base.differences
        )
        self.provenance = Provenance(
            rulebook=rulebook.id,
            title=rulebook.title,
            decision=rulebook.decision,
            edition=rulebook.edition,
            review_by=rulebook.review_by,
            language=rulebook.language,
            sources=self.sources,
        )
        self.besides = tuple(AsideView(aside.text, self.cite(aside.claims)) for aside in rulebook.besides)
        self.asked = tuple(
            AskedView(asked.id, asked.text, asked.answer, self.cite(asked.answered_by), asked.missing)
            for asked in base.asked
        )
        self.silences = tuple(SilenceView(silence.id, silence.text, silence.ask) for silence in base.silences)
        self._aside = [claim for aside in rulebook.besides for claim in aside.claims]
        terms = partial(terms_in, rulebook)
        self._terms = terms(self.provenance, self.besides, self.asked, self.silences, self.posts_with(()))
        self._terms_of_differences = [(of, terms(difference)) for of, difference in self.differences]
        self._terms_of_claim = cache(lambda name: terms(self.cited[name]))

    def cite(self, claims: Iterable[str]) -> tuple[CitedClaim, ...]:
        """The claims with these ids, in the registers' order."""
        return tuple([self.cited[name] for name in sorted(self.cited.keys() & claims, key=self._places.__getitem__)])

    def shown_with(self, claims: Iterable[str]) -> frozenset[str]:
        """The ids of all claims on a summary that rests on `claims`: those that they are disputed by, and asides'."""
        return self.base.with_disputed([*claims, *self._aside])

    def terms_with(self, claims: frozenset[str]) -> frozenset[str]:
        """The ids of the glossary's terms in what a summary shows of the evidence, with `claims`."""
        of_differences = [terms for of, terms in self._terms_of_differences if not claims.isdisjoint(of)]
        return self._terms.union(*of_differences, *[self._terms_of_claim(name) for name in claims])

    def differences_of(self, claims: Collection[str]) -> tuple[DifferenceView, ...]:
        """The differences in which one of `claims` stands."""
        shown = frozenset(claims)
        return tuple([view for of, view in self.differences if not shown.isdisjoint(of)])

    def posts_with(self, claims: Collection[str]) -> tuple[PostView, ...]:
        """Every post, with those of its claims that are among `claims`."""
        of_post: dict[tuple[str, str], list[CitedClaim]] = {}
        for claim in self.cite(claims):
            of_post.setdefault((claim.source, claim.post), []).append(claim)
        return tuple(
            PostView(
                register.id,
                post.id,
                post.name,
                post.role,
                post.author,
                post.date,
                post.likes,
                tuple(of_post.get((register.id, post.id), ())),
            )
            for register in self._registers
            for post in register.posts
        )


evidence_of = once_per_rulebook(EvidenceViews)


def sources_of(rulebook: Rulebook) -> tuple[SourceView, ...]:
    """The sources of a rulebook; where there are several, each has a letter, and after Z two."""
    several = len(rulebook.registers) > 1
    return tuple(
        SourceView(
            register.id,
            name_of(place) if several else "",
            register.source.title,
            register.source.short or register.source.title,
            register.source.kind,
            register.source.publisher,
            register.source.opened,
            register.source.published,
            register.source.address,
            register.source.note,
            len(register.replies),
            register.is_anonymous,
        )
        for place, register in enumerate(rulebook.registers)
    )


def _cited(source: SourceView, register: Register) -> Iterator[CitedClaim]:
    """The claims of a register; where there are several, each names its source."""
    numbers = {post.id: str(number) for number, post in enumerate(register.replies, start=1)}
    for claim in register.claims:
        name, confidence = register.post_by_id[claim.post].name, claim.confidence
        yield CitedClaim(
            claim.id,
            claim.text,
            source.register,
            claim.post,
            f"{source.short}, {name}" if source.letter else name,
            claim.sentence,
            f"{source.letter}{numbers.get(claim.post, 'Q')}.{claim.sentence}",
            ConfidenceView(confidence.level, confidence.why) if confidence else None,
        )
