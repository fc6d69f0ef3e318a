"""Defects as authors make them, planted one at a time in what `quiz new` writes: the cause is told, and nothing else.

`tests/data/planted_defects.txt` has them as changes: lines that go (`-`), that come (`+`) and that stay, a `^` where
the first message is to stand, and how each message begins (`!`).
"""

from datetime import date
from pathlib import Path

import pytest

from quiz import check
from quiz.files import yamltext
from quiz.files.scaffold import scaffold_quiz
from quiz.problems import InvalidFiles

DEFECTS = (Path(__file__).parents[1] / "data" / "planted_defects.txt").read_text(encoding="utf-8").split("\n\n")
UNSEEN = {"<NBSP>": "\u00a0", "<TAB>": "\t", "<ZWSP>": "\u200b"}

MORE = """
conditions:
  - id: near_in_rain
    when: {distance: near, rain: dislikes}
deadlines:
  - id: today
    label: Today
  - id: this_week
    label: This week
glossary:
  - id: ride
    term: ride
    means: A way on a bicycle.
evaluations:
  - of: trial_with_users
    date: 2026-08-01
    text: Five people took it.
"""
USED = {
    "when: {distance: near, rain: dislikes}\n    title": "when: near_in_rain\n    title",
    "title: Cycling wakes you up before work\n": "title: Cycling wakes you up before work\n    by: today\n",
    "title: A long way takes too much of the day\n": "title: A long way takes too much of the day\n    by: this_week\n",
}


@pytest.fixture
def rulebook(tmp_path: Path) -> Path:
    """A rulebook without a defect, which has one of nearly everything."""
    path, _ = scaffold_quiz("cycling", tmp_path, date(2026, 9, 1))
    text = path.read_text(encoding="utf-8")
    for old, new in USED.items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    path.write_text(text + MORE, encoding="utf-8")
    return path


def lines(defect: str, signs: str) -> str:
    return "".join(f"{line[1:]}\n" for line in defect.splitlines() if line[0] in signs)


def test_what_defects_are_planted_in_has_none(rulebook: Path) -> None:
    assert check(rulebook) == ()


@pytest.mark.parametrize("defect", DEFECTS, ids=[each.splitlines()[0][2:] for each in DEFECTS])
def test_a_planted_defect_is_told_by_its_cause(rulebook: Path, defect: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, character in UNSEEN.items():
        defect = defect.replace(name, character)
    before, after = lines(defect, " -"), lines(defect, " +")
    register = rulebook.parent.parent / "seeds" / "cycling-talk.yaml"
    path = next(each for each in (rulebook, register) if f"\n{before}" in each.read_text(encoding="utf-8"))
    above, _, below = path.read_text(encoding="utf-8").partition(f"\n{before}")
    start, mark, end = after.partition("^")
    path.write_text(f"{above}\n{start}{end}{below}", encoding="utf-8")

    found = check(rulebook)
    said = lines(defect, "!").splitlines()
    assert len(found) == len(said), [str(each) for each in found]
    assert all(f"{each.what} {each.mend}".startswith(text.strip()) for each, text in zip(found, said, strict=True))
    if mark:
        line_start = f"{above}\n{start}"
        place = (path, line_start.count("\n") + 1, len(line_start) - line_start.rfind("\n"))
        assert (found[0].file, found[0].line, found[0].column) == place

    by_libyaml = read(path)
    if by_libyaml == "sound":
        return  # The parser has nothing to say, and is slow where it is not libyaml's.
    monkeypatch.setattr(yamltext.yaml, "CSafeLoader", yamltext._PurePython, raising=False)
    assert read(path) == by_libyaml


def read(path: Path) -> object:
    """What the parser makes of a file in which it finds something wrong, or why it does not read it."""
    try:
        document = yamltext.read_file(path)
    except InvalidFiles as error:
        return error.problems
    return document if document.problems or document.marks.doubts else "sound"
