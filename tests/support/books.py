"""Small data files for tests, written as an author would, and loaded as the program does."""

from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent

from quiz.files.load import Loaded, load_rulebook
from quiz.rulebook.model import Rulebook
from quiz.rulebook.questions import KINDS, Question
from quiz.words.folders import own_folder

REGISTER = """\
format: 2
id: talk
source: {title: A talk, kind: conversation, publisher: nobody, opened: 2024-01-02, note: Two opinions.}
topics: [{id: work, label: The work}]
posts:
  - {id: question, name: The question, role: asks, author: a student, sentences: 1}
  - {id: reply-1, name: Reply 1, role: reply, author: not shown, likes: 1, sentences: 2}
  - {id: reply-2, name: Reply 2, role: reply, author: not shown, sentences: 1}
claims:
  - {id: q-asks, post: question, sentence: 1, topic: work, text: A student wants to know about nights.}
  - {id: r1-nights, post: reply-1, sentence: 1, topic: work, text: Nights are hard.}
  - {id: r1-days, post: reply-1, sentence: 2, topic: work, text: Days are full of people.}
  - {id: r2-nights, post: reply-2, sentence: 1, topic: work, text: Nights are easy.}
differences:
  - id: nights
    kind: conflict
    because: A night is hard or it is not.
    about: How hard nights are
    sides:
      - {says: They are hard., claims: [r1-nights]}
      - {says: They are easy., claims: [r2-nights]}
asked:
  - id: nights
    sentence: 1
    text: How are the nights?
    answer: Reply 1 calls them hard.
    answered_by: [r1-nights]
    missing: Nobody counts them.
silences: [{id: pay, text: Nobody speaks of pay., ask: The union}]
"""

HEAD = """\
format: 2
id: small
title: A small quiz
decision: Whether to work nights.
audience: Students.
minutes: 1
intro: A quiz for tests.
edition: 2024-02-03
review_by: 2099-01-01
updates: When a test needs it.
language: en
evidence: talk
authors: [{name: The tests, role: wrote it}]
funding: None.
selection: All of the talk.
options:
  - {id: stay, label: Stay, short: Stay, text: Go on as now.}
  - {id: leave, label: Leave, short: Leave, text: Do something else.}
"""

QUESTIONS = """\
questions:
  - id: nights
    kind: scale
    label: Nights
    text: How many nights a month?
    choices: [{id: none, label: No nights}, {id: few, label: A few}, {id: many, label: Many}]
    if_not_sure: Work one night.
  - id: people
    kind: several
    label: People
    text: Whom do you like to work with?
    ask_when: {nights: {at_least: few}}
    most: 2
    choices:
      - {id: young, label: The young}
      - {id: old, label: The old}
      - {id: sick, label: The sick}
      - {id: nobody, label: Nobody, alone: true}
    if_not_sure: Visit a ward.
  - id: first
    kind: priority
    label: What matters most
    text: What matters most to you?
    most: 1
    choices: [{id: sleep, label: Sleep, about: [nights]}, {id: company, label: Company, about: [people]}]
    if_not_sure: Take your time.
"""

RULES = """\
headlines:
  - {id: nights_yes, when: {nights: {at_least: few}}, title: You take nights, claims: [r1-nights]}
  - {id: nights_no, when: {nights: none}, title: You take no nights, claims: [r1-nights]}
  - {id: nights_open, when: {nights: not_sure}, title: Nights are open, claims: [r1-nights]}
key_points:
  - id: work
    label: The work
    points:
      - {id: work_point, when: always, text: Days are full of people., claims: [r1-days]}
advice:
  - id: everyone
    when: always
    title: Days are full of people
    text: Reply 1 says so.
    claims: [r1-days]
  - id: hard_nights
    when: {nights: [none, few]}
    title: Nights wear people down
    text: Reply 1 says so, Reply 2 does not.
    claims: [r1-nights]
    for: {leave: nights are hard}
    against: {stay: nights are hard}
  - id: with_people
    when: {people: [young, old, sick]}
    title: People are there day and night
    text: You like them.
    claims: [r1-days]
    for: {stay: people are here}
    against: {leave: people are here}
tensions:
  - id: nights_or_people
    when: {nights: few, people: [young, old]}
    title: You want people, and hardly any nights
    sides:
      - {text: People come at night., claims: [r1-days]}
      - {text: Nights are hard., claims: [r1-nights]}
addressees: [{id: programmes, label: Programs}, {id: mentor, label: A mentor}]
asks:
  - {id: how_many, to: programmes, when: always, text: How many nights are there?, claims: [q-asks]}
  - {id: worth_it, to: mentor, when: {nights: not_sure}, text: Is it worth it?}
"""

