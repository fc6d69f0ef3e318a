"""Diagnostics as text for people, as JSON for programs (and back), and as GitHub workflow commands."""

import json
from collections.abc import Iterable
from pathlib import Path

from quiz.problems.diagnostic import Diagnostic

FORMATS = ("text", "json", "github")


def count_line(count: int) -> str:
    """The line that closes a list of problems."""
    return f"{count} {'problem' if count == 1 else 'problems'} found."


def as_text(diagnostics: Iterable[Diagnostic]) -> str:
    """A line for each diagnostic, and below it the shortest answers that show it, with a link to open."""
    lines = []
    for each in diagnostics:
        lines.append(str(each))
        lines += [f"    {detail}" for detail in each.details]
        if each.link:
            lines += [f"    shown by: {each.picks}", f"    try it:   {each.link}"]
    return "".join(f"{line}\n" for line in lines)


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """A JSON list with an object for each diagnostic."""
    data = [
        {
            "check": each.check,
            "level": each.level,
            "file": str(each.file),
            "line": each.line,
            "column": each.column,
            "cell": each.cell,
            "what": each.what,
            "mend": str(each.mend),
            "picks": each.picks,
            "link": each.link,
            "details": list(each.details),
        }
        for each in diagnostics
    ]
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def from_json(text: str) -> tuple[Diagnostic, ...]:
    """The diagnostics that `as_json` wrote. Raises ValueError if `text` is not JSON."""
    return tuple(
        Diagnostic(**{**data, "file": Path(data["file"]), "details": tuple(data["details"])})
        for data in json.loads(text)
    )


def as_github(diagnostics: Iterable[Diagnostic]) -> str:
    """A workflow command for each diagnostic: GitHub shows it beside the line.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    lines = []
    for each in diagnostics:
        place = f"file={_property(str(each.file))},line={each.line},col={each.column}"
        message = " ".join(
            (each.what, str(each.mend), *each.details, f"Shown by: {each.picks}." if each.link else "")
        ).strip()
        message = message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        lines.append(f"::{each.level} {place},title={_property(each.check)}::{message}\n")
    return "".join(lines)


def _property(text: str) -> str:
    return text.replace("%", "%25").replace("\n", "%0A").replace(":", "%3A").replace(",", "%2C")


WRITERS = {"text": as_text, "json": as_json, "github": as_github}
"""How to write diagnostics, by format."""
