"""Paths that lead nowhere because of what other programs made of a link on its way."""

from urllib.parse import quote, unquote

from flask import current_app, request, url_for
from werkzeug.exceptions import HTTPException

from quiz.answers import MOST_LAYERS, without_ending
from quiz.web.pages.shelf import the_shelf


def meant_address() -> str | None:
    """The address that was meant, where a query was encoded into the path or signs stand after it; None elsewhere."""
    path = request.path
    for _ in range(MOST_LAYERS):
        path = path if "?" in path else unquote(path)
    path, _, query = path.partition("?")
    path = without_ending(path.rstrip("/"))
    page = _page_at(path) or _page_at(f"{path}/")
    if page is None or request.path in (path, f"{path}/"):
        return None
    queries = (quote(query.removesuffix("/"), safe="=&%+:,;"), request.query_string.decode("ascii", "replace"))
    return f"{page}?{'&'.join(filter(None, queries))}".rstrip("?")


def _page_at(path: str) -> str | None:
    """The address of the page at `path`; None if there is none."""
    router = current_app.create_url_adapter(request)
    try:
        endpoint, values = router.match(path, method="GET") if router else ("", {})
    except HTTPException:
        return None
    return url_for(endpoint, **values) if values.get("name", "") in {"", *the_shelf()} else None
