"""Links of earlier editions: what has changed since for their answers is said, and never silently wrong."""

import json
from datetime import date
from html import unescape
from pathlib import Path
from re import findall, sub
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.answers.parameters import EDITION
from quiz.answers.query import OtherEdition, ParsedLink, read_query, write_other_edition, write_query
from quiz.answers.routing import route
from quiz.output.notice import told_since
from quiz.rulebook.conditions import Answers
from quiz.rulebook.kept import Earlier, Kept
from quiz.rulebook.model import Rulebook
from quiz.shelf.loading import load_shelf
from quiz.summary.editions import Since, reworded, since
from quiz.summary.engine import summarize
from quiz.web.app import app_for
from tests.support.answering import answers_to
from tests.support.books import ALL_ANSWERS, REGISTER, RICH, SMALL, book, write_files
from tests.support.catalogs import fill_catalogs
from tests.support.editions import NOW, THEN, edited, run
from tests.support.html import hidden_inputs, links
from tests.support.own_books import IR

ADDED = """\
  - id: weekends
    kind: one
    label: Weekends
    text: Do you work on weekends?
    choices: [{id: gladly, label: Gladly}, {id: never, label: Never}]
    if_not_sure: Work one weekend.
  - id: first
"""


def read(book: Rulebook, query: str = ALL_ANSWERS, edition: str = THEN) -> ParsedLink:
    return read_query(book, f"{query}&{EDITION}={edition}")


def changed(book: Rulebook, query: str = ALL_ANSWERS, edition: str = THEN) -> Since:
    reading = read(book, query, edition)
    assert not reading.dropped
    taken = route(book, reading.answers)
    found = since(taken, summarize(taken), reading.other_edition)
    assert found is not None
    return found


def ids(items: tuple[object, ...]) -> list[str]:
    return [getattr(item, "id") for item in items]  # noqa: B009


def client(book: Rulebook) -> FlaskClient:
    app = app_for({book.address: book})
    app.testing = True
    return app.test_client()


def notice(html: str) -> str:
    """What the notice on a page says; empty where there is none."""
    found = findall(r'<section class="since".*?</section>', html, flags=16)
    return " ".join(unescape(sub("<[^>]*>", "", "".join(found))).split())


# What has changed


def test_a_link_of_todays_edition_has_no_past(small: Rulebook) -> None:
    assert read(small).other_edition is None
    assert read_query(small, ALL_ANSWERS).other_edition is None


def test_nothing_has_changed_for_these_answers_where_only_the_date_is_new(tmp_path: Path) -> None:
    assert changed(edited(tmp_path)).is_empty


def test_lines_come_and_go(tmp_path: Path) -> None:
    book = edited(
        tmp_path,
        ("when: {nights: [none, few]}", "when: {nights: none}"),
        ("when: {nights: not_sure}, text: Is it", "when: {nights: [not_sure, few]}, text: Is it"),
    )
    found = changed(book)
    assert ids(found.goes) == ["hard_nights"]
    assert ids(found.comes) == ["worth_it"]
    assert not found.reworded
    assert changed(book, "nights=many&people=young&first=sleep").is_empty, "for other answers nothing has changed"


def test_a_new_headline_names_the_old_one(tmp_path: Path) -> None:
    book = edited(
        tmp_path,
        ("when: {nights: {at_least: few}}, title", "when: {nights: many}, title"),
        ("when: {nights: none}, title", "when: {nights: {at_most: few}}, title"),
    )
    found = changed(book)
    assert found.headline == "You take nights"
    assert not found.comes
    assert not found.goes


