"""The commands that tell an author what the rules do."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import click

from quiz.api import LOCAL, SECONDS, diagnostics_on
from quiz.cli.encoding import json_as_printed
from quiz.cli.evidence import read_sources, registers_of, source_problems
from quiz.cli.options import (
    FOLDER,
    folders,
    output,
    own_or,
    refuse,
    refuse_to_overwrite,
    the_original,
    the_route,
    the_rulebook,
    which,
    write,
)
from quiz.files import (
    ADDRESSES,
    DATA_FILES,
    UNFINISHED,
    Loaded,
    a_year_after,
    catalog_path,
    is_register,
    load_named,
    parts_of,
    read_register,
    renewed,
    scaffold_quiz,
    schema_text,
    seeds_beside,
    write_file,
)
from quiz.problems import FORMATS, WRITERS, Diagnostic, InvalidFiles, count_line, instead_of, shortened
from quiz.proof import Progress, TooLarge, check_examples, prove, statistics_lines
from quiz.rulebook import ID_PATTERN, Rule, Rulebook, readable
from quiz.sheets import begin, is_spreadsheet, load_any
from quiz.shelf import keep, load_each, load_shelf, read_edition, rulebook_files
from quiz.summary import explanation, telling, what_would_change
from quiz.words import own_folder


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option(
    "--seconds", default=SECONDS, show_default=True, type=click.FloatRange(0.001), help="Bound for each rulebook."
)
@click.option("--url", default=LOCAL, show_default=True, help="Where links to walk lead.")
@click.option("--verbose", "-v", is_flag=True, help="Say what was proved, too.")
@click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="[REGISTER=]FILE",
    help="Text of a source: its sentences are held against the hashes in its register.",
)
@folders
def check(
    files: tuple[Path, ...],
    form: str,
    seconds: float,
    url: str,
    verbose: bool,
    sources: tuple[str, ...],
    rules: Path | None,
    seeds: Path | None,
) -> None:
    """Prove rulebooks, over all answers that can be given.

    Reads FILES, which may be spreadsheets, or every rulebook of the folder, and the registers they rest on; decides
    what docs/authors/proof.md lists; and checks their examples, wording, translations and kept editions. A register
    among FILES is checked by itself. Says nothing when all is well.

    \b
    Exit status:
      0  proved; there may be warnings of a translation that is not finished
      1  something is wrong
      2  the command was not understood
      3  nothing is wrong so far, but a check is undecided
    """
    if files:
        refuse("A check of FILES reads these", "rules")
    paths = list(files) or rulebook_files(own_or(rules, "rules"))
    where = seeds or seeds_beside(paths[0], own_folder("seeds"))
    in_seeds = {path: read_register(path) for path in files if is_register(path)}
    rulebooks = [path for path in paths if path not in in_seeds]
    if all(map(is_spreadsheet, rulebooks)):
        refuse("A spreadsheet, or a register by itself, needs no others", "seeds")
    loaded, problems = load_each(rulebooks, where)
    problems += tuple(problem for read in in_seeds.values() for problem in read.problems)
    diagnostics = [*problems, *(each for book in loaded for each in _checked(book, where, seconds, url, verbose))]
    if not problems:
        registers = registers_of(loaded) | {
            each.register.id: (each.register, each.marks) for each in in_seeds.values() if each.register and each.marks
        }
        diagnostics += source_problems(registers, read_sources(sources, registers))
    elif sources:
        click.echo("The sources are not compared before the files can be read.", err=True)
    if diagnostics or form == "json":
        written = WRITERS[form](diagnostics)
        click.echo(json_as_printed(written) if form == "json" else written, nl=False, err=form == "text")
    if diagnostics:
        if form == "text":
            click.echo(count_line(len(diagnostics)), err=True)
        undecided = any(each.check != UNFINISHED for each in diagnostics)
        sys.exit(1 if any(each.level == "error" for each in diagnostics) else 3 if undecided else 0)


def _checked(loaded: Loaded, seeds: Path, seconds: float, url: str, verbose: bool) -> list[Diagnostic]:
    """The problems of one rulebook."""
    book = loaded.rulebook
    with _progress(str(loaded.marks.file)) as progress:
        proof = prove(book, seconds=seconds, progress=progress)
    if verbose:
        found = len(proof.findings) + len(check_examples(book))
        proved = "proved" if proof.is_clean else f"{found} findings, {len(proof.undecided)} checks undecided"
        count = f"{proof.answer_sets:,} answer sets" if proof.answer_sets is not None else "answer sets beyond counting"
        examples = f"{len(book.examples)} example{'s' * (len(book.examples) != 1)}"
        click.echo(f"{loaded.marks.file}: {count}, {examples}: {proved}", err=True)
        for line in statistics_lines(book):
            click.echo(f"    {line}", err=True)
    return list(diagnostics_on(loaded, seeds, proof, url))


@contextmanager
def _progress(label: str) -> Iterator[Progress | None]:
    """A bar on standard error while somebody watches; nothing else."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def tell(done: int, total: int, what: str) -> None:
            bar.length, bar.label = total, what
            bar.update(done - bar.pos)

        yield tell
    click.echo("\033[1A\033[2K", nl=False, err=True)


