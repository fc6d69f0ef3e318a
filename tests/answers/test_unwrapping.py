"""Links within links: found however many programs wrapped them."""

from base64 import urlsafe_b64encode

import pytest

from quiz.answers.pasted import SummaryLink, read_pasted
from quiz.answers.unwrapping import MOST_WRAPPERS, unwrapped
from quiz.rulebook.model import Rulebook
from tests.support.damaged import WRAPPERS
from tests.support.queries import spread_queries

LINK = "https://quiz.example.org/small/summary?nights=few&people=young&people=old&first=sleep&_edition=2024-02-03"


@pytest.mark.parametrize("wrapper", WRAPPERS)
def test_a_wrapped_link_is_read(small: Rulebook, wrapper: str) -> None:
    (found,) = read_pasted(small, WRAPPERS[wrapper](LINK))
    assert isinstance(found, SummaryLink)
    assert found.route.answers == {"nights": {"few"}, "people": {"young", "old"}, "first": {"sleep"}}


@pytest.mark.parametrize("outer", ["SafeLinks", "Proofpoint 2", "Facebook", "Google", "Cisco"])
@pytest.mark.parametrize("inner", [name for name in WRAPPERS if name != "nothing"])
def test_a_link_that_was_wrapped_twice_is_read(small: Rulebook, outer: str, inner: str) -> None:
    (found,) = read_pasted(small, f"See <{WRAPPERS[outer](WRAPPERS[inner](LINK))}>.")
    assert isinstance(found, SummaryLink), found


def test_a_sign_that_stands_for_several_is_put_back() -> None:
    run = urlsafe_b64encode(b"&&&?").decode()
    assert unwrapped(f"https://urldefense.com/v3/__https://x/a**Bb*c__;{run}!!A!$") == "https://x/a&&&b?c"


def test_there_is_an_end_to_unwrapping() -> None:
    link = LINK
    for _ in range(MOST_WRAPPERS):
        link = f"https://a.example/{link}"
    assert unwrapped(link) == LINK
    assert unwrapped(f"https://a.example/{link}") != LINK


@pytest.mark.parametrize("text", [LINK, "nights=few", "", "http://", "/small/summary?nights=few", "https://x/?u=http"])
def test_what_is_not_wrapped_stays_as_it_is(text: str) -> None:
    assert unwrapped(text) == text


@pytest.mark.parametrize("wrapper", WRAPPERS)
def test_a_wrapped_link_takes_nothing_of_the_next_line(ir: Rulebook, wrapper: str) -> None:
    first, second = spread_queries(ir, 2)
    wrapped = WRAPPERS[wrapper](f"https://quiz.example.org/{ir.id}/summary?{first}")
    found = read_pasted(ir, f"{wrapped}\n{second}")
    assert [each.route.query for each in found if isinstance(each, SummaryLink)] == [first, second]