@pytest.mark.parametrize(
    ("before", "after", "kind", "name"),
    [
        ("title: You take nights", "title: You would take nights", "headline", "nights_yes"),
        ("Reply 1 says so, Reply 2 does not.", "One reply says it.", "advice", "hard_nights"),
        ("    against: {leave: people are here}\n", "", "advice", "with_people"),
        ("for: {stay: people are here}", "for: {stay: people are here all day}", "advice", "with_people"),
        ("text: Days are full of people., claims", "text: Days are full., claims", "keypoint", "work_point"),
        ("{text: People come at night., ", "{text: They come at night., ", "tension", "nights_or_people"),
        ("text: How many nights are there?", "text: How many nights a month are there?", "ask", "how_many"),
        ("text: Go on as now.", "text: Go on as before.", "option", "stay"),
        ("short: Leave", "short: Go", "option", "leave"),
        ("label: Programs}", "label: The programs}", "addressee", "programmes"),
    ],
)
def test_what_says_something_else_is_named(tmp_path: Path, before: str, after: str, kind: str, name: str) -> None:
    found = changed(edited(tmp_path, (before, after)))
    assert [(each.kind, each.id) for each in found.reworded] == [(kind, name)]
    assert not found.is_empty


def test_another_way_to_find_out_is_named_to_whoever_is_not_sure(tmp_path: Path) -> None:
    book = edited(tmp_path, ("Visit a ward.", "Visit two wards."))
    assert changed(book).is_empty
    (advised,) = changed(book, "nights=few&people=not_sure&first=sleep").reworded
    assert (advised.kind, advised.title) == ("unsure", "Visit two wards.")


def test_another_note_on_the_source_is_named(tmp_path: Path) -> None:
    found = changed(edited(tmp_path, register=REGISTER.replace("note: Two opinions.", "note: Two opinions of two.")))
    assert [(each.kind, each.title) for each in found.reworded] == [("source", "A talk")]


def test_changes_of_the_register_are_named(tmp_path: Path) -> None:
    register = REGISTER.replace("text: Nights are easy.", "text: Nights are quite easy.")
    register = register.replace("Nobody speaks of pay.", "Nobody speaks of money.").replace(
        "{says: They are easy.", "{says: Easy."
    )
    register = register.replace("missing: Nobody counts them.", "missing: Nobody has counted them.")
    found = changed(edited(tmp_path, register=register))
    assert [claim.id for claim in found.retold] == ["r2-nights"]
    assert ids(found.reworded) == ["nights", "nights", "pay"]


def test_answers_in_other_words_are_told_in_the_words_of_then(tmp_path: Path) -> None:
    found = changed(edited(tmp_path, ("label: A few", "label: One or two")))
    (answered,) = found.reread
    assert (answered.text, answered.answers) == ("How many nights a month?", ("A few",))


def test_a_question_in_other_words_is_told_in_the_words_of_then(tmp_path: Path) -> None:
    found = changed(edited(tmp_path, ("How many nights a month?", "How many nights a year?")))
    assert [(each.text, each.answers) for each in found.reread] == [("How many nights a month?", ("A few",))]


def test_a_renamed_question_and_choice_change_nothing(tmp_path: Path) -> None:
    was = ("{id: few, label: A few}", "{id: some, was: [few], label: A few}")
    book = edited(
        tmp_path,
        was,
        ("id: nights\n    kind", "id: night_work\n    was: [nights]\n    kind"),
        *[
            (f"nights: {x}", f"night_work: {x}")
            for x in ("{at_least", "none}", "not_sure}", "[none, few]", "few, people")
        ],
        ("{at_least: few}", "{at_least: some}"),
        ("[none, few]", "[none, some]"),
        ("night_work: few", "night_work: some"),
        ("about: [nights]", "about: [night_work]"),
    )
    assert changed(book).is_empty
    page = client(book).get(f"/small/summary?{ALL_ANSWERS}&_edition={THEN}")
    assert page.status_code == 200
    assert "night_work=some" in page.text


WITHOUT_THE_YOUNG = (
    ("      - {id: young, label: The young}\n", ""),
    ("{people: [young, old, sick]}", "{people: [old, sick]}"),
    ("people: [young, old]}", "people: old}"),
)


def test_an_answer_that_is_no_longer_offered_is_named_and_carried_to_the_end(tmp_path: Path) -> None:
    book = edited(tmp_path, *WITHOUT_THE_YOUNG)
    web = client(book)
    first = web.get(f"/small/summary?{ALL_ANSWERS}&_edition={THEN}")
    assert first.status_code == 302, "the question is open again"
    asked = web.get(first.location)
    assert asked.status_code == 200
    assert "made under the edition of February 3, 2024" in asked.text
    back = web.get("/small/answer", query_string={**hidden_inputs(asked.text), "people": "old"})
    page = web.get(back.location)
    assert page.status_code == 200
    assert "Answers that are no longer offered: “People: The young”" in notice(page.text)