@click.command()
@click.argument("rule", required=False)
@click.option(
    "--answers", required=True, help="The part of a link after the question mark; what is missing is not sure."
)
@which
def explain(rule: str | None, answers: str, name: str | None, rules: Path | None, seeds: Path | None) -> None:
    """Say why RULE applies to some answers or does not, and what would bring it up.

    RULE is the id of a headline, advice, tension or ask. Without it: what would change the picture.
    Questions that --answers leaves out are answered "not sure yet".
    """
    rulebook = the_rulebook(name, rules, seeds)
    begun = the_route(rulebook, answers)
    if rule is None:
        for change in what_would_change(begun):
            click.echo(telling(change))
        return
    click.echo(explanation(begun, _rule(rulebook, rule)), nl=False)


KEPT = ".json"
"""How the name of a kept edition ends."""


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("--seeds", type=FOLDER, help="Folder of registers. [default: beside each rulebook]")
def diff(old: str, new: str, seeds: Path | None) -> None:
    """Say what an edit does to students: what comes and goes, for how many answer sets.

    OLD and NEW are files, spreadsheets, kept editions, or git revisions of files such as HEAD~1:rules/nights.yaml.

    \b
    Exit status: 0 no difference, 1 a difference, 2 an error.
    """
    from quiz.proof import difference, lines_of

    if all(Path(name).suffix == KEPT or is_spreadsheet(Path(name)) for name in (old, new)):
        refuse("What is compared has its registers with it", "seeds")
    try:
        before, after = (_named(name, seeds) for name in (old, new))
    except InvalidFiles as error:
        click.echo(error, err=True)
        sys.exit(2)
    try:
        found = difference(before, after)
    except TooLarge:
        click.echo("Undecided: the answers to these rulebooks are too many to compare within the bound.", err=True)
        sys.exit(2)
    for line in lines_of(found, after):
        click.echo(line)
    sys.exit(0 if found.is_empty else 1)


def _named(name: str, seeds: Path | None) -> Rulebook:
    """The rulebook of a file, of a kept edition, or of a git revision. Raises InvalidFiles."""
    path = Path(name)
    if path.suffix == KEPT:
        return read_edition(path, path.parent.name).rulebooks[0]
    if is_spreadsheet(path):
        return load_any(path, path).rulebook
    return load_named(name, seeds, own_folder("seeds"))


ROWS = 10_000
"""Of a decision table, unless more are asked for: twelve conditions of three alternatives alone take 3^12."""


@click.command()
@click.argument("rule_ids", nargs=-1, metavar="[RULE]...")
@click.option("--format", "form", type=click.Choice(["text", "csv"]), default="text", show_default=True)
@click.option("--rows", default=ROWS, show_default=True, type=click.IntRange(1), help="Bound for all tables together.")
@output
@which
def table(
    rule_ids: tuple[str, ...],
    form: str,
    rows: int,
    output: Path | None,
    name: str | None,
    rules: Path | None,
    seeds: Path | None,
) -> None:
    """Print the rules as a decision table: a rule in each row, a question in each column.

    RULE is the id of a headline, advice, tension or ask; without any, all are printed. A rule takes a row for each of
    its alternatives. Where there are more rows than the bound, the table ends there, and says so.
    """
    from quiz.output import as_csv, as_terminal, tables_of, whole_table

    rulebook = the_rulebook(name, rules, seeds)
    wanted = [_rule(rulebook, each) for each in rule_ids] or rulebook.rules
    tables = (whole_table(rulebook, wanted, rows),) if form == "csv" else tables_of(rulebook, wanted, rows)
    write(as_csv(*tables) if form == "csv" else as_terminal(tables), output)
    for cut in (each.cut_at for each in tables if each.cut_at):
        mend = "Name the rules that you want, as in `quiz table RULE`, or allow more with --rows."
        click.echo(f"Cut after {rows:,} rows, at those of `{cut}`. {mend}", err=True)


