"""How hard a text is to read."""

from pathlib import Path

from quiz.about.readability import reading_grade
from quiz.rulebook.model import Rulebook
from tests.support.books import book, changed

HARD = (
    "Interdisciplinary collaboration characteristically necessitates organizational reconceptualization, "
    "notwithstanding institutional predispositions towards administrative immobility."
)


def test_long_words_and_sentences_raise_the_grade(small: Rulebook, tmp_path: Path) -> None:
    easy = reading_grade(small)
    hard = reading_grade(book(tmp_path, changed("intro: A quiz for tests.", f"intro: {HARD}")))
    assert easy is not None
    assert hard is not None
    assert 0 <= easy.flesch_kincaid < hard.flesch_kincaid
    assert easy.smog < hard.smog
    assert (hard.sentences, hard.words) == (easy.sentences, easy.words + len(HARD.split()) - 4)


def test_labels_are_no_sentences(small: Rulebook, tmp_path: Path) -> None:
    other = book(tmp_path, changed("label: No nights", f"label: {HARD[:60].rstrip()}"))
    assert reading_grade(other) == reading_grade(small)


def test_where_no_formula_is_made_for_the_language_nothing_is_measured(tmp_path: Path) -> None:
    assert reading_grade(book(tmp_path, changed("language: en", "language: es"))) is None
    assert reading_grade(book(tmp_path, changed("language: en", "language: en-GB"))) is not None


def test_our_own_quiz_reads_easily(ir: Rulebook) -> None:
    grade = reading_grade(ir)
    assert grade is not None
    assert grade.flesch_kincaid <= 9
    assert grade.smog <= 9
    assert grade.sentences > 200
