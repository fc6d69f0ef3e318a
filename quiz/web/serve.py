"""Running the application: a production server, and one for those who edit."""

import socket

import click
from waitress.server import create_server
from werkzeug.serving import WSGIRequestHandler, run_simple

from quiz.places import own_folder
from quiz.shelf import rulebook_files
from quiz.web.app import create_app
from quiz.web.settings import Settings


def serve_app(settings: Settings, host: str, port: int, threads: int) -> None:
    """Serves until interrupted. Raises FileProblems for a wrong file, OSError for an address that cannot be used."""
    app = create_app(settings)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family) as listening:
        # What a proxy says is left to the settings, so that every server does the same.
        server = create_server(
            app, sockets=[listening], threads=threads, ident=None, clear_untrusted_proxy_headers=False
        )
        shown = f"[{host}]" if ":" in host else host
        click.echo(f"The quiz is at http://{shown}:{listening.getsockname()[1]}/ (Ctrl-C stops it).")
        server.run()


def serve_while_editing(settings: Settings, host: str, port: int) -> None:
    """Serves, and starts anew whenever code, a template, a rulebook or a register changes."""
    rules, seeds = settings.rules or own_folder("rules"), settings.seeds or own_folder("seeds")
    watched = [str(path) for path in (*rulebook_files(rules), *seeds.glob("*.yaml"))]
    app = create_app(settings)
    app.jinja_env.auto_reload = True
    run_simple(host, port, app, use_reloader=True, extra_files=watched, request_handler=_PathsOnly)


class _PathsOnly(WSGIRequestHandler):
    """A log without query strings: the answers are in them."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        self.log("info", '"%s %s" %s', self.command, self.path.partition("?")[0], code)
