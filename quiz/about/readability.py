"""How hard the text of a quiz is to read, measured."""

import re
from dataclasses import dataclass
from functools import lru_cache

from quiz.proof import sentences
from quiz.rulebook import Rulebook, readable


@dataclass(frozen=True, slots=True)
class ReadingGrade:
    """The school years that two formulas say a reader needs, over so many sentences of so many words.

    Flesch-Kincaid goes by the length of sentences and words, SMOG by long words alone; SMOG is the stricter.
    """

    flesch_kincaid: int
    smog: int
    sentences: int
    words: int


def reading_grade(rulebook: Rulebook) -> ReadingGrade | None:
    """The grade of all that a student reads in sentences: rulebook and claims, labels left out.

    None where no formula is made for the language: those used here are for English.
    """
    if rulebook.language.partition("-")[0] != "en":
        return None
    told = [each.text for part in (rulebook, rulebook.evidence_register) for each in readable(part)]
    lines = [" ".join(_words(line)) for text in told if text.endswith((".", "!", "?")) for line in sentences(text)]
    return _measured("\n".join(lines)) if lines else None


@lru_cache(maxsize=64)
def _measured(text: str) -> ReadingGrade:
    """The grade of a text with a sentence on each line."""
    import readability  # Who only walks the questions never waits for it.

    measured = readability.getmeasures(text, lang="en")
    grades, counts = measured["readability grades"], measured["sentence info"]
    return ReadingGrade(
        max(0, round(grades["Kincaid"])), max(0, round(grades["SMOGIndex"])), counts["sentences"], counts["words"]
    )


def _words(sentence: str) -> list[str]:
    return re.findall(r"[\w’'-]+", sentence)
