"""Kept editions: written once as a whole, read without today's checks, and never in the way of what is served."""

import json
import os
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.answers.query import OtherEdition, read_query, write_query
from quiz.answers.routing import route
from quiz.files.load import load_rulebook
from quiz.output.notice import told_since
from quiz.problems import InvalidFiles
from quiz.rulebook.conditions import NOT_SURE
from quiz.rulebook.kept import Earlier, Kept
from quiz.rulebook.model import Rulebook
from quiz.rulebook.texts import changed
from quiz.shelf.kept import keep, read_edition, with_kept
from quiz.shelf.live import LiveShelf
from quiz.shelf.loading import load_shelf
from quiz.shelf.upgrades import upgraded
from quiz.summary.editions import answered_then, reworded, since
from quiz.summary.engine import summarize
from quiz.web.app import app_for, create_app
from quiz.web.operation.settings import Settings
from quiz.words.folders import own_folder
from tests.support.answering import all_answers
from tests.support.books import ALL_ANSWERS, REGISTER, RICH, SMALL, write_files
from tests.support.catalogs import fill_catalogs
from tests.support.editions import THEN, edited, run

OURS = [book for book in load_shelf(own_folder("rules"), own_folder("seeds")).values() if not book.translated_from]
NOT_KEPT = "Its edition, of February 3, 2024, is not kept here."


def kept_file(folder: Path) -> Path:
    return folder / "rules/editions/small" / f"{THEN}.json"


def serve(folder: Path) -> FlaskClient:
    return create_app(Settings(rules=folder / "rules", seeds=folder / "seeds")).test_client()


def unusable(client: FlaskClient) -> list[str]:
    told = client.get("/healthz").json
    assert told is not None
    assert told["status"] == "ok"
    found: list[str] = told["editions_not_usable"]
    return found


# Written


def test_an_edition_is_kept_with_its_register_and_its_complete_translations(tmp_path: Path) -> None:
    write_files(tmp_path)
    run(tmp_path, "translate", "he")
    fill_catalogs(tmp_path)
    run(tmp_path, "translate", "es")
    done = run(tmp_path, "keep")
    path = kept_file(tmp_path)
    assert done.output == f"The edition of {THEN} is kept in {path}.\n"
    kept = json.loads(path.read_text())
    assert (kept["version"], kept["rulebook"]["id"], kept["registers"][0]["id"]) == (3, "small", "talk")
    assert list(kept["translations"]) == ["he"], "the one in Spanish has no text yet"
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert run(tmp_path, "keep").output == f"The edition of {THEN} is kept already.\n"


def test_what_is_kept_reads_back_as_it_was(tmp_path: Path) -> None:
    path = write_files(tmp_path)
    run(tmp_path, "translate", "he")
    fill_catalogs(tmp_path)
    run(tmp_path, "keep")
    shelf = load_shelf(path.parent, tmp_path / "seeds")
    then = read_edition(kept_file(tmp_path), "small").rulebooks
    for before, after in zip((shelf["small"], shelf["small.he"]), then, strict=True):
        assert after.model_dump(exclude={"kept"}) == before.model_dump(exclude={"kept"})
        assert [rule.when for rule in after.rules] == [rule.when for rule in before.rules]


def test_the_same_edition_is_kept_as_the_same_text(tmp_path: Path) -> None:
    write_files(tmp_path)
    texts = []
    for _ in range(2):
        run(tmp_path, "keep")
        texts.append(kept_file(tmp_path).read_text())
        kept_file(tmp_path).unlink()
    assert texts[0] == texts[1]


def test_keeping_that_cannot_write_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    path = write_files(tmp_path)
    (tmp_path / "rules/editions").write_text("in the way")
    with pytest.raises(InvalidFiles, match="cannot be written"):
        keep(load_rulebook(path, tmp_path / "seeds"), tmp_path / "seeds")
    (tmp_path / "rules/editions").unlink()
    keep(load_rulebook(path, tmp_path / "seeds"), tmp_path / "seeds")
    assert load_shelf(tmp_path / "rules", tmp_path / "seeds")["small"].kept_of(date.fromisoformat(THEN))


