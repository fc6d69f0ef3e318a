"""Running the application: a production server, and one for those who edit."""

import socket
from pathlib import Path

import click
from waitress.server import create_server
from werkzeug.serving import WSGIRequestHandler, run_simple

from quiz.shelf import rulebook_files
from quiz.web.app import create_app


def serve_app(rules: Path, seeds: Path, host: str, port: int, threads: int) -> None:
    """Serves until interrupted. Raises FileProblems for a wrong file, OSError for an address that cannot be used."""
    app = create_app(rules, seeds)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family) as listening:
        server = create_server(app, sockets=[listening], threads=threads, ident=None)
        shown = f"[{host}]" if ":" in host else host
        click.echo(f"The quiz is at http://{shown}:{listening.getsockname()[1]}/ (Ctrl-C stops it).")
        server.run()


def serve_while_editing(rules: Path, seeds: Path, host: str, port: int) -> None:
    """Serves, and starts anew whenever code, a template, a rulebook or a register changes."""
    watched = [str(path) for path in (*rulebook_files(rules), *seeds.glob("*.yaml"))]
    app = create_app(rules, seeds)
    app.jinja_env.auto_reload = True
    run_simple(host, port, app, use_reloader=True, extra_files=watched, request_handler=_PathsOnly)


class _PathsOnly(WSGIRequestHandler):
    """A log without query strings: the answers are in them."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        self.log("info", '"%s %s" %s', self.command, self.path.partition("?")[0], code)
