"""The preview for authors: it follows the files, and shows what is wrong with them and why a page is as it is."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from quiz.cli import cli
from quiz.web.app import app_for
from quiz.web.operation.settings import Settings
from quiz.web.pages.rendering import render
from quiz.web.preview import preview_of
from quiz.web.preview.templating import KeptTemplates
from quiz.words.speech import speech_for
from tests.support.books import ALL_ANSWERS, BROKEN, RETITLED, SMALL, book, write_files
from tests.support.servers import wait_until


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_files(tmp_path)


@contextmanager
def previewing(path: Path) -> Iterator[FlaskClient]:
    with preview_of(Settings(rules=path.parent, seeds=path.parent.parent / "seeds")) as app:
        yield app.test_client()


@pytest.fixture
def client(path: Path) -> Iterator[FlaskClient]:
    with previewing(path) as client:
        yield client


def bar_of(client: FlaskClient) -> str:
    """What the bar says once the check is over."""
    wait_until(lambda: "is running" not in client.get("/_preview/bar").text)
    return unescape(client.get("/_preview/bar").text)


def test_a_page_follows_its_file(client: FlaskClient, path: Path) -> None:
    assert "A small quiz" in client.get("/small/").text
    path.write_text(RETITLED)
    assert "A mended quiz" in client.get("/small/").text


def test_a_broken_edit_keeps_the_page_and_shows_line_and_mend_on_top(client: FlaskClient, path: Path) -> None:
    client.get("/small/")
    path.write_text(BROKEN)
    page = unescape(client.get("/small/ask").text)
    assert "How many nights a month?" in page
    assert page.index("1 mistake in the files. What you see is the last good version.") < page.index(
        "How many nights a month?"
    )
    assert f"<code>{path}:21:11</code> `skale` is not known for `kind`." in page
    assert "<strong>Write `one`, `scale`, `several` or `priority`.</strong>" in page
    assert "<code>kind: skale</code>" in page
    path.write_text(RETITLED)
    assert "What you see is the last good version" not in client.get("/small/").text


def test_the_page_changes_its_version_with_the_files_and_the_bar_with_mistakes(client: FlaskClient, path: Path) -> None:
    def versions() -> tuple[str, str]:
        bar_of(client)
        told = client.get("/_preview/versions").json
        assert told is not None
        return told["page"], told["bar"]

    first = versions()
    assert versions() == first
    path.write_text(BROKEN)
    broken = versions()
    assert broken[0] == first[0], "the page is still the same"
    assert broken[1] != first[1]
    path.write_text(RETITLED)
    assert versions()[0] != first[0]


def test_a_file_that_never_was_right_is_shown_with_its_mistakes(path: Path) -> None:
    path.write_text(BROKEN)
    with previewing(path) as client:
        assert client.get("/small/").location == "/_preview/"
        page = unescape(client.get("/_preview/").text)
        assert "`skale` is not known" in page
        assert "No rulebook can be shown yet." in page
        path.write_text(SMALL)
        assert "A small quiz" in client.get("/small/").text


def test_a_folder_without_a_rulebook_is_shown_with_what_is_missing(path: Path) -> None:
    path.unlink()
    with previewing(path) as client:
        assert "contains no rulebook." in client.get("/", follow_redirects=True).text
        path.write_text(SMALL)
        assert "A small quiz" in client.get("/", follow_redirects=True).text


def test_preview_and_reload_are_not_for_the_same_person() -> None:
    done = CliRunner().invoke(cli, ["serve", "--preview", "--reload"])
    assert done.exit_code == 2
    assert "--preview and --reload are two ways to serve: choose one." in done.output


@pytest.mark.parametrize(
    "words", [("--metrics",), ("--access-log",), ("--watch",), ("--proxies", "1"), ("--address", "https://example.org")]
)
def test_the_preview_takes_nothing_that_it_would_pass_over(words: tuple[str, ...]) -> None:
    done = CliRunner().invoke(cli, ["serve", "--preview", "--port", "0", *words])
    assert done.exit_code == 2
    assert f"--preview is for you alone, and takes no {words[0]}." in done.output


def test_what_the_check_proves_is_told_once_it_is_over(client: FlaskClient) -> None:
    assert "is running" in client.get("/small/").text
    assert "answer sets" in bar_of(client)


def test_what_the_check_finds_is_told_with_answers_that_show_it(client: FlaskClient, path: Path) -> None:
    path.write_text(SMALL.replace("nights_open, when: {nights: not_sure}", "nights_open, when: {nights: none}"))
    assert "A small quiz" in client.get("/small/").text
    bar = bar_of(client)
    assert "no headline applies." in bar
    shown = re.search(r'Shown by <a href="([^"]+)"', bar)
    assert shown is not None
    assert client.get(shown[1]).status_code == 200


def test_an_example_that_fails_is_told(client: FlaskClient, path: Path) -> None:
    path.write_text(SMALL + "examples: [{name: Somebody, answers: {nights: none}, gets: [with_people]}]\n")
    assert "“Somebody” does not get what the example says." in bar_of(client)


def test_every_rule_on_a_summary_shows_its_id_and_why(client: FlaskClient) -> None:
    page = client.get(f"/small/summary?{ALL_ANSWERS}").text
    shown = re.findall(r'<a class="preview-id" href="#rule-(\w+)">\1</a>', page)
    assert sorted(shown) == [
        "everyone",
        "hard_nights",
        "how_many",
        "nights_or_people",
        "nights_yes",
        "with_people",
        "work_point",
    ], "headline, key point, advice, tension and ask"
    for rule in shown:
        assert page.count(f'id="rule-{rule}"') == 1
    told = unescape(re.sub(r"\s+", " ", page))
    assert "<code>hard_nights</code> <span>advice, small.yaml:" in told
    assert "<dd>nights is “A few”. Rests on r1-nights</dd>" in told
    assert "<summary>Does not apply: 3</summary>" in told
    assert page.count('id="answer-nights" open>') == 1, "what is said of an answer is unfolded"


def test_a_comparison_is_of_several_and_no_one_s_answers_explain_it(client: FlaskClient) -> None:
    page = client.get("/small/compare?nights=few,none&people=young,-&first=sleep,company").text
    assert "2 summaries side by side" in page
    assert "Why this page is as it is" not in page


def test_a_question_shows_its_id_its_place_and_its_choices(client: FlaskClient) -> None:
    page = unescape(client.get("/small/ask?nights=few").text)
    assert "the question <code>people</code> (<code>several</code>) stands at small.yaml:" in page
    assert "<code>young</code>, <code>old</code>" in page


def test_the_list_leads_to_every_page_and_error_state(client: FlaskClient) -> None:
    page = client.get("/_preview/").text
    statuses: dict[int, int] = {}
    for address, says in re.findall(r'<li><a href="(/[^"]+)">([^<]+)</a>', page):
        answered = client.get(unescape(address))
        said = re.search(r"\((\d+)\)$", says)
        assert answered.status_code == (int(said[1]) if said else 200), says
        statuses[answered.status_code] = statuses.get(answered.status_code, 0) + 1
        assert "Traceback" not in answered.text
    assert set(statuses) == {200, 400, 404, 405, 414, 422, 500}
    assert statuses[422] == 4
    assert statuses[500] == 2


@pytest.mark.parametrize(
    ("lead", "shows"),
    [
        ("Summary, of an edition that is not kept", "is not kept here"),
        ("Comparison, form", "Compare summaries"),
        ("Comparison", "2 summaries side by side"),
        ("Comparison: a link that cannot be used (422)", "This is not a link."),
        ("ready, answered", "a sign of decisional conflict: of being uncertain which way to go."),
        ("ready: nothing was picked (422)", "Question 1: choose yes or no."),
    ],
)
def test_the_list_leads_to_what_several_summaries_and_other_editions_show(
    client: FlaskClient, lead: str, shows: str
) -> None:
    leads = {
        says: address for address, says in re.findall(r'href="(/[^"]+)">([^<]+)</a>', client.get("/_preview/").text)
    }
    assert shows in client.get(unescape(leads[lead])).text


def test_the_list_leads_to_a_summary_with_what_has_changed_since_each_kept_edition() -> None:
    with preview_of(Settings()) as app:
        client = app.test_client()
        leads = re.findall(r'href="([^"]+)">Summary, of the edition of', client.get("/_preview/").text)
        assert leads
        for lead in leads:
            assert 'class="since"' in client.get(unescape(lead)).text


@pytest.mark.parametrize(
    ("path_of", "says"),
    [
        ("/_preview/state/unfinished", "This quiz is not finished"),
        ("/_preview/state/untrusted", "The quiz is not found under this name"),
        ("/_preview/state/untrusted-with-address", "It is at https://quiz.example.org."),
        ("/_preview/state/too-long", "This link is too long"),
        ("/_preview/state/failed", "Something went wrong here"),
        ("/small/ask?nights=no_such_choice", "Part of this link could not be used"),
    ],
)
def test_an_error_state_is_shown_as_students_see_it(client: FlaskClient, path_of: str, says: str) -> None:
    assert says in client.get(path_of).text


def test_the_list_and_the_ids_lead_nowhere_outside(client: FlaskClient) -> None:
    for address in ("/_preview/", f"/small/summary?{ALL_ANSWERS}", "/small/ask"):
        for link in re.findall(r'(?:href|src)="([^"]+)"', client.get(address).text):
            assert link.startswith(("/", "#", "http://localhost/")), link


def test_preview_pages_keep_to_the_policy(client: FlaskClient) -> None:
    response = client.get("/small/")
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert not re.search(r"<script(?![^>]* (?:src=|type=.application/ld\+json))| style=| on\w+=", response.text)


def test_nothing_of_it_is_in_the_application_that_students_use(tmp_path: Path) -> None:
    app = app_for({"small": book(tmp_path)})
    assert not [rule for rule in app.url_map.iter_rules() if "preview" in f"{rule.rule}{rule.endpoint}"]
    assert not [name for name in app.extensions["quiz.assets"] if "preview" in name]
    client = app.test_client()
    for address in ("/small/", f"/small/summary?{ALL_ANSWERS}", "/nowhere/"):
        assert "preview" not in client.get(address).text
    assert client.get("/_preview/").status_code == 404


def test_a_broken_template_is_shown_as_it_was_and_said_on_top(tmp_path: Path) -> None:
    from jinja2 import Environment

    (tmp_path / "page.html").write_text("Good {{ 1 }}")
    kept = KeptTemplates(tmp_path)
    environment = Environment(loader=kept, auto_reload=True, autoescape=True)
    assert environment.get_template("page.html").render() == "Good 1"
    for broken, what in (("Bad\n{% if %}", "Expected an expression"), ("{{ 1 | nothing }}", "No filter named")):
        (tmp_path / "page.html").write_text(broken)
        assert environment.get_template("page.html").render() == "Good 1"
        (problem,) = kept.problems
        assert problem.file == tmp_path / "page.html"
        assert problem.line == broken.count("\n") + 1
        assert what in problem.what
    (tmp_path / "page.html").write_text("Better {{ 1 }}")
    assert environment.get_template("page.html").render() == "Better 1"
    assert kept.problems == ()


def test_pages_of_other_modules_are_listed_too(path: Path) -> None:
    with preview_of(Settings(rules=path.parent, seeds=path.parent.parent / "seeds")) as app:
        app.add_url_rule("/<name>/more", "more.more", lambda name: render("error.html", speech_for("en"), title=name))
        client = app.test_client()
        assert 'href="/small/more?' in client.get("/_preview/").text
        assert "Why this page is as it is" in client.get("/small/more").text


def test_a_translation_that_is_not_complete_is_told(client: FlaskClient, path: Path) -> None:
    catalog = path.parent / "translations" / "small.he.po"
    catalog.parent.mkdir()
    catalog.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n')
    assert "is not finished, so it is not offered" in bar_of(client)
