"""The link within links: mail programs, networks and archives put theirs around one, to check it or to count it."""

import re
from base64 import urlsafe_b64decode
from collections.abc import Callable, Iterator
from itertools import chain
from string import ascii_letters, digits
from urllib.parse import parse_qsl, unquote

from quiz.answers.appended import is_appended
from quiz.answers.mending import with_ampersands

MOST_WRAPPERS = 8
"""How deep a link may be wrapped to be found."""

BASE_64_START = "aHR0c"
"""What `http` begins with in base 64."""

_START = re.compile(r"https?(?::|%3a)(?:/|%2f)+", re.IGNORECASE)
_LINE_ENDS = re.compile(r"[\t\r\n]")
_ONE_SLASH = re.compile(r"(https?:/)(?=[^/])", re.IGNORECASE)
_REPLACED = re.compile(r"\*(?:\*(.))?")
_RUN_LENGTHS = {sign: length for length, sign in enumerate(f"{ascii_letters.swapcase()}{digits}-_", start=2)}


def unwrapped(link: str) -> str:
    """The innermost link in `link`; the same where there is none in it. Raises ValueError if one is no address.

    Takes time that is linear in its length.
    """
    link = _cleaned(link)
    for _ in range(MOST_WRAPPERS):
        inside = next((found for peel in _PEELS if (found := peel(link))), None)
        if inside is None:
            break
        link = _cleaned(inside)
    return link


def _cleaned(link: str) -> str:
    """A link without the line ends in it, which browsers pass over, too, and with its own ampersands."""
    return with_ampersands(_LINE_ENDS.sub("", link))


def _proofpoint_3(link: str) -> str | None:
    """`https://urldefense.com/v3/__LINK__;SIGNS!!…`: each `*` in LINK is the next of SIGNS, `**A` the next two."""
    before, _, rest = link.partition("/v3/__")
    inside, end, rest = rest.partition("__;")
    if "urldefense." not in before or not end:
        return None
    signs = iter(urlsafe_b64decode(rest.partition("!")[0] + "===").decode("utf-8", "replace"))

    def put_back(match: re.Match[str]) -> str:
        return "".join(sign for _, sign in zip(range(_RUN_LENGTHS.get(match[1], 1)), signs, strict=False))

    return _ONE_SLASH.sub(r"\1/", _REPLACED.sub(put_back, inside), count=1)


def _proofpoint_2(link: str) -> str | None:
    """`https://urldefense.proofpoint.com/v2/url?u=LINK&…`: `-3A` in LINK stands for `%3A`, and `_` for `/`."""
    _, mark, query = link.partition("urldefense.proofpoint.com/v2/url?")
    written = dict(parse_qsl(query)).get("u") if mark else None
    return unquote(written.replace("-", "%").replace("_", "/")) if written else None


def _in_query(link: str) -> str | None:
    """`https://…?url=LINK&…`, whatever the name is: SafeLinks, Facebook and Google write so; Sophos in base 64."""
    if "http" not in link[1:].lower() and BASE_64_START not in link:
        return None
    values = (value for name, value in parse_qsl(link.partition("#")[0].partition("?")[2]) if not is_appended(name))
    return next(chain.from_iterable(map(_links_of, values)), None)


def _links_of(value: str) -> Iterator[str]:
    if _START.match(value):
        yield value
    elif value.startswith(BASE_64_START):
        yield urlsafe_b64decode(value.replace(" ", "-").replace("/", "_") + "===").decode("utf-8", "replace")


def _in_path(link: str) -> str | None:
    """`https://…/LINK`, encoded or not: Cisco and web archives write so, and without the slash what hides referrers."""
    found = _START.search(link.partition("=")[0], 1)
    if found is None:
        return None
    inside = link[found.start() :]
    return inside if "://" in found[0] else unquote(inside)


_PEELS: tuple[Callable[[str], str | None], ...] = (_proofpoint_3, _proofpoint_2, _in_query, _in_path)
