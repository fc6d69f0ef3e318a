"""Any complete answers to a rulebook, for tests that must hold for all of them."""

from itertools import combinations, product

from hypothesis import strategies as st

from quiz.answers.routing import route
from quiz.rulebook.conditions import NOT_SURE, Answers
from quiz.rulebook.model import Rulebook
from quiz.rulebook.questions import Question


def picks_of(question: Question) -> list[frozenset[str]]:
    """Every way to answer `question`, "not sure yet" included."""
    ids = [choice.id for choice in question.choices]
    most = question.at_most or len(ids)
    sets = [frozenset(some) for size in range(1, most + 1) for some in combinations(ids, size)]
    return [*(some for some in sets if not question.clash(some)), frozenset({NOT_SURE})]


def answers_to(rulebook: Rulebook) -> st.SearchStrategy[Answers]:
    """Answers to every question that they lead to."""
    picks = st.fixed_dictionaries({question.id: st.sampled_from(picks_of(question)) for question in rulebook.questions})
    return picks.map(lambda given: route(rulebook, given).counted)


def all_answers(rulebook: Rulebook) -> list[Answers]:
    """Every complete answer set, found by trying all there is."""
    picks = [[(question.id, pick) for pick in picks_of(question)] for question in rulebook.deciding_questions]
    found = {frozenset(route(rulebook, dict(given)).counted.items()) for given in product(*picks)}
    return [dict(each) for each in found]


def cost(answers: Answers) -> int:
    return sum(len(picked - {NOT_SURE}) for picked in answers.values())
