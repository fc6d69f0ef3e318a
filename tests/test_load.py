"""Files to a rulebook: every mistake at once, where it stands, with its mend."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from quiz.load import load_rulebook
from quiz.problems import FileProblems, Problem
from tests.books import REGISTER, SMALL, book, loaded, write_files


def mistakes(folder: Path, rulebook: str = SMALL, register: str = REGISTER) -> list[str]:
    """The problems, each without the folder in front."""
    with pytest.raises(FileProblems) as caught:
        loaded(folder, rulebook, register)
    return [str(problem).removeprefix(f"{folder}/") for problem in caught.value.problems]


def changed(old: str, new: str, text: str = SMALL) -> str:
    assert old in text
    return text.replace(old, new, 1)


def test_the_small_files_load(tmp_path: Path) -> None:
    rulebook = book(tmp_path)
    assert [question.id for question in rulebook.questions] == ["nights", "people", "first"]
    assert rulebook.evidence_register.id == "talk"


def test_what_is_loaded_cannot_be_changed(tmp_path: Path) -> None:
    rulebook = book(tmp_path)
    for part, field in ((rulebook, "title"), (rulebook.questions[0], "label"), (rulebook.evidence_register, "id")):
        with pytest.raises(ValidationError):
            setattr(part, field, "other")
    assert isinstance(rulebook.advice, tuple)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("title: A small quiz", "titel: A small quiz", ":3:1: `titel` is no field here. Did you mean `title`?"),
        ("title: A small quiz\n", "", "rules/small.yaml:1:1: `title` is missing. Add `title: …`."),
        ("kind: scale", "kind: skale", ":21:11: `skale` is not known for `kind`. Write `one`, `scale`,"),
        ("minutes: 1", "minutes: 0", ":6:10: `minutes` is 0. It must be at least 1."),
        ("minutes: 1", "minutes: soon", ":6:10: `soon` is no whole number. Write digits only, such as 3."),
        ("edition: 2024-02-03", "edition: 20240203", ":8:10: is not a date. Write it as YYYY-MM-DD."),
        ("edition: 2024-02-03", "edition: 2024-02-31", ":8:10: `2024-02-31` is not a date. Write it as YYYY-MM-DD."),
        ("funding: None.", "funding:", ":14:9: `funding` is empty. Write its text, or delete the line."),
        ("funding: None.", "funding: [a]", ":14:10: `funding` must be text."),
        ("funding: None.", "funding: 3", ':14:10: `3` is not read as text. Write "3" in quotes.'),
        ("title: A small quiz", f"title: {'x' * 91}", ":3:8: is 91 characters long; at most 90 fit here. Shorten it."),
        ("id: small", "id: Small Quiz", ":2:5: `Small Quiz` is not written as it must be."),
        ("authors: [{name: The tests, role: wrote it}]", "authors: me", "`authors` must be a list."),
        ("authors: [{name: The tests, role: wrote it}]", "authors: [me]", "must be a mapping. Write `field: "),
        ("most: 2", "most: 5", "`most` is more than there are choices."),
        ("label: Nobody, alone: true", 'label: Nobody, alone: "true"', "`true` is neither true nor false."),
        ("{id: many, label: Many}", "{id: many, label: Many, alone: true}", "`alone` is for `kind: several`."),
        ("{id: many, label: Many}", "{id: many, label: Many, about: [people]}", "`about` is for `kind: priority`."),
        (", about: [people]", "", "`company` puts nothing first."),
        ("about: [people]", "about: [poeple]", "`poeple` is no question. Did you mean `people`?"),
        ("section: work", "section: wrok", "`wrok` is no section. Did you mean `work`?"),
        ("for: [leave]", "for: [laeve]", "`laeve` is no option. Did you mean `leave`?"),
        ("against: [stay]", "against: [leave]", "speaks both for and against `leave`."),
        ("claims: [r1-days]", "claims: [r1-dyas]", "`r1-dyas` is no claim. Did you mean `r1-days`?"),
        ("claims: [r1-days]", "claims: []", "`claims` has 0; it needs at least 1."),
        ("    claims: [r1-days]\n", "", "`claims` is missing."),
        ("when: always", "when: {nihgts: few}", "tests `nihgts`, which is no question. Did you mean `nights`?"),
        ("when: always", "when: {nights: fwe}", "`fwe` is no choice of `nights`. Did you mean `few`?"),
        ("when: always", "when: {nights: {at_lest: few}}", "`at_lest` is no comparison. Did you mean `at_least`?"),
        ("when: always", "when: {people: {at_least: old}}", "compares `people`, which is no ordered scale."),
        ("when: always", "when: {nights: {at_least: many, at_most: few}}", "leaves no choice of `nights`."),
        ("when: always", "when: {nights: {at_least: not_sure}}", "`not_sure` has no place on a scale."),
        ("when: always", "when: {nights: []}", "names no choice of `nights`."),
        ("when: always", "when: {any: nights}", "`any` needs a list of conditions."),
        ("when: always", "when: {}", "is an empty condition."),
        ("when: always", "when: sometimes", "is not a condition. Write `always`, or a mapping"),
        ("when: always", "when: {first: sleep}", "tests `first`, which only orders the summary."),
        ("ask_when: {nights: {at_least: few}}", "ask_when: {people: old}", "which is not asked before this one."),
        ("- id: nights\n", "- id: any\n", "`any` has a meaning of its own in conditions."),
        ("{id: many, label: Many}", "{id: not_sure, label: Many}", "`not_sure` is offered by itself."),
        ("{id: many, label: Many}", "{id: few, label: Many}", "`few` is the id of another entry of `choices`."),
        ("- id: people\n", "- id: people\n    was: [nights]\n", "`nights` is the id of another entry of `questions`."),
        ("- id: hard_nights", "- id: everyone", "`everyone` is the id of another entry of `headlines` or `advice`"),
        ("sections: [", "sections: [{id: spare, title: Spare}, ", "no advice stands in `spare`."),
        ("evidence: talk", "evidence: tlak", "names the register `tlak`, but there is no"),
        ("kind: priority", "kind: several", "`about` is for `kind: priority`."),
    ],
)  # fmt: skip
def test_a_mistake_is_reported_where_it_stands_with_its_mend(tmp_path: Path, old: str, new: str, said: str) -> None:
    found = mistakes(tmp_path, changed(old, new))
    assert any(said in problem for problem in found), found


def test_many_mistakes_are_reported_at_once_in_both_files_in_order(tmp_path: Path) -> None:
    rulebook = changed("title: A small quiz", "titel: A small quiz")
    rulebook = changed("minutes: 1", "minutes: soon", rulebook)
    rulebook = changed("for: [leave]", "for: [laeve]", rulebook)
    found = mistakes(tmp_path, rulebook, changed("role: asks", "role: asking", REGISTER))
    assert len(found) == 5
    assert [problem.split(":")[0] for problem in found] == ["rules/small.yaml"] * 4 + ["seeds/talk.yaml"]
    assert [int(problem.split(":")[1]) for problem in found[:4]] == [1, 3, 6, 63]


def test_a_mistake_in_one_place_brings_no_nonsense_elsewhere(tmp_path: Path) -> None:
    assert len(mistakes(tmp_path, changed("kind: scale", "kind: skale"))) == 1
    assert len(mistakes(tmp_path, changed("text: How many nights a month?", "txet: How many?"))) == 2
    assert len(mistakes(tmp_path, changed("claims: [r1-days]", "claims: [r1-dyas]"))) == 1
    assert len(mistakes(tmp_path, changed("evidence: talk", "evidence: tlak"))) == 1


def test_a_claim_that_nothing_rests_on_needs_a_reason(tmp_path: Path) -> None:
    register = changed(
        "disagreements:",
        "  - {id: r1-more, post: reply-1, sentence: 1, topic: work, text: More.}\ndisagreements:",
        REGISTER,
    )
    (found,) = mistakes(tmp_path, SMALL, register)
    assert found.startswith("rules/small.yaml:12:11: nothing rests on the claim `r1-more`.")
    excused = SMALL + "unused_claims: [{claim: r1-more, why: It repeats another.}]\n"
    assert book(tmp_path, excused, register)
    (found,) = mistakes(tmp_path, SMALL + "unused_claims: [{claim: r1-days, why: No reason.}]\n")
    assert "`r1-days` is used. Take it off this list." in found


def test_a_claim_that_only_a_disagreement_brings_is_used(tmp_path: Path) -> None:
    assert "r2-nights" not in SMALL
    assert book(tmp_path).evidence_register.claim_by_id["r2-nights"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("reply-1, sentence: 2", "reply-1, sentence: 3", "`reply-1` has 2 sentences, and this is number 3."),
        ("reply-1, sentence: 2", "reply-1, sentence: 1", "no claim comes from sentence 2."),
        ("post: reply-2", "post: reply-3", "`reply-3` is no post. Did you mean"),
        ("topic: work, text: Nights are hard.", "topic: wokr, text: Hard.", "`wokr` is no topic. Did you mean `work`?"),
        ("answered_by: [r1-nights]", "answered_by: [r1-night]", "`r1-night` is no claim. Did you mean `r1-nights`?"),
        ("likes: 1", "likes: many", "`many` is no whole number."),
        ("{id: r1-days,", "{id: r1-nights,", "`r1-nights` is the id of another entry of `claims`."),
        ("likes: 1,", "likes: 1, without_claim: [{sentences: [1], why: No.}],", "sentence 1 has a claim."),
        ("likes: 1,", "likes: 1, without_claim: [{sentences: [9], why: No.}],", "sentence 9 does not exist."),
    ],
)  # fmt: skip
def test_a_mistake_in_the_register_is_reported_where_it_stands(tmp_path: Path, old: str, new: str, said: str) -> None:
    found = mistakes(tmp_path, SMALL, changed(old, new, REGISTER))
    assert any(said in problem and problem.startswith("seeds/talk.yaml:") for problem in found), found


@pytest.mark.parametrize("text", ["", "[]", "just text", "- a\n- b\n", "3"])
def test_a_file_of_the_wrong_shape_is_a_clear_mistake(tmp_path: Path, text: str) -> None:
    (found,) = mistakes(tmp_path, text)
    assert "must be a mapping." in found


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_file_loads_or_is_refused_and_never_breaks(tmp_path: Path, data: st.DataObject) -> None:
    text = (SMALL if data.draw(st.booleans()) else REGISTER).encode()
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 40)))
        instead = data.draw(st.binary(max_size=8) | st.sampled_from([b"{", b": ", b"\n- ", b"[", b"null"]))
        text = text[:start] + instead + text[end:]
    path = write_files(tmp_path)
    target = path if b"review_by" in text else tmp_path / "seeds" / "talk.yaml"
    target.write_bytes(text)
    problems: tuple[Problem, ...] = ()
    try:
        load_rulebook(path, tmp_path / "seeds")
    except FileProblems as error:
        problems = error.problems
    assert all(problem.line >= 1 and problem.column >= 1 and problem.what for problem in problems)
