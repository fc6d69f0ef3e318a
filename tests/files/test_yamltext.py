"""Plain YAML to plain data, with the place of everything."""

from pathlib import Path

import pytest

from quiz.files import yamltext
from quiz.files.yamltext import Document, read_file, read_text
from quiz.problems import Diagnostic, InvalidFiles

HERE = Path("file.yaml")


@pytest.fixture(params=["libyaml", "pure Python"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything here must hold for both of PyYAML's parsers."""
    if request.param == "pure Python":
        monkeypatch.setattr(yamltext.yaml, "CSafeLoader", yamltext._PurePython, raising=False)


def problems(text: str) -> list[str]:
    try:
        document: Document = read_text(text, HERE)
    except InvalidFiles as error:
        return [str(problem) for problem in error.problems]
    return [str(problem) for problem in document.problems]


def refused(path: Path, content: bytes) -> list[str]:
    """The problems of a file with `content`, each without the path in front."""
    path.write_bytes(content)
    with pytest.raises(InvalidFiles) as caught:
        read_file(path)
    return [str(problem).removeprefix(f"{path}:") for problem in caught.value.problems]


def test_every_key_and_value_has_its_place() -> None:
    document = read_text("a: 1\nb:\n  - {c: text}\n  -   d:\n        - 'x'\n", HERE)
    assert document.data == {"a": 1, "b": [{"c": "text"}, {"d": ["x"]}]}
    assert document.marks.keys == {("a",): (1, 1), ("b",): (2, 1), ("b", 0, "c"): (3, 6), ("b", 1, "d"): (4, 7)}
    assert document.marks.values == {
        (): (1, 1),
        ("a",): (1, 4),
        ("b",): (3, 3),
        ("b", 0): (3, 5),
        ("b", 0, "c"): (3, 9),
        ("b", 1): (4, 7),
        ("b", 1, "d"): (5, 9),
        ("b", 1, "d", 0): (5, 11),
    }


def test_columns_count_characters_and_every_kind_of_line_end_counts_once() -> None:
    marks = read_text("é: 'ü'\r\nä: {ö: ß}\r\n", HERE).marks
    assert marks.values[("é",)] == (1, 4)
    assert marks.values[("ä", "ö")] == (2, 8)


def test_a_problem_stands_at_the_nearest_thing_above_what_is_not_there() -> None:
    marks = read_text("a: 1\nb:\n  - {c: text}\n", HERE).marks
    assert (
        str(marks.place(Diagnostic("is wrong.", "Mend it.", ("b", 0, "nothing", 4))))
        == "file.yaml:3:5: is wrong. Mend it."
    )
    assert str(marks.place(Diagnostic("is wrong.", "", ("b", 0, "c"), at_key=True))) == "file.yaml:3:6: is wrong."
    assert str(marks.place(Diagnostic("is wrong.", "", ("b", 0), at_key=True))) == "file.yaml:3:5: is wrong."


def test_text_is_kept_as_it_is_written() -> None:
    data = read_text("a: 2024-01-02\nb: 1.10\nc: '3'\nd: 0x1F\ne: 1_000\nf: 12:30\ng: -1\nh: ' x '\ni: '~'", HERE).data
    assert data == {
        "a": "2024-01-02",
        "b": "1.10",
        "c": "3",
        "d": "0x1F",
        "e": "1_000",
        "f": "12:30",
        "g": "-1",
        "h": "x",
        "i": "~",
    }


def test_whole_numbers_nothing_and_true_or_false_are_what_they_look_like() -> None:
    assert read_text("[1, 60, 0, ~, null, true, false]", HERE).data == [1, 60, 0, None, None, True, False]
    assert read_text("a:\nb: ''", HERE).data == {"a": None, "b": ""}


def test_a_number_with_zeros_in_front_stays_as_it_is_written() -> None:
    assert read_text("a: 007", HERE).data == {"a": "007"}


def test_text_over_several_lines_is_one_text() -> None:
    assert read_text("a: one\n  two\nb: >\n  three\n  four\nc: |\n  five\n", HERE).data == {
        "a": "one two",
        "b": "three four",
        "c": "five",
    }


@pytest.mark.parametrize("word", ["yes", "no", "on", "off", "Yes", "NO", "True", "FALSE"])
def test_a_bare_word_that_means_a_switch_is_refused_as_value_and_as_key(word: str) -> None:
    assert problems(f"a: {word}") == [
        f'file.yaml:1:4: `{word}` without quotes means true or false in YAML. Write "{word}" in quotes.'
    ]
    assert problems(f"- {word}: a")[0].startswith(f"file.yaml:1:3: `{word}` without quotes")
    assert problems(f'"{word}": "{word}"') == []


def test_true_is_no_name() -> None:
    assert problems("true: a") == [
        'file.yaml:1:1: `true` without quotes means true or false in YAML. Write "true" in quotes.'
    ]


def test_a_key_that_stands_twice_is_named_with_the_first_place() -> None:
    assert problems("a: 1\nb: 2\na: 3\n") == [
        "file.yaml:3:1: `a` stands here twice (first in line 1). Delete one, or join them."
    ]
    assert problems("- {a: 1}\n- {a: 1}\n") == []


def test_a_key_that_stands_three_times_is_named_with_the_first_place_each_time() -> None:
    assert [problem.split(". ")[0] for problem in problems("a: 1\na: 2\na: 3\n")] == [
        "file.yaml:2:1: `a` stands here twice (first in line 1)",
        "file.yaml:3:1: `a` stands here twice (first in line 1)",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "a: &x 1\n",
            "1:4: sets an anchor (`&x`). Write repeated text out; put a text that begins with `&` in quotes.",
        ),
        (
            "a: &x {b: c}\n",
            "1:4: sets an anchor (`&x`). Write repeated text out; put a text that begins with `&` in quotes.",
        ),
        (
            "a: !!str yes\n",
            "1:4: uses a tag (`tag:yaml.org,2002:str`). Delete it, or put a text that begins with `!` in quotes.",
        ),
        ("a: ! b\n", "1:4: uses a tag (`!`). Delete it, or put a text that begins with `!` in quotes."),
        ("a: !x [b]\n", "1:4: uses a tag (`!x`). Delete it, or put a text that begins with `!` in quotes."),
        ("b: c\n<<: {a: 1}\n", "2:1: uses a merge key (`<<`). Write the fields out."),
        ("a: 1\n---\nb: 2\n", "2:1: starts a second document. Keep one document in a file: delete the `---`."),
        ("{a: 1}: 2\n", "1:1: uses a mapping or a list as a key. Write a plain name before the colon."),
        ("? [a]\n: 2\n", "1:3: uses a mapping or a list as a key. Write a plain name before the colon."),
        ("[" * 25 + "]" * 25, "1:25: is nested more than 24 deep. Split it into simpler parts."),
    ],
)
def test_what_an_author_of_text_does_not_need_is_refused_where_it_stands(text: str, said: str) -> None:
    assert problems(text) == [f"file.yaml:{said}"]


