"""Plain YAML to plain data, with the position of every key and value.

Only what an author of text needs is read: mappings, lists and scalars. Anchors, aliases and tags
are refused (they can make a small file huge), and so is text that YAML 1.1 turns into something
else. PyYAML's event parser does the parsing; nothing here recurses, so depth cannot harm.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from quiz.problems import Diagnostic, InvalidFiles, Step, Trail

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 24
MAX_PROBLEMS = 100
"""After so many mistakes in the YAML itself, the rest is not worth reading."""

_resolver = yaml.SafeLoader("")


@dataclass(frozen=True)
class Marks:
    """Where in a file each value stands, and each key of a mapping; lines and columns from 1."""

    file: Path
    values: dict[Trail, tuple[int, int]]
    keys: dict[Trail, tuple[int, int]]

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

    def refuse(what: str, mend: str) -> InvalidFiles:
        return InvalidFiles([Diagnostic(what, mend, file=path)])

    try:
        # Reading one byte past the limit tells a large file without loading it.
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise refuse("there is no such file.", "Check the name and the folder.") from None
    except OSError as error:
        raise refuse(f"cannot be read: {error.strerror}.", "Check what it is, and its permissions.") from None
    if len(raw) > MAX_BYTES:
        raise refuse(f"is larger than {MAX_BYTES // 1024 // 1024} MiB.", "Split it into several rulebooks.")
    try:
        text = raw.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        place = _end_of(raw[: error.start].decode("utf-8").removeprefix("\ufeff"))
        raise InvalidFiles([Diagnostic("is not UTF-8 text.", "Save the file as UTF-8.").at(path, *place)]) from None
    return read_text(text, path)


def read_text(text: str, path: Path) -> Document:
    """The document in `text`; `path` is named in problems. Raises InvalidFiles if it is not YAML."""
    reader = _Reader(path)
    try:
        for event in _events(text):
            reader.take(event)
            if reader.too_deep or len(reader.problems) >= MAX_PROBLEMS:
                raise InvalidFiles(reader.problems)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        what = f"is not YAML here: {error.problem or error.context}."
        mend = "Check the indentation, the quotes and the colons on this line and the one above."
        raise InvalidFiles([*reader.problems, Diagnostic(what, mend, file=path, line=line, column=column)]) from None
    except yaml.reader.ReaderError:
        # libyaml counts bytes and gives a number, so the character is looked for again.
        found = yaml.reader.Reader.NON_PRINTABLE.search(text)
        place = _end_of(text[: found.start()]) if found else (1, 1)
        what = f"holds a character that text must not have (U+{ord(found[0]) if found else 0:04X})."
        raise InvalidFiles([*reader.problems, Diagnostic(what, "Delete it.").at(path, *place)]) from None
    if reader.fatal:
        raise InvalidFiles(reader.problems)
    return Document(reader.root, Marks(path, reader.values, reader.keys), tuple(reader.problems))


def _end_of(text: str) -> tuple[int, int]:
    """The line and column just after `text`."""
    return text.count("\n") + 1, len(text) - text.rfind("\n")


def _events(text: str) -> Iterator[yaml.Event]:
    # libyaml is ten times as fast, where PyYAML was built with it; it lets a little more pass.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    yield from yaml.parse(text, Loader=loader)


@dataclass
class _Open:
    """A mapping or list that is still being filled."""

    data: Any
    trail: Trail
    key: Step | None = None


@dataclass
class _Reader:
    """Builds data and positions from parser events."""

    path: Path
    root: Any = None
    values: dict[Trail, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Trail, tuple[int, int]] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    fatal: bool = False
    too_deep: bool = False
    documents: int = 0
    _stack: list[_Open] = field(default_factory=list)

    def take(self, event: yaml.Event) -> None:
        match event:
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents == 2:
                    self._stop(event, "starts a second document.", "Keep one document in a file: delete the `---`.")
            case yaml.AliasEvent():
                self._stop(event, f"uses an alias (`*{event.anchor}`).", "Write the text out again.")
            case yaml.ScalarEvent():
                self._refuse_anchor(event)
                self._scalar(event)
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
            self._problem(event, f"sets an anchor (`&{event.anchor}`).", "Delete it, and write repeated text out.")
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._problem(event, f"uses a tag (`{tag}`).", "Delete it: everything here is plain text.")

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
        self._stack.append(_Open(data, self._put(data, event)))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if self.fatal:
            return
        if self._awaits_key():
            self._key(event)
        else:
            self._put(self._value(event), event)

    def _awaits_key(self) -> bool:
        return bool(self._stack) and isinstance(self._stack[-1].data, dict) and self._stack[-1].key is None

    def _key(self, event: yaml.ScalarEvent) -> None:
        top, key = self._stack[-1], event.value
        if key == "<<" and event.implicit[0]:
            self._stop(event, "uses a merge key (`<<`).", "Write the fields out.")
            return
        trail = (*top.trail, key)
        self._refuse_switch(event)
        if key in top.data:
            line = self.keys[trail][0]
            self._problem(event, f"`{key}` stands here twice (first in line {line}).", "Delete one, or join them.")
        self.keys.setdefault(trail, _place(event))
        top.key = key

    def _value(self, event: yaml.ScalarEvent) -> Any:
        """The scalar as text, whole number, true, false or None; dates stay text."""
        text = event.value
        odd = yaml.reader.Reader.NON_PRINTABLE.search(text)
        if odd:
            what = f"holds a character that text must not have (U+{ord(odd[0]):04X})."
            self._problem(event, what, "Delete it.")
            text = text.replace(odd[0], "")
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
