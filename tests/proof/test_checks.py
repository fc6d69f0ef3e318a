"""The proof, against trying every student; and each kind of defect, found and mended."""

import random
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given

from quiz.answers.query import read_query, write_query
from quiz.answers.routing import route
from quiz.problems import Diagnostic
from quiz.proof.checks import CHECKS, ENOUGH, prove
from quiz.rulebook.conditions import (
    NOT_SURE,
    AllOf,
    Always,
    Answers,
    AnyOf,
    Condition,
    Picked,
    Truth,
    judge,
    questions_of,
)
from quiz.rulebook.model import Rulebook
from quiz.rulebook.questions import Question
from tests.support.answering import all_answers, cost, picks_of
from tests.support.books import PROVED, a_question, book
from tests.support.random_books import random_books


def held(rulebook: Rulebook, answers: Answers) -> set[str]:
    return {rule.id for rule in rulebook.rules if judge(rule.when, answers).truth is Truth.HOLDS}


def found(rulebook: Rulebook) -> dict[str, list[Diagnostic]]:
    by_check: dict[str, list[Diagnostic]] = {}
    for finding in prove(rulebook).findings:
        by_check.setdefault(finding.check, []).append(finding)
    return by_check


def assert_shortest(finding: Diagnostic, defective: list[Answers]) -> None:
    """The finding's answers show the defect, and no others that do have fewer picks."""
    assert finding.answers is not None
    assert dict(finding.answers) in defective
    assert cost(finding.answers) == min(map(cost, defective))


@given(random_books())
def test_headlines_are_judged_as_by_trying_every_student(rulebook: Rulebook) -> None:
    names = {headline.id for headline in rulebook.headlines}
    counts = [(answers, held(rulebook, answers) & names) for answers in all_answers(rulebook)]
    without = [answers for answers, got in counts if not got]
    findings = found(rulebook)
    assert ("headline-missing" in findings) == bool(without)
    if without:
        assert_shortest(findings["headline-missing"][0], without)
    pairs = [pair for pair in combinations(sorted(names), 2) if any(set(pair) <= got for _, got in counts)]
    assert len(findings.get("headline-overlap", [])) == len(pairs)
    for finding in findings.get("headline-overlap", []):
        pair = next(set(pair) for pair in pairs if all(f"`{name}`" in finding.what for name in pair))
        assert_shortest(finding, [answers for answers, got in counts if pair <= got])


@given(random_books())
def test_sections_and_reach_are_judged_as_by_trying_every_student(rulebook: Rulebook) -> None:
    everybody = [(answers, held(rulebook, answers)) for answers in all_answers(rulebook)]
    findings = found(rulebook)
    empty = [answers for answers, got in everybody if not got & {advice.id for advice in rulebook.advice}]
    assert ("section-empty" in findings) == bool(empty)
    if empty:
        assert_shortest(findings["section-empty"][0], empty)
    never = {rule.id for rule in rulebook.rules} - {name for _, got in everybody for name in got}
    assert {finding.what.split("`")[1] for finding in findings.get("unreachable", [])} == never


@given(random_books())
def test_groups_and_contradictions_are_judged_as_by_trying_every_student(rulebook: Rulebook) -> None:
    everybody = [(answers, held(rulebook, answers)) for answers in all_answers(rulebook)]
    findings = found(rulebook)
    grouped = [pair for pair in combinations(rulebook.advice, 2) if pair[0].group and pair[1].group]
    clashing = [pair for pair in grouped if any({pair[0].id, pair[1].id} <= got for _, got in everybody)]
    assert len(findings.get("group-overlap", [])) == len(clashing)

    untold = 0
    for first, second in combinations(rulebook.advice, 2):
        opposed = set(first.favours) & set(second.against) and set(first.against) & set(second.favours)
        disputed = any(
            other in second.claims
            for claim in first.claims
            for other in rulebook.evidence_register.disagreeing_with(claim)
        )
        telling = {
            tension.id
            for tension in rulebook.tensions
            if questions_of(tension.when) & questions_of(first.when)
            and questions_of(tension.when) & questions_of(second.when)
        }
        students = [answers for answers, got in everybody if {first.id, second.id} <= got and not got & telling]
        untold += bool(opposed and not disputed and students)
    assert len(findings.get("contradiction-untold", [])) == untold


