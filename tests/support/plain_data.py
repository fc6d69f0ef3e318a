"""A rulebook as the plain data that its files would hold."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from quiz.files.translation import as_file
from quiz.rulebook import AllOf, Always, AnyOf, Not, Part, Picked, Rulebook, writable


def plain_data(rulebook: Rulebook) -> dict[str, Any]:
    """The data of a rulebook file, and of its registers' files as a list called `registers`."""
    data: dict[str, Any] = _plain(as_file(rulebook))
    return {**data, "registers": [_plain(each) for each in rulebook.registers]}


def _plain(value: Any) -> Any:
    match value:
        case Part():
            fields = {field.alias or name: getattr(value, name) for name, field in type(value).model_fields.items()}
            return {name: _plain(each) for name, each in fields.items() if each is not None}
        case Always() | Picked() | AllOf() | AnyOf() | Not():
            return writable(value)
        case Mapping():
            return {name: _plain(each) for name, each in value.items()}
        case tuple() | frozenset():
            return [_plain(each) for each in (value if isinstance(value, tuple) else sorted(value))]
        case date():
            return value.isoformat()
    return value
