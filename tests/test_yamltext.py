"""Plain YAML to plain data, with the place of everything."""

from pathlib import Path

import pytest

from quiz import yamltext
from quiz.problems import FileProblems
from quiz.yamltext import Document, read_file, read_text

HERE = Path("file.yaml")


@pytest.fixture(params=["libyaml", "pure Python"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything here must hold for both of PyYAML's parsers."""
    if request.param == "pure Python":
        monkeypatch.setattr(yamltext.yaml, "CSafeLoader", yamltext.yaml.SafeLoader, raising=False)


def problems(text: str) -> list[str]:
    try:
        document: Document = read_text(text, HERE)
    except FileProblems as error:
        return [str(problem) for problem in error.problems]
    return [str(problem) for problem in document.problems]


def test_every_key_and_value_has_its_place() -> None:
    document = read_text("a: 1\nb:\n  - {c: text}\n", HERE)
    assert document.data == {"a": 1, "b": [{"c": "text"}]}
    assert document.marks.values[("b", 0, "c")] == (3, 9)
    assert document.marks.keys[("b", 0, "c")] == (3, 6)
    assert str(document.marks.problem(("b", 0, "nothing"), "is wrong.", "Mend it.")) == (
        "file.yaml:3:5: is wrong. Mend it."
    )


def test_text_is_kept_as_it_is_written() -> None:
    data = read_text("a: 2024-01-02\nb: 1.10\nc: '3'\nd: ~\ne: true\nf: 0x1F\ng: 007", HERE).data
    assert data == {"a": "2024-01-02", "b": "1.10", "c": "3", "d": None, "e": True, "f": "0x1F", "g": 7}


@pytest.mark.parametrize("word", ["yes", "no", "on", "off", "Yes", "NO", "True"])
def test_a_bare_word_that_means_a_switch_is_refused_as_value_and_as_key(word: str) -> None:
    assert problems(f"a: {word}") == [
        f'file.yaml:1:4: `{word}` without quotes means true or false in YAML. Write "{word}" in quotes.'
    ]
    assert problems(f"{word}: a")[0].startswith(f"file.yaml:1:1: `{word}` without quotes")
    assert problems(f'a: "{word}"') == []


def test_a_key_that_stands_twice_is_named_with_the_first_place() -> None:
    assert problems("a: 1\nb: 2\na: 3\n") == [
        "file.yaml:3:1: `a` stands here twice (first in line 1). Delete one, or join them."
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: &x 1\n", "1:4: sets an anchor (`&x`)"),
        ("a: &x 1\nb: *x\n", "2:4: uses an alias (`*x`)"),
        ("a: !!python/object:os.system x\n", "uses a tag"),
        ("<<: {a: 1}\n", "1:1: uses a merge key"),
        ("a: 1\n---\nb: 2\n", "2:1: starts a second document"),
        ("{a: 1}: 2\n", "uses a mapping or a list as a key"),
        ("[" * 10_000, "nest"),
        ("[" * 30, "nested more than 24 deep"),
        ("a: [1, 2\nb: 3\n", "is not YAML here"),
        ("a:\n\t- b\n", "is not YAML here"),
        ("a: 'open\n", "is not YAML here"),
        ("a: \x07\n", "character that text must not have"),
    ],
)
def test_what_an_author_of_text_does_not_need_is_refused_where_it_stands(text: str, said: str) -> None:
    assert any(said in problem for problem in problems(text)), problems(text)


def test_an_alias_bomb_is_refused_without_growing() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    found = problems("\n".join(lines))
    assert any("uses an alias" in problem for problem in found)
    assert len(found) <= yamltext.MAX_PROBLEMS


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a: \xff\n", ":1:4: is not UTF-8 text."),
        (b"a: 1\nb: caf\xe9\n", ":2:7: is not UTF-8 text."),
        (b"x" * (yamltext.MAX_BYTES + 1), "is larger than 4 MiB."),
    ],
)
def test_a_file_that_cannot_be_text_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "file.yaml"
    path.write_bytes(content)
    with pytest.raises(FileProblems) as caught:
        read_file(path)
    assert said in str(caught.value)


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    for path, said in ((tmp_path / "nothing.yaml", "there is no such file."), (tmp_path, "cannot be read")):
        with pytest.raises(FileProblems) as caught:
            read_file(path)
        assert f"{path}:1:1: {said}" in str(caught.value)


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\n")
    assert read_file(path).data == {"a": 1}


def test_an_empty_file_has_no_data() -> None:
    assert read_text("", HERE).data is None
