"""What an author most likely did where YAML does not say what was meant: the first cause, and how to fix it.

The words are ours and not the parser's, so that both parsers of PyYAML say the same.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import yaml

from quiz.problems import Diagnostic

ODD_SPACES = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Spaces, for a regular expression, that YAML does not take for one."""

DOUBTFUL = "text-cut"
"""The check of a doubt that holds for any text: what is read of it is most likely not all, or too much."""

QUOTE = "Put the whole text in quotes."

COLON = "a colon and a space within a text begin a new value."

SIGNS = "*&!@`%|>"
"""With one of these, no text without quotes can begin."""

_ODD_SPACE = re.compile(rf"[{ODD_SPACES}]")
_INDENTED = re.compile(rf" *([{ODD_SPACES}])")
_AFTER_SIGN = re.compile(rf"^ *(?:- *)*(?:[\w-]+:|-)([{ODD_SPACES}])")
_COMMENT = re.compile(r"\s+#")
_HONEST_COMMENT = re.compile(r"\s\s+#(?:[\s#]|$)")
_TYPOGRAPHIC = re.compile(r"""[“”„«‘‚‹]([^“”„«»]*)[“”»’‘›"']""")


def lines_of(text: str) -> list[str]:
    """The lines of `text`, whose other line separators were refused."""
    return re.split(r"\r\n|[\n\r]", text)


def odd_indentation(lines: Sequence[str], row: int) -> Diagnostic | None:
    """What is wrong where the line number `row`, counted from 0, is indented with something other than spaces."""
    odd = _INDENTED.match(lines[row])
    if odd is None:
        return None
    others = sum(1 for line in lines if _INDENTED.match(line)) - 1
    more = f" here, and in {others} more {'line' if others == 1 else 'lines'}" if others else ""
    return _at((row, odd.end() - 1), f"is indented with {_name(odd[1])}{more}.", "Indent with spaces.")


def odd_space(text: str, row: int, column: int) -> Diagnostic | None:
    """What is wrong where a line, or a text, begins with a name or a `-` and a space that YAML does not recognize."""
    odd = _AFTER_SIGN.match(text)
    if odd is None:
        return None
    mend = "Write an ordinary space, or put the text in quotes."
    return _at(
        (row, column + odd.end() - 1), f"{_name(odd[1])} is here, which YAML does not recognize as a space.", mend
    )


def doubt_about(event: yaml.ScalarEvent, lines: Sequence[str]) -> Diagnostic | None:
    """Why a value without quotes may not be what was meant."""
    if event.style or not event.implicit[0]:
        return None
    return (
        comment_cutting(event, lines) or typographic_quotes(event) or odd_space(event.value, *_spot(event.start_mark))
    )


def comment_cutting(event: yaml.ScalarEvent, lines: Sequence[str]) -> Diagnostic | None:
    """What is wrong where a `#` ends a text without quotes and does not look like a comment on purpose.

    That has two spaces before it and one after it, or a line of its own.
    """
    row, column = _spot(event.end_mark)
    line = _line(lines, row)
    below = _line(lines, row + 1)
    if not line[column:].strip() and _goes_on(below, _line(lines, _spot(event.start_mark)[0])):
        row, column, line = row + 1, 0, below
    if event.style or not _COMMENT.match(line, column) or (event.value and _HONEST_COMMENT.match(line, column)):
        return None
    rest = line[column:]
    what = f"the text ends here, since ` #` begins a comment: `{rest.strip()[:40]}` is not read."
    mend = f"{QUOTE} If it is a comment, give it a line of its own."
    return replace(_at((row, column + rest.index("#")), what, mend), check=DOUBTFUL)


