"""Data files that nobody who means well would write: edits of lines, of the structure, and of the bytes."""

import re
from collections.abc import Iterable
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from quiz.files.yamltext import read_text

VALUES = (
    "~", "[]", "{}", "[[[[]]]]", "{a: {b: {c: 1}}}", "yes", "true", "1e999", ".nan", "2024-02-30", "0x1f", "1_000", "'",
    '"', "|", ">-", "*a", "&a x", "!!python/object/apply:os.system [id]", "!!set {a}", "<<: {}", "always", "not_sure",
    "@", "%TAG", "- -", "{any: []}", "{not: {not: always}}", "\u0000", "\ufeff", '"\\0"', '"\\uD800"', '"a\\nb"', '" "',
    "x" * 2000, "9" * 40, "1", "0", "-1", "٣", "{? [a] : b}", "[,]", "{x: *x}", "&x [*x]", "!<tag:x> y",
    "[" * 30 + "]" * 30,
)  # fmt: skip
INSERTED = (
    "a: &a [*a]", "---", "...", "%YAML 9.9", "format: 1", "id: other", "? x", "{", "]", "\t", "  - {id: x}", "<<: *a",
    "questions: []", "!!binary x", "\u2028", "# only a comment", "-", "&anchor", "x: |\n  text", '"a\\nb": 1', "\x85",
)  # fmt: skip
ODD: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 10**30, 2**63, 0.5, float("inf"), "", " ", "x", "always", "not_sure", "é" * 1501,
    "\x07", "x" * 121, "a\nb", [], {}, [[]], {"": ""}, {"all": []}, {"any": ["always"]}, {"not": "always"},
    "2024-13-01", "1e3", "**x**", "[x](javascript:alert(1))", "<script>alert(1)</script>", "*" * 900,
    "[" * 700 + "](" * 100,
    "../../etc/passwd", {"at_least": "few", "at_most": "none"}, ["none", "none"], "\U0001f3e5", "constructor",
    "a" * 60, "a" * 61, "A",
)  # fmt: skip


def line_edits(text: str) -> st.SearchStrategy[str]:
    """The text after a few edits of its lines."""
    lines = text.split("\n")
    where = st.integers(0, len(lines) - 1)
    one = st.one_of(
        st.tuples(st.sampled_from(["delete", "double", "cut", "swap"]), where, st.just("")),
        st.tuples(st.just("indent"), where, st.sampled_from([" ", "  ", "\t", "- ", "#"])),
        st.tuples(st.just("insert"), where, st.sampled_from(INSERTED)),
        st.tuples(st.just("value"), where, st.one_of(st.sampled_from(VALUES), st.text(max_size=12))),
        st.tuples(st.just("letter"), where, st.text(min_size=1, max_size=1)),
    )
    return st.lists(one, min_size=1, max_size=4).map(lambda steps: _edited(lines, steps))


def _edited(lines: list[str], steps: Iterable[tuple[str, int, str]]) -> str:
    made = list(lines)
    for kind, at, what in steps:
        at = min(at, len(made) - 1)
        if at < 0:
            break
        line, middle = made[at], len(made[at]) // 2
        if kind == "value":
            # The first value of the line, as far as it reaches in a flow mapping or on the line.
            made[at] = _with_value(line, what)
        else:
            made[at : at + 1] = {
                "delete": [],
                "double": [line, line],
                "cut": [line[:middle]],
                "swap": [made[(at * 7) % len(made)]],
                "indent": [what + line],
                "insert": [what, line],
                "letter": [line[:middle] + what + line[middle + 1 :]],
            }[kind]
    return "\n".join(made)


def _with_value(line: str, value: str) -> str:
    return re.sub(r"(: |- )(?:\{[^}]*\}|\[[^\]]*\]|[^,}\]]+)", lambda found: found[1] + value, line, count=1)


Place = tuple[Any, ...]


@st.composite
def structure_edits(draw: st.DrawFn, text: str) -> str:
    """The text after a few edits of what it says: still YAML, and most often a mapping of the right fields."""
    data = deepcopy(_data(text))
    for _ in range(draw(st.integers(1, 3))):
        places = list(_places(data, ()))
        here, there = (places[draw(st.integers(0, len(places) - 1))] for _ in range(2))
        odd = deepcopy(draw(st.sampled_from(ODD)))  # Later edits may change it.
        try:
            data = _restructured(data, draw(st.sampled_from(KINDS)), here, there, odd)
        except (KeyError, IndexError, TypeError):
            continue  # An edit before has taken the place away.
    aliases = draw(st.integers(0, 9)) == 0
    style = draw(st.sampled_from([None, False, True]))
    dumper = _WithAliases if aliases else _Plain
    return yaml.dump(data, Dumper=dumper, allow_unicode=True, sort_keys=False, width=100, default_flow_style=style)


class _WithAliases(yaml.CSafeDumper):
    """Writes what stands twice as an anchor and an alias."""


