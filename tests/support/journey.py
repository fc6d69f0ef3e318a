"""A journey through a served quiz, from its front page to a summary."""

from html import unescape
from re import findall, search
from urllib.parse import urlencode

from tests.support.servers import Answer, ask

ADDRESS = {"QUIZ_ADDRESS": "https://quiz.example.org"}


def follow(port: int, target: str) -> tuple[str, Answer]:
    """The page that `target` leads to, and where it is."""
    for _ in range(5):
        answer = ask(port, target)
        if answer.status not in (302, 303, 308):
            return target, answer
        target = answer.headers["Location"].removeprefix(ADDRESS["QUIZ_ADDRESS"])
    raise AssertionError(f"{target} leads in a circle")


def next_step(page: str) -> str:
    """Where the page's form leads with its first choice picked; or its main button; or the first quiz of a list."""
    form = search(r'<form [^>]*action="([^"]+/answer)"', page)
    if form is None:
        button = search(r'<a class="button" href="([^"]+)"', page) or search(r'<h2><a href="([^"]+)"', page)
        assert button is not None
        return unescape(button[1])
    carried = findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page)
    first = next(tag for tag in findall(r"<input[^>]+>", page) if 'type="hidden"' not in tag)
    return f"{form[1]}?{urlencode([*carried, (_attribute(first, 'name'), _attribute(first, 'value'))])}"


def _attribute(tag: str, name: str) -> str:
    found = search(rf'\s{name}="([^"]*)"', tag)
    assert found is not None
    return found[1]
