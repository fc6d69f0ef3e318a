"""Pydantic's errors in words for an author: what is wrong, and what to write instead."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from quiz.files.shapes import is_of
from quiz.problems import Diagnostic, Instead, Missing, Trail, shortened
from quiz.rulebook import ID_PATTERN, Part


def diagnostic_of(error: ErrorDetails, model: type[Part]) -> Diagnostic:
    """One of pydantic's own errors on data for `model`, with its path from the top of the file."""
    trail = trail_of(error["loc"], model)
    worded = _WORDED.get(error["type"])
    if worded is None:
        return Diagnostic(f"{error['msg']}.", "", trail)
    if is_at_key(error):
        return replace(worded(error, trail[:-1], model), trail=trail, at_key=True)
    return worded(error, trail, model)


def is_at_key(error: ErrorDetails) -> bool:
    """Whether an error is of the key of a mapping, and not of the value."""
    return error["loc"][-1:] == (_KEY,)


def _missing(error: ErrorDetails, trail: Trail, model: type[Part]) -> Diagnostic:
    return Diagnostic(f"`{trail[-1]}` is missing.", Missing(str(trail[-1])), trail)


def _unknown(error: ErrorDetails, trail: Trail, model: type[Part]) -> Diagnostic:
    above = error["loc"][:-1]
    kinds = [f"`{kind}`" for kind, fields in _fields_of_kinds(model, above) if trail[-1] in fields]
    if kinds:
        return Diagnostic(f"`{trail[-1]}` is for the kind {' or '.join(kinds)}.", "Delete it.", trail)
    fields = field_names(model, above)
    return Diagnostic(f"`{trail[-1]}` is not a known field here.", Instead(str(trail[-1]), fields), trail, at_key=True)


def _text(error: ErrorDetails, trail: Trail, model: type[Part]) -> Diagnostic:
    value = error["input"]
    if value is None:
        return Diagnostic(f"{_named(trail)} is empty.", "Write its text, or delete the line.", trail)
    is_word = is_of("word", model, trail)
    if isinstance(value, dict) and isinstance(trail[-1], int):
        what = f"an entry of {_named(trail)} has a colon in it."
        return Diagnostic(what, "Between two, write a comma.", trail)
    if isinstance(value, dict | list):
        mend = "Write one text, in quotes if it begins with `[` or holds `: `."
        return Diagnostic(f"{_named(trail)} must be text.", "Write one, without brackets." if is_word else mend, trail)
    if is_word and type(value) is int:
        return _id(error, trail, model)
    return Diagnostic(
        f"{_shown(value)} is not read as text.", f"Write {_shown(value).replace('`', chr(34))} in quotes.", trail
    )


def _id(error: ErrorDetails, trail: Trail, model: type[Part]) -> Diagnostic:
    mend = "Use lowercase letters and digits, a single `-` or `_` between them, and start with a letter."
    if isinstance(trail[-1], int) and re.search(r"[\s;]", str(error["input"])):
        mend = f"Put commas between several. {mend}"
    return Diagnostic(f"{_shown(error['input'])} is not a valid id.", mend, trail)


def _pattern(error: ErrorDetails, trail: Trail, model: type[Part]) -> Diagnostic:
    if error["ctx"]["pattern"] == ID_PATTERN:
        return _id(error, trail, model)
    mend = "Copy it from the foot of the document that was signed."
    if "hashes" in trail:
        mend = "Delete the hashes, and rewrite them with `quiz sentences --register`."
    return Diagnostic(f"{_shown(error['input'])} is not a whole hash.", mend, trail)


def _too_long(error: ErrorDetails, trail: Trail, model: type[Part]) -> Diagnostic:
    limit = error["ctx"]["max_length"]
    what = f"{_named(trail)} is {len(error['input'])} characters long; at most {limit} fit here."
    return Diagnostic(what, "Shorten it.", trail)


