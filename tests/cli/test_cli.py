"""The command `quiz`, as typed."""

import json
import subprocess
import sys
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import pytest

from quiz.web.operation.serve import files_read
from quiz.web.operation.settings import Settings
from tests.support.books import ALL_ANSWERS, PROVED, RICH, SMALL, write_files
from tests.support.commands import quiz, quiz_process
from tests.support.editions import code_for, edited_twice
from tests.support.servers import PATIENCE

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folders(tmp_path: Path) -> tuple[str, ...]:
    write_files(tmp_path)
    return ("--rules", str(tmp_path / "rules"), "--seeds", str(tmp_path / "seeds"))


def test_every_command_that_is_listed_is_there_and_helps() -> None:
    listed = quiz("--help").stdout.partition("Commands:")[2].splitlines()
    names = [line.split()[0] for line in listed if line.strip()]
    assert {"serve", "check", "summary"} < set(names)
    for name in names:
        assert quiz(name, "--help").stdout.startswith(f"Usage: quiz {name} ")


def test_help_waits_for_nothing_but_click() -> None:
    loaded = "import sys; from quiz.cli import cli; cli(['--help'], standalone_mode=False); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True, cwd=ROOT)
    assert {"click", "quiz.cli.main"} <= set(done.stdout.split())
    assert {"pydantic", "yaml", "flask", "quiz.rulebook"}.isdisjoint(done.stdout.split())


def test_check_prints_every_problem_on_a_line_of_its_own_and_exits_with_1(tmp_path: Path) -> None:
    path = write_files(
        tmp_path, SMALL.replace("kind: scale", "kind: skale").replace("title: A small", "titel: A small")
    )
    done = quiz("check", str(path))
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert f"{path}:3:1: `titel` is not a known field here. Did you mean `title`?" in lines
    assert any(line.startswith(f"{path}:21:11: `skale` is not known") for line in lines)
    assert lines[-1].endswith("problems found.")
    assert "Traceback" not in done.stderr


def test_a_register_is_checked_by_itself_before_there_is_a_rulebook_that_fits_it(tmp_path: Path) -> None:
    rulebook = write_files(tmp_path, SMALL)
    register, talk = tmp_path / "seeds/talk.yaml", tmp_path / "talk.txt"
    rulebook.write_text("format: 2\n")
    assert quiz("check", str(register)).stderr == ""
    talk.write_text("[reply-1]\nNobody said this.\n")
    assert "has no hashes" in quiz("check", str(register), "--source", str(talk)).stderr
    register.write_text(register.read_text().replace("sentence: 1\n", "sentence: 9\n", 1))
    done = quiz("check", str(register))
    assert done.returncode == 1
    assert done.stderr.startswith(f"{register}:")
    assert "is not a known field here" not in done.stderr


def test_a_register_among_the_rulebooks_of_a_folder_is_a_mistake_there(tmp_path: Path) -> None:
    rulebook = write_files(tmp_path, SMALL)
    (rulebook.parent / "talk.yaml").write_text((tmp_path / "seeds/talk.yaml").read_text())
    done = quiz("check", "--rules", str(rulebook.parent), "--seeds", str(tmp_path / "seeds"))
    assert (done.returncode, "rules/talk.yaml:1:1: `advice` is missing." in done.stderr) == (1, True)


def test_it_is_said_when_the_quizzes_of_the_folder_are_not_the_ones_that_are_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path, SMALL)
    monkeypatch.chdir(tmp_path)
    note = "These are the quizzes that come with the program. For yours, say: --rules rules --seeds seeds\n"
    assert quiz("table", "--rulebook", "ir-programs").stderr == note
    assert quiz("table", "--rules", "rules", "--seeds", "seeds").stderr == ""


def test_a_rulebook_id_that_two_files_use_is_a_problem(tmp_path: Path) -> None:
    path = write_files(tmp_path)
    (path.parent / "twin.yaml").write_text(SMALL)
    done = quiz("check", "--rules", str(path.parent), "--seeds", str(tmp_path / "seeds"))
    assert done.returncode == 1
    assert "`small` is also the id of" in done.stderr