def test_what_stands_behind_a_carried_answer_in_a_link_is_read_too(tmp_path: Path) -> None:
    book = edited(tmp_path, *WITHOUT_THE_YOUNG)
    reading = read_query(book, f"_edition={THEN}&_then=people:young&nights=few&people=old&first=sleep")
    assert reading.answers == read_query(book, "nights=few&people=old&first=sleep").answers
    assert reading.other_edition == OtherEdition(date(2024, 2, 3), (("people", "young"),))


def test_of_several_answers_the_rest_is_enough_for_a_summary(tmp_path: Path) -> None:
    book = edited(tmp_path, *WITHOUT_THE_YOUNG)
    found = changed(book, "nights=few&people=young&people=old&first=sleep")
    assert [(each.question, each.answers) for each in found.lapsed] == [("People", ("The young",))]
    assert not found.comes


def test_a_choice_made_of_two_keeps_what_each_said(tmp_path: Path) -> None:
    book = edited(
        tmp_path,
        ("{id: few, label: A few}, {id: many, label: Many}", "{id: any, was: [few, many], label: Any nights}"),
        ("when: {nights: [none, few]}", "when: {nights: none}"),
        ("when: {nights: few, people", "when: {nights: any, people"),
        ("{at_least: few}", "{at_least: any}"),
    )
    for picked, gone in (("few", ["hard_nights"]), ("many", [])):
        query = f"nights={picked}&people=sick&first=sleep"
        reading = read(book, query)
        assert reading.answers["nights"] == {"any"}
        assert reading.other_edition is not None
        assert reading.other_edition.pairs == (("nights", picked),)
        assert [each.id for each in changed(book, query).goes if each.kind == "advice"] == gone
        carried = f"{write_query(book, reading.answers)}&{urlencode(write_other_edition(reading.other_edition))}"
        assert read_query(book, carried) == reading


def test_a_new_question_is_named(tmp_path: Path) -> None:
    book = edited(tmp_path, ("  - id: first\n", ADDED))
    assert changed(book, f"{ALL_ANSWERS}&weekends=never").new_questions == ("Weekends",)


def test_a_question_that_is_gone_is_named_with_its_answer(tmp_path: Path) -> None:
    book = edited(tmp_path, (ADDED, "  - id: first\n"), then=SMALL.replace("  - id: first\n", ADDED))
    (gone,) = changed(book, f"{ALL_ANSWERS}&weekends=never").lapsed
    assert (gone.question, gone.answers) == ("Weekends", ("Never",))


def test_what_a_link_leaves_open_for_its_own_edition_is_said(tmp_path: Path) -> None:
    book = edited(tmp_path, ("    ask_when: {nights: {at_least: few}}\n", "    ask_when: {nights: many}\n"))
    assert changed(book, "nights=few&first=sleep").assumed == ("People",)


def test_an_earlier_edition_without_a_headline_for_these_answers_is_no_crash(tmp_path: Path) -> None:
    broken = SMALL.replace("when: {nights: {at_least: few}}, title", "when: {nights: many}, title")
    book = edited(tmp_path, ("when: {nights: many}, title", "when: {nights: {at_least: few}}, title"), then=broken)
    found = changed(book)
    assert not found.known
    assert "had no headline for these answers" in told_since(found, book.speech).text


# Links


@pytest.mark.parametrize(
    ("edition", "said"),
    [
        ("2023-01-01", "Its edition, of January 1, 2023, is not kept here."),
        ("2099-01-01", "It names the edition of January 1, 2099, which is later than the one here."),
    ],
)
def test_an_edition_that_is_not_known_is_said_with_what_is(tmp_path: Path, edition: str, said: str) -> None:
    page = client(edited(tmp_path)).get(f"/small/summary?{ALL_ANSWERS}&_edition={edition}")
    assert page.status_code == 200
    assert said in notice(page.text)
    assert "This page follows the edition of March 4, 2025." in notice(page.text)


