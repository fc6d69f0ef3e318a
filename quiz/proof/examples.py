"""The examples of a rulebook: named students who must get some things and must not get others."""

from collections.abc import Iterator

from quiz.answers import route
from quiz.problems import Diagnostic
from quiz.rulebook import Answers, Example, Judgment, Rulebook, Truth, judge
from quiz.summary import VERBS, because_in_words, completed

CHECK = "example"


def check_examples(rulebook: Rulebook) -> tuple[Diagnostic, ...]:
    """What is wrong with the examples: answers that cannot be given, and students who get the wrong things."""
    return tuple(found for place, example in enumerate(rulebook.examples) for found in _check(rulebook, place, example))


def _check(rulebook: Rulebook, place: int, example: Example) -> Iterator[Diagnostic]:
    trail = ("examples", place)
    counted = completed(route(rulebook, example.answers)).counted
    for name, picked in example.answers.items():
        clash = rulebook.question_by_id[name].clash(picked)
        if clash:
            if not rulebook.question_by_id[name].takes_several:
                clash = f"`{name}` has room for one answer."
            yield Diagnostic(clash, "Pick what goes together.", (*trail, "answers", name), check=CHECK)
            return
        if name not in counted:
            what = f"“{example.name}” is never asked `{name}`."
            yield Diagnostic(
                what, "Delete the answer, or change an earlier one.", (*trail, "answers", name), check=CHECK
            )
            return
    found = {rule.id: judge(rule.when, counted) for rule in rulebook.rules}
    missing = [name for name in example.gets if found[name].truth is not Truth.HOLDS]
    unwanted = [name for name in example.never if found[name].truth is Truth.HOLDS]
    marks = list(_wrong_marks(rulebook, example, counted))
    if missing or unwanted or marks:
        details = [f"- must get {name}: {_why(rulebook, found[name])}" for name in missing]
        details += [f"+ must not get {name}: {_why(rulebook, found[name])}" for name in unwanted]
        details += marks
        what = f"“{example.name}” does not get what the example says."
        mend = "Fix the rules, or the example if the rules are right."
        yield Diagnostic(what, mend, trail, check=CHECK, answers=_deciding(rulebook, counted), details=tuple(details))


def _wrong_marks(rulebook: Rulebook, example: Example, counted: Answers) -> Iterator[str]:
    """The marks that the example's picture must have and has not, or has and must not have."""
    found = {
        (option, side, advice.row)
        for advice in rulebook.advice
        if judge(advice.when, counted).truth is Truth.HOLDS
        for option, side, _ in advice.marks
    }
    for sign, verb, wanted, is_wanted in (
        ("-", "must have", example.marks, True),
        ("+", "must not have", example.no_marks, False),
    ):
        for option, marks in wanted.items():
            for side, rows in (("for", marks.speaks_for), ("against", marks.speaks_against)):
                for row in rows:
                    if ((option, side, row) in found) is not is_wanted:
                        yield f"{sign} {verb} a mark {side} {option} in the row of {row}"


def _why(rulebook: Rulebook, judgment: Judgment) -> str:
    """What of the answers decided a rule, in words."""
    verb = VERBS[judgment.truth]
    return f"it {verb}, because {because_in_words(rulebook, judgment.because)}" if judgment.because else f"it {verb}"


def _deciding(rulebook: Rulebook, counted: Answers) -> Answers:
    return {question.id: counted[question.id] for question in rulebook.deciding_questions if question.id in counted}
