"""The text of a source: how it is cut, and whether a change of it, or of the register, is found."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.files.load import read_register
from quiz.files.source_hashes import with_hashes
from quiz.files.source_text import Sentence, differences_from, read_source, sentences_in
from quiz.problems import InvalidFiles
from quiz.rulebook.register import Register
from tests.support.books import REGISTER

TALK = """\
A talk about work
[question]
How are the nights?
[]
Reactions: 1 user
[reply-1]
Nights wear on you, e.g. in winter. “Days are full!”
[reply-2]
I find them easy
"""

PLAIN = "".join(line for line in TALK.splitlines(keepends=True) if not line.startswith("["))
"""The same without a word on where posts begin."""


def texts(text: str) -> list[str]:
    return [each.text for each in sentences_in(text)]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("One. Two? Three!", ["One.", "Two?", "Three!"]),
        ("One\nTwo", ["One", "Two"]),
        ("e.g. this, etc. and more", ["e.g. this, etc. and more"]),
        ("(All of it.) Then", ["(All of it.)", "Then"]),
        ("He said “no.” Élan", ["He said “no.”", "Élan"]),
        ("It costs 3.5 a day … 1) More", ["It costs 3.5 a day …", "1) More"]),
        ("  \n\n", []),
    ],
)
def test_text_is_cut_behind_marks_and_lines_but_not_before_small_letters(text: str, cut: list[str]) -> None:
    assert texts(text) == cut


def test_lines_in_brackets_say_which_post_it_is() -> None:
    assert [(each.post, each.line) for each in sentences_in(TALK)] == [
        (None, 1), ("question", 3), (None, 5), ("reply-1", 7), ("reply-1", 7), ("reply-2", 9),
    ]  # fmt: skip


@given(st.text())
def test_no_letter_is_lost(text: str) -> None:
    without_posts = [line for line in text.splitlines() if not line.strip().startswith("[")]
    text = "\n".join(without_posts)
    assert "".join("".join(texts(text)).split()) == "".join(text.split())


def test_a_hash_is_the_same_for_curly_quotes_and_other_spaces_and_no_other_word() -> None:
    def of(text: str) -> str:
        return Sentence(text, 1).hash

    assert of("It’s “so”  here") == of('It\'s "so"\u00a0here')
    assert len({of("It is so."), of("It is so"), of("it is so."), of("It is not so.")}) == 4


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """The register with the hashes of the talk."""
    path = tmp_path / "talk.yaml"
    path.write_text(f"# A note.\n{REGISTER}")
    path.write_text(with_hashes(path, tuple(sentences_in(TALK))))
    return path


def found(register: Path, source: str, change: Callable[[str], str] = lambda text: text) -> list[str]:
    """What is found where the register's text is changed, and held against a source."""
    register.write_text(change(register.read_text()))
    read = read_register(register)
    assert isinstance(read.register, Register), read.problems
    differences = differences_from(read.register, tuple(sentences_in(source)))
    return [f"{each} {'/'.join(map(str, each.trail))}" for each in differences]


def test_writing_hashes_changes_nothing_else(register: Path) -> None:
    text = register.read_text()
    lines = [line for line in text.splitlines() if not line.strip().startswith('"')]
    assert text.startswith("# A note.\n")
    assert [line.replace(", hashes: [", "}") for line in lines if "sentences:" in line] == [
        line for line in REGISTER.splitlines() if "sentences:" in line
    ]
    assert [line for line in lines if "sentences:" not in line] == [
        "# A note.", *(line for line in REGISTER.splitlines() if "sentences:" not in line),
    ]  # fmt: skip
    assert with_hashes(register, tuple(sentences_in(TALK))) == text


def test_a_register_in_block_style_keeps_its_comments(tmp_path: Path) -> None:
    path = tmp_path / "talk.yaml"
    flow = "  - {id: reply-2, name: Reply 2, role: reply, author: not shown, sentences: 1}\n"
    block = """\
  - id: reply-2
    name: Reply 2
    role: reply
    author: not shown
    sentences: 1  # one only
"""
    path.write_text(REGISTER.replace(flow, block))
    text = with_hashes(path, tuple(sentences_in(TALK)))
    assert block in text
    path.write_text(text)
    read = read_register(path)
    assert read.register
    assert [len(post.hashes) for post in read.register.posts] == [1, 2, 1]