# Held to its date


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Reply 1 says so, Reply 2 does not.", "One reply says it."),
        ("when: {nights: [none, few]}", "when: {nights: none}"),
    ],
)
def test_a_kept_edition_that_has_changed_wants_a_new_date(tmp_path: Path, before: str, after: str) -> None:
    write_files(tmp_path)
    run(tmp_path, "keep")
    path = write_files(tmp_path, SMALL.replace(before, after))
    for command in ("check", "keep"):
        done = run(tmp_path, command)
        assert done.exit_code != 0
        said = f"{path}:8:10: this has changed since the edition of {THEN} was kept. Give it a new date"
        assert said in done.stderr + str(done.exception or "")


def test_a_change_of_the_register_wants_a_new_date_too(tmp_path: Path) -> None:
    write_files(tmp_path)
    run(tmp_path, "keep")
    write_files(tmp_path, register=REGISTER.replace("text: Nights are easy.", "text: Nights are light."))
    assert f"has changed since the edition of {THEN} was kept" in run(tmp_path, "check").stderr


def test_what_no_student_reads_may_change_under_the_same_date(tmp_path: Path) -> None:
    write_files(tmp_path)
    run(tmp_path, "keep")
    write_files(
        tmp_path, SMALL + "examples: [{name: Somebody, answers: {nights: few}, gets: [everyone]}]\n# A remark.\n"
    )
    assert "edition" not in run(tmp_path, "check").stderr


def test_an_edition_earlier_than_a_kept_one_is_refused(tmp_path: Path) -> None:
    write_files(tmp_path)
    run(tmp_path, "keep")
    write_files(tmp_path, SMALL.replace(THEN, "2023-01-01"))
    for command in ("check", "keep"):
        done = run(tmp_path, command)
        said = f"the edition of {THEN} is kept, and this is an earlier one. Give it a later date."
        assert said in done.stderr + str(done.exception or "")


# What cannot be used


def with_data(change: Callable[[Any], object]) -> Callable[[Path], object]:
    def break_(path: Path) -> None:
        data = json.loads(path.read_text())
        change(data)
        path.write_text(json.dumps(data))

    return break_


IN_THE_HEAD = [
    (lambda path: path.write_text("{"), "is not JSON: Expecting property name"),
    (lambda path: path.write_bytes(b"\xff"), "is not a kept edition"),
    (lambda path: path.write_text("[" * 100_000), "is not a kept edition"),
    (lambda path: path.write_text("[]"), "is not a kept edition"),
    (lambda path: (path.unlink(), path.mkdir()), "cannot be read: Is a directory."),
    (lambda path: path.rename(path.with_name("yesterday.json")), "is kept in a file called `yesterday.json`."),
    (with_data(lambda data: data.update(version=99)), "has the version 99; 3 is the latest that is known here."),
    (with_data(lambda data: data["rulebook"].update(id="large")), "`large` is kept among the editions of `small`."),
    (with_data(lambda data: data["rulebook"].update(edition="soon")), "it has no version, id or date"),
]
BEHIND_IT = [
    (with_data(lambda data: data.pop("registers")), "KeyError: 'registers'"),
    (with_data(lambda data: data["rulebook"]["headlines"][0].update(title=7)), "has a int in the place of a str"),
    (with_data(lambda data: data["rulebook"]["headlines"][0].update(title="\ud800")), "surrogates not allowed"),
    (with_data(lambda data: data["rulebook"]["advice"][0].update(when={"x": ["y"]})), "`x`, which is no question"),
    (with_data(lambda data: data["registers"][0]["claims"].pop()), "`r2-nights`, which is no claim"),
    (with_data(lambda data: data["rulebook"]["addressees"].clear()), "which is no addressee"),
]


