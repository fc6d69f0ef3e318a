"""A summary as JSON, and as text for a letter."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import TypeAdapter
from pydantic.json_schema import DEFAULT_REF_TEMPLATE

from quiz.answers import EDITION, Dropped
from quiz.output.templating import prepare
from quiz.summary import Change, Comparison, Since, Summary
from quiz.words import own_folder, speech_for

FORMAT = 1
"""Raised when the JSON changes so that a reader of the old one would misread it."""

_adapter = TypeAdapter(Summary)
_changes_adapter = TypeAdapter(tuple[Change, ...])
_since_adapter = TypeAdapter(Since | None)


@dataclass(frozen=True)
class Unusable:
    """What is said instead of a summary: what was dropped from the answers, what is missing, and what can be used."""

    dropped: tuple[Dropped, ...]
    unanswered: tuple[str, ...]
    kept: str


def as_json(summary: Summary, changes: tuple[Change, ...], since: Since | None = None) -> str:
    """The summary, what would change it, and what has changed `since`: `docs/developers/summary-json.md`."""
    data = {
        "format": FORMAT,
        **_adapter.dump_python(summary, mode="json"),
        "to_keep": f"{summary.query}&{EDITION}={summary.provenance.edition}",
        "changes": _changes_adapter.dump_python(changes, mode="json"),
        "since": _since_adapter.dump_python(since, mode="json"),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def json_schema(reference: str = DEFAULT_REF_TEMPLATE) -> dict[str, Any]:
    """The JSON Schema of what `as_json` gives; `reference` says where the parts in `$defs` will stand."""
    schema = _adapter.json_schema(mode="serialization", ref_template=reference)
    changes = _changes_adapter.json_schema(mode="serialization", ref_template=reference)
    since = _since_adapter.json_schema(mode="serialization", ref_template=reference)
    schema["$defs"] |= changes.pop("$defs") | since.pop("$defs")
    more = {"format": {"const": FORMAT}, "to_keep": {"type": "string"}, "changes": changes, "since": since}
    schema["properties"] |= more
    schema["required"] += list(more)
    return schema


def comparison_as_json(comparison: Comparison) -> str:
    """Summaries side by side as JSON text; `docs/developers/summary-json.md` describes it."""
    data = {"format": FORMAT, **_comparisons().dump_python(comparison, mode="json")}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def as_text(
    summary: Summary,
    changes: tuple[Change, ...],
    link: str | None = None,
    since: Since | None = None,
    today: date | None = None,
) -> str:
    """The summary as Markdown that reads well as it is, with what would change it and what has changed `since`.

    `link` leads to its page; with `today` it says whether the quiz is overdue for review.
    """
    said = {"made": summary, "changes": changes, "link": link, "since": since, "today": today}
    return _texts(summary.provenance.language).get_template("summary.md").render(said).strip() + "\n"


@cache
def _comparisons() -> TypeAdapter[Comparison]:
    return TypeAdapter(Comparison)


@cache
def _texts(language: str) -> Environment:
    # Nothing is escaped: this is no HTML, and is never sent as HTML.
    environment = Environment(loader=FileSystemLoader(own_folder("templates")), undefined=StrictUndefined)
    return prepare(environment, speech_for(language))
