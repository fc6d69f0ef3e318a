"""What a page holds, read from its HTML."""

from html import unescape
from re import findall


def links(html: str) -> list[str]:
    return [unescape(found) for found in findall(r'href="([^"]*)"', html)]


def hidden_inputs(html: str) -> dict[str, str]:
    """The hidden inputs of the page's form."""
    return dict(findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', html))


def checked_inputs(html: str) -> list[str]:
    return [tag for tag in findall(r"<input[^>]*>", html) if " checked" in tag]
