"""What the program itself says: translated in full, and in the language that is asked for."""

import ast
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po
from flask.testing import FlaskClient

from quiz.words.speech import CATALOGS, languages, speech_for

PROJECT = Path(__file__).parents[2]
KEYWORDS = ("say", "say_number", "N_")
TRANSLATED = [language for language in languages() if language != "en"]


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """All interface text, as the command in docs/authors/translating.md finds it."""
    found = tmp_path_factory.mktemp("texts") / "messages.pot"
    command = ["pybabel", "-q", "extract", "-F", "pyproject.toml", "-k", "say", "-k", "say_number:1,2"]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(PROJECT)
        CommandLineInterface().run([*command, "-o", str(found), "."])
    return read_po(BytesIO(found.read_bytes()))


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_is_translated_and_fills_in_the_same_values(texts: Catalog, language: str) -> None:
    catalog = read_po(BytesIO((CATALOGS / language / "LC_MESSAGES" / "messages.po").read_bytes()))
    missing, wrong = [], []
    for text in texts:
        found = catalog.get(text.id)
        if not text.id:
            continue
        if found is None or found.fuzzy or not all([found.string] if isinstance(found.string, str) else found.string):
            missing.append(text.id)
        else:
            wrong += list(found.check(catalog))
    assert (missing, wrong) == ([], [])
    assert {message.id for message in catalog if message.id} <= {text.id for text in texts}


def test_no_text_is_hidden_from_the_translators(texts: Catalog) -> None:
    """Whatever the program says must be found by the extraction, which does not look into f-strings."""
    said = set()
    for path in (PROJECT / "quiz").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in KEYWORDS and node.args and isinstance(node.args[0], ast.Constant):
                    said.add(node.args[0].value)
    known = {text.id if isinstance(text.id, str) else text.id[0] for text in texts}
    assert len(said) > 30
    assert said - known == set()


def test_a_region_speaks_its_language_and_an_unknown_one_english() -> None:
    assert speech_for("es-MX").say("Back") == "Atrás"
    assert speech_for("de").say("Back") == "Back"
    assert speech_for("de").tag == "de"


def test_numbers_and_dates_follow_the_language() -> None:
    spanish, english = speech_for("es"), speech_for("en")
    assert spanish.day(date(2026, 11, 24)) == "24 de noviembre de 2026"
    assert english.day(date(2026, 11, 24)) == "November 24, 2026"
    one, many = "Choose %(number)s answer.", "Choose up to %(number)s answers."
    assert spanish.say_number(one, many, 1) == "Elige 1 respuesta."
    assert english.say_number(one, many, 2) == "Choose up to 2 answers."


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("he-IL", "rtl"), ("es", "ltr"), ("xx", "ltr")])
def test_text_runs_as_its_language_does(language: str, direction: str) -> None:
    assert speech_for(language).direction == direction


def test_a_page_outside_any_quiz_speaks_as_the_browser_asks(client: FlaskClient) -> None:
    assert "Esa página no existe" in client.get("/nowhere/", headers={"Accept-Language": "es-AR,es;q=0.9"}).text
    assert "There is no such page" in client.get("/nowhere/", headers={"Accept-Language": "fr"}).text


def test_an_error_within_a_quiz_speaks_its_language(client: FlaskClient) -> None:
    spanish = client.post("/small/ask", headers={"Accept-Language": "es"}).text
    assert "This page only takes plain links" in spanish


def test_a_number_that_nobody_can_read_is_the_highest_power_of_ten_that_it_reaches() -> None:
    say = speech_for("en").number
    assert [say(each) for each in (10**15 - 1, 10**15, 10**400 - 1, 2**14000, 2.5)] == [
        "999,999,999,999,999",
        "≥ 10¹⁵",
        "≥ 10³⁹⁹",
        "≥ 10⁴²¹⁴",
        "2.5",
    ]
