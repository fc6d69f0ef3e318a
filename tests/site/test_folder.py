"""The folder as files: what is in it, what leads where, and how it is written."""

import gzip
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from posixpath import normpath

import pytest

from quiz.output import for_whom
from quiz.problems.diagnostic import InvalidFiles
from quiz.site.folder import INDEX, folder_of
from quiz.site.writing import write_folder
from quiz.words.markdown import as_plain
from tests.support.scripts import PROOF

FILES = folder_of(PROOF.shelf)
PAGES = {name: text for name, text in FILES.items() if name.endswith(".html")}


class Parsed(HTMLParser):
    """Where the links, scripts, style sheets and forms of a page lead, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.addresses += [value or "" for name, value in attributes if name in ("href", "src", "action")]

    def handle_data(self, data: str) -> None:
        self.text += data


def compressed(*names: str) -> int:
    return sum(len(gzip.compress(FILES[name].encode())) for name in names)


def static(name: str) -> str:
    """The path of a file that is named after its content, too."""
    stem, _, suffix = name.rpartition(".")
    return next(path for path in FILES if re.fullmatch(rf"static/{re.escape(stem)}\.[0-9a-f]{{12}}\.{suffix}", path))


def test_every_quiz_has_its_pages_in_every_language() -> None:
    pages = ("index", "ask", "check", "summary", "about", "advice", "compare")
    assert {*PAGES} == {"index.html", *(f"{address}/{page}.html" for address in PROOF.shelf for page in pages)}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_leads_to_files_of_the_folder_or_to_the_web(name: str) -> None:
    for address in Parsed(PAGES[name]).addresses:
        path, _, _ = address.partition("#")
        if not path or path.startswith("https://"):
            continue
        assert normpath(PurePosixPath(name).parent / path) in FILES, address
    assert "localhost" not in PAGES[name]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_lets_only_files_beside_it_run(name: str) -> None:
    policy = PAGES[name].index('<meta http-equiv="Content-Security-Policy" content="default-src ')
    assert policy < PAGES[name].index("<link")
    assert "unsafe" not in PAGES[name][policy : policy + 400]
    assert "style=" not in PAGES[name]


def test_pages_with_answers_are_kept_out_of_search_engines() -> None:
    for page in ("ask", "check", "summary", "compare"):
        assert '<meta name="robots" content="noindex">' in FILES[f"integrated-ir/{page}.html"]
        assert f"/integrated-ir/{page}*\n  X-Robots-Tag: noindex" in FILES["_headers"]
    assert 'name="robots"' not in FILES["integrated-ir/index.html"]


def test_without_scripts_all_advice_can_be_read() -> None:
    book, page = PROOF.shelf["integrated-ir"], Parsed(FILES["integrated-ir/advice.html"])
    texts = [as_plain(getattr(rule, field, None) or "") for rule in book.rules for field in ("title", "text")]
    assert [text for text in texts if text not in page.text] == []
    assert [words for rule in book.rules if (words := for_whom(rule.when, book)) not in page.text] == []
    for name in ("ask", "summary", "index"):
        said = re.search(r"<noscript>(.*?)</noscript>", FILES[f"integrated-ir/{name}.html"], re.DOTALL)
        assert said
        assert 'href="advice.html"' in said[1]
        assert 'href="about.html"' in said[1]


def test_the_first_question_is_shown_before_anything_but_its_styles_is_loaded() -> None:
    assert compressed("integrated-ir/ask.html", static("quiz.css"), static("icon.svg")) <= 14_000


def test_a_page_loads_little_script_and_the_whole_quiz_is_light() -> None:
    assert compressed(static("quiz.js"), static("qr.js")) <= 15_000
    whole = {name for name in FILES if name.startswith(("integrated-ir/", "static/"))}
    others = {name for name in whole if "ir-programs" in name or ".es." in name or name.startswith("static/es.")}
    assert compressed(*whole - others) <= 120_000


def test_its_index_tells_the_editions() -> None:
    book = PROOF.shelf["integrated-ir"]
    told = json.loads(FILES[INDEX])
    assert told["quizzes"]["integrated-ir"]["edition"] == book.edition.isoformat()
    assert told["quizzes"]["integrated-ir"]["kept"] == ["2026-11-24", "2026-11-25"]
    assert {*told["files"]} == FILES.keys() - {INDEX}


def test_the_same_quiz_gives_the_same_bytes_whoever_builds_it_and_where(tmp_path: Path) -> None:
    here = {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "LANGUAGE": "en"}
    there = {"PYTHONHASHSEED": "2", "TZ": "Pacific/Pago_Pago", "LC_ALL": "C", "LANGUAGE": "es", "PYTHONUTF8": "0"}
    made = []
    for place, settings in (("here", here), ("otra parte", there)):
        out = tmp_path / place / "out"
        command = [sys.executable, "-m", "quiz", "build", str(out)]
        subprocess.run(command, env={**os.environ, **settings}, check=True, capture_output=True)
        made.append({str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()})
    assert made[0] == made[1]
    assert made[0] == {name: text.encode() for name, text in FILES.items()}


def test_what_an_earlier_build_wrote_goes_and_nothing_else(tmp_path: Path) -> None:
    write_folder(
        {"a.html": "a", "old/b.html": "b", INDEX: '{"files": ["a.html", "old/b.html", "../kept"]}'}, tmp_path / "out"
    )
    (tmp_path / "kept").write_text("not ours")
    (tmp_path / "out" / "CNAME").write_text("quiz.example.org")
    write_folder({"a.html": "new", INDEX: '{"files": ["a.html"]}'}, tmp_path / "out")
    assert {path.name for path in (tmp_path / "out").rglob("*") if path.is_file()} == {"a.html", "CNAME", INDEX}
    assert (tmp_path / "out" / "a.html").read_text() == "new"
    assert (tmp_path / "kept").exists()


def test_a_build_that_was_cut_short_can_be_made_again(tmp_path: Path) -> None:
    write_folder({"a.html": "a", "old.html": "old", INDEX: '{"files": ["a.html", "old.html"]}'}, tmp_path / "again")
    files = {"b.html": "b", INDEX: '{"files": ["b.html"]}'}
    for out in (tmp_path / "again", tmp_path / "new"):
        with pytest.raises(InvalidFiles, match="cannot be written"):
            write_folder({"c.html": "c", "c.html/d": "d"}, out)
        write_folder(files, out)
        assert {path.name: path.read_text() for path in out.iterdir()} == files


@pytest.mark.parametrize("index", [None, "{", "[]", "{}"])
def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path, index: str | None) -> None:
    (tmp_path / "letter.txt").write_text("Dear reader")
    if index is not None:
        (tmp_path / INDEX).write_text(index)
    with pytest.raises(InvalidFiles, match="contains other files"):
        write_folder({"a.html": "a"}, tmp_path)
    assert (tmp_path / "letter.txt").read_text() == "Dear reader"


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InvalidFiles, match="cannot be written: Not a directory"):
        write_folder({"a.html": "a"}, tmp_path / "file" / "out")
