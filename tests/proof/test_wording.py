"""What is said of texts that give verdicts, run long, or use letters that nobody explains."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po
from click.testing import CliRunner

from quiz.cli import cli
from quiz.files.load import load_rulebook
from quiz.proof.wording import VERDICTS, lint
from quiz.shelf.loading import load_all, rulebook_files
from quiz.words.folders import own_folder
from tests.support.books import REGISTER, SMALL, changed, marked, write_files

LONG = " ".join(["word"] * 35)
GLOSSARY = "glossary: [{id: ward, term: ward, means: A part of a hospital.}]\n"


def found(folder: Path, rulebook: str = SMALL, register: str = REGISTER) -> list[tuple[str, str]]:
    """Each blemish: its check, and the problem without the folder in front."""
    path = write_files(folder, rulebook, register)
    seeds = folder / "seeds"
    return [(each.check, str(each).replace(f"{folder}/", "")) for each in lint(load_rulebook(path, seeds), seeds)]


def test_our_own_texts_have_no_blemish() -> None:
    seeds = own_folder("seeds")
    for each in load_all(rulebook_files(own_folder("rules")), seeds):
        assert list(lint(each, seeds)) == []


def test_the_small_texts_have_no_blemish(tmp_path: Path) -> None:
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "check", "said"),
    [
        ("text: Reply 1 says so.", 'text: ^"Nights: you should take them."', "verdict", "“you should” is a verdict."),
        ("text: Reply 1 says so.", "text: ^It is a perfect fit.", "verdict", "“perfect fit” is a verdict."),
        ("text: You like them.", "text: ^The best there is.", "verdict", "“The best” is a verdict."),
        ("text: You like them.", "text: ^Work that suits you.", "verdict", "“suits you” is a verdict."),
        ("text: You like them.", "text: ^Right for 80 % of you.", "share", "“80 %” is a share or a score."),
        ("text: You like them.", "text: ^You score high.", "share", "“You score” is a share or a score."),
        ("text: You like them.", f"text: ^{LONG}.", "long-sentence", "a sentence has 35 words; at most 34 read well"),
        ("text: You like them.", "text: ^At the ER.", "unexplained", "`ER` is not explained. Write it out,"),
        ("text: You like them.", "text: ^One reply likes them.", "reply-unnamed", "“One reply” does not say which."),
        ("text: You like them.", "text: ^So says the same reply.", "reply-unnamed", "“the same reply” does not say"),
        ("text: You like them.", "text: ^One of them says so.", "reply-unnamed", "“One of them says” does not say"),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(tmp_path: Path, old: str, new: str, check: str, said: str) -> None:
    text, place = marked(old, new)
    ((kind, problem),) = found(tmp_path, text)
    assert kind == check
    assert problem.startswith(f"rules/small.yaml:{place}: {said}")
    assert not problem.endswith(said)


def test_options_are_described_at_comparable_length(tmp_path: Path) -> None:
    text, place = marked("text: Do something else.", "text: ^Do something else.")
    ((check, problem),) = found(tmp_path, changed("text: Go on as now.", f"text: {'x' * 50}", text))
    assert check == "options-unequal"
    assert problem.startswith(f"rules/small.yaml:{place}: is a description of 18 letters, and another option has 50.")
    assert found(tmp_path, changed("text: Go on as now.", f"text: {'x' * 38}")) == []


def test_the_register_is_read_too_and_may_hold_figures(tmp_path: Path) -> None:
    register, place = marked("text: Nights are easy.", "text: ^In the ED 80 % say nights are easy.", REGISTER)
    ((check, problem),) = found(tmp_path, register=register)
    assert check == "unexplained"
    assert problem.startswith(f"seeds/talk.yaml:{place}: `ED` is not explained.")


def test_replies_are_named_in_differences_and_answers_too(tmp_path: Path) -> None:
    register, place = marked("says: They are easy.", "says: ^Another reply calls them easy.", REGISTER)
    ((check, problem),) = found(tmp_path, register=register)
    assert check == "reply-unnamed"
    assert problem.startswith(f"seeds/talk.yaml:{place}: “Another reply” does not say which. Name it as the register")
    assert problem.endswith("does: Reply 1, Reply 2.")
    assert [check for check, _ in found(tmp_path, register=changed("Reply 1 calls", "One reply calls", REGISTER))] == [
        "reply-unnamed"
    ]
    # A claim says what its post says.
    assert found(tmp_path, register=changed("text: Nights are easy.", "text: Another reply is wrong.", REGISTER)) == []


def test_where_replies_have_names_of_their_own_their_number_is_not_asked_for(tmp_path: Path) -> None:
    named = REGISTER.replace("name: Reply 1", "name: Ana").replace("name: Reply 2", "name: Ben")
    assert found(tmp_path, changed("text: You like them.", "text: One reply likes them."), named) == []
    letters = REGISTER.replace("name: Reply 1", "name: Letter 1").replace("name: Reply 2", "name: Letter 2")
    text = changed("text: You like them.", "text: Another letter likes them.")
    assert [check for check, _ in found(tmp_path, text, letters)] == ["reply-unnamed"]


def test_letters_in_many_texts_are_named_once(tmp_path: Path) -> None:
    text = SMALL.replace("You like them.", "The ER.").replace("Is it worth it?", "The ER?")
    ((_, problem),) = found(tmp_path, text)
    assert "`ER` is not explained, here and in 1 more." in problem


def test_a_glossary_explains_and_every_term_of_it_must_be_used(tmp_path: Path) -> None:
    explained = changed("text: You like them.", "text: At the ER.") + GLOSSARY.replace("ward, means", "ER, means")
    assert found(tmp_path, explained) == []
    assert found(tmp_path, SMALL + GLOSSARY) == []  # The register's question on nights names no ward, a hint does.
    unused = SMALL + GLOSSARY.replace("term: ward", "term: clinic")
    ((check, problem),) = found(tmp_path, unused)
    assert check == "term-unused"
    assert "“clinic” is in no text of the quiz. Delete the entry, or spell it as the texts do." in problem


def test_a_language_that_we_do_not_read_is_only_checked_for_what_is_the_same_in_all(tmp_path: Path) -> None:
    text = changed("language: en", "language: de")
    assert found(tmp_path, changed("text: You like them.", "text: The best for you.", text)) == []
    assert [check for check, _ in found(tmp_path, changed("text: You like them.", "text: 5%.", text))] == ["share"]


@pytest.mark.parametrize(
    ("said", "check", "what"),
    [
        ("Es lo mejor.", "verdict", "“lo mejor” is a verdict."),
        ("Una respuesta lo dice.", "reply-unnamed", "“Una respuesta” does not say which."),
        ("Y otra respuesta, no.", "reply-unnamed", "“otra respuesta” does not say which."),
        ("Lo dice una de las respuestas.", "reply-unnamed", "“una de las respuestas” does not say which."),
        ("Una de ellas dice que sí.", "reply-unnamed", "“Una de ellas dice” does not say which."),
    ],
)
def test_spanish_wording_is_found_in_a_catalog_on_its_line(tmp_path: Path, said: str, check: str, what: str) -> None:
    path = write_files(tmp_path)
    folders = ["--rules", str(tmp_path / "rules"), "--seeds", str(tmp_path / "seeds")]
    assert CliRunner().invoke(cli, ["translate", "es", *folders]).exit_code == 0
    spanish = {"You like them.": said, "Reply 1": "Respuesta 1", "Reply 2": "Respuesta 2"}
    for name in tmp_path.glob("*/translations/*.po"):
        with name.open("rb") as file:
            catalog = read_po(file)
        for message in catalog:
            message.string = message.string or spanish.get(str(message.id), "Aquí.")
        with name.open("wb") as file:
            write_po(file, catalog)
    seeds = tmp_path / "seeds"
    (problem,) = lint(load_rulebook(path, seeds), seeds)
    assert problem.check == check
    assert problem.what == f"`advice/with_people/text` {what}"
    assert problem.file is not None
    assert problem.file.read_text().splitlines()[problem.line - 1] == 'msgid "You like them."'


def test_check_reports_blemishes_as_errors(tmp_path: Path) -> None:
    write_files(tmp_path, changed("text: You like them.", "text: The best."))
    folders = ["--rules", str(tmp_path / "rules"), "--seeds", str(tmp_path / "seeds")]
    done = CliRunner().invoke(cli, ["check", *folders])
    assert done.exit_code == 1
    assert "“The best” is a verdict. Say what speaks for it or against it, and who says so." in done.stderr


@pytest.mark.parametrize(
    "sound",
    [
        "What do you enjoy most about your work, and what least?",
        "It is no test, and it does not tell you what to do.",
        "Reply 1 thinks that a clinic is better for patients.",
        "Two replies see it growing, and no reply says by how much.",
        "Visit two programs and ask one of them for a week.",
        "Ask which scores a program looks at, and how it ranks.",
        "Which of the two is easier for you?",
    ],
)
def test_sound_text_is_left_alone(tmp_path: Path, sound: str) -> None:
    assert VERDICTS["en"]
    assert found(tmp_path, changed("text: You like them.", f'text: "{sound}"')) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("text: You like them.", "text: You <b>like</b> them.", ["mark-shown"]),
        ("text: You like them.", "text: You **like them.", ["mark-shown"]),
        ("title: Nights wear people down", "title: Nights *wear* people down", ["mark-shown"]),
        ("title: Nights wear people down", "title: Nights [wear](https://example.org) down", ["mark-shown"]),
        ("text: You like them.", "text: You *like* **them**, 2 * 3 < 7 and 8 > 7.", []),
        ("text: You like them.", "text: You like \\*them\\*.", []),
    ],
)
def test_signs_that_students_would_see_are_found(tmp_path: Path, old: str, new: str, told: list[str]) -> None:
    assert [check for check, _ in found(tmp_path, changed(old, new))] == told


def test_a_word_that_is_explained_twice_is_found(tmp_path: Path) -> None:
    terms = "glossary: [{id: night, term: night, means: The dark.}, {id: dark, term: night, means: No light.}]\n"
    ((check, told),) = found(tmp_path, SMALL + terms)
    assert check == "term-unused"
    assert "“night” is explained twice." in told
