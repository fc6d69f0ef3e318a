"""Three-valued logic, and the exact part of the answers that decides."""

from collections.abc import Sequence
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.problems import InvalidData
from quiz.rulebook.condition_syntax import (
    DEEPEST,
    EXAMPLE,
    MOST_PARTS,
    Askable,
    questions_named,
    read_condition,
    writable,
)
from quiz.rulebook.conditions import (
    NOT_SURE,
    AllOf,
    Always,
    Answers,
    AnyOf,
    Because,
    Condition,
    Not,
    Picked,
    Truth,
    atoms,
    decided,
    judge,
    questions_of,
)
from quiz.rulebook.named_conditions import conditions_named, cycle_in, read_named

YES, NO, OPEN = Truth.HOLDS, Truth.FAILS, Truth.OPEN
VOCABULARY = {name: Askable(("a", "b", "c"), is_ordered=False) for name in ("q", "r", "s")}
WITH = {YES: frozenset("a"), NO: frozenset("b"), OPEN: frozenset({NOT_SURE})}


def a(question: str) -> Picked:
    """A test that "a" was picked."""
    return Picked(question, frozenset("a"))


@pytest.mark.parametrize(("q", "r"), list(product(Truth, Truth)))
def test_all_and_any_follow_the_truth_tables(q: Truth, r: Truth) -> None:
    answers = {"q": WITH[q], "r": WITH[r]}
    assert judge(AllOf((a("q"), a("r"))), answers).truth is min(q, r, key=lambda truth: truth.value)
    assert judge(AnyOf((a("q"), a("r"))), answers).truth is max(q, r, key=lambda truth: truth.value)


def test_not_sure_leaves_a_condition_open() -> None:
    assert judge(a("q"), {"q": WITH[OPEN]}).truth is OPEN
    assert judge(Not(a("q")), {"q": WITH[OPEN]}).truth is OPEN


def test_a_condition_about_being_unsure_is_decided() -> None:
    about = Picked("q", frozenset({NOT_SURE, "b"}))
    assert judge(about, {"q": WITH[OPEN]}).truth is YES
    assert judge(about, {"q": WITH[NO]}).truth is YES
    assert judge(about, {"q": WITH[YES]}).truth is NO


def test_a_question_that_was_not_asked_fails_every_test() -> None:
    assert judge(a("q"), {}).truth is NO
    assert judge(Not(a("q")), {}).truth is YES
    assert judge(Picked("q", frozenset({NOT_SURE})), {}).truth is NO


@pytest.mark.parametrize("q", list(Truth))
def test_not_turns_truth_round(q: Truth) -> None:
    assert judge(Not(a("q")), {"q": WITH[q]}).truth is {YES: NO, NO: YES, OPEN: OPEN}[q]


def test_always_holds_for_any_answers() -> None:
    for answers in ({}, {"q": WITH[OPEN]}):
        assert judge(Always(), answers).truth is YES


def test_a_question_that_was_not_asked_is_named_without_answers() -> None:
    assert judge(a("q"), {}).because == (Because("q", frozenset()),)


def test_an_open_condition_names_the_questions_that_leave_it_open_and_no_others() -> None:
    answers = {"q": WITH[OPEN], "r": WITH[YES], "s": WITH[OPEN]}
    finding = judge(AllOf((a("q"), a("r"), a("s"))), answers)
    assert finding.because == (Because("q", WITH[OPEN]), Because("s", WITH[OPEN]))
    assert judge(AnyOf((a("q"), Not(a("r")))), answers).because == (Because("q", WITH[OPEN]),)


def test_a_failed_test_names_what_was_picked_instead() -> None:
    finding = judge(Picked("q", frozenset("a")), {"q": frozenset("bc")})
    assert finding.truth is NO
    assert finding.because == (Because("q", frozenset("bc")),)


def test_the_same_part_is_named_once() -> None:
    assert judge(AllOf((a("q"), a("q"), Not(Not(a("q"))))), {"q": WITH[YES]}).because == (Because("q", WITH[YES]),)


def test_one_of_several_picks_is_enough_and_only_what_counts_is_the_reason() -> None:
    finding = judge(Picked("q", frozenset("ab")), {"q": frozenset("bc")})
    assert finding.truth is YES
    assert finding.because == (Because("q", frozenset("b")),)


