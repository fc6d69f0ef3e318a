"""The commands that walk the quiz and make summaries."""

import sys
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click

from quiz.answers import RejectedLink, read_pasted, route
from quiz.cli.options import output, parsed_code, parsed_link, refuse, settings, the_rulebook, which, write
from quiz.output import as_json, as_text
from quiz.summary import Unanswered, since, summarize, what_would_change


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free port.")
@click.option("--threads", default=4, show_default=True, type=click.IntRange(1, 64), help="Requests at a time.")
@click.option("--for-others", is_flag=True, help="With --preview: let others on the network of --host see it, too.")
@click.option("--preview", is_flag=True, help="For authors: pages follow the files, and show what is wrong with them.")
@click.option("--reload", is_flag=True, help="For programmers: restart when a file of the program changes.")
@settings
def serve(host: str, port: int, threads: int, preview: bool, for_others: bool, reload: bool, **options: Any) -> None:
    """Serve the quiz in a browser, until Ctrl-C.

    On SIGHUP, the files are read anew; where one is wrong, those from before are kept.
    """
    from quiz.web.operation.serve import CannotListen, serve_app, serve_preview, serve_while_programming
    from quiz.web.operation.settings import WrongSettings, read_settings

    if preview and reload:
        raise click.UsageError("--preview and --reload are two ways to serve: choose one.")
    is_ours = host in ("127.0.0.1", "::1", "localhost")
    if preview and for_others and is_ours:
        raise click.UsageError(f"nobody else can reach {host}. Add a --host that they can, or leave --for-others out.")
    if preview and not for_others and not is_ours:
        what = f"--preview shows your files, and their paths, to whoever can reach {host}."
        raise click.UsageError(f"{what} Leave --host out, or add --for-others.")
    if preview:
        refuse("--preview is for you alone", "watch", "access_log", "metrics", "address", "frame_hosts", "proxies")
    else:
        refuse("quiz serve without --preview is for whoever can reach --host anyway", "for_others")
    if reload:
        refuse("--reload is a server for programmers", "threads", "watch", "log_format", "access_log")
    try:
        given = read_settings(**options)
        if reload:
            serve_while_programming(given, host, port)
        else:
            (serve_preview if preview else serve_app)(given, host, port, threads)
    except WrongSettings as error:
        raise click.ClickException("\n".join(error.lines)) from None
    except CannotListen as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(f"cannot serve: {error}.") from None


@click.command()
@which
def ask(name: str | None, rules: Path | None, seeds: Path | None) -> None:
    """Walk through the questions in the terminal, and print the summary."""
    from quiz.cli.terminal import walk

    rulebook = the_rulebook(name, rules, seeds)
    taken = walk(rulebook)
    click.echo("\n" + as_text(summarize(taken), what_would_change(taken), today=date.today(), for_terminal=True))


@click.command()
@click.option("--answers", help="The part of a summary's address after the question mark.")
@click.option("--code", help="The code of a summary; it says of which rulebook it is.")
@click.option("--format", "form", type=click.Choice(["text", "json", "md"]), default="text", show_default=True)
@click.option("--whole", is_flag=True, help="Print every statement, its sources, and what lies behind the summary.")
@which
def summary(
    answers: str | None,
    code: str | None,
    form: str,
    whole: bool,
    name: str | None,
    rules: Path | None,
    seeds: Path | None,
) -> None:
    """Print the summary of the answers in a link, or of a code.

    As text its picture is a table, as Markdown a list; as JSON the summary is always whole.
    """
    if (answers is None) == (code is None):
        raise click.UsageError("name either --answers or --code.")
    if code is None:
        rulebook = the_rulebook(name, rules, seeds)
        reading = parsed_link(rulebook, answers or "")
    else:
        rulebook, reading = parsed_code(code, name, rules, seeds)
    taken = route(rulebook, reading.answers)
    try:
        made = summarize(taken)
    except Unanswered as error:
        lines = [f"  {question.id}: one of {', '.join(question.choice_ids)}" for question in error.questions]
        raise click.ClickException("\n".join(["these questions are not answered:", *lines])) from None
    text = partial(as_text, today=date.today(), whole=whole, for_terminal=form == "text")
    write_as = as_json if form == "json" else text
    written = write_as(made, what_would_change(taken), since=since(taken, made, reading.other_edition))
    write(written, None, is_json=form == "json")


@click.command()
@click.argument("links", nargs=-1, required=True)
@click.option("--ids", is_flag=True, help="Write questions and answers by id, not by label.")
@output
@which
def tabulate(
    links: tuple[str, ...], ids: bool, output: Path | None, name: str | None, rules: Path | None, seeds: Path | None
) -> None:
    """Write the answers in LINKS to summaries as CSV: a row for each link, a column for each question.

    A link may be a whole address of any host, the part after the question mark, or a code; - reads links from standard
    input, one on a line. Links that cannot be used are told on standard error, one by one; the others are written.

    \b
    Exit status: 0 every link is written, 1 some are not.
    """
    from quiz.output import older_of, tabulated, twins_of, with_a_summary

    rulebook = the_rulebook(name, rules, seeds)
    texts = [sys.stdin.buffer.read().decode("utf-8", "replace") if link == "-" else link for link in links]
    read = [with_a_summary(rulebook, link) for link in read_pasted(rulebook, "\n".join(texts))]
    if not read:
        raise click.ClickException("no links were given.")
    write(tabulated(rulebook, read, ids), output)
    for place, each in enumerate(read, start=1):
        if isinstance(each, RejectedLink):
            click.echo(f"link {place}, {each}", err=True)
    for place, edition in older_of(rulebook, read):
        click.echo(f"link {place} is of the edition of {edition}; its row is as today's has it.", err=True)
    for place, first in twins_of(read):
        click.echo(f"link {place} holds the same answers as link {first}; both are written.", err=True)
    if any(isinstance(each, RejectedLink) for each in read):
        sys.exit(1)
