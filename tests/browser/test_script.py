"""The script of the folder on very many answers, held to the program: 10,000 in `.ci/run`, a million in long runs."""

import os
from concurrent.futures import ProcessPoolExecutor
from random import Random

import hypothesis

from quiz.answers.query import write_query
from tests.support.answering import picks_of
from tests.support.scripts import PROOF, script_for

AT_ONCE = 500


def differing(batch: range) -> list[str]:
    """The answers of a batch on which script and program differ."""
    book = PROOF.shelf["integrated-ir"]
    picks = {question.id: picks_of(question) for question in book.questions}
    found: list[str] = []
    with script_for(book) as script:
        for start in batch[::AT_ONCE]:
            random = Random(start)
            queries = [
                write_query(book, {name: random.choice(choices) for name, choices in picks.items()})
                for _ in range(AT_ONCE)
            ]
            found += [str(each) for each in PROOF.findings(book, script, queries)]
    return found


def test_the_script_finds_what_the_program_finds_on_very_many_answer_sets() -> None:
    walks = 100 * hypothesis.settings.default.max_examples
    workers = os.cpu_count() or 1
    share = -(-walks // workers // AT_ONCE) * AT_ONCE
    with ProcessPoolExecutor(workers) as pool:
        batches = pool.map(differing, [range(place * share, (place + 1) * share) for place in range(workers)])
    assert [query for batch in batches for query in batch] == []
