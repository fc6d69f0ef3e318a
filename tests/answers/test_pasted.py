"""Links as people paste them: each is used whole, or refused with a word that says why."""

from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.answers.parameters import AT, BACK_TO, NO_ANSWERS
from quiz.answers.pasted import RejectedLink, SummaryLink, read_pasted
from quiz.rulebook.model import Rulebook
from quiz.web.pages import ready
from tests.support.editions import code_for, edited_twice
from tests.support.own_books import IR

ALL = "nights=few&people=young&first=sleep"
ANSWERS = {"nights": {"few"}, "people": {"young"}, "first": {"sleep"}}


@pytest.mark.parametrize(
    "pasted",
    [
        ALL,
        f"?{ALL}",
        f"/small/summary?{ALL}",
        f"small/summary?{ALL}",
        f"https://quiz.example.org/small/summary?{ALL}",
        f"HTTPS://QUIZ.EXAMPLE.ORG/small/summary?{ALL}",
        f"https://example.org/a/b/small/summary?{ALL}#tensions",
        f"quiz.example.org/small/summary?{ALL}",
        f"http://127.0.0.1:8000/small/check?{ALL}",
        f"http://localhost/small/?{ALL}",
        f"http://localhost/small.es/summary.json?{ALL}",
        f"https://example.org/quizzes/small/summary.html#{ALL}&_edition=2024-01-01",
        f"file:///home/me/quizzes/small/summary.html#{ALL}",
        f"http://[::1]:8000/small/summary?{ALL}",
        f"http://[http://localhost/small/summary?{ALL}",
        f"https://links.example.com/?url={quote('http://localhost/small/summary?', safe='')}%0A{quote(ALL, safe='')}",
        f"https://example.org/small/summary.html#{ALL}#picture",
        f"http://localhost/small/ready?{ALL}&_ready=yes&_sure=no&_encouragement=yes",
        f"http://localhost/small/ask?{ALL}&_at=people&_back_to=summary&_edition=2024-01-01",
        f"  <http://localhost/small/summary?{ALL}>  ",
        f"Mine ({ALL}).",
        f"Here is mine: http://localhost/small/summary?{ALL}. See you!",
        f"[Mine](http://localhost/small/summary?{ALL})",
        f"http://localhost/small/summary?{ALL.replace('&', '&amp;')}",
        f"https://links.example.com/?url={quote(f'http://localhost/small/summary?{ALL}', safe='')}&data=05",
    ],
)
def test_a_link_is_found_and_read_however_it_was_copied(small: Rulebook, pasted: str) -> None:
    (found,) = read_pasted(small, pasted)
    assert isinstance(found, SummaryLink)
    assert found.route.answers == ANSWERS


@pytest.mark.parametrize(
    ("pasted", "why"),
    [
        ("hello", "This is not a link. Paste the address of a summary, or its code."),
        ("see you tomorrow, with cake", "This is not a link."),
        ("https://", "This is not a link."),
        ("https://example.org/other/summary?nights=few", "It does not lead to this quiz."),
        ("/smaller/summary?nights=few", "It does not lead to this quiz."),
        ("https://example.org/small/", "There are no answers in it."),
        ("https://example.org/small/summary", "There are no answers in it."),
        ("/small/compare?nights=few,many", "It leads to a comparison."),
        ("/small/compare.json?nights=few,many", "It leads to a comparison."),
        (f"{ALL}&color=red", "color=red: This quiz has no such question."),
        (f"{ALL}&_at_=red", "_at_=red: This quiz has no such question."),
        ("nights=fwe&people=young&first=sleep", "“Nights” has no such answer. Did you mean `few`?"),
        ("nights=few&nights=many", "It has room for one answer"),
        ("nights=few", "It is not finished. Not answered: People, What matters most."),
    ],
)
def test_a_bad_link_is_refused_with_what_is_wrong_with_it(small: Rulebook, pasted: str, why: str) -> None:
    (found,) = read_pasted(small, pasted)
    assert isinstance(found, RejectedLink)
    assert why in str(found)


