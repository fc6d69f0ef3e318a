"""What a data file may hold, and where: the shape of a model, read from its JSON Schema."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, TypeAlias

from quiz.problems import Trail
from quiz.rulebook import CONDITION, Part

Kind: TypeAlias = Literal["text", "word", "date", "number", "switch"]
"""Of a single value. A word is an id, or another text in which nobody would write a sentence."""


@dataclass(frozen=True)
class Value:
    """A single value; `words` are the only ones that it may be, where there are such, and `nullable` says null is."""

    kind: Kind
    words: tuple[str, ...] = ()
    nullable: bool = False


@dataclass(frozen=True)
class Values:
    """A list of single values; where `alone`, a single one may stand without a list."""

    each: Value
    alone: bool = False


@dataclass(frozen=True)
class Conditional:
    """A condition."""


@dataclass(frozen=True)
class Record:
    """Fields by name; of a record that comes in kinds, those of all kinds."""

    fields: Mapping[str, "Shape"] = field(default_factory=dict)
    required: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Keyed:
    """A mapping from ids to one shape."""

    each: "Shape"


@dataclass(frozen=True)
class Records:
    """A list of records."""

    each: Record


Shape: TypeAlias = Value | Values | Conditional | Record | Keyed | Records


@cache
def shape_of(model: type[Part]) -> Record:
    """The shape of the data that `model` is made of."""
    schema = model.model_json_schema(by_alias=True)
    shape = _Reader(schema.get("$defs", {})).shape(schema)
    assert isinstance(shape, Record)
    return shape


def shape_at(shape: Shape | None, trail: Trail) -> Shape | None:
    """The shape at `trail` within `shape`; None where nothing is known."""
    for step in trail:
        match shape:
            case Record(fields):
                shape = fields.get(str(step))
            case Keyed(each) | Records(each) | Values(each):
                shape = each
            case _:
                return None
    return shape


def is_of(kind: Kind, model: type[Part], trail: Trail) -> bool:
    """Whether what stands at `trail` in data for `model` is a single value of `kind`."""
    shape = shape_at(shape_of(model), trail)
    return isinstance(shape, Value) and shape.kind == kind


@dataclass(frozen=True)
class _Reader:
    """Reads a JSON Schema, as pydantic writes them, with its definitions."""

    definitions: Mapping[str, Any]

    def shape(self, schema: Mapping[str, Any]) -> Shape:
        if CONDITION in schema:
            return Conditional()
        if "$ref" in schema:
            return self.shape(self.definitions[schema["$ref"].rpartition("/")[2]])
        if choices := schema.get("anyOf") or schema.get("oneOf"):
            return self._one_of(choices)
        match schema.get("type"):
            case "array":
                each = self.shape(schema["items"])
                return Records(each) if isinstance(each, Record) else Values(_value(each))
            case "object" if "properties" in schema:
                fields = {name: self.shape(each) for name, each in schema["properties"].items()}
                return Record(fields, frozenset(schema.get("required", ())))
            case "object":
                values = [*schema.get("patternProperties", {}).values(), schema.get("additionalProperties")]
                return Keyed(self.shape(values[0]))
        words = schema.get("enum", [schema["const"]] if "const" in schema else [])
        return Value(_kind_of(schema), tuple(str(each) for each in words))

    def _one_of(self, choices: list[Mapping[str, Any]]) -> Shape:
        shapes = [self.shape(each) for each in choices if each.get("type") != "null"]
        records = [each for each in shapes if isinstance(each, Record)]
        if len(shapes) > 1 and len(records) == len(shapes):
            return _merged(records)
        listed = next((each for each in shapes if isinstance(each, Values)), None)
        if listed is not None:
            return Values(listed.each, alone=len(shapes) > 1)
        shape = shapes[0]
        if isinstance(shape, Value) and len(shapes) < len(choices):
            return Value(shape.kind, shape.words, nullable=True)
        return shape


def _merged(records: list[Record]) -> Record:
    """One record for several kinds of it: the fields of all, where two have a field the one that says more."""
    fields: dict[str, Shape] = {}
    for record in records:
        for name, shape in record.fields.items():
            known = fields.get(name)
            if isinstance(known, Value) and isinstance(shape, Value):
                words = dict.fromkeys((*known.words, *shape.words))
                fields[name] = Value(known.kind, tuple(words), known.nullable or shape.nullable)
            elif isinstance(known, Records) and isinstance(shape, Records):
                fields[name] = Records(_merged([known.each, shape.each]))
            else:
                fields.setdefault(name, shape)
    return Record(fields, frozenset.intersection(*(record.required for record in records)))


def _value(shape: Shape) -> Value:
    assert isinstance(shape, Value), "a list holds records or single values"
    return shape


def _kind_of(schema: Mapping[str, Any]) -> Kind:
    match schema.get("type"):
        case "integer":
            return "number"
        case "boolean":
            return "switch"
    if schema.get("format") == "date":
        return "date"
    return "text" if "maxLength" in schema and "pattern" not in schema else "word"
