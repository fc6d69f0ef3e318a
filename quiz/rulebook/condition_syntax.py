"""Conditions as they are written in a rulebook, read into conditions.

The names of questions and choices are checked here, against the vocabulary of the rulebook, so
that every mistake is found where it stands.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeAlias

from quiz.problems import Diagnostic, InCells, Instead, InvalidData, Mend, Trail, instead_of, known_names
from quiz.rulebook.conditions import NOT_SURE, AllOf, Always, AnyOf, Condition, Not, Picked

Named: TypeAlias = Mapping[str, Condition]
"""The conditions that others may use by name; what they name is resolved in them."""

WORDS = ("all", "any", "not")
COMPARISONS = ("at_least", "at_most")
MEANT = {"and": "all", "or": "any"}
SIGNS = {"<": "at_most", ">": "at_least", "at_most": "at_most", "at_least": "at_least"}
IN_BRACES = "name-in-braces"
"""The check of what a name in `{…}` was meant for, where it is known: nobody needs to guess why it has no value."""
EXAMPLE = InCells(
    "Write `always`, or a mapping such as `{nights: [few, many]}`.",
    "Write `always`, or choices in the columns of the questions.",
)

MOST_PARTS, DEEPEST = 1000, 24
"""What a condition may come to with the conditions that it names. Names within names can make a small file huge."""


@dataclass(frozen=True)
class Askable:
    """What a condition may say about a question; `choices` is None where they cannot be told.

    `decides` tells whether it may test the question, `is_ordered` whether it may compare the choices.
    """

    choices: tuple[str, ...] | None
    decides: bool = True
    is_ordered: bool = True

    @cached_property
    def known(self) -> dict[str, None]:
        """The choices, and "not sure yet", in order."""
        return dict.fromkeys((*(self.choices or ()), NOT_SURE))


def read_condition(
    data: Any, vocabulary: Mapping[str, Askable] | None, named: Named | None = MappingProxyType({})
) -> Condition:
    """The condition written as `data`, with what it names put in its place. Raises InvalidData with all that is wrong.

    Questions are looked up in `vocabulary`, and conditions in `named`; if one is None, these are not checked.
    """
    reader = _Reader(vocabulary, named)
    condition = reader.read(data, ())
    if not reader.problems and reader.names_something and _is_too_large(condition):
        what = f"has more than {MOST_PARTS} parts, or is nested more than {DEEPEST} deep."
        reader.problem((), what, "Name fewer conditions in it, or shorter ones.")
    if reader.problems:
        raise InvalidData(reader.problems)
    return condition


def _is_too_large(condition: Condition) -> bool:
    todo = [(condition, 1)]
    for count, (part, depth) in enumerate(todo, start=1):  # It grows while it is gone through.
        if count > MOST_PARTS or depth > DEEPEST:
            return True
        match part:
            case Not(inner):
                todo.append((inner, depth + 1))
            case AllOf(parts) | AnyOf(parts):
                todo += [(each, depth + 1) for each in parts]
    return False


def questions_named(data: Any, trail: Trail) -> Iterator[tuple[Trail, str]]:
    """The name of every question tested in a written condition, and the way to it. Looks past what is malformed."""
    if isinstance(data, list):
        for index, part in enumerate(data):
            yield from questions_named(part, (*trail, index))
    elif isinstance(data, dict):
        for key, value in data.items():
            if key in WORDS:
                yield from questions_named(value, (*trail, key))
            else:
                yield (*trail, key), key


def writable(condition: Condition) -> Any:
    """The plain data that reads back as `condition`: what a rulebook would say."""
    match condition:
        case Always():
            return "always"
        case Picked(question, choices):
            return {question: sorted(choices)}
        case AllOf(parts):
            return {"all": [writable(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [writable(part) for part in parts]}
        case Not(part):
            return {"not": writable(part)}


BROKEN: Condition = Always()
"""Stands in for what could not be read: the problem is noted, and the reading goes on."""


@dataclass
class _Reader:
    vocabulary: Mapping[str, Askable] | None
    named: Named | None
    problems: list[Diagnostic] = field(default_factory=list)
    names_something: bool = False

    @cached_property
    def tested(self) -> tuple[str, ...]:
        """What may stand as a key of a condition."""
        return (*(self.vocabulary or ()), *WORDS)

    def problem(self, trail: Trail, what: str, mend: Mend, *, at_key: bool = False, check: str = "file") -> Condition:
        self.problems.append(Diagnostic(what, mend, trail, at_key=at_key, check=check))
        return BROKEN

    def read(self, data: Any, trail: Trail) -> Condition:
        if data == "always" and not trail:
            return Always()
        if data == "always":
            return self.problem(trail, "`always` inside a condition says nothing.", "Delete it.")
        if isinstance(data, str):
            return self.name(data, trail)
        if isinstance(data, list) and data:
            mend = "Write one condition, or say whether all or any of them must apply: `{all: […]}`, `{any: […]}`."
            return self.problem(trail, "is a list, and not a condition.", mend)
        if not isinstance(data, dict):
            return self.problem(trail, "is not a condition.", EXAMPLE)
        if not data:
            return self.problem(trail, "is an empty condition.", EXAMPLE)
        parts = tuple(
            self.lost_choice(key, data, (*trail, key)) or self.entry(key, value, (*trail, key))
            for key, value in data.items()
        )
        return parts[0] if len(parts) == 1 else AllOf(parts)

    def lost_choice(self, key: str, data: dict[str, Any], trail: Trail) -> Condition | None:
        """The problem where `key` is a choice of a question before it: a comma in `{…}` begins another name."""
        for question, choices in data.items() if data[key] is None else ():
            askable = (self.vocabulary or {}).get(question)
            if askable and isinstance(choices, str) and key in askable.known:
                mend = f"Put several in brackets: `{question}: [{choices}, {key}]`."
                return self.problem(trail, f"`{key}` is a choice of `{question}`.", mend, at_key=True, check=IN_BRACES)
        return None

    def name(self, name: str, trail: Trail) -> Condition:
        if self.named is None:
            return BROKEN
        if name in self.named:
            self.names_something = True
            return self.named[name]
        if self.vocabulary and name in self.vocabulary:
            mend = InCells(f"Say which choices: `{{{name}: […]}}`.", f"Write choices in the column for `{name}`.")
            return self.problem(trail, f"`{name}` is a question.", mend)
        for question, askable in (self.vocabulary or {}).items():
            if name in askable.known:
                in_file = f"Say of which question: `{{{question}: {name}}}`."
                mend = InCells(in_file, f"Write it in the column for `{question}`.")
                return self.problem(trail, f"`{name}` is a choice.", mend)
        test = re.fullmatch(r"(\w+) *(?:=+|:) *(\S.*)", name)
        if test and test[1] in (self.vocabulary or {}):
            in_file = f"Write `{test[1]}: {test[2]}`, with a space after the colon."
            mend = InCells(in_file, f"Write choices in the column for `{test[1]}`.")
            return self.problem(trail, f"`{name}` is not a condition.", mend)
        if name.startswith("not ") and name[4:].strip() in self.named:
            return self.problem(trail, f"`{name}` is not a condition.", f"Write `{{not: {name[4:].strip()}}}`.")
        if name.lower() == "always":
            return self.problem(trail, f"`{name}` is not a condition.", "Write `always`.")
        if not self.named:
            return self.problem(trail, "is not a condition.", EXAMPLE)
        return self.problem(trail, f"`{name}` is not a condition.", Instead(name, self.named))

    def entry(self, key: str, value: Any, trail: Trail) -> Condition:
        match key:
            case "all":
                return AllOf(self.parts(value, trail))
            case "any":
                return AnyOf(self.parts(value, trail))
            case "not":
                return Not(self.read(value, trail))
        return self.pick(key, value, trail)

    def parts(self, value: Any, trail: Trail) -> tuple[Condition, ...]:
        if not isinstance(value, list) or not value:
            mend = InCells("Write one under another, each after `- `.", "Write `[…, …]`, with commas between them.")
            self.problem(trail, f"`{trail[-1]}` needs a list of conditions.", mend)
            return ()
        return tuple(self.read(part, (*trail, index)) for index, part in enumerate(value))

    def pick(self, question: str, value: Any, trail: Trail) -> Condition:
        if self.vocabulary is None:
            return BROKEN
        askable = self.vocabulary.get(question)
        if askable is None and question in (self.named or {}):
            mend: Mend = f"Name it by itself, or in a list: `{{all: [{question}, {{…}}]}}`."
            what = f"`{question}` is a condition, and not a question."
            return self.problem(trail, what, mend, at_key=True, check=IN_BRACES)
        if askable is None:
            mend = Instead(question, self.tested)
            if question in MEANT:
                mend = f"Write `{MEANT[question]}`."
            return self.problem(trail, f"tests `{question}`, which is not a question.", mend, at_key=True)
        if not askable.decides:
            what = f"tests `{question}`, which only orders the summary."
            return self.problem(trail, what, "Test one of the other questions.", at_key=True)
        if isinstance(value, dict):
            return Picked(question, self.bound(question, askable, value, trail))
        chosen = value if isinstance(value, list) else [value]
        if not chosen:
            self.problem(trail, f"names no choice of `{question}`.", f"Known: {known_names(askable.choices or ())}.")
        for index, choice in enumerate(chosen):
            self.choice(question, askable, choice, (*trail, index) if isinstance(value, list) else trail)
        return Picked(question, frozenset(c for c in chosen if isinstance(c, str)))

    def choice(self, question: str, askable: Askable, choice: Any, trail: Trail) -> bool:
        if askable.choices is None:
            return False
        known = askable.known
        if isinstance(choice, str) and choice in known:
            return True
        if not isinstance(choice, str):
            one = "Write one, without brackets." if isinstance(choice, list) else f"Known: {known_names(known)}."
            self.problem(trail, f"is not a choice of `{question}`.", one)
        else:
            mend = meant_by(choice, question, askable) or Instead(choice, known)
            self.problem(trail, f"`{choice}` is not a choice of `{question}`.", mend)
        return False

    def bound(self, question: str, askable: Askable, value: dict[str, Any], trail: Trail) -> frozenset[str]:
        """The choices that `at_least` and `at_most` leave of a scale."""
        choices = askable.choices
        if "not" in value:
            mend: Mend = InCells(f"Write `{{not: {{{question}: …}}}}`.", "Write the whole of it under `when`.")
            self.problem((*trail, "not"), f"`not` stands before `{question}`, and not after it.", mend, at_key=True)
            return frozenset()
        if not askable.is_ordered:
            mend = InCells("List the choices, or make it `kind: scale`.", "List the choices, or make its kind `scale`.")
            self.problem(trail, f"compares `{question}`, which is not an ordered scale.", mend)
            return frozenset()
        if not value:
            self.problem(trail, "compares with nothing.", "Write `at_least: …` or `at_most: …`.")
        first, last = 0, len(choices or ())
        for word, choice in value.items():
            here = (*trail, word)
            if word not in COMPARISONS:
                self.problem(here, f"`{word}` is not a comparison.", instead_of(word, COMPARISONS), at_key=True)
            elif choice == NOT_SURE or not self.choice(question, askable, choice, here):
                if choice == NOT_SURE:
                    mend = InCells("List it: `[…, not_sure]`.", "List the choices, with commas: `…, not_sure`.")
                    self.problem(here, "`not_sure` has no place on a scale.", mend)
            elif choices is not None:
                place = choices.index(choice)
                first, last = (max(first, place), last) if word == "at_least" else (first, min(last, place + 1))
        allowed = (choices or ())[first:last]
        if value and choices and not allowed:
            self.problem(trail, f"leaves no choice of `{question}`.", "Swap or widen the bounds.")
        return frozenset(allowed)


def meant_by(text: str, question: str, askable: Askable) -> Mend | None:
    """How to write what was meant by several choices in one text, a `not`, or a sign such as `<`."""
    several = re.split(r" ?[,;/|] ?| (?:and|or) ", text)
    if len(several) > 1 and askable.known.keys() >= {*several}:
        listed = ", ".join(several)
        return InCells(f"For at least one of them, write `[{listed}]`.", f"Write commas between them: `{listed}`.")
    sign, choice = next(iter(re.findall(r"^(not\b|!|[<>]|at.?(?:most|least)\b)[= ]*(.*)", text)), ("", ""))
    if choice not in askable.known:
        return None
    if bound := SIGNS.get(re.sub(r"\W", "_", sign) if sign[:1] == "a" else sign):
        return InCells(f"Write `{{{bound}: {choice}}}`.", f"Write `{bound} {choice}`.") if askable.is_ordered else None
    negated = f"{{not: {{{question}: {choice}}}}}"
    return InCells(f"Write `{negated}`.", f"Write `{negated}` under `when`.")


JSON_SCHEMA: dict[str, Any] = {
    "title": "Condition",
    "description": "Which answers this applies to: `always`, the name of a condition, or questions with their choices.",
    "anyOf": [{"const": "always"}, {"type": "string"}, {"$ref": "#/$defs/Test"}],
}

_PART = {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/Test"}]}

TEST_JSON_SCHEMA: dict[str, Any] = {
    "title": "Test",
    "description": "Questions with their allowed choices, joined by `all`, `any` and `not`.",
    "type": "object",
    "minProperties": 1,
    "properties": {
        "all": {"type": "array", "minItems": 1, "items": _PART},
        "any": {"type": "array", "minItems": 1, "items": _PART},
        "not": _PART,
    },
    "additionalProperties": {
        "anyOf": [
            {"type": "string"},
            {"type": "array", "minItems": 1, "items": {"type": "string"}},
            {
                "type": "object",
                "minProperties": 1,
                "additionalProperties": False,
                "properties": {"at_least": {"type": "string"}, "at_most": {"type": "string"}},
            },
        ]
    },
}
