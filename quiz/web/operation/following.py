"""A served shelf that follows its files: when it is told to, or whenever they change."""

import os
import signal
import sys
from queue import Empty, SimpleQueue
from threading import Thread
from types import FrameType

from quiz.shelf import LiveShelf, Watch

EVERY = 2.0
"""Seconds between two looks at the files."""


def follow(live: LiveShelf, watch: Watch | None) -> None:
    """Lets `live` read its files anew on SIGHUP, and where there is a `watch`, when that sees new ones.

    Reading is done in a thread of its own: students are answered meanwhile.
    """
    asked: SimpleQueue[None] = SimpleQueue()  # Its `put` may be called while another is going on.
    had_terminal = sys.stdin is not None and sys.stdin.isatty()

    def on_hangup(number: int, frame: FrameType | None) -> None:
        if had_terminal and not os.isatty(sys.stdin.fileno()):
            sys.exit()  # The window in which it was started was closed.
        asked.put(None)

    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, on_hangup)
    Thread(target=_read_when_asked, args=(live, asked, watch), name="follow", daemon=True).start()


def _read_when_asked(live: LiveShelf, asked: "SimpleQueue[None]", watch: Watch | None) -> None:
    while True:
        try:
            asked.get(timeout=EVERY if watch else None)
        except Empty:
            if watch and watch.sees_new_files():
                live.reload()
        else:
            live.reload()
