"""gunicorn set to answer just as `quiz serve` does: `gunicorn --config python:quiz.web.gunicorn_config`.

Options on its command line, and WEB_CONCURRENCY for the number of workers, come before what stands here.
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

from gunicorn.glogging import Logger

from quiz.shelf import Watch
from quiz.web.operation.following import EVERY
from quiz.web.operation.logs import Lines
from quiz.web.operation.requests import NO_ROUTE, ROUTE
from quiz.web.operation.settings import Settings, WrongSettings, read_settings
from quiz.web.pages.shelf import live_shelf


def _settings() -> Settings:
    try:
        return read_settings()
    except WrongSettings:
        return Settings.model_construct()  # The application, read next, says what is wrong and stops the start.


settings = _settings()

# It looks at the files before the application reads them: so no change goes by unseen.
watch = Watch(settings.folders) if settings.watch else None


class Log(Logger):
    """gunicorn's own log, in the form of ours."""

    def setup(self, cfg: Any) -> None:
        """Sets the log up as gunicorn does; its lines then look like ours."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(Lines(settings.log_format))

    def atoms(self, resp: Any, req: Any, environ: Any, request_time: Any) -> Any:
        """What the access log may hold, whatever its format: of an address nothing but the route."""
        route = environ.get(ROUTE, NO_ROUTE)
        hidden = {"U": route, "r": f"{environ['REQUEST_METHOD']} {route}", "q": "", "f": "-"}
        return super().atoms(resp, req, environ, request_time) | hidden


wsgi_app = "quiz.web.wsgi:app"
workers = int(os.environ.get("WEB_CONCURRENCY") or os.cpu_count() or 1)
threads = 4
logger_class = Log

# Files are read once, before the workers part: they share the memory, and a mistake in a file stops the start.
preload_app = True

# No access log of gunicorn's; and if one is asked for, it has routes, as ours has.
access_log_format = '%(h)s %(t)s "%(m)s %(U)s" %(s)s %(b)s %(M)s'

# What a proxy says is left to the settings, and so is the length of an address.
forwarded_allow_ips = ""
forwarder_headers = ""
limit_request_line = 0

# Longer than the 60 seconds for which nginx keeps a connection to use it again.
keepalive = 75

# Nothing is written to disk, so that it can be read-only.
control_socket_disable = True
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None


def on_starting(server: Any) -> None:
    """Stops the start without workers, and with metrics and several: a scrape would show one of them by chance."""
    if server.cfg.workers < 1:
        print("WEB_CONCURRENCY: 0 is not a number of workers. Write 1 or more.", file=sys.stderr)
        sys.exit(4)
    if settings.metrics and server.cfg.workers > 1:
        mend = "Set WEB_CONCURRENCY=1 and run several copies, each scraped on its own."
        print(f"QUIZ_METRICS: each of {server.cfg.workers} workers would count for itself. {mend}", file=sys.stderr)
        sys.exit(4)


def when_ready(server: Any) -> None:
    """Where files are watched, the first process looks at them now and then, and signals itself as one would by hand.

    A timer, and no thread: a process with threads is not to be forked. A timer is not passed on to workers.
    """
    if watch:
        signal.signal(signal.SIGALRM, _look)
        signal.setitimer(signal.ITIMER_REAL, EVERY, EVERY)


def _look(*_: Any) -> None:
    if watch and watch.sees_new_files():
        os.kill(os.getpid(), signal.SIGHUP)


def on_reload(server: Any) -> None:
    """On SIGHUP, new workers serve the files as they are now; where one is wrong, they go on with those from before."""
    live_shelf(server.app.wsgi()).reload()
