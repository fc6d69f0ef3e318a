"""Plain YAML to plain data, with the position of every key and value.

Only what an author of text needs is read: mappings, lists and scalars. Anchors, aliases and tags
are refused (they can make a small file huge), and so is text that YAML 1.1 turns into something
else. PyYAML's event parser does the parsing; nothing here recurses, so depth cannot harm.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from quiz.files.reading import read_bytes
from quiz.files.yaml_faults import (
    cause_of,
    doubt_about,
    lines_of,
    name_without_value,
    odd_name,
)
from quiz.problems import Diagnostic, InvalidFiles, Step, Trail, seen, unseen_in

MAX_DEPTH = 24
MAX_PROBLEMS = 100
"""After so many mistakes in the YAML itself, the rest is not worth reading."""

_resolver = yaml.SafeLoader("")


@dataclass(frozen=True)
class Marks:
    """Where in a file each value stands, and each key of a mapping; lines and columns from 1.

    `doubts` has, for values that YAML reads and that may not be what was meant, why.
    """

    file: Path
    values: dict[Trail, tuple[int, int]]
    keys: dict[Trail, tuple[int, int]]
    doubts: Mapping[Trail, Diagnostic] = field(default_factory=dict)

    def place(self, diagnostic: Diagnostic) -> Diagnostic:
        """The diagnostic, placed at the value (or key) that its trail leads to, or at the nearest thing above it."""
        trail = diagnostic.trail
        if diagnostic.at_key and trail in self.keys:
            return diagnostic.at(self.file, *self.keys[trail])
        while trail and trail not in self.values:
            trail = trail[:-1]
        return diagnostic.at(self.file, *self.values.get(trail, (1, 1)))


@dataclass(frozen=True)
class Document:
    """A parsed file: its data, where everything stands, and what was wrong with the YAML itself."""

    data: Any
    marks: Marks
    problems: tuple[Diagnostic, ...]


def read_file(path: Path) -> Document:
    """The document in `path`. Raises InvalidFiles if it cannot be read, or is no YAML at all."""
    raw = read_bytes(path, "Split it into several rulebooks.")
    try:
        text = raw.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        place = _end_of(raw[: error.start].decode("utf-8").removeprefix("\ufeff"))
        raise InvalidFiles.for_file(path, "is not UTF-8 text.", "Save the file as UTF-8.", *place) from None
    return read_text(text, path)


def read_text(text: str, path: Path) -> Document:
    """The document in `text`; `path` is named in problems. Raises InvalidFiles if it is not YAML."""
    unseen = [each.at(path, *_end_of(text[:place])) for place, each in islice(unseen_in(text), MAX_PROBLEMS)]
    if unseen:
        raise InvalidFiles(unseen)
    lines = lines_of(text)
    reader = _Reader(path, lines)
    try:
        for event in events(text):
            reader.take(event)
            if reader.too_deep or len(reader.problems) >= MAX_PROBLEMS:
                raise InvalidFiles(reader.problems)
    except yaml.MarkedYAMLError as error:
        if reader.fatal:  # What was meant is not known from there on.
            raise InvalidFiles(reader.problems) from None
        cause = cause_of(error, lines, reader.last)
        raise InvalidFiles([*reader.problems, cause.at(path, cause.line, cause.column)]) from None
    if reader.fatal:
        raise InvalidFiles(reader.problems)
    return Document(reader.root, Marks(path, reader.values, reader.keys, reader.doubts), tuple(reader.problems))


def _end_of(text: str) -> tuple[int, int]:
    """The line and column just after `text`."""
    return text.count("\n") + 1, len(text) - text.rfind("\n")


def events(text: str) -> Iterator[yaml.Event]:
    """The events of a YAML text. Raises yaml.YAMLError."""
    # libyaml is ten times as fast, where PyYAML was built with it.
    yield from yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", _PurePython))


class _PurePython(yaml.SafeLoader):
    """PyYAML's own parser, made to allow what libyaml allows: a `?` within a text in braces, a tab between words."""

    buffer: str
    pointer: int
    _in_text = False

    def scan_plain(self) -> Any:
        self._in_text = True
        try:
            return super().scan_plain()
        finally:
            self._in_text = False

    def peek(self, index: int = 0) -> str:
        # It looks at characters here, and takes them elsewhere.
        character: str = super().peek(index)
        if character == "?" and self._in_text:
            return "."
        return " " if character == "\t" and not self._indents(self.pointer + index) else character

    def _indents(self, place: int) -> bool:
        start = max(self.buffer.rfind(end, 0, place) for end in "\r\n") + 1
        return not self.buffer[start:place].strip(" \t")


@dataclass
class _Open:
    """A mapping or list that is still being filled; of a mapping in braces, the last key and the text before it.

    `is_two` says that it has a second id, and so was meant to be two.
    """

    data: Any
    trail: Trail
    key: Step | None = None
    in_braces: bool = False
    key_event: yaml.ScalarEvent | None = None
    before: tuple[str, str] | None = None
    is_two: bool = False


