"""The commands between files and spreadsheets."""

from pathlib import Path

import click

from quiz.cli.options import FOLDER, own_or, refuse, refuse_to_overwrite, the_original, which
from quiz.files import comment_lines, read_text, write_file
from quiz.problems import Diagnostic, InvalidFiles
from quiz.sheets import export, renew, says_the_same, texts_of

SHEET = click.Path(path_type=Path)


@click.command("export")
@click.argument("sheet", type=SHEET)
@click.option("--replace", is_flag=True, help="Write over what is there.")
@click.option("--renew", "renewing", is_flag=True, help="Write the quiz in SHEET itself, for what it has now.")
@which
def export_(
    sheet: Path, replace: bool, renewing: bool, name: str | None, rules: Path | None, seeds: Path | None
) -> None:
    """Write a rulebook and its registers to SHEET: a workbook FILE.xlsx, or a folder of CSV.

    `quiz check SHEET` checks it, and `quiz import SHEET` makes files of it. A workbook needs the extra `sheet`.
    With --renew, SHEET says the same as before, and gets columns and lists for its own questions and options.
    """
    if renewing:
        refuse("--renew writes the quiz in SHEET anew", "replace", "name", "rules", "seeds")
        renew(sheet)
        click.echo(f"{sheet} has columns and lists for its own questions and options.")
        return
    loaded = the_original(name, own_or(rules, "rules"), own_or(seeds, "seeds"))
    if not replace:
        refuse_to_overwrite(sheet, "Choose another name, or say --replace.")
    export(loaded, sheet)
    click.echo(f"Wrote {sheet}.")
    for marks in (loaded.marks, *loaded.register_marks.values()):
        if comments := _comments_in(marks.file):
            click.echo(f"{marks.file}: {comments} not in it.", err=True)


@click.command("import")
@click.argument("sheet", type=SHEET)
@click.option(
    "--folder", type=FOLDER, default=Path("."), show_default="here", help="Where rules/ and seeds/ are or will be."
)
@click.option("--replace", is_flag=True, help="Write over files that say something else.")
def import_(sheet: Path, folder: Path, replace: bool) -> None:
    """Write the rulebook and the registers in SHEET, a workbook or a folder of CSV, to rules/ID.yaml and seeds/ID.yaml.

    A file that says the same already is left as it is, with its comments.
    """
    texts = {folder / name: text for name, text in texts_of(sheet).items()}
    there = [path for path, text in texts.items() if path.exists()]
    same = [path for path in there if says_the_same(path, read_text(texts[path], path).data)]
    other = [path for path in there if path not in same]
    if other and not replace:
        what = "is there already, and says something else."
        mend = "Say --replace to write over it"
        raise InvalidFiles(
            Diagnostic(what, f"{mend}: {lost} lost." if (lost := _comments_in(path)) else f"{mend}.", file=path)
            for path in other
        )
    for path, text in texts.items():
        lost = _comments_in(path) if path in other else ""
        if path not in same:
            write_file(path, text, making_its_folder=True)
        click.echo(f"{path} says the same already." if path in same else f"Wrote {path}.")
        if lost:
            click.echo(f"{path}: {lost} lost.", err=True)


def _comments_in(path: Path) -> str:
    """How many comments a file has, and in which lines; empty where it has none."""
    lines = comment_lines(path)
    if not lines:
        return ""
    shown = ", ".join(str(line) for line in lines[:8]) + (" and more" if len(lines) > 8 else "")
    return f"1 comment (line {shown}) is" if len(lines) == 1 else f"{len(lines)} comments (lines {shown}) are"
