"""Conditions in the languages of the peers, whose logic knows no third value: what is open fails."""

from collections.abc import Callable
from typing import Any

from quiz.rulebook import NOT_SURE, AllOf, Always, Answers, AnyOf, Condition, Not, Picked, Rulebook


def as_facts(rulebook: Rulebook, answers: Answers) -> dict[str, Any]:
    """Answers as the peers take them: one choice by its id, several as a list, and none where nothing was asked."""
    return {
        question.id: sorted(picked) if question.takes_several else next(iter(picked), None)
        for question in rulebook.questions
        for picked in [answers.get(question.id, frozenset())]
    }


class Translator:
    """Conditions of a rulebook, translated so that they hold for the same answers."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._several = {question.id for question in rulebook.questions if question.takes_several}

    def for_zen(self, condition: Condition) -> str:
        """An expression of zen-engine."""

        def test(question: str, choices: str) -> str:
            return f"some({question}, # in {choices})" if question in self._several else f"{question} in {choices}"

        return _expression(two_valued(condition), test)

    def for_survey(self, condition: Condition) -> str:
        """An expression of survey-core."""
        return _expression(two_valued(condition), lambda question, choices: f"{{{question}}} anyof {choices}")

    def for_json_rules(self, condition: Condition) -> dict[str, Any]:
        """The conditions of a rule of json-rules-engine."""
        return {"all": [self._tree(two_valued(condition))]}

    def _tree(self, condition: Condition) -> dict[str, Any]:
        match condition:
            case Always():
                return {"all": []}
            case Picked(question, choices) if question in self._several:
                tests = [{"fact": question, "operator": "contains", "value": choice} for choice in sorted(choices)]
                return {"any": tests}
            case Picked(question, choices):
                return {"fact": question, "operator": "in", "value": sorted(choices)}
            case Not(part):
                return {"not": self._tree(part)}
            case AllOf(parts):
                return {"all": [self._tree(part) for part in parts]}
            case AnyOf(parts):
                return {"any": [self._tree(part) for part in parts]}


def two_valued(condition: Condition, *, is_turned: bool = False) -> Condition:
    """A condition that holds for the same answers if nothing is open: each test within a `not` takes "not sure yet"."""
    match condition:
        case Picked(question, choices) if is_turned:
            return Picked(question, choices | {NOT_SURE})
        case Not(part):
            return Not(two_valued(part, is_turned=not is_turned))
        case AllOf(parts) | AnyOf(parts):
            return type(condition)(tuple(two_valued(part, is_turned=is_turned) for part in parts))
    return condition


def _expression(condition: Condition, test: Callable[[str, str], str]) -> str:
    match condition:
        case Picked(question, choices):
            return f"({test(question, str(sorted(choices)))})"
        case Not(part):
            return f"!({_expression(part, test)})"
        case AllOf(parts):
            return f"({' and '.join(_expression(part, test) for part in parts)})"
        case AnyOf(parts):
            return f"({' or '.join(_expression(part, test) for part in parts)})"
    return "true"
