"""What no reader sees is found and named, and what a script needs is let pass."""

import unicodedata

import pytest

from quiz.problems import seen, unseen_in


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ni\u200bghts", "ZERO WIDTH SPACE (U+200B)"),
        ("call\u202e low", "RIGHT-TO-LEFT OVERRIDE (U+202E)"),
        ("call\u2066 low", "LEFT-TO-RIGHT ISOLATE (U+2066)"),
        ("C++\u200e", "LEFT-TO-RIGHT MARK (U+200E)"),
        ("C++\u200f", "RIGHT-TO-LEFT MARK (U+200F)"),
        ("3 (\u061c4)", "ARABIC LETTER MARK (U+061C)"),
        ("radi\u00adology", "SOFT HYPHEN (U+00AD)"),
        ("a\ufeffb", "ZERO WIDTH NO-BREAK SPACE (U+FEFF)"),
        ("a\u2060b", "WORD JOINER (U+2060)"),
        ("a\u2028b", "LINE SEPARATOR (U+2028)"),
        ("a\u3164b", "HANGUL FILLER (U+3164)"),
        ("ok\U000e0041", "TAG LATIN CAPITAL LETTER A (U+E0041)"),
        ("some\u200dthing", "ZERO WIDTH JOINER (U+200D)"),
        ("some\u200cthing", "ZERO WIDTH NON-JOINER (U+200C)"),
        ("\u26a0\ufe0f\ufe0f", "VARIATION SELECTOR-16 (U+FE0F)"),
        ("a\ufe0f", "VARIATION SELECTOR-16 (U+FE0F)"),
        ("a\x9fb", "U+009F"),
        ("a\U000e0fffb", "U+E0FFF"),
        ("a\ufdd0b", "U+FDD0"),
        ("a\U0010ffffb", "U+10FFFF"),
    ],
)
def test_a_character_that_readers_do_not_see_is_named(text: str, name: str) -> None:
    *_, (place, found) = unseen_in(text)
    assert found.what == f"there is a character here that readers do not see: {name}."
    assert seen(text) == (text[:place] + text[place + 1 :], [found])


@pytest.mark.parametrize(
    "text",
    [
        "Nota\u00a0: 3\u202f%",
        "a\tb\r\nc",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\u0647\u200d ",
        "\u0dc1\u0dca\u200d\u0dbb\u0dd3",
        "\u09b0\u200d\u09cd\u09af",
        "\u05e9\u05dc\u05d5\u05dd C++\u200e",
        "\u26a0\ufe0f",
        "\U0001f469\U0001f3fd\u200d\u2695\ufe0f",
        "\u845b\U000e0100",
        "\u2139\ufe0f",
        "\U0001f642\u200d\u2194\ufe0f",
    ],
    ids=[
        "no-break spaces",
        "tab and line end",
        "Persian",
        "an Arabic abbreviation",
        "Sinhala",
        "Bengali",
        "a mark in Hebrew",
        "an emoji in color",
        "a joined emoji",
        "a variant of an ideograph",
        "a letter in color",
        "a head that shakes",
    ],
)
def test_what_a_script_needs_is_let_pass(text: str) -> None:
    assert seen(text) == (text, [])


def test_looking_for_letters_that_need_marks_takes_time_with_the_length_of_the_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked_at, of = [], unicodedata.bidirectional
    monkeypatch.setattr(unicodedata, "bidirectional", lambda each: looked_at.append(each) or of(each))
    text = "\u200e" * 1000 + "\u05d0"
    assert list(unseen_in(text)) == []
    assert len(looked_at) <= len(text)