def test_every_link_of_a_pasted_text_is_read_on_its_own(small: Rulebook) -> None:
    text = (
        f"{ALL}\r\n\r\nhello\nA: {ALL} and B: /small/summary?nights=none&first=sleep,https://x.org/small/ask?nights=few"
    )
    kinds = [type(each) for each in read_pasted(small, text)]
    assert kinds == [SummaryLink, RejectedLink, SummaryLink, SummaryLink, RejectedLink]


def test_only_answers_that_count_are_taken(small: Rulebook) -> None:
    (found,) = read_pasted(small, "nights=none&people=young&first=sleep")
    assert isinstance(found, SummaryLink)
    assert found.route.answers == {"nights": {"none"}, "first": {"sleep"}}


def test_names_from_before_still_count(small: Rulebook) -> None:
    renamed = small.questions[0].model_copy(update={"was": ("night_work",)})
    book = small.model_copy(update={"questions": (renamed, *small.questions[1:])})
    (found,) = read_pasted(book, "night_work=few&people=young&first=sleep")
    assert isinstance(found, SummaryLink)
    assert found.route.answers == ANSWERS


def test_a_long_or_unprintable_link_is_shown_cut_and_without_harm(small: Rulebook) -> None:
    (found,) = read_pasted(small, "x=\x1b[31m" + "y" * 9000)
    assert len(found.text) == 60
    assert "\x1b" not in str(found)


def test_what_the_pages_add_to_an_address_is_passed_over() -> None:
    assert {AT, BACK_TO} | ready.OWN <= NO_ANSWERS
    assert all(name.startswith("_") for name in NO_ANSWERS)


@pytest.fixture
def kept(tmp_path: Path) -> dict[str, Rulebook]:
    return edited_twice(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "{code}",
        "Ana: {code}, Ben …",
        "Ana has {code}.",
        "> «{code}»",
        "{lower}",
        "Ana: {plain}",
        "{blank}",
        "Ana: {blank}, Ben …",
        "https://elsewhere.example.org/quiz/small/s/{code}",
        "https://elsewhere.example.org/small/s/{plain}?fbclid=x",
        "https://elsewhere.example.org/small/summary.html#_code={code}",
        "/small.es/s/{lower}",
    ],
)
def test_a_code_is_found_and_read_however_it_was_copied(kept: dict[str, Rulebook], text: str) -> None:
    code = code_for(kept["small"], ALL)
    spelled = {"code": code, "lower": code.lower(), "plain": code.replace("-", ""), "blank": code.replace("-", " ")}
    (found,) = read_pasted(kept["small"], text.format(**spelled))
    assert isinstance(found, SummaryLink)
    assert found.route.answers == ANSWERS


def test_codes_and_links_stand_in_one_text(kept: dict[str, Rulebook]) -> None:
    book = kept["small"]
    code, none = code_for(book, ALL), "nights=none&first=sleep"
    text = f"Ana: {code}, Ben: {code_for(book, none)} and Eva http://localhost/small/summary?{ALL}\n{code}"
    read = list(read_pasted(book, text))
    assert [isinstance(each, SummaryLink) and len(each.route.answers) for each in read] == [3, 2, 3, 3]


def test_of_a_code_that_cannot_be_used_a_text_says_why(kept: dict[str, Rulebook]) -> None:
    book = kept["small"]
    code, other = code_for(book, ALL), code_for(kept["other"], ALL)
    swapped = f"{code[1]}{code[0]}{code[2:]}"
    read = list(read_pasted(book, f"{code} {swapped} 7KF3-Q2M {other}\nhttps://example.org/small/s/{swapped}"))
    why = [" ".join(each.why) for each in read if isinstance(each, RejectedLink)]
    assert [each.partition(".")[0] for each in why] == [
        "It is mistyped",
        "It has 7 letters and digits; codes here have 6",
        "It belongs to another quiz",
        "It is mistyped",
    ]


@given(st.text(st.sampled_from("abcdefghjkmnpqrstvwxyz -,."), max_size=80))
def test_words_and_numbers_are_no_codes(words: str) -> None:
    text = (
        f"On 2026-11-26 at 10-12, call 555-123 or 0049-30-1234; room 12; covid-19; {words} https://example.org/x?{ALL}"
    )
    assert len(list(read_pasted(IR, text))) == 1
