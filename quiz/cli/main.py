"""The command and its subcommands."""

import gc
import sys
from importlib import import_module

import click

from quiz import __version__
from quiz.cli.encoding import accept_any_encoding

COMMANDS = {
    "ask": ("students:ask", "Walk through the questions in the terminal."),
    "build": ("operators:build", "Write the quizzes to a folder that needs no server."),
    "check": ("authors:check", "Prove rulebooks, over all answers that can be given."),
    "diff": ("authors:diff", "Say what an edit does to students."),
    "explain": ("authors:explain", "Say why a rule applies to some answers or does not."),
    "export": ("spreadsheets:export_", "Write a rulebook and its registers to a spreadsheet."),
    "import": ("spreadsheets:import_", "Write the rulebook and the registers of a spreadsheet."),
    "keep": ("authors:keep_", "Keep the present edition of a rulebook for old links."),
    "new": ("authors:new", "Start a rulebook and its register."),
    "review": ("evidence:review", "Write the document that experts review and sign."),
    "schema": ("authors:schema", "Print the JSON Schema of a data file, or OpenAPI."),
    "sentences": ("evidence:sentences_", "Cut the text of a source into sentences."),
    "serve": ("students:serve", "Serve the quiz in a browser, until Ctrl-C."),
    "summary": ("students:summary", "Print the summary of the answers in a link."),
    "table": ("authors:table", "Print the rules as a decision table."),
    "tabulate": ("students:tabulate", "Write the answers in links as CSV."),
    "translate": ("authors:translate", "Make or renew the catalogs of a translation."),
}
"""The subcommands by name: the module and the name in it, and what a list of them says."""


class Commands(click.Group):
    """A group whose subcommands are imported when they are called, and not to list them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all subcommands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The subcommand of that name, if there is one."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(f"quiz.cli.{module}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the list of subcommands."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "QUIZ"})
@click.version_option(__version__, prog_name="quiz")
def cli() -> None:
    """A decision aid in the shape of a quiz.

    Without --rules and --seeds, every command works on the quiz that comes with the program.
    """


def main() -> None:
    """Runs the command; problems of files go to standard error, one a line, with exit status 1.

    So do answers that a rulebook has no headline for, or several.
    """
    accept_any_encoding()
    # What a command reads stays in use to its end: looking for garbage as often as by default is a sixth of a check.
    gc.set_threshold(50_000, 20, 20)
    try:
        cli()
    except Exception as error:
        told = _told(error)
        if told is None:
            raise
        click.echo(told, err=True)
        sys.exit(1)


def _told(error: Exception) -> str | None:
    """What is said of an error that is no fault of the program; None for any other."""
    from quiz.output import unfinished
    from quiz.problems import InvalidFiles, as_text, count_line
    from quiz.summary import NoSingleRule
    from quiz.words import speech_for

    if isinstance(error, InvalidFiles):
        return as_text(error.problems) + count_line(len(error.problems))
    if isinstance(error, NoSingleRule):
        title, text = unfinished(speech_for("en"))
        return f"Error: {title}. {text}\nThe answers: {error.query}"
    return None