@pytest.mark.parametrize(
    ("condition", "decided_by"),
    [
        (AllOf((a("q"), a("s"))), "qs"),
        (AllOf((a("q"), a("r"))), "r"),
        (AnyOf((a("q"), a("r"))), "q"),
        (AnyOf((a("q"), a("s"), a("r"))), "qs"),
        (Not(AnyOf((a("r"), Not(a("q"))))), "rq"),
        (AllOf((a("q"), AnyOf((a("q"), a("r"))))), "q"),
        (Always(), ""),
    ],
)
def test_the_reason_is_the_part_that_decided_and_no_more(condition: Condition, decided_by: str) -> None:
    answers = {"q": frozenset("a"), "r": frozenset("b"), "s": frozenset("a")}
    assert "".join(because.question for because in judge(condition, answers).because) == decided_by


def conditions(choices: Sequence[str] = "abc") -> st.SearchStrategy[Condition]:
    tests = st.builds(Picked, st.sampled_from("qrs"), st.sets(st.sampled_from(choices), min_size=1).map(frozenset))
    return st.recursive(
        tests,
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: AllOf(tuple(parts))),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: AnyOf(tuple(parts))),
            inner.map(Not),
        ),
        max_leaves=8,
    )


def answer_sets() -> st.SearchStrategy[Answers]:
    return st.dictionaries(st.sampled_from("qrs"), st.sampled_from([*"abc", NOT_SURE]).map(lambda c: frozenset({c})))


@given(st.lists(conditions(), min_size=1, max_size=3), answer_sets())
def test_not_turns_all_into_any(parts: list[Condition], answers: Answers) -> None:
    left = judge(Not(AllOf(tuple(parts))), answers)
    right = judge(AnyOf(tuple(Not(part) for part in parts)), answers)
    assert left == right


@given(conditions(), answer_sets())
def test_not_not_says_the_same(condition: Condition, answers: Answers) -> None:
    assert judge(Not(Not(condition)), answers) == judge(condition, answers)


@given(conditions(), answer_sets(), st.sampled_from("abc"))
def test_finding_out_never_overturns_what_was_decided(condition: Condition, answers: Answers, choice: str) -> None:
    before = judge(condition, answers).truth
    known = {name: frozenset({choice}) if NOT_SURE in picked else picked for name, picked in answers.items()}
    after = judge(condition, known).truth
    assert before in (OPEN, after)
    assert after is not OPEN


@given(conditions(), answer_sets(), st.sampled_from("qrs"), st.sampled_from("abc"))
def test_finding_out_one_thing_never_turns_holds_into_fails(
    condition: Condition, answers: Answers, question: str, choice: str
) -> None:
    before = judge(condition, {**answers, question: WITH[OPEN]}).truth
    after = judge(condition, {**answers, question: frozenset({choice})}).truth
    assert before in (OPEN, after)


@given(conditions(), answer_sets())
def test_no_reason_is_given_twice_and_each_is_a_part_of_the_answers(condition: Condition, answers: Answers) -> None:
    because = judge(condition, answers).because
    assert len(set(because)) == len(because)
    assert all(each.choices <= answers.get(each.question, frozenset()) for each in because)


@given(conditions(), answer_sets())
def test_the_reason_alone_decides(condition: Condition, answers: Answers) -> None:
    finding = judge(condition, answers)
    asked = {because.question for because in finding.because}
    if finding.truth is not OPEN:
        kept = {name: picked for name, picked in answers.items() if name in asked}
        unknown = {name: frozenset({NOT_SURE}) for name in answers if name not in asked}
        assert judge(condition, {**kept, **unknown}).truth is finding.truth


SCALES = {"pay": Askable(("low", "some", "high")), "work": Askable(("day", "night"), is_ordered=False)}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("always", Always()),
        ({"work": "day"}, Picked("work", frozenset({"day"}))),
        ({"work": ["day", "not_sure"]}, Picked("work", frozenset({"day", NOT_SURE}))),
        ({"pay": {"at_least": "some"}}, Picked("pay", frozenset({"some", "high"}))),
        ({"pay": {"at_most": "some"}}, Picked("pay", frozenset({"low", "some"}))),
        ({"pay": {"at_least": "some", "at_most": "some"}}, Picked("pay", frozenset({"some"}))),
        (
            {"work": "day", "pay": "low"},
            AllOf((Picked("work", frozenset({"day"})), Picked("pay", frozenset({"low"})))),
        ),
        ({"not": {"any": [{"work": "day"}]}}, Not(AnyOf((Picked("work", frozenset({"day"})),)))),
        (
            {"not": {"work": "day"}, "pay": "low"},
            AllOf((Not(Picked("work", frozenset({"day"}))), Picked("pay", frozenset({"low"})))),
        ),
    ],
)
def test_a_condition_means_what_it_says(written: object, read: Condition) -> None:
    assert read_condition(written, SCALES) == read


