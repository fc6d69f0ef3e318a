"""Files that are made to take all time or all memory: each is refused, with its place, within bounds of both."""

import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from quiz.files.load import load_rulebook
from quiz.files.reading import MAX_BYTES
from quiz.problems import InvalidFiles
from tests.support.books import RICH, SMALL, write_files

SHARE = 1.0 if settings().max_examples > 1000 else 0.25
"""How much of what the files may hold; all of it in the long run."""

MEMORY = 3 * 1024**3
SECONDS = 60
"""Of processor time. What takes time that grows with the square of a file's size needs far more for 1 MiB."""


def laughs() -> str:
    lines = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return "\n".join(lines) + "\n"


def filled(unit: str, head: str = "", tail: str = "", share: float = 1.0) -> str:
    """A file of nearly the size that there may be, or a share of that, of one thing again and again."""
    return head + unit * int((MAX_BYTES * SHARE * share - len(head) - len(tail)) / len(unit)) + tail


def each_its_own(unit: str, count: int, before: str, after: str = "") -> str:
    return before + "".join(unit.format(n) for n in range(int(count * SHARE))) + after


WHEN = "when: {people: [young, old, sick]}"

BOMBS: dict[str, Callable[[], str]] = {
    "billion laughs": laughs,
    "merge keys": lambda: SMALL + "x: &x {a: 1}\ny: {<<: *x}\n",
    "an alias to itself": lambda: SMALL + "x: &x [*x]\n",
    "brackets": lambda: filled("["),
    "braces": lambda: filled("{a: "),
    "dashes": lambda: filled("- "),
    "question marks": lambda: filled("? "),
    "one word": lambda: filled("x"),
    "one quoted word": lambda: filled("x", 'title: "', '"\n'),
    "one line of keys": lambda: filled("a", "", ": 1\n"),
    "a long id": lambda: SMALL.replace("id: small", "id: " + "a" * 1_000_000),
    "a long comment": lambda: SMALL + filled("#", share=0.9),
    "digits": lambda: SMALL.replace("minutes: 1", "minutes: " + "9" * 1_000_000),
    "anchors": lambda: filled("- &a x\n"),
    "tags": lambda: filled("- !!int x\n"),
    "the same key": lambda: filled("a: 1\n"),
    "unknown keys": lambda: each_its_own("k{}: 1\n", 300_000, SMALL),
    "names within names": lambda: RICH.replace(
        "conditions:\n",
        "conditions:\n  - {id: n0, when: {nights: few}}\n"
        + each_its_own("  - {{id: n{0}a, when: {{all: [n{0}b, n{0}b]}}}}\n  - {{id: n{0}b, when: n0}}\n", 30_000, ""),
    ),
    "names of names": lambda: RICH.replace(
        "conditions:\n",
        "conditions:\n  - {id: n, when: {nights: few}}\n"
        + "".join(f"  - {{id: n{'x' * n}x, when: {{all: [n{'x' * n}, n{'x' * n}]}}}}\n" for n in range(40)),
    ),
    "documents": lambda: filled("---\n"),
    "one name twice and again": lambda: SMALL.replace(
        "claims: [r1-days]", f"claims: [{filled('r1-days, ', share=0.9)}]", 1
    ),
    "choices of a condition": lambda: SMALL.replace(WHEN, f"when: {{people: [{filled('young, ', share=0.9)}]}}"),
    "wrong choices of a condition": lambda: SMALL.replace(
        WHEN, f"when: {{people: [{each_its_own('young{}, ', 200_000, '')}]}}"
    ),
    "wrong claims": lambda: SMALL.replace(
        "claims: [r1-days]", f"claims: [{each_its_own('r{}-days, ', 200_000, '')}]", 1
    ),
    "wrong questions": lambda: SMALL.replace(WHEN, f"when: {{{each_its_own('people{}: young, ', 150_000, '')}}}"),
    "empty questions": lambda: SMALL.replace("questions:\n", "questions:\n" + filled("  - {choices: []}\n", share=0.4)),
    "questions alike": lambda: SMALL.replace(
        "questions:\n", "questions:\n" + filled("  - {id: nights, kind: one}\n", share=0.4)
    ),
    "options": lambda: SMALL.replace(
        "options:\n", each_its_own("  - {{id: o{}, label: O, text: T}}\n", 90_000, "options:\n")
    ),
    "choices": lambda: SMALL.replace(
        "{id: many, label: Many}", each_its_own("{{id: c{}, label: C}}, ", 100_000, "", "{id: many, label: Many}")
    ),
}  # fmt: skip

LOAD = """\
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
from pathlib import Path
from quiz.files.load import load_rulebook
from quiz.problems import InvalidFiles
try:
    load_rulebook(Path(sys.argv[1]), Path(sys.argv[2]))
except InvalidFiles as error:
    lines = [str(problem) for problem in error.problems]
    print(len(lines), lines[0], sep="\\n")
else:
    print("taken")
"""


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_goes_off_in_nobodys_hands(tmp_path: Path, name: str) -> None:
    path = write_files(tmp_path)
    path.write_text(BOMBS[name](), encoding="utf-8")
    assert path.stat().st_size <= MAX_BYTES
    code = LOAD.format(memory=MEMORY, seconds=SECONDS)
    command = [sys.executable, "-c", code, str(path), str(tmp_path / "seeds")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert done.returncode == 0, done.stderr[-500:]
    said = done.stdout.splitlines()
    assert said[0] == "taken" or said[1].startswith(f"{path}:")
    assert max(len(line) for line in said) < 2000
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < MEMORY // 1024


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = write_files(tmp_path)
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(InvalidFiles, match="is larger than 4 MiB"):
        load_rulebook(path, tmp_path / "seeds")


def test_what_never_ends_is_refused_after_the_limit(tmp_path: Path) -> None:
    with pytest.raises(InvalidFiles, match="is larger than 4 MiB"):
        load_rulebook(Path("/dev/zero"), tmp_path)
