"""Headers of every response. Why: docs/operators/headers.md."""

from collections.abc import Callable, Mapping, Sequence

from flask import Response, request

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


ALWAYS = {
    "Content-Security-Policy": policy_text({**POLICY, "frame-ancestors": "'none'"}),
    "Permissions-Policy": ", ".join(f"{name}=()" for name in UNUSED),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def headers_adder(frame_hosts: Sequence[str], style: str) -> Callable[[Response], Response]:
    """What adds the headers to a response.

    Pages of a quiz may be framed by `frame_hosts`, and by nobody else. A page may hold the style sheet whose hash, as
    in a policy, is `style`, and no other.
    """
    policy = {**POLICY, "style-src": f"{POLICY['style-src']} {style}"}
    always = {**ALWAYS, "Content-Security-Policy": policy_text({**policy, "frame-ancestors": "'none'"})}
    framed = {**ALWAYS, "Content-Security-Policy": policy_text({**policy, "frame-ancestors": " ".join(frame_hosts)})}
    del framed["X-Frame-Options"]  # It cannot name a host, and browsers without frame-ancestors would refuse all.

    def add_headers(response: Response) -> Response:
        is_framed = frame_hosts and request.blueprint in FRAMED and response.mimetype == "text/html"
        return _with_headers(response, framed if is_framed else always)

    return add_headers


def _with_headers(response: Response, always: dict[str, str]) -> Response:
    """The response, which then loads nothing from elsewhere and passes no address on: answers are in it."""
    present = {name.lower() for name in response.headers.keys()}  # noqa: SIM118 - iterating gives pairs
    wanted = {**always, "Cache-Control": "no-cache"}
    if request.query_string or "code" in (request.view_args or {}):
        wanted |= {"X-Robots-Tag": "noindex", "Cache-Control": "private, no-cache"}
    response.headers.extend({name: value for name, value in wanted.items() if name.lower() not in present})
    return response
