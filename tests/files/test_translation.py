"""A rulebook in another language: catalogs beside the files, complete or not offered, never out of date."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskClient

from quiz.cli import cli
from quiz.files.translation import as_file, catalog_path
from quiz.problems import InvalidFiles
from quiz.rulebook.texts import readable
from quiz.shelf.loading import load_shelf
from quiz.web.app import app_for
from tests.support.books import ALL_ANSWERS, PROVED, RICH, SMALL, book, write_files
from tests.support.catalogs import fill_catalogs

CATALOGS = ("rules/translations/small.he.po", "seeds/translations/talk.he.po")


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, [*words, "--rules", str(folder / "rules"), "--seeds", str(folder / "seeds")])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small quiz that is fully translated."""
    write_files(tmp_path)
    assert run(tmp_path, "translate", "he").exit_code == 0
    fill_catalogs(tmp_path)
    return tmp_path


@pytest.fixture
def both(folder: Path) -> FlaskClient:
    return app_for(load_shelf(folder / "rules", folder / "seeds")).test_client()


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def promise(folder: Path) -> None:
    """Makes the rulebook promise its translation."""
    edit(folder / "rules/small.yaml", "language: en\n", "language: en\nlanguages: [he]\n")


def test_a_character_that_readers_do_not_see_is_refused_in_a_catalog(folder: Path) -> None:
    path = folder / CATALOGS[0]
    edit(path, 'msgid "A small quiz"\nmsgstr "', 'msgid "A small quiz"\nmsgstr "\u202e')
    place = path.read_text(encoding="utf-8").splitlines().index('msgid "A small quiz"') + 1
    said = "`title`: there is a character here that readers do not see: RIGHT-TO-LEFT OVERRIDE (U+202E)."
    assert f"{path}:{place}:1: {said}" in run(folder, "check").output


def test_a_new_catalog_holds_every_text_that_students_read_and_no_other(tmp_path: Path) -> None:
    small = book(
        tmp_path, SMALL + "unused_claims: []\nexamples: [{name: Nobody at all, answers: {}, gets: [everyone]}]\n"
    )
    done = run(tmp_path, "translate", "he")
    assert f"{tmp_path / CATALOGS[0]}: {len(readable(as_file(small)))} of" in done.output
    written = (tmp_path / CATALOGS[0]).read_text(encoding="utf-8")
    for place, text in (
        ("title", "A small quiz"),
        ("options/stay/label", "Stay"),
        ("questions/nights/choices/none/label", "No nights"),
        ("tensions/nights_or_people/sides/1/text", "Nights are hard."),
        ("addressees/mentor/label", "A mentor"),
        ("options/stay/short", "Stay"),
        ("key_points/work/label", "The work"),
        ("key_points/work/points/work_point/text", "Days are full of people."),
        ("advice/hard_nights/for/leave", "nights are hard"),
        ("advice/hard_nights/against/stay", "nights are hard"),
    ):
        assert f'msgctxt "{place}"\nmsgid "{text}"\nmsgstr ""\n' in written
    assert "Nobody at all" not in written
    rich = {each.place: each.text for each in readable(as_file(book(tmp_path, RICH)))}
    assert rich["questions/nights/choices/few/hint"] == "One or *two*."
    assert rich["questions/nights/choices/few/heading"] == "With nights"
    assert rich["deadlines/soon/label"] == "This week"
    register = (tmp_path / CATALOGS[1]).read_text(encoding="utf-8")
    for place in ("claims/r1-nights/text", "differences/nights/because", "asked/nights/answer", "silences/pay/ask"):
        assert f'msgctxt "{place}"' in register


def test_a_translated_quiz_stands_beside_the_original(both: FlaskClient) -> None:
    page = both.get("/small.he/").text
    assert '<html lang="he" dir="rtl">' in page
    assert "A small quiz"[::-1] in page
    assert '<html lang="en" dir="ltr">' in both.get("/small/").text