@pytest.mark.parametrize(
    "value", ["", "yesterday", "2024-2-3", "20240203", "2024-02-30", "2024-W05-6", "２０２４-02-03"]
)
@pytest.mark.parametrize("page", ["", "ask", "check", "summary", "summary.json", "summary.txt"])
def test_an_edition_that_is_no_date_is_refused_with_an_example(small: Rulebook, page: str, value: str) -> None:
    answer = client(small).get(f"/small/{page}", query_string=f"{ALL_ANSWERS}&{urlencode({EDITION: value})}")
    assert answer.status_code == 400
    said = "An edition is named by its date, such as 2024-02-03."
    if answer.json:
        assert answer.json["dropped"][0]["why"] == said
    else:
        assert said in unescape(answer.text)


def test_two_editions_in_a_link_are_one_too_many(small: Rulebook) -> None:
    reading = read_query(small, f"{ALL_ANSWERS}&_edition={THEN}&_edition=2023-01-01")
    assert [(each.name, each.value, each.why) for each in reading.dropped] == [
        ("_edition", "2023-01-01", "It is in the link twice; once is enough.")
    ]
    assert reading.other_edition is None


@pytest.mark.parametrize("value", ["nights:lots", "nights:few", "color:red", "nights", ":", ""])
def test_what_no_edition_knows_is_dropped(tmp_path: Path, value: str) -> None:
    reading = read(edited(tmp_path), f"{ALL_ANSWERS}&{urlencode({'_then': value})}")
    assert [each.name for each in reading.dropped] == ["_then"]


def test_without_an_edition_a_link_is_read_as_todays(tmp_path: Path) -> None:
    book = edited(tmp_path, ("Reply 1 says so, Reply 2 does not.", "One reply says it."))
    assert notice(client(book).get(f"/small/summary?{ALL_ANSWERS}").text) == ""


def test_every_lasting_address_of_a_summary_names_its_edition(client: FlaskClient) -> None:
    query = f"{ALL_ANSWERS}&_edition={THEN}"
    page = client.get(f"/small/summary?{ALL_ANSWERS}").text
    assert f'data-copy-link="http://localhost/small/summary?{query.replace("&", "&amp;")}"' in page
    assert f"http://localhost/small/summary?{query}" in links(page)
    assert f"/small/summary?{query}" in links(client.get(f"/small/check?{ALL_ANSWERS}").text)
    assert f"http://localhost/small/summary?{query}\n" in client.get(f"/small/summary.txt?{ALL_ANSWERS}").text
    made = client.get(f"/small/summary.json?{ALL_ANSWERS}").json
    assert made is not None
    assert made["to_keep"] == query
    assert made["since"] is None
    assert notice(client.get(f"/small/summary?{query}").text) == ""


def test_the_past_ends_with_the_summary_that_tells_it(tmp_path: Path) -> None:
    book = edited(tmp_path, ("Reply 1 says so, Reply 2 does not.", "One reply says it."))
    page = client(book).get(f"/small/summary?{ALL_ANSWERS}&_edition={THEN}").text
    assert "Still here, but says something else: “Nights wear people down”" in notice(page)
    assert "#advice-hard_nights" in links(page)
    assert f"http://localhost/small/summary?{ALL_ANSWERS}&_edition={NOW}" in links(page), (
        "what is kept from now on is today's"
    )
    for link in links(page):
        if f"_edition={THEN}" in link:
            assert link.partition("?")[0] in ("/small/summary.txt", "/small/summary.json", "/small/summary.pdf")


def test_text_and_data_tell_the_same_as_the_page(tmp_path: Path) -> None:
    book = edited(tmp_path, ("Reply 1 says so, Reply 2 does not.", "One reply says it."))
    web = client(book)
    text = web.get(f"/small/summary.txt?{ALL_ANSWERS}&_edition={THEN}").text
    assert "## What has changed for these answers since this link was made" in text
    assert "- Still here, but says something else: “Nights wear people down”" in text
    made = web.get(f"/small/summary.json?{ALL_ANSWERS}&_edition={THEN}").json
    assert made is not None
    assert made["since"]["reworded"] == [{"kind": "advice", "id": "hard_nights", "title": "Nights wear people down"}]
    assert (made["since"]["edition"], made["since"]["today"]) == (THEN, NOW)


