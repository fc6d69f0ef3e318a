"""Headers of every response. Why: docs/operators/headers.md."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from flask import Flask, request

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "script-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
"""What a page may load and do, wherever it is served from; who may frame it is for a header to add."""

FRAMED = ("pages", "about", "comparing", "readiness")
"""The blueprints whose pages the hosts that an operator names may show in a frame: those that a walk leads to."""

UNUSED = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
"""Browser features that no page here uses."""


def policy_text(policy: Mapping[str, str]) -> str:
    """A Content-Security-Policy as a header or a page has it."""
    return "; ".join(f"{name} {value}" for name, value in policy.items())


_BESIDE_POLICY = {
    "Permissions-Policy": ", ".join(f"{name}=()" for name in UNUSED),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


Headers: TypeAlias = list[tuple[str, str]]


def with_policy(policy: Mapping[str, str], frame_ancestors: str = "'none'") -> dict[str, str]:
    """The headers of every response, by name, with `policy` and whose pages may show it in a frame."""
    text = policy_text({**policy, "frame-ancestors": frame_ancestors})
    return {"Content-Security-Policy": text, **_BESIDE_POLICY}


def add_headers(app: Flask, frame_hosts: Sequence[str], style: str) -> None:
    """Makes all responses of `app` carry the headers, except those that a response has already.

    Pages of a quiz may be framed by `frame_hosts`, and by nobody else. A page may hold the style sheet whose hash, as
    in a policy, is `style`, and no other. They are added where a response leaves the application: to put them into
    Flask's would look at each of them twice, a fifteenth of a question's time.
    """
    policy = {**POLICY, "style-src": f"{POLICY['style-src']} {style}"}
    always, framed = with_policy(policy), with_policy(policy, " ".join(frame_hosts))
    del framed["X-Frame-Options"]  # It cannot name a host, and browsers without frame-ancestors would refuse all.
    answer = app.wsgi_app

    def with_headers(environ: "WSGIEnvironment", start_response: "StartResponse") -> "Iterable[bytes]":
        def start(status: str, headers: Headers, exc_info: Any = None) -> "Callable[[bytes], object]":
            present = {name.lower(): value for name, value in headers}
            is_framed = (
                frame_hosts and request.blueprint in FRAMED and present.get("content-type", "").startswith("text/html")
            )
            wanted = {**(framed if is_framed else always), **_for_caches()}
            more = [header for header in wanted.items() if header[0].lower() not in present]
            return start_response(status, [*headers, *more], exc_info)

        return answer(environ, start)

    app.wsgi_app = with_headers  # type: ignore[method-assign]


def _for_caches() -> dict[str, str]:
    """Who may keep the response that is being made, and whether search engines may: not where answers are in it."""
    if request.query_string or "code" in (request.view_args or {}):
        return {"X-Robots-Tag": "noindex", "Cache-Control": "private, no-cache"}
    return {"Cache-Control": "no-cache"}
