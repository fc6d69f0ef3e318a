"""The public address of a request: which hosts are trusted, and what links are built from."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask, request
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.sansio.utils import host_is_trusted

from quiz.web.operation.host_names import is_host, is_local, without_port
from quiz.web.operation.probes import probes
from quiz.web.operation.settings import Address, Settings
from quiz.web.pages.assets import assets
from quiz.web.pages.errors import UntrustedHost

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_ENCODED = {code: f"%{code:02X}" for code in range(256) if not 0x21 <= code <= 0x7E}
"""The bytes that must be percent-encoded in a query, for `str.translate`."""

REFUSED = "quiz.refused"
"""The key in a request's environment that marks its host as not trusted."""

FOR_ANY_HOST = (assets.name, probes.name)
"""The blueprints for any host: the page that refuses needs the style sheet, and probes use odd names."""


def check_hosts(app: Flask, settings: Settings) -> None:
    """Makes `app` answer only under the hosts that `settings` allow, and build its links from trusted values."""
    app.wsgi_app = HostCheck(app.wsgi_app, settings.address, settings.trusted_hosts)  # type: ignore[method-assign]
    if settings.proxies:
        counts = dict.fromkeys(("x_for", "x_proto", "x_host"), settings.proxies)
        app.wsgi_app = ProxyFix(app.wsgi_app, **counts)  # type: ignore[method-assign]

    @app.before_request
    def refuse() -> None:
        if REFUSED in request.environ and request.blueprint not in FOR_ANY_HOST:
            raise UntrustedHost(str(settings.address) if settings.address else None)


class HostCheck:
    """WSGI middleware that sets the host, scheme, sub-path and query of a request before the application sees it.

    With an `address`, that is the address of the quiz, whatever the request says; so no request can make it print a
    link that leads elsewhere. A proxy may pass the sub-path of the address on, or cut it off. Without one, the request
    is believed if its host is local or trusted. A host that is neither is marked under `REFUSED`.
    """

    def __init__(self, app: "WSGIApplication", address: Address | None, trusted: tuple[str, ...]) -> None:
        self.app, self.address = app, address
        own = (without_port(address.host),) if address else ()
        self.trusted = (*own, *trusted)

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> "Iterable[bytes]":
        host = environ.get("HTTP_HOST", "").lower()
        if not host:
            # HTTP/1.0, as some load balancers use it for probes.
            environ["HTTP_HOST"] = "localhost"
        elif not is_local(host) and not self._trusts(host):
            environ[REFUSED] = True
            environ["HTTP_HOST"] = "localhost"
        if self.address:
            environ["wsgi.url_scheme"], environ["HTTP_HOST"] = self.address.scheme, self.address.host
            if self.address.prefix:
                _mount(environ, self.address.prefix)
        # Werkzeug reads addresses as RFC 3986 has them, and fails on other bytes.
        environ["QUERY_STRING"] = environ.get("QUERY_STRING", "").translate(_ENCODED)
        return self.app(environ, start_response)

    def _trusts(self, host: str) -> bool:
        return bool(self.trusted) and is_host(host) and host_is_trusted(host, self.trusted)


def _mount(environ: "WSGIEnvironment", prefix: str) -> None:
    path = environ.get("PATH_INFO", "")
    if not environ.get("SCRIPT_NAME") and (path == prefix or path.startswith(f"{prefix}/")):
        environ["PATH_INFO"] = path.removeprefix(prefix) or "/"
    environ["SCRIPT_NAME"] = prefix