def test_a_condition_with_many_mistakes_names_them_all() -> None:
    written = {"wrok": "day", "any": [{"pay": {"at_lest": "low"}}, {"not": {"work": "dya"}}]}
    with pytest.raises(InvalidData) as caught:
        read_condition(written, SCALES)
    assert [(fault.trail, fault.at_key) for fault in caught.value.problems] == [
        (("wrok",), True),
        (("any", 0, "pay", "at_lest"), True),
        (("any", 1, "not", "work"), False),
    ]


ORDERED = "Test one of the other questions."


@pytest.mark.parametrize(
    ("written", "trail", "what", "mend", "at_key"),
    [
        ("sometimes", (), "is not a condition.", str(EXAMPLE), False),
        ({}, (), "is an empty condition.", str(EXAMPLE), False),
        ({"not": "always"}, ("not",), "`always` inside a condition says nothing.", "Delete it.", False),
        (
            {"all": {}},
            ("all",),
            "`all` needs a list of conditions.",
            "Write one under another, each after `- `.",
            False,
        ),
        (
            {"any": []},
            ("any",),
            "`any` needs a list of conditions.",
            "Write one under another, each after `- `.",
            False,
        ),
        ({"not": []}, ("not",), "is not a condition.", str(EXAMPLE), False),
        ({"wrok": "day"}, ("wrok",), "tests `wrok`, which is not a question.", "Did you mean `work`?", True),
        ({"nto": "day"}, ("nto",), "tests `nto`, which is not a question.", "Did you mean `not`?", True),
        ({"first": "pay"}, ("first",), "tests `first`, which only orders the summary.", ORDERED, True),
        ({"work": []}, ("work",), "names no choice of `work`.", "Known: `day`, `night`.", False),
        ({"work": [["day"]]}, ("work", 0), "is not a choice of `work`.", "Write one, without brackets.", False),
        ({"work": ["day", "dya"]}, ("work", 1), "`dya` is not a choice of `work`.", "Did you mean `day`?", False),
        ({"work": "dya"}, ("work",), "`dya` is not a choice of `work`.", "Did you mean `day`?", False),
        (
            {"work": {"at_least": "day"}},
            ("work",),
            "compares `work`, which is not an ordered scale.",
            "List the choices, or make it `kind: scale`.",
            False,
        ),
        (
            {"whom": {"at_most": "young"}},
            ("whom",),
            "compares `whom`, which is not an ordered scale.",
            "List the choices, or make it `kind: scale`.",
            False,
        ),
        ({"pay": {}}, ("pay",), "compares with nothing.", "Write `at_least: …` or `at_most: …`.", False),
        (
            {"pay": {"at_mots": "low"}},
            ("pay", "at_mots"),
            "`at_mots` is not a comparison.",
            "Did you mean `at_most`?",
            True,
        ),
        (
            {"pay": {"at_lest": "low"}},
            ("pay", "at_lest"),
            "`at_lest` is not a comparison.",
            "Did you mean `at_least`?",
            True,
        ),
        (
            {"pay": {"at_least": "not_sure"}},
            ("pay", "at_least"),
            "`not_sure` has no place on a scale.",
            "List it: `[…, not_sure]`.",
            False,
        ),
        (
            {"pay": {"at_most": "lwo"}},
            ("pay", "at_most"),
            "`lwo` is not a choice of `pay`.",
            "Did you mean `low`?",
            False,
        ),
        (
            {"pay": {"at_least": "high", "at_most": "some"}},
            ("pay",),
            "leaves no choice of `pay`.",
            "Swap or widen the bounds.",
            False,
        ),
    ],
)
def test_a_mistake_in_a_condition_is_named_once_with_its_place_and_mend(
    written: object, trail: tuple[str | int, ...], what: str, mend: str, at_key: bool
) -> None:
    vocabulary = {
        **SCALES,
        "first": Askable(("pay", "work"), decides=False),
        "whom": Askable(("young", "old"), is_ordered=False),
    }
    with pytest.raises(InvalidData) as caught:
        read_condition(written, vocabulary)
    (fault,) = caught.value.problems
    assert (fault.trail, fault.what, str(fault.mend), fault.at_key) == (trail, what, mend, at_key)
    assert str(caught.value) == what