@pytest.mark.parametrize(("break_", "said"), IN_THE_HEAD + BEHIND_IT)
def test_what_is_wrong_with_a_kept_edition_is_an_error_of_the_check(
    tmp_path: Path, break_: Callable[[Path], object], said: str
) -> None:
    edited(tmp_path)
    break_(kept_file(tmp_path))
    done = run(tmp_path, "check")
    assert done.exit_code == 1
    (line,) = (line for line in done.stderr.splitlines() if "/editions/" in line)
    assert line.startswith(str(kept_file(tmp_path).parent))
    assert said in line


@pytest.mark.parametrize(("break_", "said"), IN_THE_HEAD)
def test_a_broken_head_is_a_log_line_at_the_start_and_an_entry_on_healthz(
    tmp_path: Path, break_: Callable[[Path], object], said: str, caplog: pytest.LogCaptureFixture
) -> None:
    edited(tmp_path)
    break_(kept_file(tmp_path))
    caplog.clear()
    client = serve(tmp_path)
    assert caplog.messages == ["A kept edition cannot be used."]
    (told,) = unusable(client)
    assert said in told
    page = client.get(f"/small/summary?{ALL_ANSWERS}&_edition={THEN}")
    assert page.status_code == 200
    assert NOT_KEPT in page.text


@pytest.mark.parametrize(("break_", "said"), BEHIND_IT)
def test_what_is_broken_behind_the_head_is_seen_when_a_link_names_it(
    tmp_path: Path, break_: Callable[[Path], object], said: str, caplog: pytest.LogCaptureFixture
) -> None:
    edited(tmp_path)
    break_(kept_file(tmp_path))
    caplog.clear()
    client = serve(tmp_path)
    assert client.get(f"/small/summary?{ALL_ANSWERS}").status_code == 200
    assert (caplog.messages, unusable(client)) == ([], [])
    for _ in range(2):
        assert NOT_KEPT in client.get(f"/small/summary?{ALL_ANSWERS}&_edition={THEN}").text
    assert caplog.messages == ["A kept edition cannot be used."]
    (told,) = unusable(client)
    assert said in told


def test_a_kept_edition_that_was_mended_is_used_after_a_reload(tmp_path: Path) -> None:
    edited(tmp_path)
    whole = kept_file(tmp_path).read_text()
    kept_file(tmp_path).write_text("{")
    app = create_app(Settings(rules=tmp_path / "rules", seeds=tmp_path / "seeds"))
    kept_file(tmp_path).write_text(whole)
    assert app.extensions["quiz"].reload()
    assert unusable(app.test_client()) == []
    assert NOT_KEPT not in app.test_client().get(f"/small/summary?{ALL_ANSWERS}&_edition={THEN}").text


def test_what_went_away_after_the_start_is_still_told(tmp_path: Path) -> None:
    edited(tmp_path, ("Reply 1 says so, Reply 2 does not.", "One reply says it."))
    client = serve(tmp_path)
    os.remove(kept_file(tmp_path))
    assert "Still here, but says something else" in client.get(f"/small/summary?{ALL_ANSWERS}&_edition={THEN}").text


ODD: list[Any] = [None, True, 0, -1, 10**30, "", "x", "few", "always", "\ud800", [], {}, [[]], {"all": []}, {"not": {}}]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_stands_in_a_kept_edition_its_links_open(
    the_kept: tuple[Path, str, Flask], data: st.DataObject
) -> None:
    path, whole, app = the_kept
    kept = json.loads(whole)
    place: Any = kept
    while True:
        key = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
        if not place[key] or not isinstance(place[key], dict | list) or data.draw(st.integers(0, 4)) == 0:
            break
        place = place[key]
    place[key] = deepcopy(data.draw(st.sampled_from(ODD)))
    path.write_text(json.dumps(kept))
    app.extensions["quiz"].load()
    page = app.test_client().get(f"/small/summary?{ALL_ANSWERS}&_edition={THEN}")
    assert page.status_code == 200


