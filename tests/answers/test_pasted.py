"""Links as people paste them: each is used whole, or refused with a word that says why."""

from urllib.parse import quote

import pytest

from quiz.answers.parameters import AT, BACK_TO, NO_ANSWERS
from quiz.answers.pasted import RejectedLink, SummaryLink, read_pasted
from quiz.rulebook.model import Rulebook
from quiz.web.pages import ready

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
        ("hello", "This is no link. Paste the address of a summary."),
        ("see you tomorrow, with cake", "This is no link."),
        ("http://[broken/small/summary?nights=few", "This is no link."),
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
    assert len(found.text) == 70
    assert "\x1b" not in str(found)


def test_what_the_pages_add_to_an_address_is_passed_over() -> None:
    assert {AT, BACK_TO} | ready.OWN <= NO_ANSWERS
    assert all(name.startswith("_") for name in NO_ANSWERS)
