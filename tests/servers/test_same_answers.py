"""The folder answers as the server does, on more answer sets than the fast tests have time for."""

from random import Random

import hypothesis
import pytest

from quiz.site.proof import AT_ONCE, random_query
from tests.support.scripts import PROOF, script_for

PARTS = 10


@pytest.mark.parametrize("part", range(PARTS))
def test_script_and_program_find_the_same(part: int) -> None:
    """A thousand answer sets for each example that the profile asks for, in parts that run side by side."""
    book, random = PROOF.shelf["integrated-ir"], Random(part)
    left = 1000 * hypothesis.settings.default.max_examples // PARTS
    with script_for(book) as script:
        while left > 0:
            queries = [random_query(book, random) for _ in range(AT_ONCE)]
            assert [str(each) for each in PROOF.findings(book, script, queries)] == []
            left -= len(queries)
