"""A little Markdown in the texts that students read: *emphasis*, **strong** words, and [links](https://example.org).

Nothing else means anything: no HTML, no images, no addresses that turn into links by themselves. A link that does not
lead to the web is text. Titles and labels are plain text, and are not for this module.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_KEPT = 20_000
"""How many texts are remembered as HTML: more than all rulebooks of a shelf have, and a bound while one is edited."""

_MARKS = re.compile(r"[*_\[\\]")
"""What every mark begins with; a text without any needs no parser."""

_TAGS = {
    "em_open": Markup("<em>"),
    "em_close": Markup("</em>"),
    "strong_open": Markup("<strong>"),
    "strong_close": Markup("</strong>"),
    "link_close": Markup("</a>"),
}


class Token(NamedTuple):
    """A part of a text, by the parser's name for it: `text`, or what opens or closes a mark; a link leads to `href`."""

    type: str
    content: str
    href: str = ""


@dataclass(frozen=True)
class Run:
    """Words that look alike; `link` is where they lead, if anywhere."""

    text: str
    strong: bool = False
    emphasis: bool = False
    link: str | None = None


@lru_cache(maxsize=_KEPT)
def as_html(text: str) -> Markup:
    """The text as HTML, for the inside of a paragraph."""
    return as_html_with(text, escape)


def as_html_with(text: str, mark: Callable[[str], Markup]) -> Markup:
    """The text as HTML, with what `mark` makes of the words outside of links: a link holds nothing to press."""
    made: list[Markup] = []
    linked = False
    for token in _tokens(text):
        linked = token.type == "link_open" or (linked and token.type != "link_close")
        is_free = not linked and token.type not in _TAGS
        made.append(mark(token.content) if is_free else _tag(token))
    return Markup("").join(made)


def as_runs(text: str) -> tuple[Run, ...]:
    """The text for paper, where a link can only be read: its address follows it in parentheses."""
    runs: list[Run] = []
    strong = emphasis = 0
    link: str | None = None
    words = ""
    for token in _tokens(text):
        if token.type == "link_open":
            link, words = token.href, ""
        elif token.type == "link_close":
            if words != link:
                runs.append(Run(f" ({link})"))
            link = None
        elif token.type in ("strong_open", "strong_close"):
            strong += 1 if token.type == "strong_open" else -1
        elif token.type in ("em_open", "em_close"):
            emphasis += 1 if token.type == "em_open" else -1
        elif token.content:
            words += token.content
            runs.append(Run(token.content, strong > 0, emphasis > 0, link))
    return tuple(runs)


def as_plain(text: str) -> str:
    """The words alone, with the addresses of links in parentheses."""
    return "".join(run.text for run in as_runs(text))


def links_in(text: str) -> tuple[str, ...]:
    """Where the links of the text lead, in order."""
    return tuple(token.href for token in _tokens(text) if token.type == "link_open")


def wrong_link_in(text: str) -> str | None:
    """What is wrong with a link of the text; None if all of them lead somewhere."""
    opened = False
    for token in _parsed(text):
        if (token.type == "text" and "](" in token.content) or (token.type == "link_open" and not token.href):
            return "contains a link that leads nowhere."
        if opened and token.type == "link_close":
            return "contains a link without words."
        opened = token.type == "link_open" or (opened and not token.content.strip())
    return None


def _tokens(text: str) -> Iterator[Token]:
    """The parts of the text; a link to nowhere, as `[words]()` is to Markdown, is its words alone."""
    leads = True
    for token in _parsed(text):
        if token.type == "link_open":
            leads = bool(token.href)
        if leads or token.type not in ("link_open", "link_close"):
            yield token


def _parsed(text: str) -> Iterator[Token]:
    if _MARKS.search(text):
        for inline in _parser().parseInline(text):
            for each in inline.children or ():
                yield Token(each.type, each.content, str(each.attrs.get("href", "")))
    else:
        yield Token("text", text)


@lru_cache(maxsize=1)
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # A server whose texts have no mark starts without it.

    parser = MarkdownIt("zero").enable(["emphasis", "link", "escape"]).disable("text_join")
    parser.validateLink = _leads_to_the_web  # type: ignore[assignment,method-assign]
    return parser


def _leads_to_the_web(address: str) -> bool:
    if not re.match(r"https?://[^\s\\]+$", address, re.IGNORECASE):
        return False
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and parts.username is None and parts.password is None
    except ValueError:
        return False


def _tag(token: Token) -> Markup:
    if token.type == "link_open":
        # `link` is shown with its address on paper, by the style sheet.
        return Markup('<a class="link" href="{}" rel="noreferrer">').format(token.href)
    return _TAGS.get(token.type) or escape(token.content)