@pytest.mark.parametrize("source", [TALK, PLAIN])
def test_a_source_that_is_as_it_was_has_no_differences(register: Path, source: str) -> None:
    assert found(register, source) == []


@pytest.mark.parametrize("source", [TALK, PLAIN])
def test_a_changed_sentence_is_found_with_its_place_and_what_rests_on_it(register: Path, source: str) -> None:
    assert found(register, source.replace("wear on", "tire")) == [
        "sentence 1 of `reply-1` is not in the source as it was registered. Read"
        f" {'line 7' if source is TALK else 'lines 3 to 4'} of the source again, and correct"
        " `r1-nights`. posts/1/hashes/0"
    ]


@pytest.mark.parametrize("source", [TALK, PLAIN])
def test_a_sentence_that_is_gone_is_found(register: Path, source: str) -> None:
    (said,) = found(register, source.replace("I find them easy\n", ""))
    assert said.startswith("sentence 1 of `reply-2` is not in the source as it was registered.")
    assert "`r2-nights`" in said


@pytest.mark.parametrize("source", [TALK, PLAIN])
def test_a_sentence_that_is_new_within_a_post_is_found(register: Path, source: str) -> None:
    (said,) = found(register, source.replace("in winter.", "in winter. Summers are worse."))
    assert said.startswith("`reply-1` has a sentence in line")
    assert said.endswith("that is not registered. Register what it says, and update the hashes. posts/1/sentences")


def test_a_sentence_registered_under_the_wrong_post_is_found(register: Path) -> None:
    moved = TALK.replace(" “Days are full!”", "").replace("[reply-2]\n", "[reply-2]\n“Days are full!” ")
    (said,) = found(register, moved)
    assert said.startswith(
        "sentence 2 of `reply-1` is elsewhere: in line 9 of the source, in `reply-2`. Give `r1-days`"
    )


def test_a_post_that_the_source_calls_by_another_name_is_told_once(register: Path) -> None:
    (said,) = found(register, TALK.replace("[reply-1]", "[reply1]"))
    assert said.startswith(
        "the source has a post `[reply1]`, and the register has none of that name. Did you mean `rep"
    )


def test_a_sentence_that_moved_across_posts_is_found_where_it_stands(register: Path) -> None:
    moved = PLAIN.replace("I find them easy\n", "").replace("How are", "I find them easy\nHow are")
    (said,) = found(register, moved)
    assert said.startswith("sentence 1 of `reply-2` is elsewhere: in line 2 of the source.")


def test_swapped_hashes_are_found(register: Path) -> None:
    hashes = [each.hash for each in sentences_in(TALK) if each.post == "reply-1"]

    def swap(text: str) -> str:
        return text.replace(hashes[0], "-").replace(hashes[1], hashes[0]).replace('-"', f'{hashes[1]}"')

    (said,) = found(register, TALK, swap)
    assert "is elsewhere: in line 7 of the source." in said


def test_what_cannot_be_written_is_refused_with_the_reason(register: Path) -> None:
    with pytest.raises(InvalidFiles, match="`reply-1` has 2 sentences here, and 3 in the source"):
        with_hashes(register, tuple(sentences_in(TALK.replace("in winter.", "in winter. Summers too."))))
    with pytest.raises(InvalidFiles, match="and 0 in the source"):
        with_hashes(register, tuple(sentences_in(PLAIN)))


def test_a_register_without_hashes_is_not_taken_for_confirmed(tmp_path: Path) -> None:
    path = tmp_path / "talk.yaml"
    path.write_text(REGISTER)
    assert [each.partition(".")[0] for each in found(path, TALK)] == [
        "`question` has no hashes",
        "`reply-1` has no hashes",
        "`reply-2` has no hashes",
    ]


def test_hashes_that_are_too_few_are_a_mistake_of_the_register(register: Path) -> None:
    (first, *_) = (each.hash for each in sentences_in(TALK) if each.post == "reply-1")
    register.write_text(register.read_text().replace(f'"{first}", ', ""))
    (problem,) = read_register(register).problems
    assert problem.what == "`reply-1` has 2 sentences, and another number of hashes: 1."


def test_a_source_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(InvalidFiles, match="there is no such file"):
        read_source(tmp_path / "none.txt")
    (tmp_path / "latin.txt").write_bytes("caf\xe9".encode("latin-1"))
    with pytest.raises(InvalidFiles, match="not UTF-8"):
        read_source(tmp_path / "latin.txt")
