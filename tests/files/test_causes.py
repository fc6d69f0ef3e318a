"""One mistake is one message: its first cause, and not what follows from it."""

from pathlib import Path

import pytest

from quiz import check, load
from quiz.problems import InvalidFiles
from tests.support.books import PROVED, REGISTER, SMALL, changed, loaded, marked, write_files

EXAMPLES = "examples: [{name: Ana, answers: {nights: few}, gets: [everyone, how_many]}]\n"


def mistakes(folder: Path, rulebook: str = SMALL, register: str = REGISTER) -> list[str]:
    """The problems, each without the folder in front."""
    with pytest.raises(InvalidFiles) as caught:
        loaded(folder, rulebook, register)
    return [str(problem).replace(f"{folder}/", "") for problem in caught.value.problems]


@pytest.mark.parametrize("name", ["asks", "tensions", "key_points", "addressees", "examples", "selection", "format"])
def test_a_misspelled_field_at_the_top_is_the_only_mistake(tmp_path: Path, name: str) -> None:
    (found,) = mistakes(tmp_path, changed(f"{name}:", f"{name[:-1]}:", SMALL + EXAMPLES))
    assert f"`{name[:-1]}` is not a known field here. Did you mean `{name}`?" in found


def test_an_unknown_field_at_the_top_is_the_only_mistake(tmp_path: Path) -> None:
    (found,) = mistakes(tmp_path, SMALL + EXAMPLES + "color: red\n")
    assert "`color` is not a known field here." in found


def test_a_claim_id_that_was_pasted_twice_is_the_only_mistake(tmp_path: Path) -> None:
    (found,) = mistakes(tmp_path, SMALL, changed("{id: r1-days,", "{id: r1-nights,", REGISTER))
    assert "`r1-nights` is the id of another entry of `claims`. Give each its own id." in found


def test_a_question_id_that_was_pasted_twice_is_the_only_mistake(tmp_path: Path) -> None:
    (found,) = mistakes(tmp_path, changed("- id: people\n", "- id: nights\n"))
    assert "`nights` is the id of another entry of `questions`. Give each its own id." in found


def test_an_id_that_is_misspelled_where_it_is_given_is_told_once_for_all_places(tmp_path: Path) -> None:
    (found,) = mistakes(tmp_path, SMALL, changed("{id: r1-days,", "{id: r1-day,", REGISTER))
    assert found.endswith("`r1-days` is not a known claim. It stands in 3 more places. Did you mean `r1-day`?")


@pytest.mark.parametrize("sentences", ["3, 4", "3", "all"])
def test_sentences_that_are_not_listed_are_not_called_without_a_claim(tmp_path: Path, sentences: str) -> None:
    excused = f'author: not shown, sentences: 4, without_claim: [{{sentences: "{sentences}", why: A farewell.}}]}}'
    (found,) = mistakes(tmp_path, SMALL, changed("author: not shown, sentences: 1}", excused, REGISTER))
    assert "`sentences` must be a list." in found


def test_a_post_of_no_sentences_is_the_only_mistake(tmp_path: Path) -> None:
    (found,) = mistakes(tmp_path, SMALL, changed("sentences: 1}\nclaims", "sentences: 0}\nclaims", REGISTER))
    assert "`sentences` is 0. It must be at least 1." in found


@pytest.mark.parametrize(
    ("right", "sentence", "wrong"),
    [("reply-1", 2, "reply-2"), ("reply-2", 1, "reply-1")],
    ids=["a sentence that the post does not have", "one that has a claim"],
)
def test_a_claim_under_the_wrong_post_is_told_the_right_one(
    tmp_path: Path, right: str, sentence: int, wrong: str
) -> None:
    register = changed(f"post: {right}, sentence: {sentence}", f"post: {wrong}, sentence: {sentence}", REGISTER)
    (found,) = mistakes(tmp_path, SMALL, register)
    assert f"no claim comes from sentence {sentence} of `{right}`. Did you mean `post: {right}`?" in found


def test_a_claim_under_a_post_that_excuses_the_sentence_is_told_the_right_one(tmp_path: Path) -> None:
    excused = "author: not shown, sentences: 2, without_claim: [{sentences: [2], why: A farewell.}]}"
    register = changed("author: not shown, sentences: 1}", excused, REGISTER)
    (found,) = mistakes(tmp_path, SMALL, changed("post: reply-1, sentence: 2", "post: reply-2, sentence: 2", register))
    assert "Did you mean `post: reply-1`?" in found


CUT = "the text ends here, since ` #` begins a comment: `#"
QUOTES = "`“` does not begin a quoted text in YAML, and is shown."


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("title: A small quiz", "title: Number ^#1", CUT),
        ("label: Nights\n", "label: Nights ^# and days\n", CUT),
        ("title: Nights wear people down", "title: Rule ^#1 of nights", CUT),
        ("funding: None.", "funding: None  ^#yet", CUT),
        ("label: Nights\n", "label: ^“Nights”\n", QUOTES),
    ],
)
def test_a_text_that_is_not_read_as_it_was_meant_is_a_finding_and_is_served(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    text, place = marked(old, new, PROVED)
    path = write_files(tmp_path, text)
    assert load(path).id == "small"
    (found,) = check(path)
    assert str(found).startswith(f"{path}:{place}: {said}")
    assert found.level == "error"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("label: Nights\n", "label: ^#1\n", CUT),
        ("kind: scale", "kind: ^“scale”", QUOTES),
        ("id: hard_nights", "id: Rule ^#1", CUT),
        ("role: wrote it}", "role: wrote it, ^all of it}", "`all of it` has no value: a comma in `{…}` ends the text"),
        ("{nights: [none, few]}", "{^none, few}", "`none` has no value, and names in `{…}` need one."),
        ("{id: mentor, label: A mentor}", "id:\u00a0mentor", "a no-break space is here"),
    ],
)
def test_a_mistake_of_yaml_is_told_instead_of_what_follows_from_it(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    text, place = marked(old, new) if "^" in new else (changed(old, new), "")
    assert any(f"rules/small.yaml:{place}" in found and f": {said}" in found for found in mistakes(tmp_path, text))
    assert len(mistakes(tmp_path, text)) <= 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: scale", "kind: scale # in order"),
        ("minutes: 1", "minutes: 1 #short"),
        ("edition: 2024-02-03", "edition: 2024-02-03 # the first"),
        ("title: A small quiz", "title: A small quiz   # its name"),
        ("funding: None.", "funding: Nota:\u00a0none."),
    ],
)
def test_what_can_be_nothing_else_is_what_it_looks_like(tmp_path: Path, old: str, new: str) -> None:
    assert not loaded(tmp_path, changed(old, new)).doubts
