"""What a response depends on besides its address: caches between us and the browser are told."""

from flask import Flask, Response, g


def depends_on(header: str) -> None:
    """Notes that the response being made depends on a header of the request."""
    g.setdefault("depends_on", set()).add(header)


def tell_caches(app: Flask) -> None:
    """Makes every response of `app` name the headers that it depends on."""

    @app.after_request
    def add_vary(response: Response) -> Response:
        if depends := g.get("depends_on"):
            response.headers["Vary"] = ", ".join([*response.headers.getlist("Vary"), *sorted(depends)])
        return response