def _list(error: ErrorDetails, trail: Trail, model: type[Part]) -> Diagnostic:
    value = error["input"]
    if not any(is_of(kind, model, (*trail, 0)) for kind in ("word", "text", "number")):
        return Diagnostic(f"{_named(trail)} must be a list.", "Write each entry after `- `, one under another.", trail)
    names = re.findall(r"[\w-]+", str(value)) if isinstance(value, str | int) else []
    inside = ", ".join(names[:9]) if names and not is_of("text", model, (*trail, 0)) else "one, two"
    mend = f"Write `[{inside}]`, or each under the other after `- `."
    return Diagnostic(f"{_named(trail)} must be a list.", mend, trail)


def _wrong_count(error: ErrorDetails, trail: Trail, model: type[Part]) -> Diagnostic:
    context = error["ctx"]
    has = f"{_named(trail)} has {context['actual_length']};"
    if "min_length" in context:
        return Diagnostic(f"{has} it needs at least {context['min_length']}.", "Add entries.", trail)
    return Diagnostic(f"{has} it takes at most {context['max_length']}.", "Delete entries.", trail)


def _mapping(error: ErrorDetails, trail: Trail, model: type[Part]) -> Diagnostic:
    fields = ", ".join(f"`{name}`" for name in field_names(model, error["loc"]))
    return Diagnostic("must be a mapping.", f"Write `field: value` lines. Fields: {fields}.", trail)


def _not_a_mapping(error: ErrorDetails, trail: Trail, model: type[Part]) -> Diagnostic:
    """The diagnostic for what is not a mapping of names to reasons or parts, such as a list of names alone."""
    if error["input"] is None:
        return Diagnostic(f"{_named(trail)} is empty.", "Write its entries, or delete the line.", trail)
    fields = field_names(model, (*error["loc"], "*"))
    entry = f"{{{', '.join(f'{name}: …' for name in fields)}}}" if fields else "the reason in half a sentence"
    if isinstance(error["input"], str) and not fields and " " in error["input"]:
        about = "`for` or `against`" if trail[-1] == "unargued" else "the id of an option"
        what = f"{_named(trail)} does not say what its text is about."
        return Diagnostic(what, f"Write {about} and a colon before the text, one under another.", trail)
    listed = error["input"] if isinstance(error["input"], list) else [error["input"]]
    names = (next(iter(each), "…") if isinstance(each, dict) else each for each in listed)
    name = next((name for name in names if isinstance(name, str)), "…")
    mend = f"Write `{shortened(name)}: {entry}`, one under another."
    return Diagnostic(f"{_named(trail)} must be a mapping.", mend, trail)


def _one_of(error: ErrorDetails, trail: Trail, model: type[Part]) -> Diagnostic:
    expected = str(error["ctx"]["expected"]).replace("'", "`")
    if error["input"] is None:
        return Diagnostic(f"{_named(trail)} is empty.", f"Write {expected}.", trail)
    return Diagnostic(f"{_shown(error['input'])} is not known for {_named(trail)}.", f"Write {expected}.", trail)


def _no_kind(error: ErrorDetails, trail: Trail, model: type[Part]) -> Diagnostic:
    *others, last = (f"`{kind}`" for kind in _kinds(_at(model, error["loc"])))
    known = f"{', '.join(others)} or {last}"
    if "kind" not in error["input"]:
        return Diagnostic("`kind` is missing.", Missing("kind", known), (*trail, "kind"))
    kind = error["input"]["kind"]
    what = "`kind` is empty." if kind is None else f"{_shown(kind)} is not known for `kind`."
    return Diagnostic(what, f"Write {known}.", (*trail, "kind"))


def _whole_number(error: ErrorDetails, trail: Trail, model: type[Part]) -> Diagnostic:
    mend = "Write it without quotes." if str(error["input"]).isdigit() else "Write digits only, such as 3."
    return Diagnostic(f"{_shown(error['input'])} is not a whole number.", mend, trail)


def _range(error: ErrorDetails, trail: Trail, model: type[Part]) -> Diagnostic:
    sign, bound = next(iter(error["ctx"].items()))
    words = {"ge": "at least", "le": "at most"}[sign]
    return Diagnostic(f"{_named(trail)} is {error['input']}.", f"It must be {words} {bound}.", trail)


def _switch(error: ErrorDetails, trail: Trail, model: type[Part]) -> Diagnostic:
    mend = "Write `true` or `false`."
    if error["input"] in ("true", "false"):
        mend = f"Write `{error['input']}` without quotes."
    return Diagnostic(f"{_shown(error['input'])} is neither true nor false.", mend, trail)