@pytest.fixture(scope="module")
def the_kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, Flask]:
    """The file of a kept edition, what stands in it, and what serves it."""
    folder = tmp_path_factory.mktemp("odd")
    book = edited(folder, ("when: {nights: [none, few]}", "when: {nights: none}"))
    live = LiveShelf(lambda: with_kept({"small": book}, folder / "rules"), folder)
    return kept_file(folder), kept_file(folder).read_text(), app_for(live)


# Across versions


def test_unknown_fields_are_ignored_and_missing_ones_left_empty(tmp_path: Path) -> None:
    edited(tmp_path, ("when: {nights: [none, few]}", "when: {nights: none}"))

    def change(data: Any) -> None:
        data["rulebook"] |= {"mood": "good"}
        data["rulebook"]["advice"][1] |= {"mood": "good"}
        del data["rulebook"]["funding"], data["rulebook"]["review_by"], data["rulebook"]["advice"][1]["text"]
        del data["rulebook"]["tensions"], data["translations"]

    with_data(change)(kept_file(tmp_path))
    text = serve(tmp_path).get(f"/small/summary.txt?{ALL_ANSWERS}&_edition={THEN}").text
    assert "No longer on it: “Nights wear people down”" in text


def test_an_older_version_is_upgraded_step_by_step() -> None:
    steps = [lambda data: {**data, "steps": "1→2"}, lambda data: {**data, "steps": data["steps"] + "→3"}]
    assert upgraded({"version": 1}, steps) == {"version": 3, "steps": "1→2→3"}
    assert upgraded({"version": 2, "steps": "2"}, steps) == {"version": 3, "steps": "2→3"}
    assert upgraded({"version": 3}, steps) == {"version": 3}


OF_VERSION_1 = {
    "version": 1,
    "rulebook": {
        "options": [{"id": "stay", "label": "Stay where you are", "unargued": "against"}, {"id": "go", "label": "Go"}],
        "advice": [{"id": "nights", "for": ["go"], "against": ["stay"]}, {"id": "days"}],
    },
    "register": {"disagreements": [{"id": "hard", "about": "How hard", "sides": []}]},
    "translations": {
        "he": {"rulebook": {"title": "T"}, "register": {"disagreements/hard/about": "H", "source/note": "N"}}
    },
}


def test_an_edition_of_version_1_has_marks_without_reasons_and_differences_of_weight() -> None:
    made = upgraded(OF_VERSION_1)
    assert made["version"] == 3
    stay, go = made["rulebook"]["options"]
    assert (stay["short"], go["short"]) == ("Stay where y", "Go")
    assert (list(stay["unargued"]), go["unargued"]) == (["against"], {})
    nights, days = made["rulebook"]["advice"]
    assert (nights["for"], nights["against"]) == ({"go": None}, {"stay": None})
    assert (days["for"], days["against"]) == ({}, {})
    (register,) = made["registers"]
    (difference,) = register["differences"]
    assert (difference["id"], difference["about"], difference["kind"]) == ("hard", "How hard", "weight")
    assert made["translations"]["he"]["registers"][0] == {"differences/hard/about": "H", "source/note": "N"}
    assert made["translations"]["he"]["rulebook"] == {"title": "T"}


def test_an_edition_of_today_is_upgraded_to_itself(tmp_path: Path) -> None:
    edited(tmp_path)
    kept = json.loads(kept_file(tmp_path).read_text())
    assert upgraded(kept) == kept


def test_todays_checks_do_not_reach_a_kept_edition(tmp_path: Path) -> None:
    edited(tmp_path)
    with_data(lambda data: data["rulebook"]["advice"][1].update(title="Far too long a title. " * 90))(
        kept_file(tmp_path)
    )
    client = serve(tmp_path)
    assert "Far too long" not in client.get(f"/small/summary?{ALL_ANSWERS}").text
    assert NOT_KEPT not in client.get(f"/small/summary?{ALL_ANSWERS}&_edition={THEN}").text
    assert unusable(client) == []


