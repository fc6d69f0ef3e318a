"""The command that makes a folder of the quiz, for whoever has no server to run it on."""

import sys
from itertools import islice
from pathlib import Path

import click

from quiz.cli.options import FOLDER, folders, own_or
from quiz.shelf import load_shelf

MOST_SHOWN = 20


@click.command()
@click.argument("out", type=FOLDER)
@click.option("--verify", metavar="N", type=click.IntRange(1), help="Hold the folder to the program on N answer sets.")
@folders
def build(out: Path, verify: int | None, rules: Path | None, seeds: Path | None) -> None:
    """Write the quizzes to the folder OUT, which works on any web host and from a disk.

    Its pages answer with a script, as the server does; docs/operators/folder.md says what each can and cannot do.
    OUT may be new or empty, or hold what an earlier build wrote. --verify needs Node.

    \b
    Exit status: 0 written, 1 not, or not the same as the program.
    """
    from quiz.site import NoNode, Proof, folder_of, write_folder

    shelf = load_shelf(own_or(rules, "rules"), own_or(seeds, "seeds"))
    files = folder_of(shelf)
    if verify:
        try:
            found = list(islice(Proof(shelf).of_random_answers(verify), MOST_SHOWN))
        except NoNode:
            raise click.ClickException("Node is not found, which --verify runs the script with. Install it.") from None
        if found:
            click.echo("\n".join(map(str, found)), err=True)
            sys.exit(1)
    write_folder(files, out)
    size = sum(len(text.encode()) for text in files.values())
    click.echo(f"Wrote {len(files)} files ({size // 1000} KB) to {out}. Open {out / 'index.html'}.")
    if verify:
        click.echo(f"On {verify} answer sets of each quiz, they answer as the program does.")
