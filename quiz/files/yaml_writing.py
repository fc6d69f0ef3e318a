"""Plain data as YAML that an author would write: block style, lists of ids on one line."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from quiz.files.yaml_faults import lines_of
from quiz.files.yamltext import events
from quiz.rulebook import day_in

WIDTH = 120


def yaml_of(data: Any) -> str:
    """The text of a data file that says `data`."""
    return yaml.dump(_dated(data), Dumper=_Writer, sort_keys=False, allow_unicode=True, width=WIDTH)


def comment_lines(path: Path) -> list[int]:
    """The numbers of the lines with a comment in the YAML file `path`, which can be read."""
    text = path.read_text(encoding="utf-8-sig")
    texts = [(event.start_mark, event.end_mark) for event in events(text) if isinstance(event, yaml.ScalarEvent)]
    within: dict[int, list[tuple[int, int]]] = {}
    for start, end in texts:
        if start is not None and end is not None:
            for row in range(start.line, end.line + 1):
                first, last = start.column if row == start.line else 0, end.column if row == end.line else 10**6
                within.setdefault(row, []).append((first, last))
    return [
        row + 1
        for row, line in enumerate(lines_of(text))
        if any(not any(a <= place < b for a, b in within.get(row, ())) for place in _signs(line))
    ]


def _signs(line: str) -> Iterator[int]:
    """Where a comment may begin in a line."""
    return (place for place, sign in enumerate(line) if sign == "#" and (place == 0 or line[place - 1].isspace()))


def _dated(data: Any) -> Any:
    """The data with dates for what reads as one, which then stand without quotes."""
    if isinstance(data, dict):
        return {name: _dated(value) for name, value in data.items()}
    if isinstance(data, list):
        return [_dated(each) for each in data]
    return day_in(data) or data


class _Writer(yaml.SafeDumper):
    """PyYAML's writer, with lists of words on one line, and other lists indented."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def represent_sequence(self, tag: str, sequence: Any, flow_style: bool | None = None) -> yaml.SequenceNode:
        in_line = not any(isinstance(each, dict | list) for each in sequence)
        return super().represent_sequence(tag, sequence, flow_style=in_line)
