"""What is cached from page to page never shows on the wrong one."""

from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from jinja2 import DictLoader, Environment

from quiz.answers.routing import route
from quiz.output.templating import prepare
from quiz.rulebook.model import Rulebook
from quiz.summary.engine import summarize
from quiz.web.app import app_for
from quiz.words.speech import speech_for
from tests.support.books import book


def environment(language: str, **templates: str) -> Environment:
    loader = DictLoader({f"{name}.html": text for name, text in templates.items()})
    return prepare(Environment(loader=loader, autoescape=True), speech_for(language))


def test_each_language_has_its_own_words() -> None:
    assert environment("en", page='{{ _("Back") }}').get_template("page.html").render() == "Back"
    assert environment("es", page='{{ _("Back") }}').get_template("page.html").render() == "Atrás"


def test_a_text_keeps_its_signs_and_what_is_filled_in_is_escaped() -> None:
    page = '{{ _("a < b, 5 %%") }} {{ _("%(x)s & y", x=x) }} {{ "_" }} {{ ("_", "Back") | join }}'
    said = environment("en", page=page).get_template("page.html").render(x="<b>")
    assert said == "a < b, 5 % &lt;b&gt; & y _ _Back"


def test_a_cached_macro_escapes_what_it_is_given() -> None:
    page = "{% macro m(x) %}<i>{{ x }}</i>{% endmacro %}{% set m = m | cached %}{{ m('<') }}{{ m('>') }}{{ m('<') }}"
    assert environment("en", page=page).get_template("page.html").render() == "<i>&lt;</i><i>&gt;</i><i>&lt;</i>"


def test_what_was_refused_does_not_show_when_the_question_is_asked_again(client: FlaskClient) -> None:
    asked = client.get("/small/ask?_at=nights").text
    refused = client.get("/small/answer?_at=nights")
    assert refused.status_code == 422
    assert "question--wrong" in refused.text
    assert client.get("/small/ask?_at=nights").text == asked
    assert "checked" in client.get("/small/ask?nights=few&_at=nights").text
    assert "checked" not in client.get("/small/ask?_at=nights").text


def test_two_quizzes_with_the_same_questions_keep_their_own_words(small: Rulebook) -> None:
    nights = small.questions[0].model_copy(update={"text": "And the nights?"})
    other = small.model_copy(update={"id": "other", "questions": (nights, *small.questions[1:])})
    other.__dict__.pop("question_by_id", None)
    client = app_for({"small": small, "other": other}).test_client()
    for _ in range(2):
        assert "How many nights a month?" in client.get("/small/ask").text
        assert "And the nights?" in client.get("/other/ask").text


def test_two_rulebooks_that_say_the_same_are_equal_whatever_is_cached_of_them(tmp_path: Path) -> None:
    one, two = book(tmp_path), book(tmp_path)
    for each in (one, two, one.model_copy()):
        summarize(route(each, {"nights": frozenset({"none"}), "first": frozenset({"sleep"})}))
    assert one == two
    assert one != two.model_copy(update={"title": "Another"})


def test_links_stay_below_the_path_under_which_a_page_is_asked_for(app: Flask) -> None:
    for below in ("", "/one", "/two", ""):
        page = app.test_client().get("/small/", environ_overrides={"SCRIPT_NAME": below}).text
        assert f'href="{below}/small/ask"' in page
        assert f'href="{below}/static/quiz.' in page