def typographic_quotes(event: yaml.ScalarEvent) -> Diagnostic | None:
    """What is wrong with a text that stands in curly quotes instead of straight ones."""
    found = _TYPOGRAPHIC.fullmatch(event.value)
    if found is None:
        return None
    what = f"`{event.value[0]}` does not begin a quoted text in YAML, and is shown."
    mend = f'Write "{found[1][:40]}" in straight quotes; to show curly ones, put straight ones around them.'
    return replace(_at(_spot(event.start_mark), what, mend), check=DOUBTFUL)


def name_without_value(
    key: yaml.ScalarEvent, before: tuple[str, str] | None, lines: Sequence[str]
) -> Diagnostic | None:
    """What is wrong where a name in `{…}` has no value, since the comma before it was meant to be part of a text."""
    row, column = _spot(key.end_mark)
    if _line(lines, row)[column:].lstrip().startswith(":"):
        return None
    if before is None:
        joined = re.fullmatch(r"([\w-]+)[:=](.+)", key.value)
        mend = f"Write `{key.value}: …`, with a space after the colon; or, for a list, `[{key.value}, …]`."
        if joined:
            mend = f"Write `{joined[1]}: {joined[2]}`, with a space after the colon."
        return _at(_spot(key.start_mark), f"`{key.value}` has no value, and names in `{{…}}` need one.", mend)
    what = f"`{key.value}` has no value: a comma in `{{…}}` ends the text before it."
    mend = f'Put the whole text in quotes: `{before[0]}: "{before[1]}, {key.value}"`.'
    return _at(_spot(key.start_mark), what, mend)


def odd_name(key: yaml.ScalarEvent, lines: Sequence[str]) -> Diagnostic | None:
    """What is wrong with a name that contains a space that YAML does not recognize, or stands in curly quotes."""
    if _ODD_SPACE.search(key.value):
        row, column = _spot(key.start_mark)
        what, mend = "this name contains a space that YAML does not recognize as one.", "Write an ordinary space."
        return odd_indentation(lines, row) or _at((row, column), what, mend)
    return typographic_quotes(key)


def cause_of(error: yaml.MarkedYAMLError, lines: Sequence[str], last: yaml.ScalarEvent | None) -> Diagnostic:
    """Why a file could not be read beyond `last`, the text before the place at which the parser gave up."""
    row, column = _spot(error.problem_mark or error.context_mark)
    if row >= len(lines):  # The end of the file is a line of its own to libyaml.
        row, column = len(lines) - 1, len(lines[-1])
    for found in _causes(error, lines, last, row, column):
        return found
    mend = "Check the indentation, the quotes and the colons on this line and the one above."
    return _at((row, column), "is not valid YAML here.", mend)