SMALL = HEAD + QUESTIONS + RULES

PROVED = SMALL.replace("{nights: [none, few]}", "{nights: none}").replace(
    "when: {people: [young, old, sick]}", "when: {any: [{people: [young, old]}, {people: sick}, {nights: many}]}"
)
"""SMALL without the findings that `quiz check` has for it."""

RETITLED = SMALL.replace("title: A small quiz", "title: A mended quiz")
BROKEN = SMALL.replace("kind: scale", "kind: skale")

ALL_ANSWERS = "nights=few&people=young&first=sleep"
"""A query that answers every question of SMALL."""


def write_files(folder: Path, rulebook: str = SMALL, register: str = REGISTER) -> Path:
    """Writes both files below `folder`, and returns the path of the rulebook."""
    for name, text in (("seeds/talk.yaml", register), ("rules/small.yaml", rulebook)):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
    return folder / "rules" / "small.yaml"


def loaded(folder: Path, rulebook: str = SMALL, register: str = REGISTER) -> Loaded:
    """The loaded rulebook; raises InvalidFiles as the program would."""
    return load_rulebook(write_files(folder, rulebook, register), folder / "seeds")


def book(folder: Path, rulebook: str = SMALL, register: str = REGISTER) -> Rulebook:
    """The rulebook alone."""
    return loaded(folder, rulebook, register).rulebook


def load_text(text: str) -> Rulebook:
    """The rulebook written as `text`, resting on the register above or on our own."""
    with TemporaryDirectory() as folder:
        path = write_files(Path(folder), text)
        for register in own_folder("seeds").glob("*.yaml"):
            (Path(folder) / "seeds" / register.name).write_bytes(register.read_bytes())
        return load_rulebook(path, Path(folder) / "seeds").rulebook


def changed(old: str, new: str, text: str = SMALL) -> str:
    """The text with its first `old` replaced."""
    assert old in text
    return text.replace(old, new, 1)


def marked(old: str, new: str, text: str = SMALL) -> tuple[str, str]:
    """The text with `new` for `old`, and the `line:column` at which a `^` stands in it."""
    before, mark, after = changed(old, new, text).partition("^")
    assert mark
    return before + after, f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def a_question(name: str, kind: str = "one", **more: object) -> Question:
    """A question with five choices."""
    listed = [{"id": f"c{n}", "label": f"C{n}"} for n in range(5)]
    data = {"id": name, "kind": kind, "label": name, "text": name, "choices": listed, "if_not_sure": "Ask."}
    return KINDS[kind].model_validate({**data, **more})


_CONDITIONS = """\
conditions:
  - {id: company, when: {any: [{all: [some_nights, {people: [young, old]}]}, {people: sick}, {nights: many}]}}
  - {id: some_nights, when: {nights: {at_least: few}}}
"""
_DEADLINES = """\
deadlines:
  - {id: soon, label: This week}
  - {id: later, label: Before you sign, date: 2024-05-01}
"""


def _rich() -> str:
    """PROVED with a hint and a heading among choices, conditions with names, deadlines, and `ask_if_open`."""
    text = PROVED
    for old, new in (
        ("{id: few, label: A few}", "{id: few, label: A few, heading: With nights, hint: One or *two*.}"),
        ("ask_when: {nights: {at_least: few}}\n", "ask_when: some_nights\n    ask_if_open: false\n"),
        ("headlines:\n", f"{_CONDITIONS}headlines:\n"),
        ("when: {nights: {at_least: few}}, title", "when: some_nights, title"),
        ("{any: [{people: [young, old]}, {people: sick}, {nights: many}]}", "company\n    by: later"),
        ("title: Nights wear people down\n", "title: Nights wear people down\n    by: soon\n"),
        ("advice:\n", f"{_DEADLINES}advice:\n"),
    ):
        text = changed(old, new, text)
    return text


RICH = _rich()