def test_an_alias_is_refused_besides_its_anchor() -> None:
    assert [problem.split(". ")[0] for problem in problems("a: &x 1\nb: *x\n")] == [
        "file.yaml:1:4: sets an anchor (`&x`)",
        "file.yaml:2:4: uses an alias (`*x`)",
    ]


def test_a_tag_that_would_run_code_is_refused_and_runs_nothing(tmp_path: Path) -> None:
    (found,) = problems(f"a: !!python/object/apply:pathlib.Path.rmdir [{tmp_path}]\n")
    assert "1:4: uses a tag" in found
    assert tmp_path.is_dir()


@pytest.mark.parametrize("text", ["[" * 10_000, "{a: " * 10_000, "- " * 10_000 + "x"], ids=["[", "{a:", "-"])
def test_depth_without_end_is_one_problem_and_nothing_below_it_is_read(text: str) -> None:
    (found,) = problems(text)
    assert "nest" in found


def test_depth_up_to_the_limit_is_read() -> None:
    assert problems("[" * 24 + "]" * 24) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("%YAML 2.0\n---\na: b\n", "1:1"),
    ],
)
def test_what_is_no_yaml_is_refused_where_it_breaks(text: str, place: str) -> None:
    said = "is not valid YAML here. Check the indentation, the quotes and the colons on this line and the one above."
    assert problems(text) == [f"file.yaml:{place}: {said}"]


