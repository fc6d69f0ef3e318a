"""Files to a rulebook: every mistake at once, where it stands, with its mend."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from quiz.files.load import load_rulebook
from quiz.files.reading import MAX_BYTES
from quiz.files.yamltext import read_file
from quiz.problems import Diagnostic, InvalidFiles
from tests.support.books import REGISTER, RICH, SMALL, book, changed, loaded, marked, write_files

CHOICES = "[{id: none, label: No nights}, {id: few, label: A few}, {id: many, label: Many}]"
AUTHORS = "authors: [{name: The tests, role: wrote it}]"
ASKED = "ask_when: {nights: {at_least: few}}"
SIDES = """\
      - {text: People come at night., claims: [r1-days]}
      - {text: Nights are hard., claims: [r1-nights]}
"""
FOR = "for: {leave: nights are hard}"
ELSE = "text: Do something else.}"
OPTIONS = "options:\n"
SIDE = "- {text: People come at night., claims: [r1-days]}\n"
EXAMPLE = "examples: [{name: Ana, answers: {nights: few}, gets: [everyone]}]\n"

NOT_AN_ID = "is not a valid id. Use lowercase letters and digits, a single `-` or `_` between them,"
NOT_TEXT = "`funding` must be text. Write one text, in quotes if it begins with `[` or holds `: `."
NOT_AN_AUTHOR = "must be a mapping. Write `field: value` lines. Fields: `name`, `role`."
NOT_A_CONDITION = "is not a condition. Write `always`, or a mapping such as `{nights: [few, many]}`."
NIGHTS = "Known: `none`, `few`, `many`, `not_sure`."


def mistakes(folder: Path, rulebook: str = SMALL, register: str = REGISTER) -> list[str]:
    """The problems, each without the folder in front."""
    with pytest.raises(InvalidFiles) as caught:
        loaded(folder, rulebook, register)
    return [str(problem).replace(f"{folder}/", "") for problem in caught.value.problems]


def test_the_small_files_load(tmp_path: Path) -> None:
    rulebook = book(tmp_path)
    assert [question.id for question in rulebook.questions] == ["nights", "people", "first"]
    assert rulebook.registers[0].id == "talk"


def test_where_everything_stands_is_kept(tmp_path: Path) -> None:
    line, column = loaded(tmp_path).marks.values["advice", 1, "when"]
    assert SMALL.splitlines()[line - 1][column - 1 :] == "{nights: [none, few]}"


def test_a_text_over_several_lines_is_read_as_one_line(tmp_path: Path) -> None:
    text = changed("intro: A quiz for tests.", "intro: |\n  A quiz\n  for tests.")
    assert book(tmp_path, text).intro == "A quiz for tests."


def test_what_is_loaded_cannot_be_changed(tmp_path: Path) -> None:
    rulebook = book(tmp_path, SMALL + EXAMPLE)
    for part, field in ((rulebook, "title"), (rulebook.questions[0], "label"), (rulebook.registers[0], "id")):
        with pytest.raises(ValidationError):
            setattr(part, field, "other")
    assert isinstance(rulebook.advice, tuple)
    assert isinstance(rulebook.questions[0].choices, tuple)


def test_the_answers_of_an_example_cannot_be_changed(tmp_path: Path) -> None:
    answers = book(tmp_path, SMALL + EXAMPLE).examples[0].answers
    with pytest.raises(TypeError):
        answers["nights"] = frozenset({"many"})


VALUES = [
    ("minutes: 1", "minutes: ^0", "`minutes` is 0. It must be at least 1."),
    ("minutes: 1", "minutes: ^61", "`minutes` is 61. It must be at most 60."),
    ("minutes: 1", "minutes: ^soon", "`soon` is not a whole number. Write digits only, such as 3."),
    ("minutes: 1", "minutes: ^1.5", "`1.5` is not a whole number. Write digits only, such as 3."),
    ("edition: 2024-02-03", "edition: ^2024-02-31", "`2024-02-31` is not a date. Write it as YYYY-MM-DD."),
    ("edition: 2024-02-03", "edition: ^02/03/2024", "`02/03/2024` is not a date. Write it as YYYY-MM-DD."),
    ("edition: 2024-02-03", "edition: ^20240203", "`20240203` is not a date. Write it as YYYY-MM-DD."),
    ("edition: 2024-02-03", "edition: ^~", "`edition` is not a date. Write it as YYYY-MM-DD."),
    (
        "review_by: 2099-01-01",
        "review_by: ^2024-02-02",
        "`review_by` is before the edition of 2024-02-03. Write a later",
    ),
    ("funding: None.", "funding:^", "`funding` is empty. Write its text, or delete the line."),
    ("funding: None.", "funding: ^null", "`funding` is empty. Write its text, or delete the line."),
    ("funding: None.", 'funding: ^" "', "`funding` is empty. Write its text."),
    ("funding: None.", "funding: ^3", '`3` is not read as text. Write "3" in quotes.'),
    ("funding: None.", "funding: ^true", '`true` is not read as text. Write "true" in quotes.'),
    ("funding: None.", "funding: ^[a]", NOT_TEXT),
    ("funding: None.", "funding: ^{from: a fund}", NOT_TEXT),
    (
        "title: A small quiz",
        f"title: ^{'x' * 141}",
        "`title` is 141 characters long; at most 140 fit here. Shorten it.",
    ),
    ("label: Stay", f"label: ^{'x' * 41}", "`label` is 41 characters long; at most 40 fit here. Shorten it."),
    ("id: small", "id: ^Small Quiz", f"`Small Quiz` {NOT_AN_ID}"),
    ("id: small", "id: ^1st", f"`1st` {NOT_AN_ID}"),
    ("id: small", f"id: ^{'a' * 61}", "`id` is 61 characters long; at most 60 fit here. Shorten it."),
    ("format: 2", "format: ^3", "is not a format that this program reads. Write `format: 2`, without quotes."),
    (
        "format: 2",
        "format: ^1",
        "is the format of an earlier version of this program. Follow docs/authors/",
    ),
    ("short: Leave", f"short: ^{'x' * 13}", "`short` is 13 characters long; at most 12 fit here. Shorten it."),
    ("kind: scale", "kind: ^skale", "`skale` is not known for `kind`. Write `one`, `scale`, `several` or `priority`."),
    ("to: mentor", "to: ^mentors", "`mentors` is not a known addressee. Did you mean `mentor`?"),
    (AUTHORS, "authors: ^me", "`authors` must be a list. Write each entry after `- `, one under another."),
    (AUTHORS, "authors: [^me]", NOT_AN_AUTHOR),
    (AUTHORS, "authors: [^~]", NOT_AN_AUTHOR),
    (AUTHORS, "authors: ^[]", "`authors` has 0; it needs at least 1. Add entries."),
    (OPTIONS, "reading_grade: {from: 8, to: ^21}\n" + OPTIONS, "`to` is 21. It must be at most 20."),
    (OPTIONS, "reading_grade: {from: ^12, to: 8}\n" + OPTIONS, "`from` is above `to`. Swap the two."),
    (OPTIONS, "at_most_one_in: {headline: ^0}\n" + OPTIONS, "`headline` is 0. It must be at least 1."),
    (
        OPTIONS,
        "at_most_one_in: {^headlines: 8}\n" + OPTIONS,
        "`headlines` is not a known field here. Did you mean `headline`?",
    ),
    (SIDE, "^" + SIDE + "      " + SIDE, "`sides` has 3; it takes at most 2. Delete entries."),
]

NAMES = [
    ("about: [people]", "about: [^poeple]", "`poeple` is not a known question. Did you mean `people`?"),
    ("about: [people]", "about: [^first]", "`first` is not a known question. Known: `nights`, `people`."),
    (
        "- id: everyone\n",
        "- id: everyone\n    about: ^nihgts\n",
        "`nihgts` is not a known question. Did you mean `nights`?",
    ),
    (
        "- id: everyone\n",
        "- id: everyone\n    about: ^first\n",
        "`first` is not a known question. Known: `nights`, `people`.",
    ),
    (FOR, "for: {^laeve: nights are hard}", "`laeve` is not a known option. Did you mean `leave`?"),
    ("against: {stay: nights", "against: {^other: nights", "`other` is not a known option. Known: `stay`, `leave`."),
    (
        ELSE,
        "text: X., unargued: {^agianst: All do.}}",
        "`agianst` is not known for `unargued`. Write `for` or `against`.",
    ),
    (
        OPTIONS,
        "besides: [{text: X., claims: [^r1-dyas]}]\noptions:\n",
        "`r1-dyas` is not a known claim. Did you mean `r1-days`?",
    ),
    ("claims: [r1-days]", "claims: [r1-days, ^r1-dyas]", "`r1-dyas` is not a known claim. Did you mean `r1-days`?"),
    ("claims: [q-asks]", "claims: [q-asks, ^q-aks]", "`q-aks` is not a known claim. Did you mean `q-asks`?"),
    ("claims: [r1-days]", "claims: ^[]", "`claims` has 0; it needs at least 1. Add entries."),
    ("evidence: talk", "evidence: ^tlak", "names the register `tlak`, but there is no seeds/tlak.yaml. Did you mean"),
    (
        "evidence: talk",
        "evidence: ^other",
        "names the register `other`, but there is no seeds/other.yaml. Known: `talk`.",
    ),
    ("- id: hard_nights", "- id: ^everyone", "`everyone` is the id of another rule. Give each its own id."),
    ("id: worth_it", "id: ^nights_yes", "`nights_yes` is the id of another rule. Give each its own id."),
    ("{id: work_point,", "{id: ^everyone,", "`everyone` is the id of another rule. Give each its own id."),
    ("{id: work_point,", "{id: ^Work,", f"`Work` {NOT_AN_ID}"),
    (
        "advice:\n",
        "  - {id: ^work, label: X, points: [{id: x, when: always, text: X., claims: [r1-days]}]}\nadvice:\n",
        "`work` is the id of another entry of `key_points`. Give each its own id.",
    ),
    (
        "id: leave, label",
        "id: leave, text: A, label: B, short: C}\n  - {id: ^leave, label",
        "`leave` is the id of another entry of `op",
    ),
    (
        "addressees: [",
        "addressees: [^{id: spare, label: Spare}, ",
        "no ask is for `spare`. Use it, or delete the entry.",
    ),
]

QUESTIONS = [
    ("most: 2", "most: ^5", "`most` is more than there are choices. Lower it, or delete it."),
    ("most: 2", "most: ^0", "`most` is 0. It must be at least 1."),
    ("kind: scale", "kind: scale\n    most: ^1", "`most` is for the kind `several` or `priority`. Delete it."),
    ("alone: true", 'alone: ^"true"', "`true` is neither true nor false. Write `true` without quotes."),
    ("label: Many}", "label: Many, alone: ^true}", "`alone` is for the kind `several`. Delete it."),
    ("label: Many}", "label: Many, about: ^[people]}", "`about` is for the kind `priority`. Delete it."),
    (
        "{id: company, label: Company, about: [people]}",
        "^{id: company, label: Company}",
        "`company` puts nothing first.",
    ),
    ("- id: first\n", "- id: ^any\n", "`any` has a meaning of its own in conditions. Choose an"),
    (
        "{id: many, label: Many}",
        "{id: many, label: Many}, ^{id: not_sure, label: X}",
        "`not_sure` is offered automatically.",
    ),
    (
        "{id: many,",
        "{id: many, label: A}, {id: ^few,",
        "`few` is the id of another entry of `choices`. Give each its own",
    ),
    (ASKED, "ask_when: {^people: old}", "tests `people`, which is not asked before this one. Test earlier questions"),
    (
        ASKED,
        "ask_when: {any: [{nights: few}, {not: {^people: old}}]}",
        "tests `people`, which is not asked before this",
    ),
    (ASKED, "ask_when: {^nihgts: few}", "tests `nihgts`, which is not a question. Did you mean `nights`?"),
]

MAPPINGS = [
    (FOR, "for: ^[leave]", "`for` must be a mapping. Write `leave: the reason in half a sentence`, one under another."),
    (FOR, "for: ^leave", "`for` must be a mapping. Write `leave: the reason in half a sentence`, one under another."),
    (FOR, "for: ^[{leave: nights are hard}]", "`for` must be a mapping. Write `leave: the reason in half a sentence`"),
    (FOR, "for: ^~", "`for` is empty. Write its entries, or delete the line."),
    (FOR, "for: {leave: ^3}", '`3` is not read as text. Write "3" in quotes.'),
    (FOR, "for: {^3: nights are hard}", f"`3` {NOT_AN_ID}"),
    (FOR, "for: ^nights are hard", "`for` does not say what its text is about. Write the id of an option and a colon"),
    (ELSE, "text: X., unargued: ^no one says so}", "`unargued` does not say what its text is about. Write `for` or"),
    (ELSE, "text: X., unargued: ^against}", "`unargued` must be a mapping. Write `against: the reason in half a sen"),
    (ELSE, "text: X., unargued: {against: ^}}", "`against` is empty. Write its text, or delete the line."),
]

CONDITIONS = [
    ("{^nihgts: few}", "tests `nihgts`, which is not a question. Did you mean `nights`?"),
    (
        "{^color: red}",
        "tests `color`, which is not a question. Known: `nights`, `people`, `first`, `all`, `any`, `not`.",
    ),
    ("{^al: [{nights: few}]}", "tests `al`, which is not a question. Did you mean `all`?"),
    ("{nights: ^fwe}", "`fwe` is not a choice of `nights`. Did you mean `few`?"),
    ("{nights: [none, ^red]}", f"`red` is not a choice of `nights`. {NIGHTS}"),
    ("{nights: ^~}", f"is not a choice of `nights`. {NIGHTS}"),
    ("{nights: [few, ^3]}", f"is not a choice of `nights`. {NIGHTS}"),
    ("{nights: ^[]}", "names no choice of `nights`. Known: `none`, `few`, `many`."),
    ("{nights: {^at_lest: few}}", "`at_lest` is not a comparison. Did you mean `at_least`?"),
    ("{nights: {at_most: ^fwe}}", "`fwe` is not a choice of `nights`. Did you mean `few`?"),
    ("{nights: {at_least: ^not_sure}}", "`not_sure` has no place on a scale. List it: `[…, not_sure]`."),
    ("{nights: ^{at_least: many, at_most: few}}", "leaves no choice of `nights`. Swap or widen the bounds."),
    ("{nights: ^{}}", "compares with nothing. Write `at_least: …` or `at_most: …`."),
    ("{people: ^{at_least: old}}", "compares `people`, which is not an ordered scale. List the choices, or make it"),
    ("{^first: sleep}", "tests `first`, which only orders the summary. Test one of the other questions."),
    ("{^first: not_sure}", "tests `first`, which only orders the summary. Test one of the other questions."),
    ("{any: ^nights}", "`any` needs a list of conditions. Write one under another, each after `- `."),
    ("{all: ^[]}", "`all` needs a list of conditions. Write one under another, each after `- `."),
    ("{not: ^[{nights: few}]}", "is a list, and not a condition. Write one condition, or say whether all or any of"),
    ("{all: [{nights: few}, ^nights]}", "`nights` is a question. Say which choices: `{nights: […]}`."),
    ("{all: [{nights: few}, ^old]}", "`old` is a choice. Say of which question: `{people: old}`."),
    ("{^or: [{nights: few}, {people: old}]}", "tests `or`, which is not a question. Write `any`."),
    ("^{}", "is an empty condition. Write `always`, or a mapping such as `{nights: [few, many]}`."),
    ("^sometimes", NOT_A_CONDITION),
    ("^true", NOT_A_CONDITION),
    ("^~", NOT_A_CONDITION),
]

NAMED = [
    ("by: later", "by: ^latter", "`latter` is not a known deadline. Did you mean `later`?"),
    (
        "deadlines:\n",
        "deadlines:\n  - ^{id: never, label: N}\n",
        "no advice has the deadline `never`. Use it, or delete the entry.",
    ),
    ("This week}", "This week, date: ^soon}", "`soon` is not a date. Write it as YYYY-MM-DD."),
    (
        "This week}\n  - {id: later, label: Before you sign, date: 2024-05-01}",
        "This week, date: 2024-05-02}\n  - {id: later, label: Before you sign, date: ^2024-05-01}",
        "is earlier than 2024-05-02, which stands above it. Put the earliest deadline first.",
    ),
    ("when: some_nights", "when: ^some_nihgts", "`some_nihgts` is not a condition. Did you mean `some_nights`?"),
    ("[{all: [some_nights", "[{all: [^nights", "`nights` is a question. Say which choices: `{nights: […]}`."),
    ("[{all: [some_nights", "[{all: [^always", "`always` inside a condition says nothing. Delete it."),
    (
        "{nights: {at_least: few}}}",
        "^{any: [some_nights, {nights: few}]}}",
        "names itself: `some_nights` → `some_nights`. Write one of them without naming the next.",
    ),
    (
        "{nights: {at_least: few}}}",
        "{^nihgts: few}}",
        "tests `nihgts`, which is not a question. Did you mean `nights`?",
    ),
    ("{id: company, when", "^{id: spare, when: company}\n  - {id: company, when", "nothing uses `spare`. Use it, or"),
    ("{id: some_nights,", "{id: ^company,", "`company` is the id of another entry of `conditions`. Give each its"),
    ("{id: company, when", "{id: ^always, when", "`always` has a meaning of its own in conditions. Choose another id."),
    ("{id: company, when", "{id: ^[company], when", "`id` must be text. Write one, without brackets."),
    ("ask_when: some_nights", "ask_when: ^company", "`company` tests `people`, which is not asked before this one."),
    (
        "ask_when: some_nights\n    ask_if_open: false",
        "ask_if_open: ^false",
        "`ask_if_open` says nothing without `ask_when`. Delete it, or add `ask_when`.",
    ),
]

REGISTERS = [
    ("reply-1, sentence: 2", "reply-1, sentence: ^3", "`reply-1` has 2 sentences, and this is number 3. Count again"),
    ("reply-1, sentence: 2", "reply-1, sentence: ^0", "`sentence` is 0. It must be at least 1."),
    ("post: reply-2", "post: ^reply-3", "`reply-3` is not a known post. Did you mean `reply-2`?"),
    ("topic: work", "topic: ^wokr", "`wokr` is not a known topic. Did you mean `work`?"),
    ("answered_by: [r1-nights]", "answered_by: [^r1-night]", "`r1-night` is not a known claim. Did you mean"),
    ("claims: [r2-nights]", "claims: [^r2-night]", "`r2-night` is not a known claim. Did you mean `r2-nights`?"),
    ("likes: 1", "likes: ^many", "`many` is not a whole number. Write digits only, such as 3."),
    ("role: asks", "role: ^asking", "`asking` is not known for `role`. Write `asks` or `reply`."),
    ("sentence: 2, topic", "^sentance: 2, sentence: 2, topic", "`sentance` is not a known field here. Did you mean"),
    ("- {id: r2-nights,", "- {id: ^q-asks,", "`q-asks` is the id of another entry of `claims`. Give each its own id."),
    ("likes: 1,", "likes: 1, without_claim: [{sentences: ^[1], why: No.}],", "sentence 1 has a claim. Remove it from"),
    ("likes: 1,", "likes: 1, without_claim: [{sentences: ^[9], why: No.}],", "sentence 9 does not exist. Remove"),
    ("{id: reply-2, name: Reply 2, role: reply, author: not shown, sentences: 1}",
     "^{id: reply-2, name: Reply 2, role: reply, author: not shown, sentences: 3}",
     "no claim comes from sentences 2, 3 of `reply-2`. Register what they say, correct the `post` of a claim, or"),
    ("sides:\n      - {says: They are hard., claims: [r1-nights]}\n      -", "sides:\n      ^-", "`sides` has 1; it"),
    ("format: 2", "format: ^1", "is the format of an earlier version of this program. Follow docs/authors/"),
    ("kind: conflict", "kind: ^quarrel", "`quarrel` is not known for `kind`. Write `conflict`, `weight`, `gap` or"),
    ("- id: nights\n    kind: conflict", "- ^id: nights", "`kind` is missing. Add `kind: …`."),
    ("    sides:\n", "    ^sites:\n", "`sites` is not a known field here. Did you mean `sides`?"),
    ("ask: The union", "ask: ^[the union]", "`ask` must be text. Write one text, in quotes if it begins with `[`"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), VALUES + NAMES + MAPPINGS + QUESTIONS)
def test_a_mistake_is_reported_once_where_it_stands_with_its_mend(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    text, place = marked(old, new)
    found = mistakes(tmp_path, text)
    assert len(found) == 1, found
    assert found[0].startswith(f"rules/small.yaml:{place}: {said}")


@pytest.mark.parametrize(("old", "new", "said"), NAMED)
def test_a_mistake_in_what_has_a_name_is_reported_where_it_stands(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    text, place = marked(old, new, RICH)
    found = mistakes(tmp_path, text)
    assert any(problem.startswith(f"rules/small.yaml:{place}: {said}") for problem in found), found
    assert len(found) == 1 or "another" in said, found


@pytest.mark.parametrize(("when", "said"), CONDITIONS)
def test_a_mistake_in_a_condition_is_reported_once_where_it_stands(tmp_path: Path, when: str, said: str) -> None:
    text, place = marked("when: always", f"when: {when}")
    (found,) = mistakes(tmp_path, text)
    assert found.startswith(f"rules/small.yaml:{place}: {said}")


@pytest.mark.parametrize(("old", "new", "said"), REGISTERS)
def test_a_mistake_in_the_register_is_reported_where_it_stands(tmp_path: Path, old: str, new: str, said: str) -> None:
    text, place = marked(old, new, REGISTER)
    found = mistakes(tmp_path, SMALL, text)
    assert any(problem.startswith(f"seeds/talk.yaml:{place}: {said}") for problem in found), found


@pytest.mark.parametrize(
    ("old", "new", "field", "where"),
    [
        ("title: A small quiz", "^titel: A small quiz", "title", "1:1"),
        ("    label: Nights\n", "    ^lable: Nights\n", "label", "20:5"),
        ("    claims: [r1-days]\n", "    ^claim: [r1-days]\n", "claims", "55:5"),
        ("    if_not_sure: Work", "    ^if_notsure: Work", "if_not_sure", "20:5"),
    ],
)
def test_a_misspelled_field_is_named_with_the_nearest_and_not_missed_besides(
    tmp_path: Path, old: str, new: str, field: str, where: str
) -> None:
    text, place = marked(old, new)
    said = f"`{new.strip(' ^').split(':')[0]}` is not a known field here. Did you mean `{field}`?"
    assert mistakes(tmp_path, text) == [f"rules/small.yaml:{place}: {said}"]


def test_an_unknown_field_is_refused_where_nothing_is_near(tmp_path: Path) -> None:
    text, place = marked("minutes: 1", "minutes: 1\n^color: red")
    (found,) = mistakes(tmp_path, text)
    assert found.startswith(
        f"rules/small.yaml:{place}: `color` is not a known field here. Known: `format`, `id`, `title`, "
    )


def test_advice_without_a_claim_is_refused(tmp_path: Path) -> None:
    (found,) = mistakes(tmp_path, changed("    text: Reply 1 says so.\n    claims: [r1-days]\n", "    text: X.\n"))
    assert found == "rules/small.yaml:55:5: `claims` is missing. Add `claims: …`."


def test_an_earlier_id_that_another_has_is_refused_where_it_stands(tmp_path: Path) -> None:
    text, place = marked("- id: people\n", "- id: people\n    was: [folk, ^nights]\n")
    (found,) = mistakes(tmp_path, text)
    assert found.startswith(f"rules/small.yaml:{place}: `nights` is the id of another")
    text, place = marked("{id: few, label: A few}", "{id: few, label: A few, was: [^none]}")
    (found,) = mistakes(tmp_path, text)
    assert found.startswith(f"rules/small.yaml:{place}: `none` is the id of another")


def test_a_second_priority_question_is_refused(tmp_path: Path) -> None:
    second = SMALL[SMALL.index("  - id: first") : SMALL.index("headlines:")].replace("id: first", "id: second")
    text = changed("headlines:", second + "headlines:").replace("kind: priority", "kind: ^priority", 1)
    text, place = marked("^", "^", text)
    assert mistakes(tmp_path, text) == [
        f"rules/small.yaml:{place}: a priority question comes last. Move it to the end; keep one."
    ]


def test_many_mistakes_are_reported_at_once_in_both_files_in_order(tmp_path: Path) -> None:
    rulebook = changed("title: A small quiz", "titel: A small quiz")
    rulebook = changed("minutes: 1", "minutes: soon", rulebook)
    rulebook = changed("for: {leave:", "for: {laeve:", rulebook)
    found = mistakes(tmp_path, rulebook, changed("role: asks", "role: asking", REGISTER))
    assert [problem.split(":")[0] for problem in found] == ["rules/small.yaml"] * 3 + ["seeds/talk.yaml"]
    assert [int(problem.split(":")[1]) for problem in found[:3]] == [3, 6, 65]


def test_a_mistake_in_the_register_does_not_hide_an_unknown_claim(tmp_path: Path) -> None:
    found = mistakes(tmp_path, changed("[r1-days]", "[r1-dyas]"), changed("role: asks", "role: asking", REGISTER))
    assert any("`r1-dyas` is not a known claim. Did you mean `r1-days`?" in problem for problem in found), found


def test_a_mistake_in_a_field_does_not_hide_one_between_fields(tmp_path: Path) -> None:
    rulebook = changed("text: How many nights a month?", "text: 3\n    most: 2")
    rulebook = changed("id: hard_nights", "id: everyone\n    titel: X", rulebook)
    found = " ".join(mistakes(tmp_path, rulebook))
    for said in ("`3` is not read as text.", "`most` is for", "`titel` is not a known field", "the id of another rule"):
        assert said in found


def test_a_wrong_or_missing_kind_does_not_hide_what_else_is_wrong_with_a_question(tmp_path: Path) -> None:
    for kind, said in (("kind: skale", "`skale` is not known for `kind`."), ("hint: What?", "`kind` is missing.")):
        rulebook = changed("kind: scale", kind, changed("text: How many nights a month?", "text: 3"))
        found = mistakes(tmp_path, rulebook)
        assert len(found) == 2
        assert any(said in problem for problem in found), found
        assert any("`3` is not read as text." in problem for problem in found), found


@pytest.mark.parametrize("name", ["options", "questions", "headlines", "advice"])
def test_a_misspelled_list_is_the_only_mistake_that_follows_from_it(tmp_path: Path, name: str) -> None:
    assert len(mistakes(tmp_path, changed(f"\n{name}:", f"\n{name[:-1]}:", SMALL + EXAMPLE))) == 1


@pytest.mark.parametrize("name", ["topics", "posts", "claims"])
def test_a_misspelled_list_of_the_register_is_the_only_mistake_that_follows_from_it(tmp_path: Path, name: str) -> None:
    assert len(mistakes(tmp_path, SMALL, changed(f"\n{name}:", f"\n{name[:-1]}:", REGISTER))) == 1


def test_misspelled_choices_are_the_only_mistake_that_follows_from_them(tmp_path: Path) -> None:
    assert len(mistakes(tmp_path, changed("choices: [{id: none", "choice: [{id: none"))) == 1
    assert len(mistakes(tmp_path, changed(CHOICES, "[none, few, many]"))) == 3


@pytest.mark.parametrize("day", ['"1699920000"', "-86400", "1699920000.0", '"0"', "2024-02-03T00:00:00"])
def test_a_date_is_nothing_but_year_month_and_day(tmp_path: Path, day: str) -> None:
    text, place = marked("edition: 2024-02-03", f"edition: ^{day}")
    (found,) = mistakes(tmp_path, text)
    assert found.startswith(f"rules/small.yaml:{place}: ")
    assert found.endswith("is not a date. Write it as YYYY-MM-DD.")


def test_true_is_no_format(tmp_path: Path) -> None:
    assert len(mistakes(tmp_path, changed("format: 2", "format: true"))) == 1


@pytest.mark.parametrize(
    ("old", "new", "never"),
    [
        (SIDES, "      " + SIDE, "`1` is missing"),
        ("claims: [r1-days]", "claims: [~]", "`0` is empty"),
        ("claims: [r1-days]", "claims: [[r1-days]]", "`0` must be text"),
        ("language: en", "language: english", "lower-case letters"),
        ("id: small", "id: small--quiz", "Use lower-case letters, digits, `-` and `_`, and start with a letter."),
        ("format: 2", 'format: "2"', "`2` is not known for `format`. Write 2."),
        ("format: 2", "format: ~", "None"),
        ("kind: scale", "kind:", "None"),
        ("minutes: 1", "minutes: true", "True"),
        ("to: mentor", "to: {mentor: yes}", "{'"),
        ("when: always", "when: {all: [always, {nights: few}]}", "Write `always`"),
        ("headlines:\n", EXAMPLE.replace("few", "~") + "headlines:\n", "None"),
        ("headlines:\n", EXAMPLE.replace("few", "{a: b}") + "headlines:\n", "{'a': 'b'}"),
        (FOR, f"for: [{'x' * 1000}]", "x" * 200),
        (FOR, f"for: {{{'x' * 1000}: nights are hard}}", "x" * 200),
        (FOR, "for: [leave]", "dictionary"),
        (ELSE, "text: X., unargued: {agianst: All do.}}", "[key]"),
    ],
)
def test_a_message_speaks_of_what_the_author_wrote_and_its_mend_helps(
    tmp_path: Path, old: str, new: str, never: str
) -> None:
    for problem in mistakes(tmp_path, changed(old, new)):
        assert never not in problem


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("nights: few", "^nihgts: few", "`nihgts` is not a known question. Did you mean `nights`?"),
        ("nights: few", "nights: ^fwe", "`fwe` is not a choice of `nights`. Did you mean `few`?"),
        ("nights: few", "nights: [few, ^fwe]", "`fwe` is not a choice of `nights`. Did you mean `few`?"),
        ("nights: few", "nights: ^[]", "names no choice of `nights`. Name one, or leave the question out."),
        ("nights: few", "nights: ^3", "is not a choice of `nights`. Name one by its id."),
        ("nights: few", "nights: [few, ^{a: b}]", "is not a choice of `nights`. Name one by its id."),
        ("[everyone]", "[^evryone]", "`evryone` is not a known "),
        (
            "[everyone]",
            "[everyone], marks: {^saty: {for: [nights]}}",
            "`saty` is not a known option. Did you mean `stay`?",
        ),
        (
            "[everyone]",
            "[everyone], marks: {stay: {for: [^nihgts]}}",
            "`nihgts` is not a known question. Did you mean `nights`?",
        ),
        (
            "[everyone]",
            "[everyone], no_marks: {stay: {^fro: [nights]}}",
            "`fro` is not a known field here. Did you mean `for`?",
        ),
        ("[everyone]", "[everyone], marks: ^[stay]", "`marks` must be a mapping. Write `stay: {for: …, against: …}`"),
        ("[everyone]", "^[]", "`gets` has 0; it needs at least 1. Add entries."),
        ("{nights: few}", "^[few]", "must be a mapping. Write `question: choice`, or `question: [choice, choice]`."),
    ],
)
def test_a_mistake_in_an_example_is_reported_where_it_stands(tmp_path: Path, old: str, new: str, said: str) -> None:
    text, place = marked("headlines:\n", changed(old, new, EXAMPLE) + "headlines:\n")
    (found,) = mistakes(tmp_path, text)
    assert found.startswith(f"rules/small.yaml:{place}: {said}")


def with_claim(claim: str) -> str:
    return changed("differences:", f"  - {claim}\ndifferences:", REGISTER)


def test_a_claim_that_nothing_rests_on_needs_a_reason(tmp_path: Path) -> None:
    register = with_claim("{id: r1-more, post: reply-1, sentence: 1, topic: work, text: More.}")
    (found,) = mistakes(tmp_path, SMALL, register)
    assert found.startswith("rules/small.yaml:12:11: nothing rests on the claim `r1-more`. Name it in the `claims` ")
    assert book(tmp_path, SMALL + "unused_claims: [{claim: r1-more, why: It repeats another.}]\n", register)


@pytest.mark.parametrize("claim", ["r1-days", "r1-nights", "r2-nights"])
def test_a_claim_that_is_used_needs_no_reason(tmp_path: Path, claim: str) -> None:
    text, place = marked("headlines:\n", f"unused_claims: [^{{claim: {claim}, why: No reason.}}]\nheadlines:\n")
    assert mistakes(tmp_path, text) == [f"rules/small.yaml:{place}: `{claim}` is used. Remove it from this list."]


def test_an_unknown_claim_is_not_excused(tmp_path: Path) -> None:
    text, place = marked("headlines:\n", "unused_claims: [{claim: ^r1-dyas, why: No reason.}]\nheadlines:\n")
    (found,) = mistakes(tmp_path, text)
    assert found == f"rules/small.yaml:{place}: `r1-dyas` is not a known claim. Did you mean `r1-days`?"


def test_a_claim_that_only_a_difference_brings_is_used(tmp_path: Path) -> None:
    assert "r2-nights" not in SMALL
    assert book(tmp_path).evidence_base.claim_by_id["r2-nights"]


def test_a_claim_that_only_a_key_point_an_aside_an_ask_or_a_tension_rests_on_is_used(tmp_path: Path) -> None:
    register = with_claim("{id: r1-more, post: reply-1, sentence: 1, topic: work, text: More.}")
    assert book(tmp_path, changed("claims: [q-asks]", "claims: [q-asks, r1-more]"), register)
    assert book(tmp_path, changed("of people., claims: [r1-days]", "of people., claims: [r1-more]"), register)
    assert book(tmp_path, changed(OPTIONS, "besides: [{text: X., claims: [r1-more]}]\noptions:\n"), register)
    assert book(tmp_path, changed("at night., claims: [r1-days]", "at night., claims: [r1-more]"), register)


def test_a_sentence_without_claim_needs_a_reason(tmp_path: Path) -> None:
    longer = "likes: 1, sentences: 3"
    (found,) = mistakes(tmp_path, SMALL, changed("likes: 1, sentences: 2", longer, REGISTER))
    assert found.startswith("seeds/talk.yaml:7:5: no claim comes from sentence 3 of `reply-1`. Register what it says")
    excused = longer + ", without_claim: [{sentences: [3], why: A greeting.}]"
    assert book(tmp_path, SMALL, changed("likes: 1, sentences: 2", excused, REGISTER))


@pytest.mark.parametrize("count", [9_999, 10_000, 1_000_000])
def test_a_count_of_sentences_far_too_high_is_one_short_mistake(tmp_path: Path, count: int) -> None:
    (found,) = mistakes(tmp_path, SMALL, changed("likes: 1, sentences: 2", f"likes: 1, sentences: {count}", REGISTER))
    assert found.startswith("seeds/talk.yaml:7:")
    assert len(found) < 500


def test_what_was_asked_stands_in_the_opening_post(tmp_path: Path) -> None:
    text, place = marked("    sentence: 1\n", "    sentence: ^7\n", REGISTER)
    (found,) = mistakes(tmp_path, SMALL, text)
    assert found.startswith(f"seeds/talk.yaml:{place}: ")


def test_a_source_that_was_asked_something_has_an_opening_post(tmp_path: Path) -> None:
    assert len(mistakes(tmp_path, SMALL, changed("role: asks", "role: reply", REGISTER))) == 1


def test_a_register_under_another_name_is_told_at_the_name(tmp_path: Path) -> None:
    (found,) = mistakes(tmp_path, SMALL, changed("id: talk", "id: tlak", REGISTER))
    assert found.startswith("rules/small.yaml:12:11: names the register `talk`, but seeds/talk.yaml calls itself")


def test_without_a_register_the_rulebook_is_still_read(tmp_path: Path) -> None:
    found = mistakes(tmp_path, changed("minutes: 1", "minutes: soon"), "a: [\n")
    assert [problem.split(": ")[0] for problem in found] == ["rules/small.yaml:6:10", "seeds/talk.yaml:2:1"]
    path = write_files(tmp_path)
    (tmp_path / "seeds" / "talk.yaml").unlink()
    with pytest.raises(InvalidFiles, match=r"there is no .*talk.yaml. Known: none"):
        load_rulebook(path, tmp_path / "seeds")
    with pytest.raises(InvalidFiles, match=r"there is no .*talk.yaml. Known: none"):
        load_rulebook(path, tmp_path / "nowhere")


@pytest.mark.parametrize("text", ["", "# nothing", "[]", "just text", "- a\n- b\n", "3", "~"])
def test_a_file_of_the_wrong_shape_is_one_clear_mistake(tmp_path: Path, text: str) -> None:
    said = "1:1: must be a mapping. Write `field: value` lines. Fields: `format`, `id`, "
    (found,) = mistakes(tmp_path, text)
    assert found.startswith(f"rules/small.yaml:{said}`title`")
    (found,) = mistakes(tmp_path, SMALL, text)
    assert found.startswith(f"seeds/talk.yaml:{said}`source`")


BYTES = st.binary(max_size=8) | st.sampled_from([b"{", b": ", b"\n- ", b"[", b"null", b"~", b"[]", b"{}", b"3", b'"'])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.booleans(), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), BYTES), min_size=1, max_size=3))
def test_a_damaged_file_loads_or_is_refused_and_never_breaks(
    tmp_path: Path, in_rulebook: bool, cuts: list[tuple[float, int, bytes]]
) -> None:
    text = (SMALL if in_rulebook else REGISTER).encode()
    for where, length, instead in cuts:
        start = int(where * len(text))
        text = text[:start] + instead + text[start + length :]
    path = write_files(tmp_path)
    target = path if in_rulebook else tmp_path / "seeds" / "talk.yaml"
    target.write_bytes(text)
    problems: tuple[Diagnostic, ...] = ()
    try:
        load_rulebook(path, tmp_path / "seeds")
    except InvalidFiles as error:
        problems = error.problems
    assert all(each.line >= 1 and each.column >= 1 and each.what and each.mend for each in problems)


def test_a_file_is_refused_from_one_byte_over_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    path.write_bytes(b"#" * MAX_BYTES)
    assert read_file(path).data is None
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(InvalidFiles) as caught:
        read_file(path)
    assert str(caught.value) == f"{path}:1:1: is larger than 4 MiB. Split it into several rulebooks."
