"""How hard the text of a quiz is to read, measured, and whether that is in the band that the rulebook names."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quiz.files import as_file
from quiz.problems import Diagnostic
from quiz.rulebook import Rulebook, once_per_rulebook, readable

SHORT = "word"
"""What each term of the glossary is replaced by before text is measured: it is explained where it stands."""


@dataclass(frozen=True, slots=True)
class Readability:
    """The school years that two formulas say a reader needs, over so many sentences of so many words.

    Flesch-Kincaid goes by the length of sentences and words, SMOG by long words alone; SMOG is the stricter.
    """

    flesch_kincaid: int
    smog: int
    sentences: int
    words: int


@once_per_rulebook
def readability_of(rulebook: Rulebook) -> Readability | None:
    """How hard it is to read what a student reads in whole sentences, terms aside.

    None where no formula is made for the language: those used here are for English.
    """
    return _measured([text for texts in measured_texts(rulebook).values() for text in texts], rulebook)


def measured_texts(rulebook: Rulebook) -> dict[str, list[str]]:
    """The texts whose reading grade counts, by the part of the files they stand in: whole sentences, no labels."""
    texts: dict[str, list[str]] = {}
    for part in (as_file(rulebook), *rulebook.registers):
        for text in readable(part):
            if text.text.endswith((".", "!", "?")) and text.trail[0] != "glossary":
                texts.setdefault(str(text.trail[0]), []).append(text.text)
    return texts


def check_grade(rulebook: Rulebook) -> Iterator[Diagnostic]:
    """The problem of a rulebook that reads harder, or easier, than the band that it names; `details` say where."""
    band, measured = rulebook.reading_grade, readability_of(rulebook)
    if band is None or measured is None or band.lowest <= measured.flesch_kincaid <= band.highest:
        return
    harder = measured.flesch_kincaid > band.highest
    what = f"the text reads at school year {measured.flesch_kincaid}: {'above' if harder else 'below'} this band."
    shorter = "Shorten sentences, or explain more terms in the `glossary`, or name another band."
    mend = shorter if harder else "Join what is choppy, or name another band."
    parts = {part: _measured(texts, rulebook) for part, texts in measured_texts(rulebook).items()}
    by_part = ", ".join(f"{part} {grade.flesch_kincaid}" for part, grade in parts.items() if grade)
    yield Diagnostic(what, mend, ("reading_grade",), check="reading-grade", details=(f"By part: {by_part}.",))


def sentences(text: str) -> list[str]:
    """The sentences of a text. A stop after an abbreviation ends one too early, so that none is called too long."""
    return [each for each in re.split(r"(?<=[.!?…])[”’»\")]*\s+", text) if each]


def _measured(texts: Iterable[str], rulebook: Rulebook) -> Readability | None:
    if rulebook.language.partition("-")[0] != "en":
        return None
    plain = (_without_terms(text, rulebook) for text in texts)
    lines = [" ".join(re.findall(r"[\w’'-]+", line)) for text in plain for line in sentences(text)]
    return _grade("\n".join(lines)) if lines else None


def _without_terms(text: str, rulebook: Rulebook) -> str:
    for start, end, _ in reversed(list(rulebook.vocabulary.places(text))):
        text = text[:start] + SHORT + text[end:]
    return text


def _grade(text: str) -> Readability:
    """The grade of a text with a sentence on each line."""
    import readability  # Who only walks the questions never waits for it.

    measured = readability.getmeasures(text, lang="en")
    grades, counts = measured["readability grades"], measured["sentence info"]
    return Readability(
        max(0, round(grades["Kincaid"])), max(0, round(grades["SMOGIndex"])), counts["sentences"], counts["words"]
    )
