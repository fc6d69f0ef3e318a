"""A kept edition as text: one JSON document with the rulebook, its registers and their translations.

It is read without the checks of a rulebook file: unknown fields are ignored and missing ones are left empty, so that
rules for authors can become stricter without touching what was kept. Only what the summary cannot do without is
required: ids that lead somewhere, and values of the right kind.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from quiz.files import as_file
from quiz.rulebook import (
    KINDS,
    AllOf,
    Always,
    AnyOf,
    Condition,
    Not,
    Part,
    Picked,
    Register,
    Rulebook,
    RulebookFile,
    changed,
    questions_of,
    readable,
    with_texts,
    writable,
)
from quiz.shelf.upgrades import VERSION, upgraded

FOR_AUTHORS = frozenset(
    {
        "format",
        "languages",
        "conditions",
        "ask_if_open",
        "evaluations",
        "examples",
        "unused_claims",
        "without_claim",
        "hashes",
    }
)
"""The fields that no summary shows: they are not kept. Evaluations of an edition come after it.

Conditions are kept without names, as what they come to.
"""

WIDTH = 120

T = TypeVar("T")
P = TypeVar("P", bound=Part)

CONDITIONS = frozenset({"when", "ask_when"})
"""The fields that hold a condition. Scales are kept as the choices they come to."""


def text_of(original: Rulebook, translations: Iterable[Rulebook]) -> str:
    """The JSON document of an edition; the same edition gives the same text."""
    translated = {each.language: each for each in translations}
    data = {
        "version": VERSION,
        **data_of(original),
        "translations": {
            language: {"rulebook": _texts(as_file(book)), "registers": [_texts(each) for each in book.registers]}
            for language, book in sorted(translated.items())
        },
    }
    return _laid_out(data) + "\n"


def data_of(original: Rulebook) -> dict[str, Any]:
    """All of a rulebook and its registers that reaches a student, as plain data."""
    return {"rulebook": _plain(as_file(original)), "registers": _plain(original.registers)}


def content_hash(book: Rulebook) -> str:
    """What tells the text and the rules of a rulebook from any other: changes with them, and with nothing else.

    The version of the format, and 16 hexadecimal digits of the SHA-256 of all that reaches a student, as JSON.
    """
    text = json.dumps(data_of(book), ensure_ascii=False, sort_keys=True)
    return f"{VERSION}-{sha256(text.encode()).hexdigest()[:16]}"


def rulebooks_of(data: Mapping[str, Any]) -> tuple[Rulebook, ...]:
    """The rulebook in `data`, the original first, then its translations.

    Raises ValueError, TypeError, LookupError or AttributeError for what no version of this program has written.
    """
    data = upgraded(data)
    registers: tuple[Register, ...] = _built(tuple[Register, ...], data["registers"])
    file: RulebookFile = _built(RulebookFile, data["rulebook"])
    fields = {name: getattr(file, name) for name in RulebookFile.model_fields}
    original = Rulebook.model_construct(**fields, registers=registers)
    for fault in _dead_ends(original):
        raise ValueError(fault)
    return (original, *(_translated(original, *each) for each in data.get("translations", {}).items()))


def _translated(original: Rulebook, language: str, texts: Mapping[str, Any]) -> Rulebook:
    in_registers = zip(original.registers, _checked(list, texts["registers"]), strict=True)
    registers = tuple(_with(register, said) for register, said in in_registers)
    book: Rulebook = _with(original, texts["rulebook"])
    return changed(book, {"registers": registers, "language": language, "translated_from": original.language})


def _with(part: P, texts: Mapping[str, str]) -> P:
    """The part with what `texts` says, by place."""
    said = _checked(dict, texts)
    return with_texts(part, lambda text: _checked(str, said.get(text.place, text.text)))


def _texts(part: Part) -> dict[str, str]:
    return {text.place: text.text for text in readable(part)}


def _plain(value: Any) -> Any:
    """A part of a rulebook as plain data, without the fields that are as they are by default."""
    match value:
        case Part():
            fields = type(value).model_fields.items()
            said = {field.alias or name: (getattr(value, name), field.default) for name, field in fields}
            return {
                name: _plain(own) for name, (own, default) in said.items() if own != default and name not in FOR_AUTHORS
            }
        case Always() | Picked() | AllOf() | AnyOf() | Not():
            return writable(value)
        case tuple():
            return [_plain(each) for each in value]
        case Mapping():
            return {name: _plain(each) for name, each in value.items()}
        case date():
            return value.isoformat()
    return value


def _built(kind: Any, data: Any) -> Any:
    """The value of the type `kind` that `_plain` made `data` of; an empty one for None."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _built(arguments[0], data)
    if origin in (Union, UnionType):
        inner, *others = (each for each in arguments if each is not NoneType)
        if others:
            return _built(KINDS.get(_checked(dict, data).get("kind", ""), inner), data)
        return None if data is None else _built(inner, data)
    if origin is Literal:
        return arguments[0 if data is None else arguments.index(data)]
    if origin is Mapping:
        return {name: _built(arguments[1], each) for name, each in _checked(dict, data).items()}
    if origin is tuple:
        return tuple(_built(arguments[0], each) for each in _checked(list, data))
    if issubclass(kind, Part):
        given = _checked(dict, data)
        fields = kind.model_fields.items()
        return kind.model_construct(**{name: _field(name, field, given) for name, field in fields})
    return date.fromisoformat(_checked(str, data) or "0001-01-01") if kind is date else _checked(kind, data)


