"""gunicorn set to answer just as `quiz serve` does: `gunicorn --config python:quiz.web.gunicorn_config`.

Options on its command line, and WEB_CONCURRENCY for the number of workers, come before what stands here.
"""

import os
from pathlib import Path
from typing import Any

from quiz.problems import FileProblems
from quiz.web.app import create_app
from quiz.web.settings import Settings

wsgi_app = "quiz.web.wsgi:app"
workers = int(os.environ.get("WEB_CONCURRENCY") or os.cpu_count() or 1)
threads = 4

# Files are read once, before the workers part: they share the memory, and a mistake in a file stops the start.
preload_app = True

# No access log; and if one is asked for, it leaves the query out: the answers are in it.
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


def on_reload(server: Any) -> None:
    """On SIGHUP, new workers serve the files as they are now; where one is wrong, they go on with those from before."""
    try:
        server.app.callable = create_app(Settings.from_environment())
    except FileProblems as error:
        server.log.error("The files from before are kept: %s", "; ".join(map(str, error.problems)))
