"""Writing the hashes of a source's sentences into a register, without touching anything else in the file."""

from pathlib import Path
from textwrap import fill

from quiz.files.raw import entries
from quiz.files.source_text import Sentence
from quiz.files.yamltext import read_file, read_text
from quiz.problems import Diagnostic, InvalidFiles, Trail

WIDTH = 120


def with_hashes(path: Path, sentences: tuple[Sentence, ...]) -> str:
    """The text of the register in `path`, with the hashes of `sentences`, which say the post that each is of.

    Raises InvalidFiles where the two do not agree on what posts there are and how many sentences each has.
    """
    document = read_file(path)
    if document.problems:
        raise InvalidFiles(document.problems)
    text, marks = path.read_text(encoding="utf-8-sig"), document.marks
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    problems: list[Diagnostic] = []
    edits: list[tuple[int, int, str]] = []

    def offset(trail: Trail, of: dict[Trail, tuple[int, int]]) -> int:
        line, column = of[trail]
        return starts[line - 1] + column - 1

    for place, post in entries(document.data, "posts"):
        trail: Trail = ("posts", place)
        hashes = [each.hash for each in sentences if each.post == post.get("id")]
        if (*trail, "sentences") not in marks.keys or len(hashes) != post.get("sentences"):
            what = f"`{post.get('id')}` has {post.get('sentences')} sentences here, and {len(hashes)} in the source."
            mend = "Put a line such as `[reply-1]` before each post of the source, and `[]` after it; or count again."
            problems.append(marks.place(Diagnostic(what, mend, (*trail, "sentences"))))
            continue
        count = offset((*trail, "sentences"), marks.values) + len(str(post["sentences"]))
        margin = " " * (marks.keys[(*trail, "sentences")][1] + 1)
        quoted = ", ".join(f'"{each}"' for each in hashes)
        listed = fill(quoted, WIDTH, initial_indent=margin, subsequent_indent=margin)
        if "hashes" in post:
            start = offset((*trail, "hashes"), marks.values)
            if text[start] != "[":
                problems.append(marks.place(Diagnostic("is not a list in brackets.", "Delete it.", (*trail, "hashes"))))
                continue
            edits.append((start, text.index("]", start) + 1, f"[\n{listed}]"))
        elif text[offset(trail, marks.values)] == "{":
            edits.append((count, count, f", hashes: [\n{listed}]"))
        else:
            end = text.find("\n", count) if "\n" in text[count:] else len(text)
            edits.append((end, end, f"\n{margin[2:]}hashes: [\n{listed}]"))
    if problems:
        raise InvalidFiles(problems)
    for start, end, new in reversed(edits):
        text = f"{text[:start]}{new}{text[end:]}"
    read_text(text, path)
    return text