def _field(name: str, field: FieldInfo, given: Mapping[str, Any]) -> Any:
    data = given.get(field.alias or name)
    if data is None and not field.is_required():
        return field.default
    return _condition(data) if name in CONDITIONS else _built(field.annotation, data)


def _checked(kind: type[T], data: Any) -> T:
    """`data`, which must be of the type `kind`; an empty one for None."""
    if data is not None and type(data) is not kind:
        raise TypeError(f"has a {type(data).__name__} in the place of a {kind.__name__}")
    if isinstance(data, str):
        data.encode()  # Half of a pair of surrogates, which JSON can spell, cannot be sent.
    return kind() if data is None else data


def _condition(data: Any) -> Condition:
    if data == "always":
        return Always()
    ((word, said),) = _checked(dict, data).items()
    match word:
        case "all":
            return AllOf(tuple(map(_condition, said)))
        case "any":
            return AnyOf(tuple(map(_condition, said)))
        case "not":
            return Not(_condition(said))
    return Picked(word, frozenset(_built(tuple[str, ...], said)))


def _dead_ends(book: Rulebook) -> Iterator[str]:
    """The names in a rulebook that lead nowhere, and on which a summary would fail."""
    evidence = book.evidence_base
    conditions = (*(rule.when for rule in book.rules), *(each.ask_when for each in book.questions if each.ask_when))
    missing_posts = [
        claim.post for each in book.registers for claim in each.claims if claim.post not in each.post_by_id
    ]
    for kind, named, known in (
        ("question", (name for when in conditions for name in questions_of(when)), book.question_by_id),
        ("claim", (claim for rule in book.rules for claim in rule.claims), evidence.claim_by_id),
        ("claim", evidence.disputed, evidence.claim_by_id),
        ("post", missing_posts, ()),
        (
            "option",
            (option for each in book.advice for option, _, _ in each.marks),
            {each.id for each in book.options},
        ),
        ("addressee", (ask.to for ask in book.asks), {each.id for each in book.addressees}),
        ("deadline", (each.by for each in book.advice if each.by), {each.id for each in book.deadlines}),
    ):
        yield from (f"names `{name}`, which is no {kind} of it" for name in named if name not in known)


def _laid_out(data: Any, depth: int = 0) -> str:
    """JSON with a line for whatever fits into one, so that two editions can be compared line by line."""
    text = json.dumps(data, ensure_ascii=False)
    if not isinstance(data, dict | list) or depth + len(text) < WIDTH:
        return text
    if isinstance(data, dict):
        inner = [f"{json.dumps(name)}: {_laid_out(each, depth + 1)}" for name, each in data.items()]
    else:
        inner = [_laid_out(each, depth + 1) for each in data]
    first, last = "{}" if isinstance(data, dict) else "[]"
    margin = "\n" + " " * depth
    return f"{first}{margin} " + f",{margin} ".join(inner) + f"{margin}{last}"
