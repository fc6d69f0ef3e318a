"""Reloading of a served shelf: on SIGHUP, or whenever its files change."""

import os
import signal
import sys
from queue import Empty, SimpleQueue
from threading import Thread
from types import FrameType

from quiz.shelf import LiveShelf, Watch

EVERY = 2.0
"""Seconds between two checks of the files."""


def follow(live: LiveShelf, watch: Watch | None) -> None:
    """Makes `live` reload its files on SIGHUP, and with a `watch`, when that sees new ones.

    Files are read in a thread of its own, so that students are answered meanwhile.
    """
    requests: SimpleQueue[None] = SimpleQueue()  # Its `put` may be called while another is going on.
    had_terminal = sys.stdin is not None and sys.stdin.isatty()

    def on_hangup(number: int, frame: FrameType | None) -> None:
        if had_terminal and not os.isatty(sys.stdin.fileno()):
            sys.exit()  # The window in which it was started was closed.
        requests.put(None)

    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, on_hangup)
    Thread(target=_reload_on_request, args=(live, requests, watch), name="follow", daemon=True).start()


def _reload_on_request(live: LiveShelf, requests: "SimpleQueue[None]", watch: Watch | None) -> None:
    while True:
        try:
            requests.get(timeout=EVERY if watch else None)
        except Empty:
            if watch and watch.sees_new_files():
                live.reload()
        else:
            live.reload()
