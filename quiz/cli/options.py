"""What several commands take."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from quiz.answers import (
    FoundCode,
    ParsedLink,
    RejectedCode,
    Route,
    find_code,
    read_code,
    read_pairs,
    read_query,
    route,
)
from quiz.cli.encoding import json_as_printed
from quiz.files import Loaded, write_file
from quiz.problems import InvalidFiles, known_names
from quiz.rulebook import Rulebook
from quiz.shelf import load_all, load_shelf, rulebook_files
from quiz.words import own_folder

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)
F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")


def folders(command: F) -> F:
    """The options that name the data folders."""
    seeds, rules = "Folder of evidence registers. [default: our own]", "Folder of rulebooks. [default: our own]"
    command = click.option("--seeds", type=FOLDER, envvar="QUIZ_SEEDS", help=seeds)(command)
    return click.option("--rules", type=FOLDER, envvar="QUIZ_RULES", help=rules)(command)


SETTINGS = (
    ("--watch", None, "Read the files anew whenever they change; where one is wrong, keep those from before."),
    ("--log-format", "text|json", "How the log is written. [default: text]"),
    ("--access-log", None, "Write a line to the log for each request, without its answers."),
    ("--metrics", None, "Count requests for Prometheus, at /metrics. Needs the extra `metrics`."),
    ("--address", "URL", "Where it is found, such as https://example.org/quiz. [default: believe the browser]"),
    ("--trusted-hosts", "NAMES", "Further names it is asked for under, with commas between them."),
    (
        "--frame-hosts",
        "NAMES",
        "Hosts whose pages may show a quiz in a frame, such as learn.example.edu. [default: none]",
    ),
    ("--proxies", "NUMBER", "How many proxies stand in front, whose X-Forwarded headers are true. [default: 0]"),
    ("--rules", "FOLDER", "Folder of rulebooks. [default: our own]"),
    ("--seeds", "FOLDER", "Folder of evidence registers. [default: our own]"),
)
"""The options that override a setting in the environment, with a metavar (None for a switch) and help."""


def settings(command: F) -> F:
    """The options in SETTINGS; each is None where it is not given, and its text is parsed with the environment's."""
    for option, metavar, text in reversed(SETTINGS):
        is_switch: Any = {"flag_value": True, "is_flag": True} if metavar is None else {"metavar": metavar}
        command = click.option(option, default=None, allow_from_autoenv=False, help=text, **is_switch)(command)
    return command


def which(command: F) -> F:
    """The options that name a rulebook, and where it is."""
    option = click.option("--rulebook", "name", help="Id of the rulebook, where the folder has several.")
    return option(folders(command))


def output(command: F) -> F:
    """The option that names a file to write to."""
    text = "File to write to, in UTF-8. [default: standard output]"
    return click.option("--output", "-o", type=FILE, help=text)(command)


def refuse(why: str, *names: str) -> None:
    """Raises UsageError where one of the options with these names was typed, which would not be used; says `why`."""
    context = click.get_current_context()
    typed = [
        param.opts[0]
        for param in context.command.params
        if param.name in names and context.get_parameter_source(param.name) is ParameterSource.COMMANDLINE
    ]
    if typed:
        raise click.UsageError(f"{why}, and takes no {' nor '.join(typed)}.")


def own_or(folder: Path | None, kind: str) -> Path:
    """The folder that was named, or the project's own one of that kind; a note, where that may not be meant."""
    if folder is None and kind == "rules" and any(Path(kind).glob("*.yaml")) and not own_folder(kind).samefile(kind):
        note = "These are the quizzes that come with the program. For yours, say: --rules rules --seeds seeds"
        click.echo(note, err=True)
    return folder or own_folder(kind)


def the_rulebook(name: str | None, rules: Path | None, seeds: Path | None) -> Rulebook:
    """The rulebook that is meant; a usage error that lists them, if that is not clear."""
    shelf = load_shelf(own_or(rules, "rules"), own_or(seeds, "seeds"))
    originals = [address for address, rulebook in shelf.items() if not rulebook.translated_from]
    return the_one(originals[0] if name is None and len(originals) == 1 else name, shelf)


def the_original(name: str | None, rules: Path, seeds: Path) -> Loaded:
    """The rulebook that is meant, as it was written; a usage error for a translation, and where that is not clear."""
    originals = {each.rulebook.id: each for each in load_all(rulebook_files(rules), seeds)}
    original, dot, _ = (name or "").partition(".")
    if dot and original in originals:
        raise click.UsageError(f"`{name}` is a translation. Name the rulebook that it is of: --rulebook {original}")
    return the_one(name, originals)


def the_one(name: str | None, named: Mapping[str, T]) -> T:
    """What is called `name`, or the only one there is; a usage error that lists them, if it is not clear."""
    if name is None and len(named) == 1:
        return next(iter(named.values()))
    if name is None or name not in named:
        raise click.UsageError(f"choose one with --rulebook: {', '.join(sorted(named))}")
    return named[name]


def the_route(rulebook: Rulebook, query: str) -> Route:
    """The route of the answers in a query string; an error that says why, if any part of it cannot be used."""
    return route(rulebook, parsed_link(rulebook, query).answers)


def parsed_link(rulebook: Rulebook, query: str) -> ParsedLink:
    """The reading of a query string; an error that says why, if any part of it cannot be used."""
    return _whole(read_query(rulebook, query))


def parsed_code(code: str, name: str | None, rules: Path | None, seeds: Path | None) -> tuple[Rulebook, ParsedLink]:
    """The rulebook that is named, or that has this code, and the reading of it; an error that says why, if none."""
    shelf = load_shelf(own_or(rules, "rules"), own_or(seeds, "seeds"))
    first = next(iter(shelf.values()))
    found = find_code(first.code_ranges, code, first.speech)
    of = found.range.rulebook if isinstance(found, FoundCode) else None
    rulebook = the_one(name, shelf) if name is not None else shelf.get(of or "", first)
    read = read_code(rulebook, code)
    if isinstance(read, RejectedCode):
        raise click.ClickException(f"“{code}”: {read.why}")
    return rulebook, _whole(read_pairs(rulebook, read.pairs))


def _whole(reading: ParsedLink) -> ParsedLink:
    if reading.dropped:
        lines = [f"  {each}{f' Known: {known_names(each.known)}.' if each.known else ''}" for each in reading.dropped]
        raise click.ClickException("\n".join(["these answers cannot be used:", *lines]))
    return reading


def refuse_to_overwrite(path: Path, mend: str = "Choose another name.") -> None:
    """Raises InvalidFiles where there is something in `path` already."""
    if path.exists():
        raise InvalidFiles.for_file(path, "is there already.", mend)


def write(text: str, to: Path | None, *, is_json: bool = False) -> None:
    """Writes text to a file or to standard output. Raises InvalidFiles where it cannot."""
    if to is not None:
        write_file(to, text)
    else:
        click.echo(json_as_printed(text) if is_json else text, nl=False)