# Our own


def told_under(address: str, then: str, today: str, on: str, query: str) -> list[str]:
    """The lines of the notice on a link of our edition `then`, opened where that of `today` has come out `on` a day."""
    name, _, language = address.partition(".")
    older, newer = (
        read_edition(own_folder("rules") / "editions" / name / f"{day}.json", name) for day in (then, today)
    )
    earlier = Earlier(older.rulebook_in(language or "en"), reworded(older.rulebooks[0], newer.rulebooks[0]))
    kept = (Kept(older.edition, lambda: earlier),)
    book: Rulebook = newer.rulebook_in(language or "en")
    book = changed(book, {"edition": date.fromisoformat(on), "kept": kept})
    reading = read_query(book, f"{query}&_edition={then}")
    assert not reading.dropped
    taken = route(book, reading.answers)
    found = since(taken, summarize(taken), reading.other_edition)
    assert found is not None
    told = told_since(found, book.speech)
    return [told.title, *(line.in_full for line in told.lines)]


CHANGED = "What has changed for these answers since this link was made"
REWORDED = "Still here, but says something else: “Looking beyond IR”"
DRAWN = (
    "patient_contact=much&call_tolerance=low&reading_room=tolerate&clinic_building=avoid&medicines=share"
    "&emergencies=seek&procedures=small&early_clinic=not_sure&hours=regular&matters_most=hands&matters_most=images"
)
UNSURE = (
    "patient_contact=not_sure&call_tolerance=low&reading_room=tolerate&clinic_building=avoid&medicines=own"
    "&emergencies=sometimes&procedures=high_end&early_clinic=later&hours=not_sure&matters_most=time"
)
AWAY = (
    "patient_contact=not_sure&call_tolerance=moderate&reading_room=avoid&clinic_building=build&clinic_fields=pain"
    "&medicines=own&emergencies=seek&procedures=not_sure&early_clinic=any_time&hours=not_sure&matters_most=people"
)
HANDS = (
    "patient_contact=some&call_tolerance=not_sure&reading_room=avoid&clinic_building=avoid&medicines=leave"
    "&emergencies=seek&procedures=not_sure&early_clinic=not_sure&hours=balance&matters_most=hands"
)
PROGRAM = (
    "patients_when=soon&procedure_wishes=lighter&procedure_wishes=near_surgery&night_work=hardly&dark_room=accept"
    "&clinic_wish=no_clinic&bleeding_and_sepsis=drawn_to_it&first_of_all=care&first_of_all=pictures"
)


@pytest.mark.parametrize(
    ("address", "then", "today", "on", "query", "lines"),
    [
        (
            *("integrated-ir", "2026-11-24", "2026-11-25", "2026-11-25", UNSURE),
            [
                CHANGED,
                "Now worded differently; before: “What matters most to you? Time of my own”",
                REWORDED,
            ],
        ),
        (
            *("integrated-ir", "2026-11-24", "2026-11-25", "2026-11-25", DRAWN),
            [
                CHANGED,
                "Now worded differently; before: “What matters most to you? Work with my hands, Images”",
                "New on this page: “You are drawn to emergencies, and want very little call”",
                REWORDED,
            ],
        ),
        (
            *("integrated-ir.es", "2026-11-24", "2026-11-25", "2026-11-25", AWAY),
            [
                "Qué ha cambiado para estas respuestas desde que se hizo este enlace",
                "Ahora dice otra cosa; antes decía: “¿Qué es lo que más te importa? Las personas a las que trato”",
                "Nuevo en esta página: “Quieres el trabajo de la RI, y no la sala de lectura”",
                "Sigue aquí, pero dice otra cosa: “Más allá de la RI”",
            ],
        ),
        (
            *("integrated-ir", "2026-11-25", "2026-11-24", "2026-12-01", HANDS),
            [
                CHANGED,
                "Now worded differently; before: “What matters most to you? Work with my hands”",
                "No longer on it: “You want work that IR does, and not the reading room”",
                REWORDED,
            ],
        ),
        (
            *("ir-programs", "2026-11-25", "2026-11-25", "2026-12-01", PROGRAM),
            ["Nothing has changed for these answers since this link was made"],
        ),
    ],
)
def test_links_of_our_earlier_editions_open_with_the_same_notice_as_ever(
    address: str, then: str, today: str, on: str, query: str, lines: list[str]
) -> None:
    assert told_under(address, then, today, on, query) == lines


