"""Conditions as tests of bits: they say what `judge` says."""

from hypothesis import given
from hypothesis import strategies as st

from quiz.answers.bits import bitwise
from quiz.rulebook.conditions import Truth, judge
from quiz.rulebook.model import Rulebook
from tests.support.answering import answers_to
from tests.support.random_books import random_books


@given(random_books().flatmap(lambda book: st.tuples(st.just(book), answers_to(book))))
def test_a_condition_holds_and_fails_where_judge_says_so(drawn: tuple[Rulebook, dict[str, frozenset[str]]]) -> None:
    book, answers = drawn
    asked = [question.ask_when for question in book.questions if question.ask_when is not None]
    tests = bitwise(book)
    bits = tests.bits(answers)
    for condition in (*(rule.when for rule in book.rules), *asked):
        truth = judge(condition, answers).truth
        assert bool(tests.holds(condition)(bits)) is (truth is Truth.HOLDS)
        assert bool(tests.fails(condition)(bits)) is (truth is Truth.FAILS)
        assert bool(tests.may_hold(condition)(bits)) is (truth is not Truth.FAILS)


@given(random_books().flatmap(lambda book: st.tuples(st.just(book), answers_to(book))))
def test_the_bits_that_bear_on_a_condition_are_all_that_its_judgment_needs(
    drawn: tuple[Rulebook, dict[str, frozenset[str]]],
) -> None:
    book, answers = drawn
    in_bits = bitwise(book)
    bits = in_bits.bits(answers)
    assert in_bits.answers(bits) == answers
    for rule in book.rules:
        judgment = judge(rule.when, answers)
        if judgment.truth is not Truth.FAILS:
            assert judge(rule.when, in_bits.answers(bits & in_bits.bearing_on(rule.when))) == judgment


def test_a_choice_that_is_not_offered_has_no_bit(small: Rulebook) -> None:
    assert bitwise(small).bits({"nights": frozenset({"few", "gone"})}) == bitwise(small).bits(
        {"nights": frozenset({"few"})}
    )