def test_a_mistake_in_one_rulebook_does_not_hide_what_is_wrong_with_another(tmp_path: Path) -> None:
    path = write_files(tmp_path, SMALL.replace("kind: scale", "kind: skale"))
    (path.parent / "other.yaml").write_text(
        PROVED.replace("id: small", "id: other").replace("{nights: none}, t", "{nights: few}, t")
    )
    done = quiz("check", "--rules", str(path.parent), "--seeds", str(tmp_path / "seeds"))
    assert done.returncode == 1
    assert f"{path}:21:11: `skale` is not known" in done.stderr
    assert f"{path.parent}/other.yaml:46:3: no headline applies." in done.stderr


@pytest.mark.parametrize("command", ["check", "ask"])
def test_an_empty_folder_is_named_and_exits_with_1(tmp_path: Path, command: str) -> None:
    done = quiz(command, "--rules", str(tmp_path))
    assert done.returncode == 1
    assert f"{tmp_path}:1:1: contains no rulebook." in done.stderr


def test_summary_prints_text(folders: tuple[str, ...]) -> None:
    done = quiz("summary", "--answers", ALL_ANSWERS, *folders)
    assert done.returncode == 0
    assert done.stdout.startswith("# You take nights\n")
    assert "★ Nights (A few)      ▼        ▲\n" in done.stdout


def test_summary_prints_markdown_with_the_picture_as_a_list(folders: tuple[str, ...]) -> None:
    done = quiz("summary", "--answers", ALL_ANSWERS, "--format", "md", *folders)
    assert "- ★ Nights (A few): ▼ Stay, ▲ Leave\n" in done.stdout


@pytest.mark.parametrize("form", ["text", "md"])
def test_summary_prints_the_whole_of_it_where_that_is_wanted(folders: tuple[str, ...], form: str) -> None:
    short = quiz("summary", "--answers", ALL_ANSWERS, "--format", form, *folders)
    whole = quiz("summary", "--answers", ALL_ANSWERS, "--format", form, "--whole", *folders)
    assert "## Sources" not in short.stdout
    assert "- **Nights wear people down.** Reply 1 says so, Reply 2 does not. (1.1)\n" in whole.stdout
    assert "## Sources" in whole.stdout


def test_summary_prints_json(folders: tuple[str, ...]) -> None:
    done = quiz("summary", "--answers", "?" + ALL_ANSWERS, "--format", "json", *folders)
    assert json.loads(done.stdout)["query"] == ALL_ANSWERS


def test_summary_refuses_answers_that_it_cannot_use(folders: tuple[str, ...]) -> None:
    done = quiz("summary", "--answers", ALL_ANSWERS + "&people=yuong", *folders)
    assert done.returncode == 1
    assert "people=yuong" in done.stderr
    assert "Did you mean `young`?" in done.stderr


def test_answers_that_there_are_are_listed_where_none_is_near(folders: tuple[str, ...]) -> None:
    done = quiz("explain", "--answers", "people=loud&noise=loud", *folders)
    assert "“People” has no such answer. Known: `young`, `old`, `sick`, `nobody`, `not_sure`.\n" in done.stderr
    assert "This quiz has no such question. Known: `nights`, `people`, `first`.\n" in done.stderr


def test_summary_names_the_questions_that_are_not_answered(folders: tuple[str, ...]) -> None:
    done = quiz("summary", "--answers", "nights=few", *folders)
    assert done.returncode == 1
    assert "people: one of young, old, sick, nobody, not_sure" in done.stderr


def test_an_unknown_rulebook_is_answered_with_the_known_ones(folders: tuple[str, ...]) -> None:
    done = quiz("summary", "--answers", ALL_ANSWERS, "--rulebook", "large", *folders)
    assert done.returncode == 2
    assert "choose one with --rulebook: small" in done.stderr


