"""Questions and choices that make no difference, against trying every student."""

from pathlib import Path
from typing import TypeAlias

from hypothesis import given

from quiz.proof.checks import prove
from quiz.rulebook.conditions import NOT_SURE, Answers, Condition, Truth, judge
from quiz.rulebook.model import Rulebook
from quiz.rulebook.questions import Question
from tests.support.answering import all_answers, picks_of
from tests.support.books import PROVED, SMALL, book
from tests.support.proving import findings_of
from tests.support.random_books import random_books

Judged: TypeAlias = tuple[list[Condition], list[Condition]]
"""What answers make a difference to: the conditions of rules, and those of asking questions that make a difference."""


@given(random_books())
def test_idle_questions_and_choices_are_judged_as_by_trying_every_student(rulebook: Rulebook) -> None:
    everybody = all_answers(rulebook)
    judged: Judged = ([rule.when for rule in rulebook.rules], [])
    wanted: set[tuple[str, str]] = set()
    for question in reversed(rulebook.questions):
        asked = [answers for answers in everybody if question.id in answers]
        if not asked:
            wanted.add(("question-never-asked", question.id))
            continue
        is_always_asked = len(asked) == len(everybody)
        if question.ask_when is not None and is_always_asked:
            wanted.add(("question-always-asked", question.id))
        unused = [c.id for c in question.choices if not any(matters(judged, question, c.id, a) for a in asked)]
        if len(unused) == len(question.choices) or not decides(judged, question, asked):
            wanted.add(("question-idle", question.id))
            continue
        if unused:
            wanted.add(("choice-idle", question.id))
        if question.ask_when is not None and not is_always_asked:
            judged[1].append(question.ask_when)
    found = {
        (check, rulebook.questions[int(finding.trail[1])].id)
        for check, findings in findings_of(rulebook).items()
        if check.startswith(("question-", "choice-"))
        for finding in findings
    }
    assert found == wanted


def matters(judged: Judged, question: Question, choice: str, answers: Answers) -> bool:
    """Whether, with another choice and all other answers as they are, something would turn."""
    picked = answers[question.id]
    if choice not in picked:
        return False
    if question.goes_with_others(choice):
        others = [picked - {choice}]
    else:
        others = [frozenset({other.id}) for other in question.choices if other.id != choice]
    seen = {outcome(judged, {**answers, question.id: other}) for other in (picked, *others)}
    return len(seen) > 1


def decides(judged: Judged, question: Question, asked: list[Answers]) -> bool:
    """Whether two answers that can be given lead to different things, all else as it is."""
    sure = [pick for pick in picks_of(question) if NOT_SURE not in pick]
    return any(
        len({outcome(judged, {**answers, question.id: pick}) for pick in sure}) > 1
        for answers in asked
        if NOT_SURE not in answers[question.id]
    )


def outcome(judged: Judged, answers: Answers) -> tuple[bool, ...]:
    """Which of the conditions hold, and which do not fail."""
    rules, asking = judged
    held = (judge(when, answers).truth is Truth.HOLDS for when in rules)
    return (*held, *(judge(when, answers).truth is not Truth.FAILS for when in asking))


def test_a_question_whose_every_answer_leads_to_the_same_is_idle(tmp_path: Path) -> None:
    every_tick = "{people: [young, old, sick, nobody]}"
    rules = PROVED.replace("{any: [{people: [young, old]}, {people: sick}, {nights: many}]}", every_tick)
    rules = rules.replace("people: [young, old]}", "people: [young, old, sick, nobody]}")
    (finding,) = prove(book(tmp_path, rules)).findings
    assert finding.check == "question-idle"


FOLLOW_UPS = """\
  - id: days
    kind: one
    label: Days
    text: Do you work by day?
    ask_when: {people: %s}
    choices: [{id: gladly, label: Gladly}, {id: never, label: Never}]
    if_not_sure: Work one day.
  - id: first
"""


def test_a_dead_follow_up_hides_no_dead_choice(tmp_path: Path) -> None:
    idle = "      - {id: rich, label: The rich}\n      - {id: nobody, label: Nobody, alone: true}\n"
    text = PROVED.replace("      - {id: nobody, label: Nobody, alone: true}\n", idle)
    text = text.replace("  - id: first\n", FOLLOW_UPS % "rich")
    found = [(finding.check, finding.what) for finding in prove(book(tmp_path, text)).findings]
    assert found == [
        ("choice-idle", "picking `rich` of `people` changes nothing for anybody."),
        ("question-idle", "`days` changes nothing."),
    ]


def test_a_question_that_is_asked_for_its_dead_follow_up_alone_is_dead(tmp_path: Path) -> None:
    text = SMALL.replace("  - id: first\n", FOLLOW_UPS % "old").replace("people: [young, old, sick]", "nights: many")
    text = text.replace("{nights: few, people: [young, old]}", "{nights: few}")
    idle = [finding.what for finding in findings_of(book(tmp_path, text))["question-idle"]]
    assert idle == ["`people` changes nothing.", "`days` changes nothing."]


def test_asking_what_matters_most_is_an_effect(tmp_path: Path) -> None:
    text = PROVED.replace("text: What matters most to you?\n", "text: What?\n    ask_when: {people: rich}\n")
    text = text.replace("{id: old, label: The old}", "{id: old, label: The old}\n      - {id: rich, label: The rich}")
    assert prove(book(tmp_path, text)).findings == ()
