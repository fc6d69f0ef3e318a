"""JSON Schemas of the data files, for editors that complete and check while an author types.

A schema knows the shape of a file; what refers to what is for `quiz check`.
"""

import json
from typing import Any

from quiz.rulebook import CONDITION, JSON_SCHEMA, TEST_JSON_SCHEMA, Part, Register, RulebookFile

DATA_FILES: dict[str, type[Part]] = {"rulebook": RulebookFile, "register": Register}
"""The kinds of data file, and the model of each."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(kind: str) -> dict[str, Any]:
    """The JSON Schema of the data files of `kind`: rulebook or register."""
    schema = DATA_FILES[kind].model_json_schema(by_alias=True)
    schema = _with_conditions(schema)
    if kind == "rulebook":
        schema["$defs"] |= {"Condition": JSON_SCHEMA, "Test": TEST_JSON_SCHEMA}
    return {"$schema": DIALECT, **schema, "title": f"{kind.capitalize()} of a quiz"}


def _with_conditions(schema: Any) -> Any:
    # Pydantic follows no reference to a definition that it did not make itself.
    if isinstance(schema, dict):
        if CONDITION in schema:
            return {"$ref": "#/$defs/Condition"}
        return {key: _with_conditions(value) for key, value in schema.items()}
    return [_with_conditions(each) for each in schema] if isinstance(schema, list) else schema


def schema_text(kind: str) -> str:
    """The same as text, as it lies in `docs/`."""
    return json.dumps(schema_of(kind), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
