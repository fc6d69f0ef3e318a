"""What a page holds, read from its HTML."""

from html import unescape
from html.parser import HTMLParser
from re import findall


def links(html: str) -> list[str]:
    return [unescape(found) for found in findall(r'href="([^"]*)"', html)]


def hidden_inputs(html: str) -> dict[str, str]:
    """The hidden inputs of the page's form."""
    return dict(findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', html))


def checked_inputs(html: str) -> list[str]:
    return [tag for tag in findall(r"<input[^>]*>", html) if " checked" in tag]


class Loads(HTMLParser):
    """What a page makes a browser load, and which of it before the browser can show the page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.blocking: list[str] = []
        self.styles: list[str] = []
        """The style sheets that stand in the page itself."""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "link" and told["rel"] in ("stylesheet", "icon", "preload"):
            self.loaded.append(told["href"])
            if told["rel"] == "stylesheet" and told.get("media") != "print":
                self.blocking.append(told["href"])
        if tag in ("script", "img", "iframe") and "src" in told:
            self.loaded.append(told["src"])
        if tag == "script" and not {"defer", "async"} & told.keys() and told.get("type") != "application/ld+json":
            self.blocking.append(told.get("src", "a script in the page"))
        if tag == "style":
            self.styles.append("")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "style":
            self.styles[-1] += data
