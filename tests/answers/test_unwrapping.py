"""Links within links: found however many programs wrapped them."""

from base64 import urlsafe_b64encode
from collections.abc import Callable
from urllib.parse import quote

import pytest

from quiz.answers.pasted import SummaryLink, read_pasted
from quiz.answers.unwrapping import MOST_WRAPPERS, unwrapped
from quiz.rulebook.model import Rulebook
from tests.support.queries import spread_queries

LINK = "https://quiz.example.org/small/summary?nights=few&people=young&people=old&first=sleep&_edition=2024-02-03"


def encoded(link: str) -> str:
    return quote(link, safe="")


def safelinks(link: str) -> str:
    return (
        f"https://eur03.safelinks.protection.outlook.com/?url={encoded(link)}&data=05%7C02%7Cx%7C&sdata=a%3D&reserved=0"
    )


def proofpoint_2(link: str) -> str:
    written = quote(link, safe="").replace("-", "%2D").replace("_", "%5F").replace("%2F", "_").replace("%", "-")
    return f"https://urldefense.proofpoint.com/v2/url?u={written}&d=DwMFaQ&c=abc&r=def&m=ghi&s=jkl&e="


def proofpoint_3(link: str) -> str:
    """As it writes `?` and two `&` that follow each other; a browser may then make one of two slashes."""
    signs = urlsafe_b64encode(b"?&").decode().rstrip("=")
    hidden = link.replace("?", "*", 1).replace("&", "*", 1).replace("https://", "https:/")
    return f"https://urldefense.com/v3/__{hidden}__;{signs}!!AbC-1!xyz_9$"


WRAPPERS: dict[str, Callable[[str], str]] = {
    "nothing": str,
    "SafeLinks": safelinks,
    "Proofpoint 1": lambda link: f"https://urldefense.proofpoint.com/v1/url?u={encoded(link)}&k=x&r=y",
    "Proofpoint 2": proofpoint_2,
    "Proofpoint 3": proofpoint_3,
    "Facebook": lambda link: f"https://l.facebook.com/l.php?u={encoded(link + '&fbclid=IwAR0')}&h=AT0&__tn__=-R",
    "Google": lambda link: f"https://www.google.com/url?q={encoded(link)}&sa=D&source=editors&ust=1&usg=AOv",
    "Google's translation": lambda link: (
        link.replace("quiz.example.org", "quiz-example-org.translate.goog") + "&_x_tr_sl=en&_x_tr_tl=es&_x_tr_hl=es"
    ),
    "Cisco": lambda link: f"https://secure-web.cisco.com/1aBc-_d/{encoded(link)}",
    "Sophos": lambda link: (
        f"https://eu.protection.sophos.com?d=example.org&u={urlsafe_b64encode(link.encode()).decode()}&i=x"
    ),
    "the Web Archive": lambda link: f"https://web.archive.org/web/20261125000000/{link}",
    "what hides referrers": lambda link: f"https://dereferrer.example/?{link}",
    "a newsletter": lambda link: f"https://news.example/c/?utm_source=https%3A%2F%2Fx.example&to={encoded(link)}",
}


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
