"""A summary as JSON, and as text for a letter."""

import json
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import TypeAdapter

from quiz.changes import Change
from quiz.comparison import Comparison
from quiz.places import own_folder
from quiz.speech import speech_for
from quiz.summary import Summary
from quiz.templating import prepare

FORMAT = 1
"""Raised when the JSON changes so that a reader of the old one would misread it."""

_adapter = TypeAdapter(Summary)
_changes_adapter = TypeAdapter(tuple[Change, ...])


def as_json(summary: Summary, changes: tuple[Change, ...]) -> str:
    """The summary, and what would change it, as JSON text; `docs/summary-json.md` describes it."""
    data = {
        "format": FORMAT,
        **_adapter.dump_python(summary, mode="json"),
        "changes": _changes_adapter.dump_python(changes, mode="json"),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def json_schema() -> dict[str, Any]:
    """The JSON Schema of what `as_json` gives."""
    schema = _adapter.json_schema(mode="serialization")
    changes = _changes_adapter.json_schema(mode="serialization")
    schema["$defs"] |= changes.pop("$defs")
    schema["properties"] |= {"format": {"const": FORMAT}, "changes": changes}
    schema["required"] += ["format", "changes"]
    return schema


def comparison_as_json(comparison: Comparison) -> str:
    """Summaries side by side as JSON text; `docs/summary-json.md` describes it."""
    data = {"format": FORMAT, **_comparisons().dump_python(comparison, mode="json")}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def as_text(summary: Summary, changes: tuple[Change, ...], link: str | None = None) -> str:
    """The summary, and what would change it, as Markdown that reads well as it is; `link` leads to its page."""
    texts = _texts(summary.provenance.language)
    return texts.get_template("summary.md").render(made=summary, changes=changes, link=link).strip() + "\n"


@cache
def _comparisons() -> TypeAdapter[Comparison]:
    return TypeAdapter(Comparison)


@cache
def _texts(language: str) -> Environment:
    # Nothing is escaped: this is no HTML, and is never sent as HTML.
    environment = Environment(loader=FileSystemLoader(own_folder("templates")), undefined=StrictUndefined)
    return prepare(environment, speech_for(language))