def test_a_new_question_is_asked_with_a_word_and_the_edition_is_not_lost(tmp_path: Path) -> None:
    book = edited(tmp_path, ("  - id: first\n", ADDED))
    web = client(book)
    page = web.get(f"/small/summary?{ALL_ANSWERS}&_edition={THEN}", follow_redirects=True)
    assert "Do you work on weekends?" in page.text
    assert "This question is still open in the edition of March 4, 2025." in unescape(page.text)
    assert hidden_inputs(page.text)["_edition"] == THEN
    refused = web.get("/small/answer", query_string=hidden_inputs(page.text))
    assert hidden_inputs(refused.text)["_edition"] == THEN
    answered = web.get("/small/answer", query_string={**hidden_inputs(page.text), "weekends": "never"})
    summary = web.get(answered.location)
    assert "Questions that were not asked before: “Weekends”" in notice(summary.text)
    check = web.get(answered.location.replace("/summary?", "/check?")).text
    assert f"_edition={THEN}" in next(link for link in links(check) if "_at=nights" in link)
    assert f"_edition={THEN}" in next(link for link in links(check) if "/summary" in link)


def test_a_question_asked_of_everybody_says_nothing_of_editions(client: FlaskClient) -> None:
    assert 'class="since"' not in client.get("/small/ask?nights=few").text


def test_the_command_line_reads_a_whole_link(tmp_path: Path) -> None:
    edited(tmp_path, ("Reply 1 says so, Reply 2 does not.", "One reply says it."))
    done = run(tmp_path, "summary", "--answers", f"{ALL_ANSWERS}&_edition={THEN}")
    assert "- Still here, but says something else: “Nights wear people down”" in done.output
    data = json.loads(
        run(tmp_path, "summary", "--format", "json", "--answers", f"{ALL_ANSWERS}&_edition={THEN}").output
    )
    assert data["since"]["known"] is True
    assert run(tmp_path, "explain", "hard_nights", "--answers", f"{ALL_ANSWERS}&_edition={THEN}").exit_code == 0


part_of_a_link = st.tuples(
    st.sampled_from(["nights", "people", "first", "weekends", "_edition", "_then", "_at", "_back_to", "x"]),
    st.sampled_from(
        ["few", "young", "many", "never", "not_sure", THEN, NOW, "2023-01-01", "nights:few", "people:young", ""]
    )
    | st.text(max_size=8),
)
anything = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@anything
@given(st.lists(part_of_a_link, max_size=9), st.sampled_from(["", "ask", "answer", "check", "summary", "summary.json"]))
def test_whatever_a_link_says_it_gets_an_answer_that_carries_on(
    two_editions: FlaskClient, pairs: list[tuple[str, str]], page: str
) -> None:
    answer = two_editions.get(f"/small/{page}?{urlencode(pairs)}")
    assert answer.status_code in (200, 302, 303, 400, 422)
    if answer.status_code in (302, 303):
        assert two_editions.get(answer.location).status_code in (200, 302), "an address of ours is never refused"


