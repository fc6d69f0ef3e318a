"""Codes as characters: read however they are written, and never with a wrong character or two swapped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.answers.spelling import CHARACTERS, LONGEST, PRIME, grouped, letters_in, number_in, spell

LENGTHS = st.integers(2, LONGEST)


@st.composite
def numbers(draw: st.DrawFn) -> tuple[int, int]:
    length = draw(LENGTHS)
    return draw(st.integers(0, PRIME ** (length - 1) - 1)), length


@given(numbers())
def test_a_code_reads_back_as_its_number(number: tuple[int, int]) -> None:
    code = spell(*number)
    assert len(letters_in(code)) == number[1]
    assert number_in(letters_in(code)) == number[0]


@given(numbers())
def test_every_wrong_character_and_every_swap_of_neighbors_is_caught(number: tuple[int, int]) -> None:
    letters = letters_in(spell(*number))
    for place, right in enumerate(letters):
        for wrong in CHARACTERS.replace(right, ""):
            assert number_in(f"{letters[:place]}{wrong}{letters[place + 1 :]}") is None
        swapped = letters[:place] + letters[place : place + 2][::-1] + letters[place + 2 :]
        assert (number_in(swapped) is None) == (swapped != letters)


@given(numbers())
def test_case_blanks_hyphens_and_look_alikes_make_no_difference(number: tuple[int, int]) -> None:
    code = spell(*number)
    for typed in (
        code.lower(),
        code.replace("-", ""),
        code.replace("-", " – "),
        f" ({code}). \u200b",
        code.replace("0", "o"),
        code.replace("1", "l"),
        code.replace("1", "I"),
        code.replace("2", "z"),
        "".join(chr(ord(each) + 0xFEE0) for each in code),
    ):
        assert number_in(letters_in(typed)) == number[0]


@pytest.mark.parametrize(
    ("letters", "code"),
    [
        ("ABCD", "ABCD"),
        ("ABCDE", "ABC-DE"),
        ("ABCDEF", "ABC-DEF"),
        ("ABCDEFG", "ABCD-EFG"),
        ("ABCDEFGH", "ABCD-EFGH"),
        ("ABCDEFGHJ", "ABC-DEF-GHJ"),
        ("ABCDEFGHJK", "ABCD-EFG-HJK"),
    ],
)
def test_groups_are_even(letters: str, code: str) -> None:
    assert grouped(letters) == code


@pytest.mark.parametrize("letters", ["", "U", "ABCU", "ÄBCD", "ABC?"])
def test_what_has_other_characters_is_no_code(letters: str) -> None:
    assert number_in(letters) is None or letters == ""
