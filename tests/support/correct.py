"""That a summary and its page say what the rulebook asks for."""

from quiz.rulebook.model import Rulebook
from tests.support.harmless import PageParser
from tests.support.naive import Expected


def assert_summary_is_right(told: dict, right: Expected) -> None:
    assert right.dropped == []
    assert right.unanswered == []
    assert [told["headline"]["id"]] == right.headlines
    assert {each["question"]: set(each["choices"]) for each in told["answers"]} == {
        name: set(choices) for name, choices in right.answers.items()
    }
    assert [each["question"] for each in told["answers"] if each["counted"]] == right.counted
    assert {line["id"] for section in told["sections"] for line in section["lines"]} == right.advice
    assert {each["id"] for each in told["tensions"]} == right.tensions
    assert {ask["id"] for group in told["asks"] for ask in group["asks"]} == right.asks
    for option in told["options"]:
        assert {line["id"] for line in option["speaks_for"]} == right.speaks_for[option["id"]]
        assert {line["id"] for line in option["speaks_against"]} == right.speaks_against[option["id"]]


def assert_page_is_right(text: str, right: Expected, book: Rulebook) -> None:
    page = PageParser(text)
    headline = next(each for each in book.headlines if each.id == right.headlines[0])
    assert page.heading == headline.title
    assert {each.removeprefix("advice-") for each in page.ids if each.startswith("advice-")} == right.advice
    assert len(page.rows) == len(right.answers)
    for row, (name, choices) in zip(page.rows, in_order(right, book), strict=True):
        question = book.question_by_id[name]
        assert question.label in row
        assert all(label in row for label in book.labels_of(question, choices))
        assert ("not counted" in row) == (name not in right.counted)


def in_order(right: Expected, book: Rulebook) -> list[tuple[str, list[str]]]:
    return [(question.id, right.answers[question.id]) for question in book.questions if question.id in right.answers]
