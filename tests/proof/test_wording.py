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

LONG = " ".join(["word"] * 31)
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
        ("text: So it goes.", 'text: ^"Nights: you should take them."', "verdict", "“you should” is a verdict."),
        ("text: So it goes.", "text: ^It is a perfect fit.", "verdict", "“perfect fit” is a verdict."),
        ("text: You like them.", "text: ^The best there is.", "verdict", "“The best” is a verdict."),
        ("text: You like them.", "text: ^Work that suits you.", "verdict", "“suits you” is a verdict."),
        ("text: You like them.", "text: ^Right for 80 % of you.", "share", "“80 %” is a share or a score."),
        ("text: You like them.", "text: ^You score high.", "share", "“You score” is a share or a score."),
        ("text: You like them.", f"text: ^{LONG}.", "long-sentence", "a sentence has 31 words; at most 30 read well"),
        ("text: You like them.", "text: ^At the ER.", "unexplained", "`ER` is not explained. Write it out,"),
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


def test_letters_in_many_texts_are_named_once(tmp_path: Path) -> None:
    text = SMALL.replace("So it goes.", "The ER.")
    ((_, problem),) = found(tmp_path, text)
    assert "`ER` is not explained, here and in 1 more." in problem


def test_a_glossary_explains_and_every_term_of_it_must_be_used(tmp_path: Path) -> None:
    explained = changed("text: You like them.", "text: At the ER.") + GLOSSARY.replace("ward, means", "ER, means")
    assert found(tmp_path, explained) == []
    assert found(tmp_path, SMALL + GLOSSARY) == []  # The register's question on nights names no ward, a hint does.
    unused = SMALL + GLOSSARY.replace("term: ward", "term: clinic")
    ((check, problem),) = found(tmp_path, unused)
    assert check == "term-unused"
    assert "“clinic” stands in no text of the quiz. Delete the entry, or spell it as the texts do." in problem


def test_a_language_that_we_do_not_read_is_only_checked_for_what_is_the_same_in_all(tmp_path: Path) -> None:
    text = changed("language: en", "language: de")
    assert found(tmp_path, changed("text: You like them.", "text: The best for you.", text)) == []
    assert [check for check, _ in found(tmp_path, changed("text: You like them.", "text: 5%.", text))] == ["share"]


def test_spanish_verdicts_are_found_in_a_catalogue_on_their_line(tmp_path: Path) -> None:
    path = write_files(tmp_path)
    folders = ["--rules", str(tmp_path / "rules"), "--seeds", str(tmp_path / "seeds")]
    assert CliRunner().invoke(cli, ["translate", "es", *folders]).exit_code == 0
    for name in tmp_path.glob("*/translations/*.po"):
        with name.open("rb") as file:
            catalogue = read_po(file)
        for message in catalogue:
            message.string = message.string or ("Es lo mejor." if message.id == "You like them." else "Aquí.")
        with name.open("wb") as file:
            write_po(file, catalogue)
    seeds = tmp_path / "seeds"
    blemishes = list(lint(load_rulebook(path, seeds), seeds))
    assert [each.check for each in blemishes] == ["verdict"]
    problem = blemishes[0]
    assert problem.what == "`advice/with_people/text` “lo mejor” is a verdict."
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
        "One reply thinks that a clinic is better for patients.",
        "Ask which scores a program looks at, and how it ranks.",
        "Which of the two is easier for you?",
    ],
)
def test_sound_text_is_left_alone(tmp_path: Path, sound: str) -> None:
    assert VERDICTS["en"]
    assert found(tmp_path, changed("text: You like them.", f'text: "{sound}"')) == []
