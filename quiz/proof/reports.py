"""What a check found, as text for people and as data for machines."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from quiz.answers import in_short, write_query
from quiz.files import Loaded
from quiz.problems import Problem
from quiz.proof.checks import Finding, Undecided
from quiz.proof.wording import Placed

FORMATS = ("text", "json", "github")


@dataclass(frozen=True)
class Remark:
    """A problem, the check that found it, and where answers show it: the picks that count, and a link to walk."""

    check: str
    level: str
    problem: Problem
    picks: str | None = None
    link: str | None = None
    details: tuple[str, ...] = ()


def of_problem(problem: Problem) -> Remark:
    """The remark on a mistake in a file."""
    return Remark("file", "error", problem)


def of_blemish(blemish: Placed) -> Remark:
    """The remark on a text that does what it must not."""
    return Remark(blemish.check, "error", blemish.problem)


def of_finding(loaded: Loaded, finding: Finding, url: str) -> Remark:
    """The remark on a defect; `url` is where the quiz is served."""
    problem = loaded.marks.problem(finding.trail, finding.what, finding.mend)
    if finding.answers is None:
        return Remark(finding.check, "error", problem, details=finding.details)
    book = loaded.rulebook
    link = f"{url.rstrip('/')}/{book.id}/check?{write_query(book, finding.answers)}"
    return Remark(finding.check, "error", problem, in_short(book, finding.answers), link, finding.details)


def of_undecided(loaded: Loaded, undecided: Undecided) -> Remark:
    """The remark on a check that was given up."""
    what = f"`{undecided.check}` is undecided: it went beyond its bound."
    mend = "Give it more with --seconds, or simplify the conditions."
    return Remark(undecided.check, "warning", loaded.marks.problem(undecided.trail, what, mend))


def as_text(remarks: Iterable[Remark]) -> str:
    """A line for each remark, and below it the shortest answers that show it, with a link to walk."""
    lines = []
    for remark in remarks:
        lines.append(str(remark.problem))
        lines += [f"    {detail}" for detail in remark.details]
        if remark.link:
            lines += [f"    shown by: {remark.picks}", f"    walk it:  {remark.link}"]
    return "".join(f"{line}\n" for line in lines)


def as_json(remarks: Iterable[Remark]) -> str:
    """A JSON list with an object for each remark."""
    data = [
        {
            "check": remark.check,
            "level": remark.level,
            "file": str(remark.problem.file),
            "line": remark.problem.line,
            "column": remark.problem.column,
            "what": remark.problem.what,
            "mend": remark.problem.mend,
            "picks": remark.picks,
            "link": remark.link,
            "details": list(remark.details),
        }
        for remark in remarks
    ]
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def as_github(remarks: Iterable[Remark]) -> str:
    """A workflow command for each remark: GitHub shows it beside the line."""
    lines = []
    for remark in remarks:
        problem = remark.problem
        place = f"file={_property(str(problem.file))},line={problem.line},col={problem.column}"
        said = " ".join(
            (problem.what, problem.mend, *remark.details, f"Shown by: {remark.picks}." if remark.link else "")
        )
        text = said.strip().replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        lines.append(f"::{remark.level} {place},title={_property(remark.check)}::{text}\n")
    return "".join(lines)


def _property(text: str) -> str:
    return text.replace("%", "%25").replace("\n", "%0A").replace(":", "%3A").replace(",", "%2C")


WRITERS = {"text": as_text, "json": as_json, "github": as_github}
"""How to write remarks, by format."""
