"""Answers that put a summary to the test: the longest there are, and some that are spread over all."""

from random import Random
from urllib.parse import urlencode

from quiz.answers.columns import MOST_SUMMARIES
from quiz.answers.query import write_query
from quiz.answers.routing import route
from quiz.output.formats import as_text
from quiz.rulebook.conditions import NOT_SURE, Answers
from quiz.rulebook.model import Rulebook
from quiz.summary.changes import completed
from quiz.summary.engine import summarize
from tests.support.answering import picks_of


def length(book: Rulebook, answers: Answers, whole: bool) -> int:
    return len(as_text(summarize(route(book, answers)), (), whole=whole).split())


def worst_queries(book: Rulebook, count: int, whole: bool = True) -> list[str]:
    """Answers with the most words on their summary: hill climbing from a random start, a few ways up.

    Without `whole` only the words of its first layer count.
    """
    found = []
    for seed in range(count):
        random = Random(seed)
        answers = {question.id: random.choice(picks_of(question)) for question in book.questions}
        best = length(book, answers, whole)
        for _ in range(2):
            for question in book.questions:
                picks = picks_of(question)
                for pick in random.sample(picks, min(10, len(picks))):
                    other = {**answers, question.id: pick}
                    if (size := length(book, other, whole)) > best:
                        answers, best = other, size
        found.append(write_query(book, route(book, answers).counted))
    return found


def varied_queries(book: Rulebook) -> list[str]:
    """Answers that are unlike each other: unsure of all, and the first and the last of the book's own examples."""
    given = [{question.id: frozenset({NOT_SURE}) for question in book.questions}]
    given += [dict(example.answers) for example in (book.examples[0], book.examples[-1])]
    return [write_query(book, completed(route(book, answers)).counted) for answers in given]


def spread_queries(ir: Rulebook, count: int) -> list[str]:
    """Random answers, the same at every run."""
    random = Random(0)
    given = [{question.id: random.choice(picks_of(question)) for question in ir.questions} for _ in range(count)]
    return [write_query(ir, route(ir, answers).counted) for answers in given]


def longest_links(ir: Rulebook) -> list[str]:
    """Sixty links, each with as many answers as can be given, under a long name."""
    most = []
    for question in ir.questions:
        takes = question.at_most or len(question.choices)
        ids = [each.id for each in question.choices if takes == 1 or question.goes_with_others(each.id)]
        picked = sorted(ids, key=len, reverse=True)[:takes]
        most += [(question.id, each) for each in picked]
    most = [(name, "build" if name == "clinic_building" else value) for name, value in most]
    return [
        f"https://decisions.radiology.example-university.edu/quiz/{ir.id}/summary?{urlencode(most)}"
    ] * MOST_SUMMARIES
