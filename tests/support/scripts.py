"""The script of the folder in Node, for tests that hold it to the program."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from quiz.rulebook.model import Rulebook
from quiz.shelf.loading import load_shelf
from quiz.site.node import Engine, NoNode
from quiz.site.proof import Proof
from quiz.words.folders import own_folder

PROOF = Proof(load_shelf(own_folder("rules"), own_folder("seeds")))


def script_for(rulebook: Rulebook) -> AbstractContextManager[Engine]:
    """The script for a rulebook of ours; without Node the test is skipped, except where CI=true asks for all."""
    return script_in(PROOF, rulebook)


@contextmanager
def script_in(proof: Proof, rulebook: Rulebook) -> Iterator[Engine]:
    """The same for a rulebook of another shelf."""
    try:
        with proof.script(rulebook) as running:
            yield running
    except NoNode:
        if os.environ.get("CI") == "true":
            pytest.fail("Node is not installed")
        pytest.skip("Node is not installed")