@given(random_books())
def test_idle_questions_and_choices_are_judged_as_by_trying_every_student(rulebook: Rulebook) -> None:
    everybody = all_answers(rulebook)
    idle: set[str] = set()
    for question in rulebook.questions:
        asked = [answers for answers in everybody if question.id in answers]
        if question.ask_when is not None and len(asked) in (0, len(everybody)):
            idle.add(question.id)
            continue
        choices = [choice.id for choice in question.choices]
        unused = [choice for choice in choices if not any(matters(rulebook, question, choice, a) for a in asked)]
        if unused or not decides(rulebook, question, asked):
            idle.add(question.id)
    named = [
        finding.trail[1]
        for check, findings in found(rulebook).items()
        if check.startswith(("question-", "choice-"))
        for finding in findings
    ]
    assert {rulebook.questions[int(place)].id for place in named} == idle


def matters(rulebook: Rulebook, question: Question, choice: str, answers: Answers) -> bool:
    """Whether, with another choice and all other answers as they are, a rule or a routing would turn."""
    picked = answers[question.id]
    if choice not in picked:
        return False
    if question.goes_with_others(choice):
        others = [picked - {choice}]
    else:
        others = [frozenset({other.id}) for other in question.choices if other.id != choice]
    seen = {outcome(rulebook, {**answers, question.id: other}) for other in (picked, *others)}
    return len(seen) > 1


def decides(rulebook: Rulebook, question: Question, asked: list[Answers]) -> bool:
    """Whether two answers that can be given lead to different things, all else as it is."""
    sure = [pick for pick in picks_of(question) if NOT_SURE not in pick]
    return any(
        len({outcome(rulebook, {**answers, question.id: pick}) for pick in sure}) > 1
        for answers in asked
        if NOT_SURE not in answers[question.id]
    )


def outcome(rulebook: Rulebook, answers: Answers) -> tuple[bool, ...]:
    """Which rules hold and which questions are not skipped."""
    routing = [other.ask_when for other in rulebook.questions if other.ask_when is not None]
    rules = [judge(rule.when, answers).truth is Truth.HOLDS for rule in rulebook.rules]
    return (*rules, *(judge(when, answers).truth is not Truth.FAILS for when in routing))


def test_the_small_quiz_is_proved(tmp_path: Path) -> None:
    proof = prove(book(tmp_path, PROVED))
    assert proof.findings == ()
    assert proof.is_clean
    assert proof.answer_sets == 25


ROUTING = "{nights: {at_least: few}}\n    most"
EXTRA_ADVICE = "advice:\n  - {id: more, section: work, title: More, text: More., claims: [r1-days], "

DEFECTS = {
    "headline-missing": ("{nights: none}, title", "{nights: none, people: young}, title"),
    "headline-overlap": ("{nights: not_sure}, title", "{nights: [few, not_sure]}, title"),
    "section-empty": ("when: always\n    title: Days", "when: {nights: few}\n    title: Days"),
    "unreachable": ("advice:\n", EXTRA_ADVICE + "when: {nights: none, people: young}}\n"),
    "question-never-asked": (
        "{nights: {at_least: few}}\n    most",
        "{not: {nights: [none, few, many, not_sure]}}\n    most",
    ),
    "question-always-asked": ("{nights: {at_least: few}}\n    most", "{nights: [none, few, many, not_sure]}\n    most"),
    "choice-idle": ("{id: old, label: The old}", "{id: old, label: The old}\n      - {id: rich, label: The rich}"),
    "group-overlap": (
        "advice:\n",
        EXTRA_ADVICE + "when: {nights: few}, group: g}\n"
        "  - {id: much, section: work, title: Much, text: Much., claims: [r1-days], when: {people: old}, group: g}\n",
    ),
    "option-one-sided": ("    against: [leave]\n", ""),
    "contradiction-untold": ("when: {nights: none}\n", "when: {nights: few}\n"),
    "unsure-weighs": ("when: {nights: none}\n", "when: {nights: [none, not_sure]}\n"),
}


