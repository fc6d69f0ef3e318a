"""From the addresses of the server to those of the folder: `/nights/ask?people=young` is `ask.html#people=young`.

Every link of the folder is relative, so it works below any path and from a disk.
"""

import re

from quiz.answers import CODE, CODE_PAGE

HOST = "http://localhost"
"""Where the pages are made; no page of the folder has it in it."""

_CODED = re.compile(rf"(/[^/]+)/{CODE_PAGE}/([^?]+)(\??)")
_ATTRIBUTE = re.compile(r'(?<= )(href|src|action|formaction)="(/[^"]*)"')


def in_folder(html: str, name: str) -> str:
    """The page of the rulebook at the address `name` (empty for the page above all) with the folder's addresses."""
    return _ATTRIBUTE.sub(lambda found: f'{found[1]}="{relative(found[2], name)}"', html)


def relative(address: str, name: str) -> str:
    """The folder's address for one of the server, as seen from a page of `name`."""
    path, _, query = coded(address.removeprefix(HOST)).partition("?")
    folder, _, page = path.removeprefix("/").rpartition("/")
    page = {"": "index", "answer": "ask"}.get(page, page)
    page = page if folder == "static" else f"{page}.html"
    above = "" if folder == name else f"{'../' if name else ''}{f'{folder}/' if folder else ''}"
    return f"{above}{page}{f'#{query}' if query else ''}"


def coded(address: str) -> str:
    """The address with a code in its query, where it has one in its path."""
    return _CODED.sub(lambda found: f"{found[1]}/summary?{CODE}={found[2]}{'&' if found[3] else ''}", address)