@pytest.fixture(scope="module")
def two_editions(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A quiz with a question more and a choice less than its kept edition."""
    folder = tmp_path_factory.mktemp("two")
    return client(edited(folder, *WITHOUT_THE_YOUNG, ("  - id: first\n", ADDED)))


@given(answers_to(IR))
def test_for_no_answers_has_anything_changed_where_nothing_has(answers: Answers) -> None:
    then = IR.model_copy(update={"edition": date(2000, 1, 1), "kept": ()})
    kept = Kept(then.edition, lambda: Earlier(then, reworded(then, IR)))
    today = IR.model_copy(update={"kept": (kept,)})
    taken = route(today, answers)
    found = since(taken, summarize(taken), OtherEdition(then.edition))
    assert found is not None
    assert found.known
    assert found.is_empty
    assert not found.assumed


# Other languages


def test_a_translation_tells_it_in_its_own_words_where_the_earlier_edition_has_them(tmp_path: Path) -> None:
    write_files(tmp_path)
    run(tmp_path, "translate", "he")
    fill_catalogs(tmp_path)
    assert run(tmp_path, "keep").exit_code == 0
    text = SMALL.replace(f"edition: {THEN}", f"edition: {NOW}")
    write_files(
        tmp_path,
        text.replace("when: {nights: [none, few]}", "when: {nights: none}").replace("label: A few", "label: Some"),
    )
    run(tmp_path, "translate", "he")
    fill_catalogs(tmp_path)
    book = load_shelf(tmp_path / "rules", tmp_path / "seeds")["small.he"]
    found = changed(book)
    assert found.language == "he"
    assert [each.title for each in found.goes] == ["Nights wear people down"[::-1]]
    assert found.reread[0].answers == ("A few"[::-1],)
    assert not found.reworded


def test_words_that_the_earlier_edition_has_in_the_original_alone_are_marked(tmp_path: Path) -> None:
    edited(tmp_path, ("when: {nights: [none, few]}", "when: {nights: none}"))
    run(tmp_path, "translate", "he")
    fill_catalogs(tmp_path)
    book = load_shelf(tmp_path / "rules", tmp_path / "seeds")["small.he"]
    page = client(book).get(f"/small.he/summary?{ALL_ANSWERS}&_edition={THEN}").text
    assert '<span lang="en" dir="ltr">“Nights wear people down”</span>' in page
    assert not changed(book).reworded, "words are compared in the original"


# Several summaries


def test_a_comparison_says_which_summary_is_of_an_earlier_edition(tmp_path: Path) -> None:
    web = client(edited(tmp_path, ("title: Days are full of people", "title: Days are full")))
    pasted = urlencode({"_links": f"{ALL_ANSWERS}&_edition={THEN}\nnights=none&first=sleep"})
    page = web.get(f"/small/compare?{pasted}", follow_redirects=True).text
    assert "Summary A was made under the edition of February 3, 2024" in page
    assert "Summary B was made under" not in page
    older = next(link for link in links(page) if link.startswith("/small/summary?") and link.endswith(THEN))
    assert "February 3, 2024" in notice(web.get(older).text)


def test_a_comparison_opened_after_a_new_edition_says_so_of_all(tmp_path: Path) -> None:
    (tmp_path / "now").mkdir()
    web = client(edited(tmp_path / "now", ("title: Days are full of people", "title: Days are full")))
    address = f"nights=few,few&people=young,young&first=sleep,company&_edition={THEN},{THEN}"
    page = web.get(f"/small/compare?{address}").text
    assert "Summaries A, B were made under the edition of February 3, 2024" in page


def test_a_pasted_link_with_answers_that_are_no_longer_offered_is_refused_with_a_way_on(tmp_path: Path) -> None:
    web = client(edited(tmp_path, *WITHOUT_THE_YOUNG))
    pasted = urlencode({"_links": f"nights=few&people=young&people=old&first=sleep&_edition={THEN}\n{ALL_ANSWERS}"})
    page = unescape(web.get(f"/small/compare?{pasted}").text)
    assert "It belongs to the edition of February 3, 2024" in page
    assert "people=young. Open it, answer again, and paste the new link." in page


def test_an_edition_that_is_no_date_is_refused_in_a_comparison(small: Rulebook) -> None:
    page = client(small).get("/small/compare?nights=none,none&first=sleep,sleep&_edition=then,2024-02-03")
    assert page.status_code == 400
    assert "An edition is named by its date" in page.text


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("hint: One or *two*.", "hint: One or three.", [("choice", "nights/few")]),
        ("heading: With nights", "heading: Nights", [("choice", "nights/few"), ("choice", "nights/many")]),
        ("label: This week", "label: Today", [("advice", "hard_nights")]),
        ("date: 2024-05-01", "date: 2024-05-02", [("advice", "with_people")]),
    ],
)
def test_other_hints_headings_and_deadlines_are_other_words(
    tmp_path: Path, before: str, after: str, found: list[tuple[str, str]]
) -> None:
    then, today = (book(tmp_path, text) for text in (RICH, RICH.replace(before, after)))
    assert sorted(reworded(then, today)) == found