@pytest.mark.parametrize("check", DEFECTS)
def test_a_quiz_with_just_one_defect_is_found_out(tmp_path: Path, check: str) -> None:
    whole, broken = DEFECTS[check]
    assert PROVED.count(whole) == 1, whole
    findings = prove(book(tmp_path, PROVED.replace(whole, broken))).findings
    assert check in {finding.check for finding in findings}
    for finding in findings:
        assert finding.what
        assert finding.mend


@pytest.mark.parametrize(
    ("unargued", "blamed", "found"),
    [
        ("against", "", []),
        ("for", "", ["`leave` says that nobody argues for it, and advice does."]),
        ("against", "    against: [leave]\n", ["`leave` says that nobody argues against it, and advice does."]),
    ],
)
def test_an_option_may_say_that_nobody_argues_one_side_only_if_so(
    tmp_path: Path, unargued: str, blamed: str, found: list[str]
) -> None:
    text = PROVED.replace("label: Leave, ", f"label: Leave, unargued: {unargued}, ")
    text = text.replace("    against: [leave]\n", blamed)
    findings = [each for each in prove(book(tmp_path, text)).findings if each.check == "option-one-sided"]
    assert [each.what for each in findings] == found


def test_advice_for_all_but_the_unsure_may_weigh(tmp_path: Path) -> None:
    text = PROVED.replace("when: {nights: none}\n", "when: {not: {nights: not_sure}}\n")
    assert "unsure-weighs" not in {finding.check for finding in prove(book(tmp_path, text)).findings}


def test_a_counterexample_can_be_walked(tmp_path: Path) -> None:
    whole, broken = DEFECTS["contradiction-untold"]
    rulebook = book(tmp_path, PROVED.replace(whole, broken))
    finding = next(each for each in prove(rulebook).findings if each.check == "contradiction-untold")
    assert finding.answers is not None
    reading = read_query(rulebook, write_query(rulebook, finding.answers))
    assert not reading.dropped
    taken = route(rulebook, reading.answers)
    assert [question.id for question in taken.unanswered] == ["first"]


def test_beyond_the_bound_a_check_is_undecided_and_never_proved(tmp_path: Path) -> None:
    for nodes in (3, 12, 20):
        proof = prove(book(tmp_path, PROVED), nodes=nodes)
        assert proof.undecided
        assert not proof.is_clean


def test_progress_is_told_from_the_first_step_to_the_last(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    prove(book(tmp_path), progress=lambda done, total, what: told.append((done, total, what)))
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1]


def test_every_check_is_documented() -> None:
    text = (Path(__file__).parents[2] / "docs" / "authors" / "proof.md").read_text()
    for name in CHECKS:
        assert f"`{name}`" in text


def test_not_sure_is_a_pick_that_costs_nothing(tmp_path: Path) -> None:
    whole, broken = DEFECTS["headline-overlap"]
    finding = next(
        f for f in prove(book(tmp_path, PROVED.replace(whole, broken))).findings if f.check == "headline-overlap"
    )
    assert finding.answers == {"nights": frozenset({"few"}), "people": frozenset({NOT_SURE})}
    assert frozenset({NOT_SURE}) in picks_of(book(tmp_path).questions[1])


FIRST = "text: What matters most to you?\n"


