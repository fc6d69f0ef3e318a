"""A summary as JSON, and as text for a letter."""

import json
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import TypeAdapter

from quiz.answers import EDITION
from quiz.changes import Change
from quiz.editions import Since
from quiz.places import own_folder
from quiz.speech import speech_for
from quiz.summary import Summary
from quiz.templating import prepare

FORMAT = 1
"""Raised when the JSON changes so that a reader of the old one would misread it."""

_adapter = TypeAdapter(Summary)
_changes_adapter = TypeAdapter(tuple[Change, ...])
_since_adapter = TypeAdapter(Since | None)


def as_json(summary: Summary, changes: tuple[Change, ...], since: Since | None = None) -> str:
    """The summary, what would change it, and what has changed `since`, as `docs/summary-json.md` describes it."""
    data = {
        "format": FORMAT,
        **_adapter.dump_python(summary, mode="json"),
        "to_keep": f"{summary.query}&{EDITION}={summary.provenance.edition}",
        "changes": _changes_adapter.dump_python(changes, mode="json"),
        "since": _since_adapter.dump_python(since, mode="json"),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def json_schema() -> dict[str, Any]:
    """The JSON Schema of what `as_json` gives."""
    schema = _adapter.json_schema(mode="serialization")
    changes = _changes_adapter.json_schema(mode="serialization")
    since = _since_adapter.json_schema(mode="serialization")
    schema["$defs"] |= changes.pop("$defs") | since.pop("$defs")
    more = {"format": {"const": FORMAT}, "to_keep": {"type": "string"}, "changes": changes, "since": since}
    schema["properties"] |= more
    schema["required"] += list(more)
    return schema


def as_text(summary: Summary, changes: tuple[Change, ...], link: str | None = None, since: Since | None = None) -> str:
    """The summary as Markdown that reads well as it is, with what would change it and what has changed `since`.

    `link` leads to its page.
    """
    texts = _texts(summary.provenance.language)
    return texts.get_template("summary.md").render(made=summary, changes=changes, link=link, since=since).strip() + "\n"


@cache
def _texts(language: str) -> Environment:
    # Nothing is escaped: this is no HTML, and is never sent as HTML.
    environment = Environment(loader=FileSystemLoader(own_folder("templates")), undefined=StrictUndefined)
    return prepare(environment, speech_for(language))
