"""The commands that walk the quiz and make summaries."""

from pathlib import Path
from typing import Any

import click

from quiz.changes import what_would_change
from quiz.cli.options import folders, public, the_reading, the_rulebook, which
from quiz.editions import since
from quiz.engine import Unanswered, summarise
from quiz.formats import as_json, as_text


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free port.")
@click.option("--threads", default=4, show_default=True, type=click.IntRange(1, 64), help="Requests at a time.")
@click.option("--reload", is_flag=True, help="For development: restart when a file changes.")
@public
@folders
def serve(host: str, port: int, threads: int, reload: bool, **settings: Any) -> None:
    """Serve the quiz in a browser, until Ctrl-C."""
    from quiz.web.serve import serve_app, serve_while_editing
    from quiz.web.settings import Settings

    given = Settings(**settings)
    try:
        if reload:
            serve_while_editing(given, host, port)
        else:
            serve_app(given, host, port, threads)
    except OSError as error:
        raise click.ClickException(
            f"cannot listen on {host}:{port}: {error.strerror}. Choose another --port, or --port 0 for a free one."
        ) from None


@click.command()
@which
def ask(name: str | None, rules: Path | None, seeds: Path | None) -> None:
    """Walk through the questions in the terminal, and print the summary."""
    from quiz.terminal import walk

    rulebook = the_rulebook(name, rules, seeds)
    answers = walk(rulebook)
    click.echo("\n" + as_text(summarise(rulebook, answers), what_would_change(rulebook, answers)))


@click.command()
@click.option("--answers", required=True, help="The part of a summary's address after the question mark.")
@click.option("--format", "form", type=click.Choice(["text", "json", "md"]), default="text", show_default=True)
@which
def summary(answers: str, form: str, name: str | None, rules: Path | None, seeds: Path | None) -> None:
    """Print the summary of the answers in a link."""
    rulebook = the_rulebook(name, rules, seeds)
    reading = the_reading(rulebook, answers)
    given = reading.answers
    try:
        made = summarise(rulebook, given)
    except Unanswered as error:
        lines = [f"  {question.id}: one of {', '.join(question.choice_ids)}" for question in error.questions]
        raise click.ClickException("\n".join(["these questions are not answered:", *lines])) from None
    written = as_json if form == "json" else as_text
    changed = since(rulebook, made, given, reading.past)
    click.echo(written(made, what_would_change(rulebook, given), since=changed), nl=False)
