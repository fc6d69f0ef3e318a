"""A summary as JSON, and as text for a letter."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import TypeAdapter
from pydantic.json_schema import DEFAULT_REF_TEMPLATE

from quiz.answers import EDITION, Dropped
from quiz.output.phrases import overdue
from quiz.output.picture import legend, picture_as_list, picture_as_table
from quiz.output.templating import prepare
from quiz.summary import AfterChange, Change, Comparison, Since, Summary
from quiz.words import own_folder, speech_for

FORMAT = 3
"""Raised when the JSON changes so that a reader of the old one would misread it."""


@dataclass(frozen=True)
class Unusable:
    """What is said instead of a summary: what was dropped from the answers, what is missing, and what can be used."""

    dropped: tuple[Dropped, ...]
    unanswered: tuple[str, ...]
    kept: str


def as_json(
    summary: Summary,
    changes: tuple[Change, ...],
    since: Since | None = None,
    after_change: AfterChange | None = None,
) -> str:
    """The summary, what would change it, and what has changed: `docs/developers/summary-json.md` describes it."""
    data = {
        "format": FORMAT,
        **_adapter(Summary).dump_python(summary, mode="json"),
        "to_keep": f"{summary.query}&{EDITION}={summary.provenance.edition}",
        "changes": _adapter(tuple[Change, ...]).dump_python(changes, mode="json"),
        "since": _adapter(Since | None).dump_python(since, mode="json"),
        "after_change": _adapter(AfterChange | None).dump_python(after_change, mode="json"),
    }
    return _written(data)


def json_schema(reference: str = DEFAULT_REF_TEMPLATE) -> dict[str, Any]:
    """The JSON Schema of what `as_json` gives; `reference` says where the parts in `$defs` will stand."""
    schema = _adapter(Summary).json_schema(mode="serialization", ref_template=reference)
    changes = _adapter(tuple[Change, ...]).json_schema(mode="serialization", ref_template=reference)
    since = _adapter(Since | None).json_schema(mode="serialization", ref_template=reference)
    after = _adapter(AfterChange | None).json_schema(mode="serialization", ref_template=reference)
    schema["$defs"] |= changes.pop("$defs") | since.pop("$defs") | after.pop("$defs")
    more = {
        "format": {"const": FORMAT},
        "to_keep": {"type": "string"},
        "changes": changes,
        "since": since,
        "after_change": after,
    }
    schema["properties"] |= more
    schema["required"] += list(more)
    return schema


def comparison_as_json(comparison: Comparison) -> str:
    """Summaries side by side as JSON text; `docs/developers/summary-json.md` describes it."""
    return _written({"format": FORMAT, **_adapter(Comparison).dump_python(comparison, mode="json")})


def as_text(
    summary: Summary,
    changes: tuple[Change, ...],
    link: str | None = None,
    since: Since | None = None,
    today: date | None = None,
    *,
    whole: bool = False,
    for_terminal: bool = False,
) -> str:
    """The summary as Markdown that reads well as it is: its first layer, or the `whole` of it.

    `link` leads to its page; with `today` it says whether the quiz is overdue for review. For a terminal, the picture
    is a table; elsewhere, where letters have different widths, a list.
    """
    speech = speech_for(summary.provenance.language)
    review_by = summary.provenance.review_by
    context = {
        "summary": summary,
        "changes": {change.swap.question: change for change in changes},
        "link": link,
        "since": since,
        "overdue": overdue(review_by, speech) if today and review_by < today else "",
        "whole": whole,
        "picture": (picture_as_table if for_terminal else picture_as_list)(summary, speech),
        "legend": legend(speech),
    }
    text = _texts(summary.provenance.language).get_template("summary.md").render(context)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _written(data: dict[str, Any]) -> str:
    # pydantic writes the same text as the json module, and in a fraction of the time.
    return _adapter(dict[str, Any]).dump_json(data, indent=2).decode() + "\n"


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    """What writes values of this type; made when the first is written, since that takes a while."""
    return TypeAdapter(kind)


@cache
def _texts(language: str) -> Environment:
    # Nothing is escaped: this is no HTML, and is never sent as HTML.
    environment = Environment(loader=FileSystemLoader(own_folder("templates")), undefined=StrictUndefined)
    return prepare(environment, speech_for(language))
