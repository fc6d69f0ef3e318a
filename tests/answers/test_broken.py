"""Links that mail broke over several lines: put together before they are refused."""

from urllib.parse import quote

import pytest

from quiz.answers.broken import MOST_LINES
from quiz.answers.pasted import RejectedLink, SummaryLink, read_pasted
from quiz.rulebook.model import Rulebook
from tests.support.damaged import at, broken
from tests.support.queries import longest_links

LINK = "https://quiz.example.org/quiz/small/summary?nights=few&people=young&people=old&first=sleep&_edition=2024-01-02"
WRAPPED = f"https://x.safelinks.protection.outlook.com/?url={quote(LINK, safe='')}&data=1"
OTHER = "https://quiz.example.org/quiz/small/summary?nights=none&first=company&_edition=2024-02-03"
BROKEN = broken(LINK)


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_link_is_put_together(small: Rulebook, how: str) -> None:
    (found,) = read_pasted(small, BROKEN[how])
    assert isinstance(found, SummaryLink), found
    assert found.route.answers == {"nights": {"few"}, "people": {"young", "old"}, "first": {"sleep"}}
    assert found.edition.isoformat() == "2024-01-02"


@pytest.mark.parametrize("width", range(20, 78))
def test_wherever_two_links_are_broken_both_are_read(small: Rulebook, width: int) -> None:
    text = f"Hello,\n\n> Mine:\n{at(width, LINK, before='> ')}\n>\n> and yours:\n{at(width, OTHER, before='> ')}\n"
    found = [each for each in read_pasted(small, text) if isinstance(each, SummaryLink)]
    assert [each.edition.isoformat() for each in found] == ["2024-01-02", "2024-02-03"]


def test_the_longest_links_are_put_together(ir: Rulebook) -> None:
    links = longest_links(ir)
    assert max(map(len, links)) / 76 < MOST_LINES
    found = list(read_pasted(ir, "\n".join(at(76, link) for link in links)))
    assert [type(each) for each in found] == [SummaryLink] * len(links)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (f"{LINK}\n{OTHER}", [SummaryLink, SummaryLink]),
        (f"{LINK}\nnights=none&first=sleep", [SummaryLink, SummaryLink]),
        (f"{WRAPPED}\nnights=none&first=sleep", [SummaryLink, SummaryLink]),
        (f"{WRAPPED}\nThanks", [SummaryLink, RejectedLink]),
        ("nights=none&first=sleep\nnights=few&people=old&first=sleep", [SummaryLink, SummaryLink]),
        ("nights=fwe&first=sleep\nnights=none&first=sleep", [RejectedLink, SummaryLink]),
        ("nights=few&\npeople=young&\nfirst=slep", [RejectedLink, RejectedLink, RejectedLink]),
        (f"{LINK}\n\nThanks", [SummaryLink, RejectedLink]),
        ("nights=none\n\n&first=sleep", [RejectedLink, RejectedLink]),
    ],
)
def test_what_does_not_belong_together_stays_apart(small: Rulebook, text: str, kinds: list[type]) -> None:
    assert [type(each) for each in read_pasted(small, text)] == kinds


def test_no_end_of_lines_is_tried(small: Rulebook) -> None:
    assert len(list(read_pasted(small, "nights=few&people=young&\n" * 2000))) == 2000
