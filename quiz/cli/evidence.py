"""The commands that hold registers against the text of their sources."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from quiz.cli.options import FILE, write
from quiz.files import Loaded, Sentence, differences_from, read_source, with_hashes
from quiz.problems import Diagnostic


@click.command("sentences")
@click.argument("source", type=FILE)
@click.option("--register", type=FILE, help="Register to write the hashes of the sentences into.")
def sentences_(source: Path, register: Path | None) -> None:
    """Cut the text of a source into sentences, and print each with its post, number and line.

    SOURCE is a text file that is not kept with the quiz. A line such as [reply-1] in it begins the post with that id, a
    line [] what belongs to no post. With --register, the hash of each sentence is written into the register instead,
    and nothing else in it changes.
    """
    sentences = read_source(source)
    if register is not None:
        write(with_hashes(register, sentences), register)
        click.echo(f"{register}: {sum(each.post is not None for each in sentences)} sentences have their hashes.")
        return
    numbers: dict[str | None, int] = {}
    for each in sentences:
        numbers[each.post] = numbers.get(each.post, 0) + 1
        place = f"{each.post} {numbers[each.post]}" if each.post else "-"
        click.echo(f"{place} (line {each.line}): {each.text}")


def read_sources(named: tuple[str, ...], loaded: list[Loaded]) -> Mapping[str, tuple[Sentence, ...]]:
    """The texts named by options such as `thread.txt` or `thread=thread.txt`, by the id of the register.

    Raises InvalidFiles for a file that cannot be read, and a usage error where it is not clear of which register it is.
    """
    known = list(dict.fromkeys(register.id for each in loaded for register in each.rulebook.registers))
    read: dict[str, tuple[Sentence, ...]] = {}
    for each in named:
        register, equals, path = each.partition("=")
        if not equals and len(known) == 1:
            register, path = known[0], each
        if register not in known:
            raise click.UsageError(f"say of which register the text is: --source REGISTER=FILE, of {', '.join(known)}.")
        read[register] = read_source(Path(path))
    return read


def source_problems(loaded: list[Loaded], sources: Mapping[str, tuple[Sentence, ...]]) -> Iterator[Diagnostic]:
    """Where the texts of sources differ from their registers, each register once."""
    registers = {register.id: (register, each) for each in loaded for register in each.rulebook.registers}
    for name, sentences in sources.items():
        register, each = registers[name]
        yield from map(each.register_marks[name].place, differences_from(register, sentences))
