"""Servers of the application: for production, for authors of a quiz, for programmers."""

import logging
import socket
from errno import EADDRNOTAVAIL

import click
from flask import Flask
from waitress.server import TcpWSGIServer, create_server
from werkzeug.serving import WSGIRequestHandler, run_simple

from quiz.shelf import WATCHED_FILES, Watch
from quiz.web.app import create_app
from quiz.web.operation.connections import (
    HAS_POLL,
    LONGEST_BODY,
    LONGEST_HEAD,
    Channel,
    answer_until_told_to_stop,
    most_connections,
)
from quiz.web.operation.findings import findings_told
from quiz.web.operation.following import follow
from quiz.web.operation.logs import write_log
from quiz.web.operation.requests import NO_ROUTE, ROUTE
from quiz.web.operation.settings import Settings
from quiz.web.pages.shelf import live_shelf
from quiz.words import own_folder

log = logging.getLogger("quiz")


class CannotListen(Exception):
    """Raised where a host or a port cannot be used; says what to choose instead."""


def serve_app(settings: Settings, host: str, port: int, threads: int) -> None:
    """Serves until interrupted.

    Raises InvalidFiles for a wrong file, WrongSettings for a setting that cannot be followed, CannotListen
    for an address that cannot be used.
    """
    write_log(settings.log_format)
    watch = Watch(settings.folders) if settings.watch else None
    app = create_app(settings)
    follow(live_shelf(app), watch)
    with findings_told(*settings.folders):
        _listen(app, host, port, threads, settings)


def serve_preview(settings: Settings, host: str, port: int, threads: int) -> None:
    """Serves a preview of the files while they are edited, until interrupted. Raises CannotListen, too."""
    from quiz.web.preview import preview_of

    write_log(settings.log_format)
    with preview_of(settings) as app:
        _listen(app, host, port, threads, settings)


def _listen(app: Flask, host: str, port: int, threads: int, settings: Settings) -> None:
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # It warns of every request that waits for a thread.
    with _listening_on(host, port) as listening:
        # What a proxy says is left to the settings, so that every server does the same.
        server = create_server(
            app,
            sockets=[listening],
            threads=threads,
            ident=None,
            clear_untrusted_proxy_headers=False,
            connection_limit=most_connections(),
            max_request_header_size=LONGEST_HEAD,
            max_request_body_size=LONGEST_BODY,
            asyncore_use_poll=HAS_POLL,
        )
        assert isinstance(server, TcpWSGIServer)  # One socket, one server.
        server.channel_class = Channel
        shown = f"[{host}]" if ":" in host else host
        message = f"The quiz is at http://{shown}:{listening.getsockname()[1]}/ (Ctrl-C stops it)."
        if settings.log_format == "json":
            log.info(message)
        else:
            click.echo(message)
        answer_until_told_to_stop(server)


def _listening_on(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.getaddrinfo(host, port, family)
    except (socket.gaierror, UnicodeError):  # The latter for what cannot be a name.
        raise CannotListen(f"`{host}` is not a host that is known here. Choose another --host.") from None
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        remedy = (
            "Choose a --host of this machine."
            if error.errno == EADDRNOTAVAIL
            else "Choose another --port, or --port 0 for a free one."
        )
        raise CannotListen(f"cannot listen on {host}:{port}: {error.strerror}. {remedy}") from None


def serve_while_programming(settings: Settings, host: str, port: int) -> None:
    """Serves, and restarts whenever code or a file that it reads changes."""
    app = create_app(settings)
    app.config["TEMPLATES_AUTO_RELOAD"] = True
    run_simple(host, port, app, use_reloader=True, extra_files=files_read(settings), request_handler=_RoutesOnly)


def files_read(settings: Settings) -> list[str]:
    """All files other than code that pages are made from."""
    data = (path for folder in settings.folders for pattern in WATCHED_FILES for path in folder.glob(pattern))
    ours = (path for name in ("templates", "web/pages/static", "words/locale") for path in own_folder(name).rglob("*"))
    return sorted({str(path) for path in (*data, *ours) if path.is_file()})


class _RoutesOnly(WSGIRequestHandler):
    """A log without addresses: the answers are in them."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        self.log("info", '"%s %s" %s', self.command, self.environ.get(ROUTE, NO_ROUTE), code)