def _causes(
    error: yaml.MarkedYAMLError, lines: Sequence[str], last: yaml.ScalarEvent | None, row: int, column: int
) -> Iterator[Diagnostic]:
    """What may be wrong, the surest first."""
    context, problem, sign = error.context or "", error.problem or "", lines[row][column : column + 1]
    began, opened = _spot(error.context_mark), ""
    if error.context_mark:
        opened = _line(lines, began[0])[began[1] : began[1] + 1]
    if "nesting" in problem:
        yield _at((row, column), "is nested too deep.", "Split it into simpler parts.")
    for number in (row, row - 1):
        if number >= 0 and (odd := odd_indentation(lines, number) or odd_space(lines[number], number, 0)):
            yield odd
    if "escape" in problem or "decimal number" in problem:
        what = "a `\\` in double quotes begins an escape, and this is not one."
        mend = "Write it twice, or put the text in single quotes."
        yield _at((row, lines[row].rfind("\\", 0, column + 1)), what, mend)
    if context == "while scanning a quoted scalar":
        yield _at(began, "the quote that begins here is not closed.", _closing(opened))
    if last is not None:
        end = _spot(last.end_mark)
        if cut := comment_cutting(last, lines):
            yield cut
        yield from _cut_list(lines, row)
        if "flow" in context:
            yield from _in_brackets(lines, began, row, column)
        if last.style in ("'", '"') and end[0] == row and not lines[row][end[1] : column].strip():
            yield _quote_within(last, lines)
        across = "flow" in context and _spot(last.start_mark)[0] < row
        if sign == ":" and end == (row, column) and not across:
            yield from _colon(last, lines, row, column)
    if context == "while scanning a simple key":
        yield _without_a_colon(lines, *began)
    if sign == ":" and context == "while scanning a plain scalar":
        yield _at((row, column), COLON, QUOTE)
    if context.startswith("while scanning") and opened in tuple(SIGNS):
        yield _beginning(began, opened)
    elif (sign == "-" and "sequence entries" in problem) or (
        sign in tuple(SIGNS + "?:") and ("any token" in problem or "flow node" in context)
    ):
        yield _beginning((row, column), sign)
    ended = next((number for number, line in enumerate(lines[: row + 1]) if line.rstrip() == "..."), None)
    if ended is not None:
        yield _at((ended, 0), "`...` ends the file here.", "Delete it.")
    if sign == "?" and "mapping keys" in problem:
        yield _beginning((row, column), sign)
    bracket = re.match(r"(.*?(?::|-) +)([\[{]).*[\]}] *$", lines[row][:column])
    if bracket and sign in tuple("]}"):
        yield _at((row, column), f"this `{sign}` closes nothing.", "Delete it.")
    if bracket and sign == ",":
        what = "the brackets are closed before this comma."
        yield _at((row, column), what, "Put all of it between them, or, if it is a text, in quotes.")
    if bracket and "flow" not in context:
        yield _beginning((row, len(bracket[1])), bracket[2])
    at_end = (row, column) == (len(lines) - 1, len(lines[-1]))
    if opened in ("[", "{") and context.startswith("while parsing a flow") and (began[0] < row or at_end):
        yield _at(began, f"the `{opened}` that begins here is not closed.", "Close it on the same line.")
    if context.startswith("while parsing a block") and not lines[row][:column].strip():
        if re.match(r"-\w", lines[row][column:]):
            yield _at((row, column), "a `-` begins an entry only with a space after it.", "Write a space.")
        above = lines[row - 1].lstrip() if row else ""
        if above.startswith("#") and not re.match(r"- |[\w-]+:(?: |$)", lines[row].lstrip()):
            spot = (row - 1, lines[row - 1].index("#"))
            yield _at(spot, "a comment ends the text above it, and more text follows.", "Move it above that text.")
        what = "this line is not indented like those that it belongs with."
        yield _at((row, column), what, "Align it with its neighbors.")


def _cut_list(lines: Sequence[str], row: int) -> Iterator[Diagnostic]:
    """What is wrong where a `#` in one of the last lines keeps a list from being closed."""
    for number in range(row, max(row - 5, -1), -1):
        if cut := re.search(r"(?:[:-] +)[\[{][^\]}\"']*\s(#.*)", lines[number][:1000]):
            what = f"the list ends here, since ` #` begins a comment: `{cut[1][:40]}` is not read."
            yield _at((number, cut.start(1)), what, "Put what begins with `#` in quotes, or delete it.")


def _in_brackets(lines: Sequence[str], began: tuple[int, int], row: int, column: int) -> Iterator[Diagnostic]:
    """What keeps the brackets that begin at `began` from being closed, or what is odd between them."""
    opened, sign = _line(lines, began[0])[began[1] : began[1] + 1], lines[row][column : column + 1]
    if sign == "," and lines[row][:column].rstrip().endswith((",", "[", "{")):
        yield _at((row, column), "nothing stands before this comma.", "Delete it, or write what is missing.")
    if sign in tuple("]}") and opened + sign in ("[}", "{]"):
        closing = "]" if opened == "[" else "}"
        yield _at((row, column), f"`{sign}` does not close the `{opened}` before it.", f"Write `{closing}`.")


def _closing(quote: str) -> str:
    apostrophe = " Is it an apostrophe? Put the whole text in double quotes." if quote == "'" else ""
    return f"Close it.{apostrophe}"


