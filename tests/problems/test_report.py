"""Diagnostics for people, for programs, and for GitHub."""

from pathlib import Path

from quiz.problems import WRITERS, Diagnostic, InvalidFiles, as_text, from_json, instead_of

PLACED = Diagnostic("`a` is twice here.", "Keep one.", check="twice", details=("It is at 3:1, too.",)).at(
    Path("rules/a,b.yaml"), 5, 2
)
SHOWN = Diagnostic("no headline applies.", "Write one.", level="warning", file=PLACED.file, picks="x=y", link="/?x=y")


def test_a_line_names_place_problem_and_remedy_and_answers_follow_it() -> None:
    assert as_text([PLACED, SHOWN]) == (
        "rules/a,b.yaml:5:2: `a` is twice here. Keep one.\n"
        "    It is at 3:1, too.\n"
        "rules/a,b.yaml:1:1: warning: no headline applies. Write one.\n"
        "    shown by: x=y\n"
        "    try it:   /?x=y\n"
    )


def test_json_reads_back() -> None:
    assert from_json(WRITERS["json"]([PLACED, SHOWN])) == (PLACED, SHOWN)


def test_github_gets_a_command_a_line_with_its_signs_escaped() -> None:
    assert WRITERS["github"]([PLACED]) == (
        "::error file=rules/a%2Cb.yaml,line=5,col=2,title=twice::`a` is twice here. Keep one. It is at 3:1, too.\n"
    )


def test_problems_come_in_the_order_of_their_places_and_each_once() -> None:
    last = Diagnostic("last.").at(Path("b"), 1)
    second, first = (Diagnostic("x.").at(Path("a"), line) for line in (10, 9))
    assert InvalidFiles([last, second, first, second]).problems == (first, second, last)


def test_a_name_with_a_line_break_stays_on_the_line_of_its_problem() -> None:
    assert str(Diagnostic("`a\nb\x1b[2J` is not known.")) == "`a�b�[2J` is not known."


def test_an_unknown_name_is_answered_with_the_nearest_or_with_all() -> None:
    assert instead_of("yuong", ["young", "old"]) == "Did you mean `young`?"
    assert instead_of("rich", ["young", "old"]) == "Known: `young`, `old`."
    assert instead_of("x", []) == "Known: none."