QUOTE = "Put the whole text in quotes."
COLON = "a colon and a space within a text begin a new value. " + QUOTE
GOES_ON = "ends at this `'`, and more follows. Put the text in double quotes, or write an apostrophe within"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: A gap: medicines\n", f"1:9: {COLON}"),
        ("- {id: x, label: Why: because}\n", f"1:21: {COLON}"),
        ("- {id: x, label: Why:, b: c}\n", f"1:21: {COLON}"),
        ("a: 'You don't know'\n", f"1:12: the text that `'` began in line 1 {GOES_ON}"),
        ("a: 'the students' hours'\n", f"1:17: the text that `'` began in line 1 {GOES_ON}"),
        ("a:\n  - {b: 'don't', c: d}\n", f"2:13: the text that `'` began in line 2 {GOES_ON}"),
        ("a: 'over\n  two don't'\n", f"2:10: the text that `'` began in line 1 {GOES_ON}"),
        ("a: 'Tis the season\nb: c\n", "1:4: the quote that begins here is not closed. Close it. Is it an apostrophe?"),
        (
            'a: "He said "no" to it"\n',
            '1:13: the text that `"` began in line 1 ends at this `"`, and more follows.',
        ),
        ("“a”: b\n", '1:1: `“` does not begin a quoted text in YAML, and is shown. Write "a" in straight'),
        (
            "a: “Stay: for now”\n",
            "1:4: `“` does not begin a quoted text in YAML, and the colon ends it.",
        ),
        ("a:\n\tb: c\n", "2:1: is indented with a tab. Indent with spaces."),
        ("a:\n  b: c\n  \td: e\n\tf: g\n", "3:3: is indented with a tab here, and in 1 more line. Indent with"),
        ("a:\n\u00a0\u00a0b: c\n", "2:1: is indented with a no-break space. Indent with spaces."),
        ("a: b\nc:\u00a0d\nb: c\n", "2:3: a no-break space is here, which YAML does not recognize as a space."),
        ("a:\n\u2003b: c\n", "2:1: is indented with a special space (U+2003). Indent with spaces."),
        (
            "a: b\nc:\u00a0d\n",
            "2:3: a no-break space is here, which YAML does not recognize as a space.",
        ),
        (
            "-\u00a0a: b\n-\u00a0c: d\n",
            "1:1: this name contains a space that YAML does not recognize as one. Write an ordinary",
        ),
        ("a: *Note* this\n", f"1:4: a text cannot begin with `*`, which has a meaning of its own in YAML. {QUOTE}"),
        ("a: - b\n", f"1:4: a text cannot begin with `-`, which has a meaning of its own in YAML. {QUOTE}"),
        ("a: @x\n", f"1:4: a text cannot begin with `@`, which has a meaning of its own in YAML. {QUOTE}"),
        ("a: % of all\n", f"1:4: a text cannot begin with `%`, which has a meaning of its own in YAML. {QUOTE}"),
        ("a: [sic] is said\n", f"1:4: a text cannot begin with `[`, which has a meaning of its own in YAML. {QUOTE}"),
        ("a: [", "1:5: is not valid YAML here."),
        ("a: {b: c", "1:4: the `{` that begins"),
        ("a: [b, c\nd: e\n", "1:4: the `[` that begins here is not closed. Close it on the same line."),
        (
            "- {a: Number #1}\n- {a: b}\n",
            "1:14: the text ends here, since ` #` begins a comment: `#1}` is not read.",
        ),
        ("a: first # of\n  two\n", "1:10: the text ends here, since ` #` begins a comment: `# of` is not read. Put"),
        ("a: b\n c: d\n", "2:2: this line is indented so that it continues the text of line 1. Indent it like its"),
        ("a:\n  - b\n - c\n", "3:2: this line is not indented like those that it belongs with. Align it with"),
    ],
)
def test_the_first_cause_is_said_where_it_stands_with_a_mend_by_both_parsers(text: str, said: str) -> None:
    (found,) = problems(text)
    assert found.startswith(f"file.yaml:{said}")


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("{a: Why?, b: c}", {"a": "Why?", "b": "c"}),
        ("{a: Why? Because, b: c ? d}", {"a": "Why? Because", "b": "c ? d"}),
        ("a:\tb", {"a": "b"}),
        ("a: b\t  # c", {"a": "b"}),
        ("{a: b:c}", {"a": "b:c"}),
        ("a: it's 5 o'clock", {"a": "it's 5 o'clock"}),
        ("a: the “big” one", {"a": "the “big” one"}),
        ("a: “Big” or “small”", {"a": "“Big” or “small”"}),
        ("a: 'it''s'", {"a": "it's"}),
        ("a: C# and F#", {"a": "C# and F#"}),
    ],
)
def test_what_reads_as_it_looks_is_read_alike_by_both_parsers(text: str, data: object) -> None:
    assert problems(text) == []
    assert read_text(text, HERE).data == data