def test_rules_without_one_headline_are_said_with_the_answers_that_show_it(tmp_path: Path) -> None:
    write_files(tmp_path, SMALL.replace("when: {nights: not_sure}, title", "when: {nights: few}, title"))
    places = ("--rules", str(tmp_path / "rules"), "--seeds", str(tmp_path / "seeds"))
    for done in (quiz("summary", "--answers", ALL_ANSWERS, *places), quiz("ask", *places, typed="2\n1\n1\n")):
        assert done.returncode == 1
        assert "This quiz is not finished. Its rules do not settle" in done.stderr
        assert f"The answers: {ALL_ANSWERS}" in done.stderr
        assert "Traceback" not in done.stderr


def test_ask_walks_the_questions_by_number_and_ends_in_the_summary(folders: tuple[str, ...]) -> None:
    done = quiz("ask", *folders, typed="2\n1 2\n1\n")
    assert done.returncode == 0
    assert "1. How many nights a month?" in done.stdout
    assert "People (The young, The old)    ▲        ▼\n" in done.stdout
    assert "## Sources" not in done.stdout


def test_ask_shows_headings_and_hints(folders: tuple[str, ...], tmp_path: Path) -> None:
    write_files(tmp_path, RICH)
    asked = quiz("ask", *folders, typed="1\n1\n").stdout
    assert "  1) No nights\n  With nights\n  2) A few\n     One or two.\n  3) Many\n  4) Not sure yet\n" in asked


def test_ask_goes_back_and_says_what_it_cannot_read(folders: tuple[str, ...]) -> None:
    done = quiz("ask", *folders, typed="b\nseven\n9\n1 2\n2\n1 4\nb\n1\n3\n")
    assert "This is the first question." in done.stdout
    assert "“seven” is not a number from 1 to 4." in done.stdout
    assert "Type one number." in done.stdout
    assert "“Nobody” cannot be picked together" in done.stdout
    assert "Nights (No nights)    ▼        ▲\n" in done.stdout
    assert "★ Nights" not in done.stdout, "nothing was said to matter most"


def test_serve_answers_on_a_free_port_and_says_where(folders: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "quiz", "serve", "--port", "0", *folders]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().split()[4]
            with build_opener(ProxyHandler({})).open(address, timeout=PATIENCE) as page:
                assert b"A small quiz" in page.read()
        finally:
            process.terminate()


def test_reload_reads_all_that_pages_are_made_of(tmp_path: Path) -> None:
    path = write_files(tmp_path)
    places = {"rules": path.parent, "seeds": tmp_path / "seeds"}
    catalog = path.parent / "translations/small.he.po"
    assert quiz("translate", "he", "--rules", str(places["rules"]), "--seeds", str(places["seeds"])).returncode == 0
    assert quiz("keep", "--rules", str(places["rules"]), "--seeds", str(places["seeds"])).returncode == 0
    read = files_read(Settings(**places))
    assert {str(path), str(catalog)} <= set(read)
    assert f"{path.parent}/editions/small/2024-02-03.json" in read
    names = {Path(each).name for each in read}
    assert {"quiz.css", "notes.js", "messages.po", "summary.html"} <= names


def test_serve_refuses_a_broken_rulebook_before_it_listens(tmp_path: Path) -> None:
    path = write_files(tmp_path, SMALL.replace("kind: scale", "kind: skale"))
    done = quiz_process("serve", "--port", "0", "--rules", str(path.parent), "--seeds", str(tmp_path / "seeds"))
    assert done.returncode == 1
    assert "`skale` is not known" in done.stderr
    assert not done.stdout


def broken(tmp_path: Path) -> str:
    """A rulebook with one defect: a headline is missing for those who take no nights."""
    text = PROVED.replace("{nights: none}, title", "{nights: none, people: young}, title")
    return str(write_files(tmp_path, text))


def test_check_is_silent_when_all_is_proved(tmp_path: Path) -> None:
    done = quiz("check", str(write_files(tmp_path, PROVED)))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    verbose = quiz("check", "--verbose", str(write_files(tmp_path, PROVED)))
    assert "25 answer sets, 0 examples: proved" in verbose.stderr


