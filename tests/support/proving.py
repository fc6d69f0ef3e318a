"""What a proof must find, worked out by trying every student."""

from quiz.problems import Diagnostic
from quiz.proof.checks import prove
from quiz.rulebook.conditions import NOT_SURE, Answers, Truth, judge
from quiz.rulebook.model import Rulebook
from tests.support.answering import all_answers, cost

Marks = dict[tuple[str, str], set[str]]


def applying(rulebook: Rulebook, answers: Answers) -> set[str]:
    """The ids of the rules that hold."""
    return {rule.id for rule in rulebook.rules if judge(rule.when, answers).truth is Truth.HOLDS}


def findings_of(rulebook: Rulebook) -> dict[str, list[Diagnostic]]:
    """What the proof finds, by check."""
    by_check: dict[str, list[Diagnostic]] = {}
    for finding in prove(rulebook).findings:
        by_check.setdefault(finding.check, []).append(finding)
    return by_check


def assert_shortest(finding: Diagnostic, defective: list[Answers]) -> None:
    """The finding's answers show the defect, and no others that do have fewer picks."""
    assert finding.answers is not None
    assert dict(finding.answers) in defective
    assert cost(finding.answers) == min(map(cost, defective))


def marks_under(rulebook: Rulebook, answers: Answers) -> Marks:
    """The rows of the picture in which something speaks for an option, or against it, by option and side."""
    marks: Marks = {(option.id, side): set() for option in rulebook.options for side in ("for", "against")}
    applies = applying(rulebook, answers)
    for advice in rulebook.advice:
        if advice.id in applies and advice.row:
            for option in advice.speaks_for:
                marks[option, "for"].add(advice.row)
            for option in advice.speaks_against:
                marks[option, "against"].add(advice.row)
    return marks


def all_marks(rulebook: Rulebook) -> list[tuple[Answers, Marks]]:
    """Every complete answer set, and the marks under it."""
    return [(answers, marks_under(rulebook, answers)) for answers in all_answers(rulebook)]


def is_sure(answers: Answers) -> bool:
    """Whether nothing is answered with "not sure yet"."""
    return not any(NOT_SURE in picked for picked in answers.values())
