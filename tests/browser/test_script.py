"""The script of the folder on very many answers, held to the program."""

import os
from concurrent.futures import ProcessPoolExecutor
from random import Random

from quiz.answers.query import write_query
from quiz.shelf.loading import load_shelf
from quiz.site.finding import finding
from quiz.words.folders import own_folder
from tests.support.answering import picks_of
from tests.support.scripts import script_in_node

WALKS = 100_000
AT_ONCE = 500


def differing(batch: range) -> list[str]:
    """The answers of a batch on which script and program differ."""
    book = load_shelf(own_folder("rules"), own_folder("seeds"))["integrated-ir"]
    picks = {question.id: picks_of(question) for question in book.questions}
    found = []
    with script_in_node(book.speech) as script:
        script.open(book)
        for start in batch[::AT_ONCE]:
            random = Random(start)
            queries = [
                write_query(book, {name: random.choice(choices) for name, choices in picks.items()})
                for _ in range(AT_ONCE)
            ]
            theirs = script.ask("find", queries)
            found += [q for q, their in zip(queries, theirs, strict=True) if finding(book, q) != their]
    return found


def test_the_script_finds_what_the_program_finds_on_a_hundred_thousand_answer_sets() -> None:
    workers = os.cpu_count() or 1
    share = -(-WALKS // workers // AT_ONCE) * AT_ONCE
    with ProcessPoolExecutor(workers) as pool:
        batches = pool.map(differing, [range(place * share, (place + 1) * share) for place in range(workers)])
    assert [query for batch in batches for query in batch] == []