def test_check_prints_a_defect_with_its_place_and_a_link_that_shows_it(tmp_path: Path) -> None:
    path = broken(tmp_path)
    done = quiz("check", "--url", "https://quiz.example.org/", path)
    assert done.returncode == 1
    assert f"{path}:46:3: no headline applies." in done.stderr
    assert "    shown by: nights=none\n" in done.stderr
    assert "    try it:   https://quiz.example.org/small/check?nights=none\n" in done.stderr


def test_check_writes_json_for_machines(tmp_path: Path) -> None:
    done = quiz("check", "--format", "json", broken(tmp_path))
    assert done.returncode == 1
    remark = next(each for each in json.loads(done.stdout) if each["check"] == "headline-missing")
    assert (remark["line"], remark["picks"]) == (46, "nights=none")
    clean = quiz("check", "--format", "json", str(write_files(tmp_path, PROVED)))
    assert (clean.returncode, json.loads(clean.stdout)) == (0, [])


def test_check_writes_commands_for_github(tmp_path: Path) -> None:
    done = quiz("check", "--format", "github", broken(tmp_path))
    assert f"::error file={tmp_path}/rules/small.yaml,line=46,col=3,title=headline-missing::no headline" in done.stdout


def test_a_mistake_in_a_file_is_reported_in_every_format(tmp_path: Path) -> None:
    path = str(write_files(tmp_path, SMALL.replace("kind: scale", "kind: skale")))
    for form in ("json", "github"):
        done = quiz("check", "--format", form, path)
        assert done.returncode == 1
        assert "skale" in done.stdout


def test_check_ends_with_3_when_a_check_is_undecided(tmp_path: Path) -> None:
    path = write_files(tmp_path, many_questions(40))
    done = quiz("check", "--seconds", "0.001", str(path))
    assert done.returncode == 3
    assert "is undecided" in done.stderr


def many_questions(count: int) -> str:
    """A rulebook without defects, but of some size."""
    more = "".join(
        f"  - {{id: m{n}, kind: one, label: M, text: M?, if_not_sure: Ask.,"
        f" choices: [{{id: a, label: A}}, {{id: b, label: B}}, {{id: c, label: C}}]}}\n"
        for n in range(count)
    )
    rules = "".join(
        f"  - {{id: x{n}{c}, title: X, text: X., claims: [r1-days], when: {{m{n}: {c}}}}}\n"
        for n in range(count)
        for c in "abc"
    )
    return PROVED.replace("questions:\n", "questions:\n" + more).replace("advice:\n", "advice:\n" + rules)


def test_explain_says_why_a_rule_applies_and_refuses_unknown_ones(folders: tuple[str, ...]) -> None:
    done = quiz("explain", "hard_nights", "--answers", "nights=few", *folders)
    assert done.stdout == "`hard_nights` applies, because nights is “A few”.\n"
    unknown = quiz("explain", "hard_night", "--answers", "nights=few", *folders)
    assert unknown.returncode == 2
    assert "Did you mean `hard_nights`?" in unknown.stderr


def test_explain_without_a_rule_says_what_would_change_the_picture(folders: tuple[str, ...]) -> None:
    done = quiz("explain", "--answers", "nights=few", *folders)
    assert "With nights=none:\n  the headline would be “You take no nights”" in done.stdout


def test_diff_ends_with_1_where_students_see_a_difference(tmp_path: Path) -> None:
    old = write_files(tmp_path)
    new = old.with_name("new.yaml")
    new.write_text(SMALL.replace("{nights: [none, few]}", "{nights: none}"))
    done = quiz("diff", str(old), str(new))
    assert done.returncode == 1
    assert done.stdout == "advice hard_nights goes for 8 of 25 answer sets (32.0 %), such as nights=few\n"
    assert quiz("diff", str(old), str(old)).returncode == 0
    missing = quiz("diff", str(old), "nothing.yaml")
    assert missing.returncode == 2
    assert "nothing.yaml:1:1: there is no such file." in missing.stderr