@pytest.mark.parametrize("comment", ["  # why", "   # why", "  #", "  ## why", "\n# why", "\n    # why"])
def test_a_comment_that_looks_like_one_cuts_nothing(comment: str) -> None:
    assert not read_text(f"a: a text{comment}\nb: c\n", HERE).marks.doubts
    assert not read_text("a: 'a text' # why\nb: [c, d] # why\ne: # why\n  - f\n", HERE).marks.doubts


@pytest.mark.parametrize("comment", [" # why", " #1", "  #1", "\t#1"])
def test_a_comment_that_may_be_part_of_the_text_is_noted_where_it_begins(comment: str) -> None:
    (cut,) = read_text(f"a: a text{comment}\nb: c\n", HERE).marks.doubts.values()
    assert (cut.line, cut.column) == (1, 10 + len(comment) - len(comment.lstrip()))


def test_mistakes_before_broken_yaml_are_reported_with_it() -> None:
    assert [problem.split(" ")[0] for problem in problems("a: yes\na: &x b\nc: [\n")] == [
        "file.yaml:1:4:",
        "file.yaml:2:1:",
        "file.yaml:2:4:",
        "file.yaml:4:1:",
    ]


def test_an_alias_bomb_is_refused_without_growing() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    found = problems("\n".join(lines))
    assert any("uses an alias" in problem for problem in found)
    assert len(found) <= yamltext.MAX_PROBLEMS


def test_reading_ends_after_so_many_problems() -> None:
    assert len(problems("- yes\n" * 1000)) == yamltext.MAX_PROBLEMS


@pytest.mark.parametrize(
    ("text", "place"), [("a: \x07\n", "1:4"), ("a: b\nc: d\x00\n", "2:5"), ("é: é\nä: ü\x07\n", "2:5")]
)
def test_a_control_character_is_refused_where_it_stands(text: str, place: str) -> None:
    (found,) = problems(text)
    assert found.startswith(f"file.yaml:{place}: there is a character here that readers do not see: U+00")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: ni\u200bght\n", "1:6"),
        ("# why\u202e\na: b\n", "1:6"),
        ("a: b\n\u200bc: d\n", "2:1"),
        ("a:\ufeff b\n", "1:3"),
        ("a: b\u2028c: d\n", "1:5"),
        ("a\u200b: [\n", "1:2"),
    ],
)
def test_a_character_that_readers_do_not_see_is_the_only_problem(text: str, place: str) -> None:
    (found,) = problems(text)
    assert found.startswith(f"file.yaml:{place}: there is a character here that readers do not see: ")


@pytest.mark.parametrize("escape", [r"\x00", r"\x1b", r"\a", r"\ud800", r"\u200b", r"\u202E", r"\u2028"])
def test_a_character_that_text_must_not_have_is_refused_when_written_as_an_escape(escape: str) -> None:
    assert problems(f'a: "x{escape}"\n')


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"a: \xff\n", "1:4"),
        (b"a: 1\nb: caf\xe9\n", "2:7"),
        (b"a: 1\r\nb: caf\xe9\r\n", "2:7"),
        ("a: ü ü ".encode() + b"\xe9\n", "1:8"),
        (b"\xef\xbb\xbfa: 1\nb: \xff\n", "2:4"),
        ("a: ü".encode("utf-16"), "1:1"),
    ],
    ids=["first line", "second line", "Windows lines", "after an umlaut", "after a byte order mark", "UTF-16"],
)
def test_what_is_not_utf_8_is_refused_where_it_stands(tmp_path: Path, content: bytes, place: str) -> None:
    assert refused(tmp_path / "file.yaml", content) == [f"{place}: is not UTF-8 text. Save the file as UTF-8."]


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    for path, said in ((tmp_path / "nothing.yaml", "there is no such file."), (tmp_path, "cannot be read")):
        with pytest.raises(InvalidFiles) as caught:
            read_file(path)
        assert f"{path}:1:1: {said}" in str(caught.value)


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\n")
    document = read_file(path)
    assert document.data == {"a": 1}
    assert document.marks.keys[("a",)] == (1, 1)


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n"])
def test_an_empty_file_has_no_data(text: str) -> None:
    assert read_text(text, HERE).data is None
