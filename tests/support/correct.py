"""That a summary and its page say what the rulebook asks for."""

from quiz.rulebook.model import Rulebook
from quiz.rulebook.questions import Priority
from tests.support.harmless import PageParser
from tests.support.naive import Expected


def assert_summary_is_right(told: dict, right: Expected) -> None:
    assert right.dropped == []
    assert right.unanswered == []
    assert [told["headline"]["id"]] == right.headlines
    assert {point["slot"]: [point["id"]] for point in told["key_points"]} == right.key_points
    assert {each["question"]: set(each["choices"]) for each in told["answers"]} == {
        name: set(choices) for name, choices in right.answers.items()
    }
    assert {each["question"] for each in told["answers"] if each["counted"]} == set(right.counted)
    assert [each["id"] for each in told["deadlines"]] == right.deadlines
    assert {each["id"] for each in told["tensions"]} == right.tensions
    assert {ask["id"] for ask in told["asks"]} == right.asks
    assert_statements_are_right(told, right)
    assert_picture_is_right(told, right)


def assert_statements_are_right(told: dict, right: Expected) -> None:
    """Each stands once, under the answer that it is about, with its marks and reasons."""
    placed = [(each["question"], said) for each in told["answers"] for said in each["statements"]]
    placed += [(None, said) for said in told["for_everybody"]]
    assert sorted(said["id"] for _, said in placed) == sorted(right.advice)
    for place, said in placed:
        advice = right.advice[said["id"]]
        if advice.stands_under is None or advice.stands_under in right.counted:
            assert place == advice.stands_under
        else:
            assert place is None or (place in advice.names and place in right.counted)
        assert (said["by"] or {}).get("id") == advice.by
        for side, marks in (("for", advice.speaks_for), ("against", advice.speaks_against)):
            assert {mark["option"]: mark["reason"] for mark in said["marks"] if mark["side"] == side} == marks


def assert_picture_is_right(told: dict, right: Expected) -> None:
    """A row for each answer that decides something, and in it what its statements say of each option."""
    rows = {row["question"]: row["marks"] for row in (*told["picture"]["rows"], *told["picture"]["undivided"])}
    assert set(rows) <= set(right.counted)
    statements = {each["question"]: each["statements"] for each in told["answers"]}
    for place, option in enumerate(option["id"] for option in told["picture"]["options"]):
        for question, marks in rows.items():
            said = [right.advice[each["id"]] for each in statements[question]]
            is_for = any(option in each.speaks_for for each in said)
            is_against = any(option in each.speaks_against for each in said)
            waits = any(question in each.names and each.speaks_of(option) for each in right.waiting)
            if is_for or is_against:
                assert marks[place] == ("both" if is_for and is_against else "for" if is_for else "against")
            elif marks[place] == "open":
                assert waits
                assert "not_sure" in right.answers[question]
            else:
                assert marks[place] == "none"
        for each in right.waiting:
            if each.speaks_of(option):
                assert any(rows[name][place] != "none" for name in each.names if name in rows)
    assert all(set(row["marks"]) == {"none"} for row in told["picture"]["undivided"])
    assert all(set(row["marks"]) != {"none"} for row in told["picture"]["rows"])


def assert_page_is_right(text: str, right: Expected, book: Rulebook) -> None:
    page = PageParser(text)
    headline = next(each for each in book.headlines if each.id == right.headlines[0])
    assert page.heading == headline.title
    assert ids(page, "point") == [point for points in right.key_points.values() for point in points]
    assert sorted(ids(page, "advice")) == sorted(right.advice)
    assert set(page.folds) == set(right.answers)
    for name, choices in right.answers.items():
        question = book.question_by_id[name]
        assert question.label in page.folds[name]
        assert all(label in page.folds[name] for label in book.labels_of(question, choices))
        assert ("not counted" in page.folds[name]) == (name not in right.counted)
    deciding = [name for name in right.counted if not isinstance(book.question_by_id[name], Priority)]
    unsure = [name for name in deciding if "not_sure" in right.answers[name]]
    assert ("unsure" in page.ids) == (2 * len(unsure) > len(deciding))


def ids(page: PageParser, kind: str) -> list[str]:
    """The ids of the rules of a kind on the page, in its order."""
    return [each.removeprefix(f"{kind}-") for each in page.ids if each.startswith(f"{kind}-")]