def _rule(rulebook: Rulebook, name: str) -> Rule:
    """The rule of that id. Raises UsageError."""
    found = next((each for each in rulebook.rules if each.id == name), None)
    if found is None:
        raise click.UsageError(f"`{name}` is no rule. {instead_of(name, [each.id for each in rulebook.rules])}")
    return found


def _as_id(ctx: click.Context, param: click.Parameter, value: str) -> str:
    if len(value) > 40 or not re.fullmatch(ID_PATTERN, value):
        mend = "Use lowercase letters and digits, with `-` between words."
        raise click.BadParameter(f"`{shortened(value)}` is not a valid id. {mend}")
    if value in ADDRESSES:
        raise click.BadParameter(f"`{value}` is an address of the program's own. Choose another name.")
    return value


def _as_edition(ctx: click.Context, param: click.Parameter, value: datetime | None) -> date:
    if value is not None and value.year == date.max.year:
        raise click.BadParameter(f"after {value:%Y-%m-%d} there is no year left for a review. Write an earlier date.")
    return value.date() if value else date.today()


@click.command()
@click.argument("name", callback=_as_id)
@click.option(
    "--folder", type=FOLDER, default=Path("."), show_default="here", help="Where rules/ and seeds/ are or will be."
)
@click.option(
    "--edition",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=_as_edition,
    help="The date of the text. [default: today]",
)
@click.option("--sheet", type=click.Path(path_type=Path), help="Write an empty spreadsheet there instead.")
def new(name: str, folder: Path, edition: date, sheet: Path | None) -> None:
    """Start a rulebook called NAME and its register: a small quiz that holds together, to change bit by bit.

    Overwrites nothing. docs/authors/tutorial.md writes one from nothing, docs/authors/spreadsheet.md in a --sheet.
    """
    if sheet is not None:
        refuse("--sheet is one file for all", "folder")
        refuse_to_overwrite(sheet)
        begin(name, sheet, edition, a_year_after(edition))
        click.echo(f"Wrote {sheet}. Fill in options, questions and choices, and run `quiz export --renew {sheet}`.")
        return
    rulebook, register = scaffold_quiz(name, folder, edition)
    click.echo(f"Wrote {rulebook} and {register}. Now look at it, and then change it:")
    click.echo(f"  quiz serve --preview --rules {rulebook.parent} --seeds {register.parent}")
    click.echo(f"  quiz check --rules {rulebook.parent} --seeds {register.parent}")


@click.command("keep")
@which
def keep_(name: str | None, rules: Path | None, seeds: Path | None) -> None:
    """Keep the present edition of a rulebook, so that links made under it can be told what has changed.

    Writes it, its register and their translations to editions/ID/DATE.json beside the rulebook. Do so before you give
    it a new date.
    """
    rules, seeds = own_or(rules, "rules"), own_or(seeds, "seeds")
    book = the_original(name, rules, seeds)
    kept = keep(book, seeds)
    edition = book.rulebook.edition
    click.echo(f"The edition of {edition} is kept in {kept}." if kept else f"The edition of {edition} is kept already.")


@click.command()
@click.argument("language")
@which
def translate(language: str, name: str | None, rules: Path | None, seeds: Path | None) -> None:
    """Make or renew the catalogs of a rulebook in LANGUAGE, a tag such as es or pt-BR.

    Writes translations/*.po beside the rulebook and beside its register. What is translated already
    is kept; a text that has changed since is marked as fuzzy. `quiz check` lists what is missing.
    """
    rules, seeds = own_or(rules, "rules"), own_or(seeds, "seeds")
    rulebook = the_original(name, rules, seeds).rulebook
    if language == rulebook.language:
        raise click.UsageError(f"`{language}` is the language that it is written in. Name another one.")
    for folder, part in parts_of(rulebook, rules, seeds):
        path = catalog_path(folder, part.id, language)
        text, todo = renewed(path, language, part)
        write_file(path, text, making_its_folder=True)
        click.echo(f"{path}: {todo} of {len(readable(part))} texts to translate.")


@click.command()
@click.argument("kind", type=click.Choice([*sorted(DATA_FILES), "openapi"]))
@output
@folders
def schema(kind: str, output: Path | None, rules: Path | None, seeds: Path | None) -> None:
    """Print the JSON Schema of rulebooks or registers, for editors, or the OpenAPI document of the summaries."""
    if kind == "openapi":
        from quiz.output import openapi_text

        write(openapi_text(load_shelf(own_or(rules, "rules"), own_or(seeds, "seeds")).values()), output, is_json=True)
    else:
        refuse(f"The schema of a {kind} is the same for all", "rules", "seeds")
        write(schema_text(kind), output, is_json=True)
