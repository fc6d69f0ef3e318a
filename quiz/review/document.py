"""What the review document of a quiz holds, and the document as HTML that prints well and needs no other file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from quiz.about import About, about
from quiz.files import Sentence
from quiz.output import for_whom, prepare
from quiz.proof import Proof, shares_of
from quiz.rulebook import Rule, Rulebook
from quiz.shelf import content_hash
from quiz.summary import EvidenceViews, evidence_of
from quiz.words import N_, own_folder


@dataclass(frozen=True)
class Review:
    """A rulebook, what is known of it, and what its document needs besides.

    `numbers` are those by which headlines, key points and so on are called on paper, by their ids, such as `H1`;
    `uses` are the numbers of what rests on a claim, by its id; `sentences` are those that the source has for a claim,
    where its text was given; `shares` are the numbers of answer sets for which a headline or a key point holds.
    """

    rulebook: Rulebook
    hash: str
    about: About
    proof: Proof
    evidence: EvidenceViews
    numbers: Mapping[str, str]
    uses: Mapping[str, tuple[str, ...]]
    sentences: Mapping[str, str]
    shares: Mapping[str, int]


def review_of(
    rulebook: Rulebook, proof: Proof, today: date, sources: Mapping[str, tuple[Sentence, ...]] | None = None
) -> Review:
    """The review of a rulebook as it is proved, on a day; `sources` are the texts of its registers' sources, by id."""
    numbers = dict(_numbers(rulebook))
    uses: dict[str, tuple[str, ...]] = {}
    for rule in rulebook.rules:
        for claim in dict.fromkeys(rule.claims):
            uses[claim] = (*uses.get(claim, ()), numbers[rule.id])
    return Review(
        rulebook=rulebook,
        hash=content_hash(rulebook),
        about=about(rulebook, today),
        proof=proof,
        evidence=evidence_of(rulebook),
        numbers=numbers,
        uses=uses,
        sentences=dict(_sentences(rulebook, sources or {})),
        shares=shares_of(rulebook),
    )


def _numbers(book: Rulebook) -> Iterator[tuple[str, str]]:
    points = [point for slot in book.key_points for point in slot.points]
    # In the order in which they stand on paper: advice under its answer.
    rows = [*(question.id for question in book.questions), None]
    advice = [each for row in rows for each in book.advice if each.row == row]
    kinds: tuple[tuple[str, Iterable[Rule]], ...] = (
        ("H", book.headlines),
        ("K", points),
        ("A", advice),
        ("T", book.tensions),
        ("B", book.asks),
    )
    for letter, rules in kinds:
        yield from ((rule.id, f"{letter}{number}") for number, rule in enumerate(rules, start=1))


def _sentences(book: Rulebook, sources: Mapping[str, tuple[Sentence, ...]]) -> Iterator[tuple[str, str]]:
    """The sentence of each claim, as far as one in the source has the hash that the register has."""
    for register in book.registers:
        by_hash = {sentence.hash: sentence.text for sentence in sources.get(register.id, ())}
        for claim in register.claims:
            hashes = register.post_by_id[claim.post].hashes
            if hashes and (text := by_hash.get(hashes[claim.sentence - 1])):
                yield claim.id, text


def as_html(review: Review) -> str:
    """The document, in the language of the rulebook."""
    book = review.rulebook
    environment = Environment(
        loader=FileSystemLoader(own_folder("templates")), autoescape=True, undefined=StrictUndefined
    )
    prepare(environment, book.speech)
    environment.filters["for_whom"] = partial(for_whom, rulebook=book)
    nothing_said = {"share-too-large"} if not (book.at_most_one_in.headline or book.at_most_one_in.key_point) else set()
    promises = [book.speech.say(said) for checks, said in PROMISES.items() if not nothing_said.intersection(checks)]
    return environment.get_template("review.html").render(
        review=review, book=book, said=review.about, promises=promises
    )


PROMISES: Mapping[tuple[str, ...], str] = {
    ("headline-missing", "headline-overlap"): N_("Exactly one headline applies."),
    ("key-point-missing", "key-point-overlap"): N_("Exactly one key point of each kind applies."),
    ("share-too-large",): N_("No headline and no key point applies to more answer sets than the quiz allows itself."),
    ("unreachable",): N_("Everything that can be said is said to somebody."),
    ("question-idle",): N_("Every question, and every choice, makes a difference to somebody."),
    ("group-overlap",): N_("Advice that excludes other advice never comes together with it."),
    ("option-one-sided",): N_(
        "Something speaks for each option and something against it, or it is said why nobody argues that side."
    ),
    ("spotless",): N_(
        "Nobody who is sure of everything sees three marks on one side of an option and none on the other."
    ),
    ("mark-without-reason",): N_("Every mark says why."),
    ("unsure-weighs",): N_("“Not sure yet” weighs neither for nor against an option."),
    ("group-of-one", "opposites-joined", "sides-alike", "title-repeated"): N_(
        "No group has one member, nobody sees a title twice, and no condition or claim contradicts itself."
    ),
    ("contradiction-untold",): N_(
        "Where two pieces of advice contradict each other, a tension or a difference says so."
    ),
}
"""What is true of a rulebook for all answers, in words, by the checks that have then found nothing."""
