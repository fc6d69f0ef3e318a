"""The commands that hold a quiz against its sources, and put it before experts."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

import click

from quiz.api import SECONDS
from quiz.cli.options import FILE, own_or, the_original, which, write
from quiz.files import Loaded, Marks, Sentence, differences_from, read_source, translations_of, with_hashes
from quiz.problems import Diagnostic
from quiz.proof import prove
from quiz.review import as_html, review_of
from quiz.rulebook import Register


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


def registers_of(loaded: list[Loaded]) -> dict[str, tuple[Register, Marks]]:
    """The registers that rulebooks rest on, and where each part of their files stands, by id."""
    return {each.id: (each, book.register_marks[each.id]) for book in loaded for each in book.rulebook.registers}


def read_sources(named: tuple[str, ...], registers: Iterable[str]) -> Mapping[str, tuple[Sentence, ...]]:
    """The texts named by options such as `thread.txt` or `thread=thread.txt`, each by the id of its register.

    Raises InvalidFiles for a file that cannot be read, and a usage error where it is not clear of which register it is.
    """
    known = list(registers)
    read: dict[str, tuple[Sentence, ...]] = {}
    for each in named:
        register, equals, path = each.partition("=")
        if not equals and len(known) == 1:
            register, path = known[0], each
        if register not in known:
            raise click.UsageError(f"say of which register the text is: --source REGISTER=FILE, of {', '.join(known)}.")
        read[register] = read_source(Path(path))
    return read


def source_problems(
    registers: Mapping[str, tuple[Register, Marks]], sources: Mapping[str, tuple[Sentence, ...]]
) -> Iterator[Diagnostic]:
    """Where the texts of sources differ from their registers."""
    for name, sentences in sources.items():
        register, marks = registers[name]
        yield from map(marks.place, differences_from(register, sentences))


@click.command()
@click.option("--language", help="Tag of a translation, such as es. [default: as it is written]")
@click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="[REGISTER=]FILE",
    help="Text of a source: each of its sentences is printed beside the claims that rest on it.",
)
@click.option(
    "--seconds", default=SECONDS, show_default=True, type=click.FloatRange(0.001), help="Bound for the proof."
)
@click.option("--out", type=FILE, help="HTML file to write. [default: standard output]")
@which
def review(
    language: str | None,
    sources: tuple[str, ...],
    seconds: float,
    out: Path | None,
    name: str | None,
    rules: Path | None,
    seeds: Path | None,
) -> None:
    """Write the document of a quiz for experts to review and sign: all it says, to whom, and on what grounds.

    It is one HTML file that prints on A4; to have a PDF, print it from a browser. docs/authors/review.md says what
    becomes of a signature.
    """
    if out is not None and out.suffix.lower() == ".pdf":
        raise click.UsageError("this writes HTML: name it .html, open it in a browser, and save that as a PDF.")
    rules, seeds = own_or(rules, "rules"), own_or(seeds, "seeds")
    loaded = the_original(name, rules, seeds)
    rulebook = loaded.rulebook
    if language is not None and language != rulebook.language:
        known = {each.language: each.rulebook for each in translations_of(rulebook, loaded.marks.file, seeds)}
        translated = known.get(language)
        if translated is None:
            complete = [tag for tag, each in known.items() if each]
            raise click.UsageError(f"choose one with --language: {', '.join([rulebook.language, *complete])}")
        rulebook = translated
    proof = prove(rulebook, seconds=seconds)
    write(as_html(review_of(rulebook, proof, date.today(), read_sources(sources, registers_of([loaded])))), out)