@pytest.mark.parametrize(
    ("ask_when", "check"),
    [
        ("{all: [{nights: few}, {nights: none}, {not: {nights: not_sure}}]}", "question-never-asked"),
        ("{nights: [none, few, many, not_sure]}", "question-always-asked"),
        ("{nights: few}", None),
    ],
)
def test_when_the_priority_question_is_asked_is_proved_too(tmp_path: Path, ask_when: str, check: str | None) -> None:
    findings = prove(book(tmp_path, PROVED.replace(FIRST, f"{FIRST}    ask_when: {ask_when}\n"))).findings
    assert [finding.check for finding in findings] == ([check] if check else [])


def test_a_question_whose_every_answer_leads_to_the_same_is_idle(tmp_path: Path) -> None:
    every_tick = "{people: [young, old, sick, nobody]}"
    rules = PROVED.replace("{any: [{people: [young, old]}, {people: sick}, {nights: many}]}", every_tick)
    rules = rules.replace("people: [young, old]}", "people: [young, old, sick, nobody]}")
    (finding,) = prove(book(tmp_path, rules)).findings
    assert finding.check == "question-idle"


def unrelated_conditions(count: int, seed: int) -> list[Condition]:
    rng = random.Random(seed)
    names, choices = [f"q{n}" for n in range(20)], [f"c{n}" for n in range(5)]
    return [
        AllOf(
            tuple(
                Picked(name, frozenset(rng.sample(choices, rng.randint(1, 3))))
                for name in rng.sample(names, rng.randint(2, 4))
            )
        )
        for _ in range(count)
    ]


def with_a_section_of(conditions: list[Condition], small: Rulebook) -> Rulebook:
    """A rulebook whose one section has advice under each of `conditions`, and for whoever is unsure of anything."""
    questions = tuple(a_question(f"q{n}") for n in range(20))
    unsure = AnyOf(tuple(Picked(each.id, frozenset({NOT_SURE})) for each in questions))
    advice = tuple(
        small.advice[0].model_copy(update={"id": f"a{n}", "when": when}) for n, when in enumerate([*conditions, unsure])
    )
    headlines = (small.headlines[0].model_copy(update={"when": Always()}),)
    update = {"questions": questions, "advice": advice, "headlines": headlines, "tensions": (), "asks": ()}
    return small.model_copy(update=update)


def test_whom_a_section_of_unrelated_conditions_leaves_out_is_shown(small: Rulebook) -> None:
    conditions = unrelated_conditions(10, seed=5)
    proof = prove(with_a_section_of(conditions, small))
    assert not proof.undecided
    (finding,) = (each for each in proof.findings if each.check == "section-empty")
    assert finding.answers is not None
    assert not any(judge(when, finding.answers).truth is Truth.HOLDS for when in conditions)
    # Whoever is unsure of anything gets advice, so no shorter answer shows it.
    assert cost(finding.answers) == 20


def test_a_section_of_too_many_unrelated_conditions_is_undecided_and_nothing_else_is(small: Rulebook) -> None:
    proof = prove(with_a_section_of(unrelated_conditions(400, seed=5), small), nodes=50_000)
    assert [each.check for each in proof.undecided] == ["section-empty"]
    assert proof.undecided[0].level == "warning"
    assert "section-empty" not in {each.check for each in proof.findings}


def test_once_the_time_is_up_what_is_left_is_undecided(tmp_path: Path) -> None:
    proof = prove(book(tmp_path, PROVED), seconds=0)
    assert {each.check for each in proof.undecided} == set(CHECKS) - {"group-overlap"}  # there are no groups
    assert not proof.is_clean


def test_a_check_is_ended_when_it_has_found_enough_and_says_so(tmp_path: Path) -> None:
    twins = "".join(
        f"  - {{id: twin{n}, section: work, title: T, text: T., claims: [r1-days], when: {{nights: few}}, group: g}}\n"
        for n in range(20)
    )
    findings = found(book(tmp_path, PROVED.replace("advice:\n", "advice:\n" + twins)))["group-overlap"]
    assert len(findings) == ENOUGH < 20 * 19 / 2
    assert [finding for finding in findings if any("There may be more" in detail for detail in finding.details)]
