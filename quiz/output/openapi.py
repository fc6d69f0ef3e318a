"""The summary as JSON, described for programs: an OpenAPI 3.1 document of what a shelf of rulebooks serves."""

import json
from collections.abc import Iterable
from typing import Any

from pydantic import TypeAdapter

from quiz import __version__
from quiz.answers import EDITION
from quiz.output.formats import Unusable, json_schema
from quiz.rulebook import Question, Rulebook

_REFERENCE = "#/components/schemas/{model}"
_PAGE = {"text/html": {"schema": {"type": "string"}}}


def openapi(shelf: Iterable[Rulebook]) -> dict[str, Any]:
    """The document: a path for each rulebook, with a parameter for each of its questions."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Summaries",
            "version": __version__,
            "description": "What follows from the answers to a quiz. Nothing is stored: an address gives the same "
            "summary each time, until its rulebook is edited.",
        },
        "servers": [{"url": "."}],
        "paths": {f"/{each.address}/summary.json": {"get": _operation(each)} for each in shelf},
        "components": {"schemas": _schemas()},
    }


def openapi_text(shelf: Iterable[Rulebook]) -> str:
    """The document as text."""
    return json.dumps(openapi(shelf), ensure_ascii=False, indent=1) + "\n"


def _operation(rulebook: Rulebook) -> dict[str, Any]:
    return {
        "operationId": f"summary-{rulebook.address}",
        "summary": rulebook.title,
        "parameters": [*(_parameter(question) for question in rulebook.questions), _edition(rulebook)],
        "responses": {
            "200": _answer("The summary of the answers.", "Summary"),
            "400": _answer("Answers that cannot be used, or that leave a question open.", "Unusable", _PAGE),
            "default": {"description": "A page that says what is wrong, and what to do.", "content": _PAGE},
        },
    }


def _answer(description: str, schema: str, more: dict[str, Any] | None = None) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": _REFERENCE.format(model=schema)}}, **(more or {})}
    return {"description": description, "content": content}


def _parameter(question: Question) -> dict[str, Any]:
    return {
        "name": question.id,
        "in": "query",
        "description": question.text,
        # One that is asked only after some answers is left out after others.
        "required": question.ask_when is None,
        "style": "form",
        "explode": True,
        "schema": question.json_schema_of_answer(),
    }


def _edition(rulebook: Rulebook) -> dict[str, Any]:
    return {
        "name": EDITION,
        "in": "query",
        "description": "The edition that the answers were given under; `since` then says what has changed.",
        "required": False,
        "schema": {"type": "string", "format": "date"},
        "example": rulebook.edition.isoformat(),
    }


def _schemas() -> dict[str, Any]:
    summary = json_schema(_REFERENCE)
    unusable = TypeAdapter(Unusable).json_schema(mode="serialization", ref_template=_REFERENCE)
    parts = summary.pop("$defs") | unusable.pop("$defs")
    return {"Summary": summary, "Unusable": unusable, **parts}