def test_the_same_answers_give_the_same_lines_in_both_languages(both: FlaskClient) -> None:
    english, hebrew = (both.get(f"/{name}/summary.json?{ALL_ANSWERS}").json for name in ("small", "small.he"))
    for data in (english, hebrew):
        said = [each["id"] for answer in data["answers"] for each in answer["statements"]]
        assert said == ["hard_nights", "with_people"]
        assert [row["marks"] for row in data["picture"]["rows"]] == [["against", "for"], ["for", "against"]]
    (mark, _), (same, _) = (data["answers"][0]["statements"][0]["marks"] for data in (english, hebrew))
    assert (mark["reason"], same["reason"]) == ("nights are hard", "nights are hard"[::-1])
    assert [point["text"] for point in hebrew["key_points"]] == ["Days are full of people."[::-1]]
    assert hebrew["headline"]["title"] == english["headline"]["title"][::-1]
    assert hebrew["sources"][1]["claims"][0]["text"] == "Nights are hard."[::-1]
    assert hebrew["provenance"]["language"] == "he"


def test_a_page_leads_to_itself_in_the_other_language_with_all_answers(both: FlaskClient) -> None:
    for name, other in (("small", "small.he"), ("small.he", "small")):
        page = both.get(f"/{name}/check?nights=few&people=young").text
        assert f'href="/{other}/check?nights=few&amp;people=young"' in page
    assert 'formaction="/small.he/' in both.get("/small/ask?nights=few").text, "a tick that is not sent goes along"


def test_front_page_and_commands_count_a_translated_quiz_once(folder: Path, both: FlaskClient) -> None:
    assert both.get("/").location == "/small/"
    assert run(folder, "summary", "--answers", ALL_ANSWERS).output.startswith("# You take nights\n")
    hebrew = run(folder, "summary", "--answers", ALL_ANSWERS, "--rulebook", "small.he")
    assert hebrew.output.startswith(f"# {'You take nights'[::-1]}\n")


