"""A search for one student finds who is wanted, and says that nobody is only where that is sure."""

from hypothesis import given
from hypothesis import strategies as st

from quiz.proof.diagrams import TooLarge
from quiz.proof.search import Wanted, find
from quiz.proof.space import Space
from quiz.rulebook.conditions import Condition, Truth, judge
from quiz.rulebook.model import Rulebook
from tests.support.answering import all_answers, cost
from tests.support.random_books import conditions_on, random_books

Drawn = tuple[Rulebook, list[Condition], list[tuple[int, Condition]], int]


def wanted_in(book: Rulebook) -> st.SearchStrategy[Drawn]:
    conditions = conditions_on(book.questions)
    rows = st.lists(st.tuples(st.integers(0, 2), conditions), max_size=5)
    return st.tuples(st.just(book), st.lists(conditions, max_size=3), rows, st.integers(1, 3))


@given(random_books().flatmap(wanted_in), st.sampled_from([(1,), (3,), (1, 10_000), (10_000,)]))
def test_it_agrees_with_trying_every_student(drawn: Drawn, widths: tuple[int, ...]) -> None:
    book, avoided, rows, enough = drawn

    def is_wanted(answers: dict[str, frozenset[str]]) -> bool:
        holding = {row for row, when in rows if judge(when, answers).truth is Truth.HOLDS}
        return len(holding) >= enough and all(judge(when, answers).truth is not Truth.HOLDS for when in avoided)

    everybody = [dict(answers) for answers in all_answers(book) if is_wanted(dict(answers))]
    space = Space(book)
    sets = [space.holding(when) for when in avoided]
    wanted = Wanted(space.all, sets, [(row, space.holding(when)) for row, when in rows], enough)
    try:
        found = find(space, wanted, widths)
    except TooLarge:
        assert max(widths) < 10_000
        return
    if found is None:
        assert not everybody
    else:
        assert is_wanted(dict(found))
        if widths == (10_000,):
            assert cost(found) == min(map(cost, everybody))