@dataclass
class _Reader:
    """Builds data and positions from parser events."""

    path: Path
    lines: list[str]
    root: Any = None
    values: dict[Trail, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Trail, tuple[int, int]] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    fatal: bool = False
    too_deep: bool = False
    documents: int = 0
    last: yaml.ScalarEvent | None = None
    doubts: dict[Trail, Diagnostic] = field(default_factory=dict)
    _stack: list[_Open] = field(default_factory=list)

    def take(self, event: yaml.Event) -> None:
        match event:
            case yaml.ScalarEvent():  # Most are.
                self._refuse_anchor(event)
                self._scalar(event)
                self.last = event
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents == 2:
                    self._stop(event, "starts a second document.", "Keep one document in a file: delete the `---`.")
            case yaml.AliasEvent():
                mend = "Put a text that begins with `*` in quotes; write out one that you meant to repeat."
                self._stop(event, f"uses an alias (`*{event.anchor}`).", mend)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._refuse_anchor(event)
                self._start(event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                if not self.fatal:
                    self._stack.pop()

    def _problem(self, event: yaml.Event, what: str, mend: str) -> None:
        self.problems.append(Diagnostic(what, mend).at(self.path, *_place(event)))

    def _stop(self, event: yaml.Event, what: str, mend: str) -> None:
        """Notes a problem that leaves the data without a sure meaning: only the YAML is looked at from here."""
        self._problem(event, what, mend)
        self.fatal = True

    def _refuse_anchor(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None:
            self._problem(
                event,
                f"sets an anchor (`&{event.anchor}`).",
                "Write repeated text out; put a text that begins with `&` in quotes.",
            )
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._problem(event, f"uses a tag (`{tag}`).", "Delete it, or put a text that begins with `!` in quotes.")

    def _start(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        if self.fatal:
            return
        if len(self._stack) >= MAX_DEPTH:
            self._stop(event, f"is nested more than {MAX_DEPTH} deep.", "Split it into simpler parts.")
            self.too_deep = True  # The pure-Python parser takes time that grows with the square of the depth.
            return
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        if self._awaits_key():
            self._stop(event, "uses a mapping or a list as a key.", "Write a plain name before the colon.")
            return
        data: Any = {} if is_mapping else []
        in_braces = is_mapping and bool(event.flow_style)
        self._stack.append(_Open(data, self._put(data, event), in_braces=in_braces))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if self.fatal:
            return
        if self._awaits_key():
            self._key(event)
        else:
            doubt = self._lost_to_a_comma(event) or doubt_about(event, self.lines)
            trail = self._put(self._value(event), event)
            if doubt:
                self.doubts[trail] = doubt.at(self.path, doubt.line, doubt.column)

    def _lost_to_a_comma(self, event: yaml.ScalarEvent) -> Diagnostic | None:
        """Why a value is missing, where its key was meant to be part of the text before it."""
        top = self._stack[-1] if self._stack else None
        if top is None or not top.in_braces or top.key_event is None:
            return None
        missing = not event.value and not event.style
        doubt = name_without_value(top.key_event, top.before, self.lines) if missing else None
        text = f"{top.before[1]}, {top.key}" if doubt and top.before else event.value
        top.before = (top.before[0] if doubt and top.before else str(top.key), text)
        return doubt

    def _awaits_key(self) -> bool:
        return bool(self._stack) and isinstance(self._stack[-1].data, dict) and self._stack[-1].key is None

    def _key(self, event: yaml.ScalarEvent) -> None:
        top, key = self._stack[-1], event.value
        if key == "<<" and event.implicit[0]:
            self._stop(event, "uses a merge key (`<<`).", "Write the fields out.")
            return
        if event.implicit[0] and (odd := odd_name(event, self.lines)):
            self.problems.append(odd.at(self.path, odd.line, odd.column))
            self.fatal = True
            return
        trail = (*top.trail, key)
        self._refuse_switch(event)
        if key in top.data and not top.is_two:
            mend = "Delete one, or join them."
            if key == "id":
                top.is_two = True
                mend = f"{mend} To begin another entry, write `- id`."
            self._problem(event, f"`{key}` stands here twice (first in line {self.keys[trail][0]}).", mend)
        self.keys.setdefault(trail, _place(event))
        top.key, top.key_event = key, event

    def _value(self, event: yaml.ScalarEvent) -> Any:
        """The scalar as text, whole number, true, false or None; dates stay text."""
        text = event.value
        if event.style == '"':  # What stands in the file itself was looked for before: these are escaped.
            text, unseen = seen(text)
            self.problems += [each.at(self.path, *_place(event)) for each in unseen]
        if not event.implicit[0]:
            return text.strip()
        kind = _kind(text)
        if kind == "bool":
            if text in ("true", "false"):
                return text == "true"
            self._refuse_switch(event)
            return text
        if kind == "null":
            return None
        if kind == "int" and text.isascii() and text.isdigit() and len(text) < 16 and str(int(text)) == text:
            return int(text)
        return text

    def _refuse_switch(self, event: yaml.ScalarEvent) -> None:
        """Notes a bare yes, no, on or off: other YAML readers, and editors, turn it into true or false."""
        text = event.value
        if event.implicit[0] and _kind(text) == "bool":
            self._problem(event, f"`{text}` without quotes means true or false in YAML.", f'Write "{text}" in quotes.')

    def _put(self, data: Any, event: yaml.Event) -> Trail:
        """Sets `data` where the parser stands, and returns its trail."""
        trail: Trail = ()
        if not self._stack:
            self.root = data
        else:
            top = self._stack[-1]
            if isinstance(top.data, dict):
                assert top.key is not None
                trail = (*top.trail, top.key)
                top.data[top.key] = data
                top.key = None
            else:
                trail = (*top.trail, len(top.data))
                top.data.append(data)
        self.values[trail] = _place(event)
        return trail


def _kind(text: str) -> str:
    """What YAML 1.1 takes the bare text for: `str`, `bool`, `null`, `int` and so on."""
    tag: str = _resolver.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return tag.rpartition(":")[2]


def _place(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
