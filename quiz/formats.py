"""A summary as JSON, and as text for a letter."""

import json
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import TypeAdapter

from quiz.places import own_folder
from quiz.summary import Summary

FORMAT = 1
"""Raised when the JSON changes so that a reader of the old one would misread it."""

_adapter = TypeAdapter(Summary)


def as_json(summary: Summary) -> str:
    """The summary as JSON text; `docs/summary-json.md` describes it."""
    data = {"format": FORMAT, **_adapter.dump_python(summary, mode="json")}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def json_schema() -> dict[str, Any]:
    """The JSON Schema of `as_json`, without the format number."""
    return _adapter.json_schema(mode="serialization")


def as_text(summary: Summary, link: str | None = None) -> str:
    """The summary as Markdown that also reads well as it is; `link` leads back to its page."""
    return _texts().get_template("summary.md").render(made=summary, link=link).strip() + "\n"


@cache
def _texts() -> Environment:
    # Nothing is escaped: this is no HTML, and is never sent as HTML.
    return Environment(
        loader=FileSystemLoader(own_folder("templates")),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