def test_a_complete_translation_passes_the_check(folder: Path) -> None:
    assert ".po" not in run(folder, "check").stderr


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('msgid "Stay"\nmsgstr "yatS"', 'msgid "Stay"\nmsgstr ""', "`options/stay/label` is not translated."),
        ('msgctxt "options/stay/label"', '#, fuzzy\nmsgctxt "options/stay/label"', "`options/stay/label` is marked as"),
        ('msgid "Stay"\nmsgstr', 'msgid "Remain"\nmsgstr', "`options/stay/label` has changed since it was translated."),
        ('msgctxt "options/stay/label"', 'msgctxt "options/go/label"', "`options/stay/label` is missing."),
        ('msgctxt "options/stay/label"', 'msgctxt "options/go/label"', "`options/go/label` is no longer a text"),
        ('msgstr "yatS"', f'msgstr "{"y" * 41}"', "`options/stay/label` is 41 characters long; at most 40 fit here."),
        ('msgstr "yatS"', "yatS", "is neither a comment nor a text in straight quotes here."),
        ('msgstr "yatS"', 'msgstr "yatS', "is neither a comment nor a text in straight quotes here."),
        ('msgstr "yatS"', "msgstr “yatS”", "is neither a comment nor a text in straight quotes here."),
        ('msgstr "yatS"', "<<<<<<< theirs", "is neither a comment nor a text in straight quotes here."),
        ('msgctxt "options/stay/label"', 'msgctxt "options/stay/text"', "`options/stay/text` stands here twice."),
    ],
)
def test_what_is_wrong_with_a_translation_is_said_and_the_language_is_not_offered(
    folder: Path, before: str, after: str, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    edit(folder / CATALOGS[0], before, after)
    promise(folder)
    done = run(folder, "check")
    assert done.exit_code == 1
    line = next(line for line in done.stderr.splitlines() if said in line)
    path, number, column, _ = line.split(":", 3)
    assert (path, column) == (str(folder / CATALOGS[0]), "1")
    assert int(number) >= 1
    assert list(load_shelf(folder / "rules", folder / "seeds")) == ["small"]
    assert "small is not offered in `he`" in caplog.text


@pytest.mark.parametrize("missing", [1, 3])
def test_a_translation_that_nobody_promised_is_one_line_and_a_warning_until_it_is_finished(
    folder: Path, missing: int
) -> None:
    (folder / "rules/small.yaml").write_text(PROVED)
    assert run(folder, "translate", "he").exit_code == 0
    fill_catalogs(folder)
    for label in ("Stay", "Leave", "Nights")[:missing]:
        edit(folder / CATALOGS[0], f'msgid "{label}"\nmsgstr "{label[::-1]}"', f'msgid "{label}"\nmsgstr ""')
    done = run(folder, "check")
    assert done.exit_code == 0
    line, count = done.stderr.splitlines()
    assert line.startswith(f"{folder / CATALOGS[0]}:1:1: warning: `he` is not finished, so it is not offered; ")
    assert "still to do. Run `quiz translate he`." in line
    assert count == "1 problem found."


def test_a_language_that_is_promised_and_has_no_catalog_is_a_mistake(tmp_path: Path) -> None:
    path = write_files(tmp_path, PROVED.replace("language: en\n", "language: en\nlanguages: [he]\n"))
    done = run(tmp_path, "check")
    assert done.exit_code == 1
    said = "promises `he`, and there is no catalog. Run `quiz translate he`."
    assert f"{path}:12:13: {said}" in done.stderr


def test_a_mistake_in_a_translation_is_one_though_others_are_to_be_done(folder: Path) -> None:
    edit(folder / CATALOGS[0], 'msgid "Stay"\nmsgstr "yatS"', 'msgid "Stay"\nmsgstr ""')
    edit(folder / CATALOGS[0], 'msgstr "evaeL"', f'msgstr "{"y" * 41}"')
    done = run(folder, "check")
    assert done.exit_code == 1
    assert "characters long" in done.stderr
    assert "`he` is not finished" in done.stderr
    assert "is not translated" not in done.stderr


def test_without_a_catalog_for_the_register_a_quiz_is_not_offered(folder: Path) -> None:
    promise(folder)
    (folder / CATALOGS[1]).unlink()
    assert f"{folder / CATALOGS[1]}:1:1: there is no such file." in run(folder, "check").stderr
    assert list(load_shelf(folder / "rules", folder / "seeds")) == ["small"]
    edit(folder / "rules/small.yaml", "languages: [he]\n", "")
    assert "`he` is not finished, so it is not offered; a catalog is missing." in run(folder, "check").stderr


def test_a_catalog_that_is_not_utf_8_is_told_so(folder: Path) -> None:
    path = folder / CATALOGS[0]
    path.write_bytes(path.read_bytes().replace(b"yatS", b"y\xe1tS"))
    assert f"{path}:1:1: is not UTF-8 text. Save it as UTF-8." in run(folder, "check").stderr


def test_renewing_keeps_what_is_translated_and_marks_what_has_changed(folder: Path) -> None:
    edit(folder / "rules/small.yaml", "label: Leave", "label: Go away")
    promise(folder)
    done = run(folder, "translate", "he")
    assert f"{folder / CATALOGS[0]}: 1 of" in done.output
    assert f"{folder / CATALOGS[1]}: 0 of" in done.output
    written = (folder / CATALOGS[0]).read_text(encoding="utf-8")
    assert 'msgid "Stay"\nmsgstr "yatS"' in written
    assert '#, fuzzy\n#| msgid "Leave"\nmsgctxt "options/leave/label"\nmsgid "Go away"\nmsgstr "evaeL"' in written
    assert "`options/leave/label` is marked as fuzzy" in run(folder, "check").stderr


def test_renewing_what_is_up_to_date_changes_nothing(folder: Path) -> None:
    run(folder, "translate", "he")
    before = [(folder / name).read_bytes() for name in CATALOGS]
    run(folder, "translate", "he")
    assert [(folder / name).read_bytes() for name in CATALOGS] == before


@pytest.mark.parametrize("charset", ["", "latin-1", "no-such-one"])
def test_a_catalog_that_names_another_encoding_is_renewed_as_utf_8_or_refused(folder: Path, charset: str) -> None:
    path = folder / "rules" / "translations" / "small.he.po"
    path.write_bytes(path.read_bytes().replace(b"charset=utf-8", f"charset={charset}".encode()))
    done = run(folder, "translate", "he")
    if done.exception is None:
        assert b"charset=utf-8" in path.read_bytes()
    else:
        assert isinstance(done.exception, InvalidFiles)
        assert "Save it as UTF-8." in str(done.exception)


def test_a_language_that_is_none_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    write_files(tmp_path)
    done = run(tmp_path, "translate", "klingonese")
    assert done.exit_code == 1
    assert not (tmp_path / "rules/translations").exists()


def test_a_translation_is_not_translated_again_and_its_catalog_stays(folder: Path) -> None:
    before = catalog_path(folder / "rules", "small", "he").read_text()
    done = run(folder, "translate", "he", "--rulebook", "small.he")
    assert done.exit_code == 2
    assert "`small.he` is a translation. Name the rulebook that it is of: --rulebook small" in done.output
    assert catalog_path(folder / "rules", "small", "he").read_text() == before
