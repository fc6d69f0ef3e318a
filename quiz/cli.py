"""The command `quiz`: serve it, check it, walk it, summarise it."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from quiz import __version__
from quiz.answers import read_query
from quiz.changes import what_would_change
from quiz.engine import Unanswered, summarise
from quiz.formats import as_json, as_text
from quiz.places import own_folder
from quiz.problems import FileProblems
from quiz.rulebook import Rulebook
from quiz.shelf import load_all, load_shelf, rulebook_files

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)
F = TypeVar("F", bound=Callable[..., Any])


def folders(command: F) -> F:
    """The options that name the data folders."""
    command = click.option("--seeds", type=FOLDER, help="Folder of evidence registers. [default: our own]")(command)
    return click.option("--rules", type=FOLDER, help="Folder of rulebooks. [default: our own]")(command)


def which(command: F) -> F:
    """The option that names a rulebook."""
    return click.option("--rulebook", "name", help="Id of the rulebook, where the folder has several.")(command)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "QUIZ"})
@click.version_option(__version__, prog_name="quiz")
def cli() -> None:
    """A decision aid in the shape of a quiz.

    Without --rules and --seeds, every command works on the quiz that comes with the program.
    """


@cli.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free port.")
@click.option("--threads", default=4, show_default=True, type=click.IntRange(1, 64), help="Requests at a time.")
@click.option("--reload", is_flag=True, help="For development: restart when a file changes.")
@folders
def serve(host: str, port: int, threads: int, reload: bool, rules: Path | None, seeds: Path | None) -> None:
    """Serve the quiz in a browser, until Ctrl-C."""
    from quiz.web.serve import serve_app, serve_while_editing

    rules, seeds = rules or own_folder("rules"), seeds or own_folder("seeds")
    try:
        if reload:
            serve_while_editing(rules, seeds, host, port)
        else:
            serve_app(rules, seeds, host, port, threads)
    except OSError as error:
        raise click.ClickException(
            f"cannot listen on {host}:{port}: {error.strerror}. Choose another --port, or --port 0 for a free one."
        ) from None


@cli.command()
@click.argument("files", nargs=-1, type=FILE)
@folders
def check(files: tuple[Path, ...], rules: Path | None, seeds: Path | None) -> None:
    """Check rulebooks, and the registers they rest on.

    Checks FILES, or every rulebook of the folder. Exit status: 0 all is well, 1 something is wrong.
    """
    paths = list(files) or rulebook_files(rules or own_folder("rules"))
    for loaded in load_all(paths, seeds or _seeds_beside(paths[0])):
        book = loaded.rulebook
        click.echo(
            f"{loaded.marks.file}: {len(book.questions)} questions, {len(book.headlines)} headlines, "
            f"{len(book.advice)} advice, {len(book.evidence_register.claims)} claims"
        )


@cli.command()
@which
@folders
def ask(name: str | None, rules: Path | None, seeds: Path | None) -> None:
    """Walk through the questions in the terminal, and print the summary."""
    from quiz.terminal import walk

    rulebook = _one(name, rules, seeds)
    answers = walk(rulebook)
    click.echo("\n" + as_text(summarise(rulebook, answers), what_would_change(rulebook, answers)))


@cli.command()
@click.option("--answers", required=True, help="The part of a summary's address after the question mark.")
@click.option("--format", "form", type=click.Choice(["text", "json", "md"]), default="text", show_default=True)
@which
@folders
def summary(answers: str, form: str, name: str | None, rules: Path | None, seeds: Path | None) -> None:
    """Print the summary of the answers in a link."""
    rulebook = _one(name, rules, seeds)
    reading = read_query(rulebook, answers)
    if reading.dropped:
        lines = [f"  {each.name}={each.value}: {each.why}" for each in reading.dropped]
        raise click.ClickException("\n".join(["these answers cannot be used:", *lines]))
    try:
        made = summarise(rulebook, reading.answers)
    except Unanswered as error:
        lines = [f"  {question.id}: one of {', '.join(question.choice_ids)}" for question in error.questions]
        raise click.ClickException("\n".join(["these questions are not answered:", *lines])) from None
    written = as_json if form == "json" else as_text
    click.echo(written(made, what_would_change(rulebook, reading.answers)), nl=False)


def _seeds_beside(rulebook: Path) -> Path:
    """The registers of a rulebook: the folder `seeds` beside its folder, or else our own."""
    beside = rulebook.resolve().parent.parent / "seeds"
    return beside if beside.is_dir() else own_folder("seeds")


def _one(name: str | None, rules: Path | None, seeds: Path | None) -> Rulebook:
    """The rulebook that is meant, or a clear word on which there are."""
    shelf = load_shelf(rules or own_folder("rules"), seeds or own_folder("seeds"))
    if name is None and len(shelf) == 1:
        return next(iter(shelf.values()))
    if name not in shelf:
        raise click.UsageError(f"choose one with --rulebook: {', '.join(sorted(shelf))}")
    return shelf[name]


def main() -> None:
    """Runs the command; problems of files go to standard error, one a line, with exit status 1."""
    try:
        cli()
    except FileProblems as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        count = len(error.problems)
        click.echo(f"{count} {'problem' if count == 1 else 'problems'} found.", err=True)
        sys.exit(1)