class _Plain(yaml.CSafeDumper):
    """Writes what stands twice in full."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


KINDS = (
    "delete", "double", "odd", "odd", "odd", "swap", "copy", "copy", "list", "mapping", "deep", "rename", "id", "many",
)  # fmt: skip


@cache
def _data(text: str) -> Any:
    return read_text(text, Path("x.yaml")).data


def _places(data: Any, here: Place) -> Iterable[Place]:
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        yield (*here, key)
        if isinstance(value, dict | list):
            yield from _places(value, (*here, key))


def _at(data: Any, place: Place) -> Any:
    for step in place:
        data = data[step]
    return data


def _restructured(data: Any, kind: str, here: Place, there: Place, odd: Any) -> Any:
    holder, key = _at(data, here[:-1]), here[-1]
    other_holder, other_key = _at(data, there[:-1]), there[-1]
    value, other = holder[key], other_holder[other_key]
    if kind == "delete":
        del holder[key]
    elif kind == "double" and isinstance(holder, list):
        holder.insert(key, deepcopy(value))
    elif kind == "swap" and here != there[: len(here)] and there != here[: len(there)]:
        holder[key], other_holder[other_key] = other, value
    elif kind == "copy":
        holder[key] = deepcopy(other)
    elif kind == "rename" and isinstance(holder, dict):
        holder[other_key if isinstance(other_key, str) else "x"] = holder.pop(key)
    elif kind == "id" and isinstance(value, dict) and isinstance(other, dict):
        value["id"] = other["id"]
    elif kind == "many" and isinstance(holder, list):
        holder[key:key] = [deepcopy(value) for _ in range(200)]
    else:
        wrapped: Any = {"list": [value, value], "mapping": {"any": [value]}}.get(kind, odd)
        if kind == "deep":
            wrapped = value
            for _ in range(30):
                wrapped = {"not": wrapped}
        holder[key] = wrapped
    return data


@st.composite
def files(draw: st.DrawFn, texts: tuple[str, ...]) -> bytes:
    """The bytes of a data file: one of `texts`, edited."""
    text = draw(st.sampled_from(texts))
    kind = draw(st.integers(0, 9))
    if kind < 6:
        text = draw(structure_edits(text))
    if kind >= 5:
        text = draw(line_edits(text))
    raw = text.encode("utf-8", "surrogatepass")
    return draw(_bytes_of(raw)) if draw(st.integers(0, 9)) == 0 else raw


@st.composite
def _bytes_of(draw: st.DrawFn, raw: bytes) -> bytes:
    """The bytes, written in another way, or with a few that do not belong."""
    at = draw(st.integers(0, len(raw)))
    known = st.sampled_from([b"\x00", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\x1b[2J", b"\r"])
    odd = draw(st.one_of(known, st.binary(max_size=3)))
    return draw(
        st.sampled_from(
            [
                b"\xef\xbb\xbf" + raw,
                raw.replace(b"\n", b"\r\n"),
                raw.replace(b"\n", b"\r"),
                raw.replace(b"\n", "\u2028".encode()),
                raw[:at],
                raw[:at] + odd + raw[at:],
                raw.decode("utf-8", "replace").encode("utf-16"),
                raw.decode("utf-8", "replace").encode("latin-1", "replace"),
            ]
        )
    )


@st.composite
def catalogs(draw: st.DrawFn, text: str) -> bytes:
    """The bytes of a catalog of translations, edited."""
    lines = text.split("\n")
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        odd = draw(st.one_of(st.sampled_from(IN_CATALOGS), st.text(max_size=8).map(lambda t: f'msgstr "{t}"')))
        kind = draw(st.sampled_from(["insert", "replace", "delete", "cut"]))
        lines[at : at + 1] = {
            "insert": [odd, lines[at]],
            "replace": [odd],
            "delete": [],
            "cut": [lines[at][: len(lines[at]) // 2]],
        }[kind]
        lines = lines or [""]
    raw = "\n".join(lines).encode("utf-8", "surrogatepass")
    return draw(_bytes_of(raw)) if draw(st.integers(0, 4)) == 0 else raw


IN_CATALOGS = (
    'msgstr ""', 'msgid ""', 'msgid "x"', 'msgstr "\\', 'msgstr "\\u0000\\x"', "msgstr", "#, fuzzy", "#~ msgid \"x\"",
    'msgctxt "title"', 'msgctxt "nowhere"', 'msgid_plural "x"', 'msgstr[0] "x"', 'msgstr[99999] "x"', "msgstr[] ", '"',
    'msgstr "<script>alert(1)</script>"', 'msgstr "%(x)s %s"', "#| msgid \"x\"", "domain x",
    '"Content-Type: text/plain; charset=utf-7\\n"', '"Content-Type: text/plain; charset=no-such-thing\\n"',
    '"Plural-Forms: nplurals=9999999; plural=n**n**n;\\n"', '"Language: xx_YY\\n"', '"PO-Revision-Date: never\\n"',
    '"POT-Creation-Date: 9999-99-99 99:99+9999\\n"', 'msgstr "' + "x" * 2000 + '"', "\x00", "\u2028",
)  # fmt: skip