def test_our_earlier_editions_are_served(ir: Rulebook) -> None:
    assert ir.kept_of(date(2026, 11, 24)) is not None
    assert [each.problem for each in ir.kept] == [None] * len(ir.kept)


KEPT = [(book.id, each.edition) for book in OURS for each in book.kept if each.edition != book.edition]


@pytest.mark.parametrize(("name", "edition"), KEPT, ids=str)
def test_links_of_our_earlier_editions_are_open_still_with_a_notice(name: str, edition: date) -> None:
    book = next(each for each in OURS if each.id == name)
    kept = book.kept_of(edition)
    assert kept is not None
    client = app_for({name: book}).test_client()
    for choices in (
        lambda question: question.choices[0].id,
        lambda question: question.choices[-1].id,
        lambda _: NOT_SURE,
    ):
        answers = {question.id: frozenset({choices(question)}) for question in kept.rulebook.questions}
        query = write_query(kept.rulebook, route(kept.rulebook, answers).counted)
        page = client.get(f"/{name}/summary?{query}&_edition={edition}", follow_redirects=True)
        assert page.status_code == 200
        assert f"made under the edition of {book.speech.day(edition)}" in page.text


def test_the_editions_of_two_days_are_kept() -> None:
    days = {str(edition) for name, edition in KEPT if name == "integrated-ir"}
    assert days >= {"2026-11-24", "2026-11-25"}
    assert ("ir-programs", date(2026, 11, 25)) in KEPT


def test_an_edition_of_version_1_keeps_what_speaks_for_and_against_an_option(ir: Rulebook) -> None:
    kept = ir.kept_of(date(2026, 11, 24))
    assert kept is not None
    reading = next(advice for advice in kept.rulebook.advice if advice.id == "reading_comes_first")
    assert dict(reading.speaks_for) == {"beyond_ir": None}
    assert dict(reading.speaks_against) == dict.fromkeys(["clinic_ir", "procedure_ir", "mixed_ir_dr"])
    assert {each.kind for each in kept.rulebook.registers[0].differences} == {"weight"}


def test_answers_of_our_first_edition_are_known_to_it(ir: Rulebook) -> None:
    kept = ir.kept_of(date(2026, 11, 24))
    assert kept is not None
    query = "&".join(f"{question.id}={question.choices[0].id}" for question in kept.rulebook.questions)
    answers = read_query(kept.rulebook, query).answers
    assert answered_then(kept.rulebook, kept.rulebook, answers, OtherEdition(kept.rulebook.edition)) == answers


def test_conditions_with_names_are_kept_as_what_they_come_to(tmp_path: Path) -> None:
    original = load_rulebook(write_files(tmp_path, RICH), tmp_path / "seeds").rulebook
    assert run(tmp_path, "keep").exit_code == 0
    assert run(tmp_path, "keep").output == f"The edition of {THEN} is kept already.\n"
    (then,) = read_edition(kept_file(tmp_path), "small").rulebooks
    assert (then.conditions, then.deadlines) == ((), original.deadlines)
    assert [rule.when for rule in then.rules] == [rule.when for rule in original.rules]
    for before, after in zip(original.questions, then.questions, strict=True):
        assert (after.ask_when, after.choices) == (before.ask_when, before.choices)
    for answers in all_answers(original):
        given_answers = {**answers, "first": frozenset({NOT_SURE})}
        assert summarize(route(then, given_answers)) == summarize(route(original, given_answers))
