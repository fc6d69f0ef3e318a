"""The command and its subcommands."""

import sys

import click

from quiz import __version__
from quiz.cli import authors, evidence, operators, spreadsheets, students
from quiz.cli.encoding import accept_any_encoding
from quiz.output import unfinished
from quiz.problems import InvalidFiles, as_text, count_line
from quiz.summary import NoSingleRule
from quiz.words import speech_for


@click.group(context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "QUIZ"})
@click.version_option(__version__, prog_name="quiz")
def cli() -> None:
    """A decision aid in the shape of a quiz.

    Without --rules and --seeds, every command works on the quiz that comes with the program.
    """


for command in (
    students.serve,
    operators.build,
    students.ask,
    students.summary,
    students.tabulate,
    authors.new,
    authors.check,
    authors.explain,
    authors.diff,
    authors.keep_,
    authors.table,
    authors.schema,
    authors.translate,
    evidence.review,
    spreadsheets.export_,
    spreadsheets.import_,
    evidence.sentences_,
):
    cli.add_command(command)


def main() -> None:
    """Runs the command; problems of files go to standard error, one a line, with exit status 1.

    So do answers that a rulebook has no headline for, or several.
    """
    accept_any_encoding()
    try:
        cli()
    except InvalidFiles as error:
        click.echo(as_text(error.problems), nl=False, err=True)
        click.echo(count_line(len(error.problems)), err=True)
        sys.exit(1)
    except NoSingleRule as error:
        title, text = unfinished(speech_for("en"))
        click.echo(f"Error: {title}. {text}\nThe answers: {error.query}", err=True)
        sys.exit(1)