def _goes_on(below: str, line: str) -> bool:
    """Whether what begins with `#` looks like the rest of the text of the line above: indented more, and no comment."""
    rest = below.lstrip(" ")
    is_sign = rest[:1] == "#" and rest[1:2] not in ("", " ", "#")
    return is_sign and len(below) - len(rest) > len(line) - len(line.lstrip(" "))


def _beginning(spot: tuple[int, int], sign: str) -> Diagnostic:
    return _at(spot, f"a text cannot begin with `{sign}`, which has a meaning of its own in YAML.", QUOTE)


def _without_a_colon(lines: Sequence[str], row: int, column: int) -> Diagnostic:
    """What is wrong with a line that neither gives a name a value nor goes on with the text above."""
    joined = re.match(r"([a-z][\w-]*)(:| *=)(?=.*\S)", _line(lines, row)[column:])
    if joined and joined[2] == ":":
        return _at((row, column + joined.end(1)), "this colon has no space after it.", f"Write `{joined[1]}: …`.")
    mend = f"Write `{joined[1]}: …`" if joined else "Write `name: …`"
    return _at(
        (row, column), "this line has no name with a value.", f"{mend}, or indent it to continue the text above."
    )


def _quote_within(last: yaml.ScalarEvent, lines: Sequence[str]) -> Diagnostic:
    start, (row, column), quote = _spot(last.start_mark), _spot(last.end_mark), last.style
    first = start[0]
    if any(re.match(r" *(?:- +)*[a-z]\w*:(?: |$)", line) for line in lines[first + 1 : row + 1]):
        return _at(start, f"the quote that begins here is not closed before line {row + 1}.", _closing(str(quote)))
    what = f"the text that `{quote}` began in line {first + 1} ends at this `{quote}`, and more follows."
    mend = (
        "Put the text in double quotes, or write an apostrophe within single ones twice (`''`)."
        if quote == "'"
        else 'Write `\\"` for a quote within the text, or “ and ”.'
    )
    return _at((row, column - 1), what, mend)


def _colon(last: yaml.ScalarEvent, lines: Sequence[str], row: int, column: int) -> Iterator[Diagnostic]:
    """Why a colon cannot follow the text `last`."""
    start = _spot(last.start_mark)
    if not last.style and start[0] < row:
        what = f"this line is indented so that it continues the text of line {start[0] + 1}."
        indent = len(lines[row]) - len(lines[row].lstrip())
        yield _at((row, indent), what, f"Indent it like its neighbors. Does it belong to the text? {QUOTE}")
    if _TYPOGRAPHIC.match(last.value + "”"):
        what = f"`{last.value[0]}` does not begin a quoted text in YAML, and the colon ends it."
        yield _at(start, what, "Write straight quotes around the whole text.")
    mend = QUOTE
    if two := re.fullmatch(r"[a-z][\w-]* +([a-z]\w*)", last.value):
        mend = f"Is a comma missing before `{two[1]}`? If it is all one text, put it in quotes."
    if start[0] == row and re.fullmatch(r"[a-z]\w*", last.value):
        mend = f"{QUOTE} For names within names, write `{{{last.value}: …}}`."
    yield _at((row, column), COLON, mend)


def _spot(mark: Any) -> tuple[int, int]:
    """Line and column of a mark, from 0; the two parsers have marks of different types."""
    return (mark.line, mark.column) if mark else (0, 0)


def _line(lines: Sequence[str], row: int) -> str:
    """The line number `row` from 0; an empty one for the end of the file, which may have no line of its own."""
    return lines[row] if row < len(lines) else ""


def _at(spot: tuple[int, int], what: str, mend: str) -> Diagnostic:
    return Diagnostic(what, mend, line=spot[0] + 1, column=spot[1] + 1)


def _name(space: str) -> str:
    return {"\t": "a tab", "\u00a0": "a no-break space"}.get(space, f"a special space (U+{ord(space):04X})")