def test_choices_that_cannot_be_told_are_not_checked() -> None:
    unknown = {"pay": Askable(None), "work": Askable(None, is_ordered=False)}
    assert read_condition({"work": "anything"}, unknown) == Picked("work", frozenset({"anything"}))
    assert read_condition({"pay": {"at_least": "anything"}}, unknown) == Picked("pay", frozenset())
    assert read_condition({"anything": ["goes"]}, None) == Always()
    with pytest.raises(InvalidData, match="names no choice of `work`"):
        read_condition({"work": []}, unknown)


def test_every_question_named_is_found_with_the_way_to_it_past_what_is_malformed() -> None:
    written = {"pay": "low", "any": [{"work": "day"}, "broken", {"not": {"pay": {"at_least": "low"}}}], "all": 3}
    assert list(questions_named(written, ("when",))) == [
        (("when", "pay"), "pay"),
        (("when", "any", 0, "work"), "work"),
        (("when", "any", 2, "not", "pay"), "pay"),
    ]


def test_what_always_holds_is_written_as_always() -> None:
    assert writable(Always()) == "always"
    assert writable(Not(AnyOf((a("q"), AllOf((a("r"),)))))) == {"not": {"any": [{"q": ["a"]}, {"all": [{"r": ["a"]}]}]}}


def test_the_questions_of_a_condition_are_those_it_tests() -> None:
    assert questions_of(AllOf((a("q"), Not(AnyOf((a("r"), a("q"))))))) == {"q", "r"}
    assert questions_of(Always()) == frozenset()


@given(conditions(["a", "b", NOT_SURE]), answer_sets())
def test_what_is_decided_holds_where_the_condition_does_and_is_never_open(
    condition: Condition, answers: Answers
) -> None:
    assert judge(decided(condition), answers).truth is (YES if judge(condition, answers).truth is YES else NO)


@given(conditions())
def test_a_condition_reads_back_as_it_was_written(condition: Condition) -> None:
    again = read_condition(writable(condition), VOCABULARY)
    assert list(atoms(again)) == list(atoms(condition))
    for given_choices in product(["a", "b", NOT_SURE], repeat=3):
        answers = {name: frozenset({choice}) for name, choice in zip("qrs", given_choices, strict=True)}
        assert judge(again, answers).truth is judge(condition, answers).truth


def test_a_name_stands_for_what_it_names_whatever_the_order() -> None:
    written = {"either": {"any": ["first", {"r": "a"}]}, "first": {"q": "a"}}
    named = read_named(written, VOCABULARY)
    assert named == {"first": a("q"), "either": AnyOf((a("q"), a("r")))}
    assert read_condition({"not": "either", "s": "a"}, VOCABULARY, named) == AllOf((Not(named["either"]), a("s")))


def test_every_condition_named_is_found_with_the_way_to_it() -> None:
    written = {"q": "a", "any": ["one", {"not": "two"}, "always", {"all": "three"}]}
    assert list(conditions_named(written, ("when",))) == [
        (("when", "any", 0), "one"),
        (("when", "any", 1, "not"), "two"),
        (("when", "any", 3, "all"), "three"),
    ]


def test_names_that_go_round_in_a_circle_are_told_in_order() -> None:
    written = {"x": {"q": "a"}, "one": {"not": "two"}, "two": {"any": ["x", "three"]}, "three": "one"}
    cycle = cycle_in(written)
    assert cycle[0] == cycle[-1]
    assert "".join(name[0] for name in cycle) in ("otto", "ttot", "tott")
    following = {"one": "two", "two": "three", "three": "one"}
    assert all(following[name] == after for name, after in pairwise(cycle))
    assert cycle_in({**written, "three": {"q": "b"}}) == ()


@pytest.mark.parametrize(
    "written",
    [
        {f"c{n}": {"all": [f"c{n - 1}"] * 2} if n else {"q": "a"} for n in range(DEEPEST)},
        {f"c{n}": {"not": f"c{n - 1}"} if n else {"q": "a"} for n in range(MOST_PARTS * 10)},
    ],
    ids=["wide", "deep"],
)
def test_names_within_names_cannot_make_a_small_file_huge(written: dict[str, object]) -> None:
    named = read_named(written, VOCABULARY)
    found = [name for name in written if named[name] == Always()]
    assert found
    with pytest.raises(InvalidData, match="has more than 1000 parts, or is nested more than 24 deep"):
        read_condition(written[found[0]], VOCABULARY, named)
