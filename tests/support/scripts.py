"""The script of the folder in Node, for tests that hold it to the program."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from quiz.site.node import Engine, NoNode, engine
from quiz.words.speech import Speech


@contextmanager
def script_in_node(speech: Speech) -> Iterator[Engine]:
    """The script in a language; without Node the test is skipped, except where CI=true asks for all."""
    try:
        with engine(speech) as running:
            yield running
    except NoNode:
        if os.environ.get("CI") == "true":
            pytest.fail("Node is not installed")
        pytest.skip("Node is not installed")
