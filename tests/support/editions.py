"""A small rulebook that is kept and then edited."""

from pathlib import Path

from click.testing import CliRunner, Result

from quiz.answers.codes import code_of
from quiz.answers.query import read_query
from quiz.answers.routing import route
from quiz.cli import cli
from quiz.files.load import load_rulebook
from quiz.rulebook.model import Rulebook
from quiz.shelf.kept import keep
from quiz.shelf.loading import load_shelf
from tests.support.books import REGISTER, SMALL, write_files

THEN, NOW = "2024-02-03", "2025-03-04"


def run(folder: Path, *words: str) -> Result:
    """What a command says of the files in `folder`."""
    return CliRunner().invoke(cli, [*words, "--rules", str(folder / "rules"), "--seeds", str(folder / "seeds")])


def edited(folder: Path, *edits: tuple[str, str], register: str = REGISTER, then: str = SMALL) -> Rulebook:
    """A rulebook of which `then` is kept, and which has been edited since."""
    keep(load_rulebook(write_files(folder, then), folder / "seeds"), folder / "seeds")
    text = then
    for before, after in (("edition: 2024-02-03", f"edition: {NOW}"), *edits):
        assert before in text
        text = text.replace(before, after)
    write_files(folder, text, register)
    return load_shelf(folder / "rules", folder / "seeds")["small"]


def edited_twice(folder: Path) -> dict[str, Rulebook]:
    """The shelf of the small rulebook, of which an earlier edition and today's are kept, and of another one."""
    edited(folder, ("{id: many, label: Many}", "{id: many, label: A lot}, {id: all, label: All}"))
    other = SMALL.replace("id: small", "id: other", 1)
    (folder / "rules" / "other.yaml").write_text(other, encoding="utf-8")
    for name in ("small", "other"):
        keep(load_rulebook(folder / "rules" / f"{name}.yaml", folder / "seeds"), folder / "seeds")
    return load_shelf(folder / "rules", folder / "seeds")


def code_for(rulebook: Rulebook, query: str) -> str:
    """The code of the answers in a query."""
    code = code_of(route(rulebook, read_query(rulebook, query).answers))
    assert code
    return code
