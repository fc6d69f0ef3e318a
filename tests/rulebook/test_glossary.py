"""Words of the glossary, found in text, and abbreviations that nobody explains."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.rulebook.glossary import Term, Vocabulary, _spelled, unexplained

WORDS = Vocabulary(
    [
        Term(id="pad", term="PAD", means="Narrowed arteries."),
        Term(id="lab", term="lab", means="A room."),
        Term(id="doac", term="anticoagulante oral directo", means="Un medicamento."),
        Term(id="office_lab", term="office-based lab", means="A room in an office."),
    ]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Is PAD treated here?", {"pad"}),
        ("One PAD, two PADs", {"pad"}),
        ("a pad of paper", set()),
        ("PADDING", set()),
        ("Labs, and a LAB", {"lab"}),
        ("labor in a collab", set()),
        ("Office-based labs pay", {"office_lab"}),
        ("(PAD)", {"pad"}),
        ("los anticoagulantes orales directos", {"doac"}),
        ("non-PAD", {"pad"}),
        ("", set()),
    ],
)
def test_a_term_is_found_as_a_word_and_in_the_plural(text: str, found: set[str]) -> None:
    assert WORDS.found_in(text) == found


def test_places_are_where_the_words_stand() -> None:
    text = "Labs for PAD."
    assert [(text[start:end], term.id) for start, end, term in WORDS.places(text)] == [("Labs", "lab"), ("PAD", "pad")]


def test_an_empty_glossary_finds_nothing() -> None:
    assert Vocabulary([]).found_in("PAD") == frozenset()


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("The OBL is there, the OBL is here", ("OBL",)),
        ("OBLs and DOACs", ("OBL", "DOAC")),
        ("office-based labs (OBL)", ()),
        ("office-based labs (OBLs), and then OBL", ()),
        ("OBL (a room in an office)", ()),
        ("(OBL)", ("OBL",)),
        ("rooms in an office (office-based labs, OBL)", ()),
        ("los OBL (office-based labs; en español, LABS)", ()),
        ("rooms (such as an OBL or so)", ("OBL",)),
        ("PAD is in the glossary", ()),
        ("A thing, I say, and U2", ()),
        ("ÄRZTE", ("ÄRZTE",)),
        ("שלום", ()),
        ("iPad and McDonald", ()),
    ],
)
def test_abbreviations_in_capitals_want_an_explanation(text: str, letters: tuple[str, ...]) -> None:
    assert unexplained(text, WORDS) == letters


@st.composite
def glossaries(draw: st.DrawFn) -> list[Term]:
    spelled = st.text("abes -.İiI", min_size=1, max_size=6).filter(str.strip)
    terms = draw(st.lists(spelled, max_size=4))
    return [Term.model_construct(id=f"t{n}", term=" ".join(term.split()), means="…") for n, term in enumerate(terms)]


@given(glossaries(), st.text("abesABES -.İiIı", max_size=30))
def test_terms_are_where_one_pattern_of_all_terms_has_them(terms: list[Term], text: str) -> None:
    tried = sorted(sorted(terms, key=lambda term: term.term.casefold()), key=lambda term: -len(term.term))
    one = "|".join(f"({_spelled(term.term)})" for term in tried)
    found = re.finditer(rf"(?<!\w)(?:{one})(?!\w)", text) if terms else ()
    expected = [(each.start(), each.end(), tried[(each.lastindex or 0) - 1]) for each in found]
    assert list(Vocabulary(terms).places(text)) == expected