def test_table_and_schema_print_and_write(folders: tuple[str, ...], tmp_path: Path) -> None:
    written = tmp_path / "table.csv"
    assert quiz("table", "--format", "csv", "-o", str(written), *folders).returncode == 0
    assert written.read_text().startswith("rule,nights,people,for,against,claims\n")
    assert json.loads(quiz("schema", "rulebook").stdout)["title"] == "Rulebook of a quiz"
    refused = quiz("table", "-o", str(tmp_path / "no" / "table"), *folders)
    assert refused.returncode == 1
    assert "cannot be written: No such file or directory." in refused.stderr


def test_a_folder_that_cannot_be_made_is_said(folders: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "rules/translations").write_text("in the way")
    done = quiz("translate", "es", *folders)
    assert done.returncode == 1
    assert "translations:1:1: cannot be written: " in done.stderr
    assert "Traceback" not in done.stderr


def test_a_source_is_cut_hashed_and_checked(folders: tuple[str, ...], tmp_path: Path) -> None:
    source, register = tmp_path / "talk.txt", tmp_path / "seeds" / "talk.yaml"
    source.write_text("[question]\nHow are the nights?\n[reply-1]\nThey are hard. Days are full.\n[reply-2]\nEasy.\n")
    assert "reply-1 2 (line 4): Days are full.\n" in quiz("sentences", str(source)).stdout
    written = quiz("sentences", str(source), "--register", str(register))
    assert written.stdout == f"{register}: 4 sentences have their hashes.\n"
    write_files(tmp_path, PROVED, register.read_text())
    assert quiz("check", *folders, "--source", str(source)).returncode == 0
    source.write_text(source.read_text().replace("full", "long"))
    done = quiz("check", *folders, "--source", f"talk={source}")
    assert done.returncode == 1
    assert f"{register}:9:94: " in done.stderr
    assert "sentence 2 of `reply-1` is not in the source as it was registered." in done.stderr
    assert quiz("check", *folders, "--source", f"walk={source}").returncode == 2


def test_a_code_says_of_which_rulebook_it_is(tmp_path: Path) -> None:
    code = code_for(edited_twice(tmp_path)["small"], ALL_ANSWERS)
    folders = ("--rules", str(tmp_path / "rules"), "--seeds", str(tmp_path / "seeds"))
    done = quiz("summary", "--code", code.lower(), *folders)
    assert done.stdout == quiz("summary", "--answers", ALL_ANSWERS, "--rulebook", "small", *folders).stdout
    assert f"Code: {code}\n" in done.stdout
    refused = quiz("summary", "--code", code, "--rulebook", "other", *folders)
    assert (refused.returncode, refused.stderr) == (1, f"Error: “{code}”: It belongs to another quiz.\n")
    assert quiz("summary", "--code", "x", *folders).stderr.startswith("Error: “x”: It has 1 letter or digit")
    for words in ([], ["--code", code, "--answers", ALL_ANSWERS]):
        assert "name either --answers or --code." in quiz("summary", *words, *folders).stderr


def test_tabulate_takes_codes(tmp_path: Path) -> None:
    code = code_for(edited_twice(tmp_path)["small"], ALL_ANSWERS)
    folders = ("--rules", str(tmp_path / "rules"), "--seeds", str(tmp_path / "seeds"))
    done = quiz("tabulate", code, "7KF3-Q2M", "--ids", "--rulebook", "small", *folders)
    assert done.stdout.splitlines()[1] == "1,2025-03-04,few,young,sleep,nights_yes,nights_or_people"
    assert "link 2, “7KF3-Q2M”: It has 7 letters and digits" in done.stderr


def test_a_review_is_not_written_as_html_under_the_name_of_a_pdf(tmp_path: Path) -> None:
    done = quiz("review", "--rulebook", "integrated-ir", "--out", str(tmp_path / "review.pdf"))
    assert done.returncode == 2
    assert "this writes HTML: name it .html" in done.stderr
    assert not (tmp_path / "review.pdf").exists()
