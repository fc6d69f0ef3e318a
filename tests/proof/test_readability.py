"""How hard a text is to read, and whether that is in the band that the rulebook names."""

from pathlib import Path

import pytest

from quiz.proof.readability import check_grade, readability_of
from quiz.rulebook.model import Rulebook
from tests.support.books import REGISTER, SMALL, book, changed

HARD = (
    "Interdisciplinary collaboration characteristically necessitates organizational reconceptualization, "
    "notwithstanding institutional predispositions towards administrative immobility."
)
GLOSSARY = "glossary: [{id: org, term: organizational reconceptualization, means: A new start.}]\n"

PLACES = {
    "introduction": ("intro: A quiz for tests.", "intro: {}"),
    "key point": ("text: Days are full of people.", "text: {}"),
    "advice": ("text: You like them.", "text: {}"),
    "tension": ("text: People come at night.", "text: {}"),
    "ask": ("text: Is it worth it?", "text: {}"),
    "difference": ("says: They are hard.", "says: {}"),
    "claim": ("text: Nights are easy.", "text: {}"),
}


def with_text(folder: Path, place: str, text: str = HARD) -> Rulebook:
    old, new = PLACES[place]
    new = new.format(f'"{text}"')
    register = changed(old, new, REGISTER) if old in REGISTER else REGISTER
    return book(folder, changed(old, new) if old in SMALL else SMALL, register)


@pytest.mark.parametrize("place", PLACES)
def test_long_words_and_sentences_raise_the_grade_wherever_a_student_reads_them(
    small: Rulebook, tmp_path: Path, place: str
) -> None:
    easy, hard = readability_of(small), readability_of(with_text(tmp_path, place))
    assert easy is not None
    assert hard is not None
    assert 0 <= easy.flesch_kincaid < hard.flesch_kincaid
    assert easy.smog < hard.smog
    assert hard.sentences == easy.sentences
    assert hard.words > easy.words


@pytest.mark.parametrize(
    "text",
    [
        changed("title: Nights wear people down", f"title: {HARD[:75].rstrip()}"),
        changed("label: No nights", f"label: {HARD[:60].rstrip()}"),
        SMALL + f"glossary: [{{id: days, term: Days, means: '{HARD}'}}]\n",
    ],
)
def test_labels_titles_and_explanations_are_not_measured(small: Rulebook, tmp_path: Path, text: str) -> None:
    other, same = readability_of(book(tmp_path, text)), readability_of(small)
    assert other is not None
    assert same is not None
    assert (other.flesch_kincaid, other.sentences, other.words) == (same.flesch_kincaid, same.sentences, same.words)


def test_terms_of_the_glossary_count_as_short_words(tmp_path: Path) -> None:
    text = changed("text: You like them.", f"text: {HARD}")
    as_it_is = readability_of(book(tmp_path, text))
    aside = readability_of(book(tmp_path, text + GLOSSARY))
    assert as_it_is is not None
    assert aside is not None
    assert aside.flesch_kincaid < as_it_is.flesch_kincaid
    assert aside.words == as_it_is.words - 1  # two words are one


def test_where_no_formula_is_made_for_the_language_nothing_is_measured(tmp_path: Path) -> None:
    assert readability_of(book(tmp_path, changed("language: en", "language: es"))) is None
    assert readability_of(book(tmp_path, changed("language: en", "language: en-GB"))) is not None


def test_text_outside_its_band_is_told_with_the_grade_of_each_part(small: Rulebook, tmp_path: Path) -> None:
    hard = changed("text: You like them.", f"text: {HARD}")

    def found(lowest: int, highest: int, text: str = hard) -> list[str]:
        banded = changed("options:\n", f"reading_grade: {{from: {lowest}, to: {highest}}}\noptions:\n", text)
        return [" ".join((each.what, *each.details)) for each in check_grade(book(tmp_path, banded))]

    measured = readability_of(book(tmp_path, hard))
    assert measured is not None
    grade = measured.flesch_kincaid
    assert found(grade, grade + 1) == found(grade - 1, grade) == []
    (easier,) = found(grade + 1, grade + 2)
    assert easier.startswith(f"the text reads at school year {grade}: below this band. By part: decision ")
    (harder,) = found(grade - 2, grade - 1)
    assert harder.startswith(f"the text reads at school year {grade}: above this band.")
    assert list(check_grade(small)) == []  # It names none.
    assert found(grade + 1, grade + 2, changed("language: en", "language: es", hard)) == []
