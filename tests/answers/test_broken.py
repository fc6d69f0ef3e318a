"""Links that mail broke over several lines: put together before they are refused."""

from email.message import EmailMessage
from textwrap import wrap
from urllib.parse import quote

import pytest

from quiz.answers.broken import MOST_LINES
from quiz.answers.pasted import RejectedLink, SummaryLink, read_pasted
from quiz.rulebook.model import Rulebook
from tests.support.queries import longest_links

LINK = "https://quiz.example.org/quiz/small/summary?nights=few&people=young&people=old&first=sleep&_edition=2024-01-02"
WRAPPED = f"https://x.safelinks.protection.outlook.com/?url={quote(LINK, safe='')}&data=1"
OTHER = "https://quiz.example.org/quiz/small/summary?nights=none&first=company&_edition=2024-02-03"


def at(width: int, link: str = LINK, before: str = "") -> str:
    return "\n".join(before + part for part in wrap(link, width, break_on_hyphens=False))


def quoted_printable(text: str, width: int = 76) -> str:
    """The text as a mail has it on the wire."""
    message = EmailMessage()
    message.set_content(text, cte="quoted-printable")
    return message.get_payload().replace("\n", "\r\n")


BROKEN = {
    "at 76 characters": at(76),
    "at 40 characters": at(40),
    "behind the signs of a reply": at(60, before="> "),
    "behind those of two": at(60, before="> > "),
    "behind those without blanks": at(60, before=">>"),
    "indented": at(60, before="    "),
    "at every &": LINK.replace("&", "&\n"),
    "before every &": LINK.replace("&", "\n&"),
    "with the line ends of Windows": LINK.replace("&", "&\r\n"),
    "before its edition": LINK.replace("&_ed", "\n&_ed"),
    "within its edition": LINK.replace("2024-01", "2024-\n01"),
    "after its page": LINK.replace("?", "?\n"),
    "before its query": LINK.replace("?", "\n?"),
    "after a blank": LINK.replace("people=old", "people= \n old"),
    "in the encoding of mail": quoted_printable(LINK),
    "in a reply in that encoding": "\n".join(f"> {line}" for line in quoted_printable(LINK).splitlines()),
    "in brackets": f"<{at(50)}>",
    "in a text": f"Here is mine: {at(50)} – see you!",
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_link_is_put_together(small: Rulebook, how: str) -> None:
    (found,) = read_pasted(small, BROKEN[how])
    assert isinstance(found, SummaryLink), found
    assert found.route.answers == {"nights": {"few"}, "people": {"young", "old"}, "first": {"sleep"}}
    assert found.edition.isoformat() == "2024-01-02"


@pytest.mark.parametrize("width", range(20, 78))
def test_wherever_two_links_are_broken_both_are_read(small: Rulebook, width: int) -> None:
    text = f"Hello,\n\n> Mine:\n{at(width, before='> ')}\n>\n> and yours:\n{at(width, OTHER, before='> ')}\n"
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