Wording = Callable[[ErrorDetails, Trail, type[Part]], Diagnostic]

NO_SUCH_KIND = ("union_tag_invalid", "union_tag_not_found")
"""The types of errors that pydantic gives where a part has no kind, or none that there is."""

_WORDED: dict[str, Wording] = {
    **dict.fromkeys(NO_SUCH_KIND, _no_kind),
    "missing": _missing,
    "extra_forbidden": _unknown,
    "string_type": _text,
    "string_too_short": lambda error, trail, model: Diagnostic(f"{_named(trail)} is empty.", "Write its text.", trail),
    "string_too_long": _too_long,
    "string_pattern_mismatch": _pattern,
    "tuple_type": _list,
    "dict_type": _not_a_mapping,
    "too_short": _wrong_count,
    "too_long": _wrong_count,
    "model_type": _mapping,
    "model_attributes_type": _mapping,
    "literal_error": _one_of,
    "int_type": _whole_number,
    "greater_than_equal": _range,
    "less_than_equal": _range,
    "bool_type": _switch,
}


def _named(trail: Trail) -> str:
    """What an author calls the value: its field, or the field of the list that it is in."""
    return f"`{next((step for step in reversed(trail) if isinstance(step, str)), 'it')}`"


def _shown(value: Any) -> str:
    """A value as an author wrote it, cut to a readable length."""
    match value:
        case None:
            return "nothing"
        case dict():
            return "a mapping"
        case list():
            return "a list"
        case bool():
            return f"`{str(value).lower()}`"
    return f"`{shortened(str(value))}`"


_KEY = "[key]"
"""The last step of pydantic's location of an error in the key of a mapping."""


def trail_of(loc: Trail, model: type[Part]) -> Trail:
    """The way through a file that pydantic's location stands for: that also names kinds, and says what is a key."""
    steps = enumerate(loc[:-1] if loc[-1:] == (_KEY,) else loc)
    return tuple(step for place, step in steps if step not in _kinds(_at(model, loc[:place])))


def field_names(model: type[Part], loc: Trail) -> list[str]:
    """The fields that a file may have at `loc` in data for `model`; empty where it has none."""
    here = _at(model, loc)
    return list(dict.fromkeys(name for each in _kinds(here).values() or (here,) for name in _fields(each)))


def _fields_of_kinds(model: type[Part], loc: Trail) -> list[tuple[str, list[str]]]:
    """For each kind of the part that `loc` leads into, the fields that it has at this place."""
    start = next((place for place in range(len(loc)) if _kinds(_at(model, loc[:place]))), None)
    if start is None:
        return []
    return [(kind, field_names(each, loc[start + 1 :])) for kind, each in _kinds(_at(model, loc[:start])).items()]


def _fields(annotation: Any) -> list[str]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [info.alias or name for name, info in annotation.model_fields.items()]
    return []


def _at(model: type[Part], loc: Trail) -> Any:
    """The type of what stands at `loc` in data for `model`; None where that is no part and no list of parts."""
    here: Any = model
    for step in loc:
        if step in (kinds := _kinds(here)):
            here = kinds[str(step)]
        elif get_origin(here) is Mapping:
            here = _plain(get_args(here)[1])
        elif isinstance(step, int):
            here = _plain(next(iter(get_args(here)), None))
        elif isinstance(here, type) and issubclass(here, BaseModel):
            here = _plain(next((f.annotation for n, f in here.model_fields.items() if step in (n, f.alias)), None))
        else:
            here = None
    return here


def _kinds(annotation: Any) -> dict[str, type[Part]]:
    """The types that a union chooses from by `kind`, by their kind; empty for what is no such union."""
    if get_origin(annotation) not in (Union, UnionType):
        return {}
    return {get_args(each.model_fields["kind"].annotation)[0]: each for each in get_args(annotation)}


def _plain(annotation: Any) -> Any:
    """The annotation without what is annotated, and without `| None`."""
    if get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in (Union, UnionType) and type(None) in get_args(annotation):
        return _plain(next(arg for arg in get_args(annotation) if arg is not type(None)))
    return annotation
