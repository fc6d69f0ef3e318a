"""Data files to a rulebook: read, check, and report every mistake at once.

Reading never stops at the first mistake. Names are looked up in the raw data, so that a mistake in
one place does not hide those in another.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from quiz.files.raw import Ids, ids_of, listed
from quiz.files.register_references import names_in_register, register_problems
from quiz.files.rulebook_references import names_in_rulebook, rulebook_problems, unused_parts
from quiz.files.shapes import is_of
from quiz.files.validation import NO_SUCH_KIND, diagnostic_of, is_at_key, trail_of
from quiz.files.yaml_faults import DOUBTFUL
from quiz.files.yamltext import Document, Marks, read_file
from quiz.problems import (
    Diagnostic,
    InCells,
    Instead,
    InvalidFiles,
    Trail,
    diagnostics_in,
    instead_of,
    nearest,
    shortened,
)
from quiz.rulebook import IN_BRACES, Choice, Names, Part, Question, Register, Rulebook, RulebookFile

P = TypeVar("P", bound=Part)


@dataclass(frozen=True)
class Loaded:
    """A rulebook that holds together, and where each part of its file stands; and of its registers' files, by id."""

    rulebook: Rulebook
    marks: Marks
    register_marks: Mapping[str, Marks]

    @property
    def doubts(self) -> list[Diagnostic]:
        """What is wrong with texts that YAML reads, and most likely not as they were meant."""
        in_registers = (each for marks in self.register_marks.values() for each in _doubts(marks, Register))
        return [*_doubts(self.marks, RulebookFile), *in_registers]


def load_rulebook(path: Path, seeds: Path) -> Loaded:
    """The rulebook in `path`, resting on registers in the folder `seeds`.

    Raises InvalidFiles with every mistake found in all these files.
    """
    return load_document(read_file(path), sources_in(seeds))


@dataclass(frozen=True)
class Sources:
    """The registers that a rulebook may name, how each is read, and where they stand."""

    names: Sequence[str]
    read: Callable[[str], Document]
    place: Path
    sheet: str | None = None
    """The sheet of the spreadsheet in `place` with a row for each; None where each is in a file of its own."""

    def called(self, name: str) -> Path:
        """What the register called `name` is, or would be, in."""
        return self.place if self.sheet else self.place / f"{name}.yaml"

    @cached_property
    def register(self) -> Callable[[str], "RegisterRead"]:
        """What there is to say of the register of a name; several rulebooks may rest on it, and it is read once."""
        return cache(lambda name: _register_in(lambda: self.read(name)))


def sources_in(seeds: Path) -> Sources:
    """The registers in the folder `seeds`."""
    names = sorted(each.stem for each in seeds.glob("*.yaml") if each.is_file())
    return Sources(names, lambda name: read_file(seeds / f"{name}.yaml"), seeds)


def load_document(document: Document, sources: Sources) -> Loaded:
    """The rulebook in `document`, resting on registers of `sources`. Raises InvalidFiles with every mistake."""
    problems = list(document.problems)
    found = _registers_for(document, sources)
    problems += found.problems
    names = names_in_rulebook(document.data, found.claims)
    book, unplaced = _validated(RulebookFile, document.data, names)
    named = {each.trail for each in found.problems if each.trail[:1] == ("evidence",)}
    # Which register is meant says more than that this is no id. The only one may stand without a list.
    unplaced = [each for each in unplaced if not {each.trail, *([each.trail[:1]] if each.trail else [])} & named]
    unplaced += rulebook_problems(document.data, found.registers, names.named or {})
    told = _placed(unplaced, document.marks, RulebookFile)
    problems = [*_without_switches(problems, told), *told]
    if found.registers is not None and not problems:
        problems = [document.marks.place(each) for each in unused_parts(document.data, found.registers)]
    if problems or book is None or found.registers is None:
        raise InvalidFiles(problems)
    fields = {name: getattr(book, name) for name in RulebookFile.model_fields}
    return Loaded(Rulebook.model_construct(**fields, registers=found.registers), document.marks, found.marks)


@dataclass
class RegisterRead:
    """A register if it holds together, the ids of its claims, what is wrong with it, and where everything stands."""

    register: Register | None
    claims: Ids
    problems: tuple[Diagnostic, ...]
    marks: Marks | None


@dataclass
class RegistersRead:
    """The registers of a rulebook if all hold together, the ids of all claims, and the rest of what was read."""

    registers: tuple[Register, ...] | None
    claims: Ids
    problems: list[Diagnostic] = field(default_factory=list)
    marks: dict[str, Marks] = field(default_factory=dict)


def read_register(path: Path) -> RegisterRead:
    """What there is to say of the register in `path`, whether it holds together or not."""
    return _register_in(lambda: read_file(path))


def is_register(path: Path) -> bool:
    """Whether the file in `path` can be read and is laid out as a register, right or wrong."""
    try:
        data = read_file(path).data if path.is_file() else None
    except InvalidFiles:
        return False
    return isinstance(data, dict) and "source" in data and "questions" not in data


def _register_in(read: Callable[[], Document]) -> RegisterRead:
    try:
        document = read()
    except InvalidFiles as error:
        return RegisterRead(None, None, error.problems, None)
    data = document.data
    register, unplaced = _validated(Register, data, names_in_register(data))
    unplaced += register_problems(data)
    problems = (*document.problems, *_placed(unplaced, document.marks, Register))
    return RegisterRead(None if problems else register, ids_of(data, "claims"), problems, document.marks)


def _registers_for(document: Document, sources: Sources) -> RegistersRead:
    """The registers that a rulebook names."""
    named = list(_registers_named(document.data))
    registers: list[Register] = []
    claims: list[str] | None = [] if named else None  # Without any, the model reports it.
    found = RegistersRead(None, None)
    for trail, name in named:
        read, fault = _register_named(name, sources)
        found.problems += read.problems
        if fault:
            found.problems.append(document.marks.place(replace(fault, trail=trail)))
        if read.marks is not None:
            found.marks[name] = read.marks
        if read.register is not None:
            registers.append(read.register)
        claims = None if claims is None or read.claims is None else [*claims, *read.claims]
    found.claims = None if claims is None else tuple(claims)
    if named and len(registers) == len(named):
        found.registers = tuple(registers)
    return found


def _registers_named(data: Any) -> Iterator[tuple[Trail, str]]:
    """The ids of registers in a rulebook's raw data, each once, and the way to each."""
    said = data.get("evidence") if isinstance(data, dict) else None
    if isinstance(said, str):
        yield ("evidence",), said
    for place, name in enumerate(listed(said)):
        if isinstance(name, str) and name not in listed(said)[:place]:
            yield ("evidence", place), name


def _register_named(name: str, sources: Sources) -> tuple[RegisterRead, Diagnostic | None]:
    """The register of that name, and what is wrong with naming it."""
    if name not in sources.names:
        lacking = f"sheet `{sources.sheet}` has no row for it" if sources.sheet else None
        what = f"names the register `{shortened(name)}`, but {lacking or f'there is no {sources.called(name[:60])}'}."
        several = re.split(r"[,;\s]+", name)
        mend = f"{instead_of(name, sources.names)}{' Or add the row.' if lacking else ''}"
        if len(several) > 1 and {*several} <= {*sources.names}:
            listed = ", ".join(several)
            in_cells = f"Write commas between several: `{listed}`."
            return RegisterRead(None, None, (), None), Diagnostic(
                what, InCells(f"Put several in brackets: `[{listed}]`.", in_cells)
            )
        return RegisterRead(None, None, (), None), Diagnostic(what, mend)
    read = sources.register(name)
    if read.register is not None and read.register.id != name:
        what = f"names the register `{name}`, but {sources.called(name)} calls itself `{read.register.id}`."
        return read, Diagnostic(what, "Give both the same id.")
    return read, None


def _validated(model: type[P], data: Any, names: Names) -> tuple[P | None, list[Diagnostic]]:
    """The model made of `data`, or the problems that keep it from being made."""
    try:
        return model.model_validate(data, context=names), []
    except ValidationError as error:
        unplaced: list[Diagnostic] = []
        details = error.errors(include_url=False)
        above = {detail["loc"][:depth] for detail in details for depth in range(len(detail["loc"]))}
        misspelled = set(_misspelled(details))
        for detail in details:
            loc = tuple(detail["loc"])
            if detail["type"] == "missing" and loc in misspelled:
                continue
            # Pydantic does not count entries that are wrong, and so calls the list too short as well.
            if detail["type"] == "too_short" and loc in above:
                continue
            trail = trail_of(loc, model)
            inner = [
                replace(each.below(*trail), at_key=each.at_key or is_at_key(detail)) for each in diagnostics_in(detail)
            ]
            unplaced += inner or [diagnostic_of(detail, model)]
            if detail["type"] in NO_SUCH_KIND and isinstance(detail["input"], dict):
                unplaced += [each.below(*trail) for each in _common_problems(detail["input"], names)]
        return None, unplaced


def _misspelled(details: list[ErrorDetails]) -> Iterator[Trail]:
    """The places of the fields that are missing since another name stands there, which is near theirs."""
    missing: dict[Trail, list[str]] = {}
    for detail in details:
        if detail["type"] == "missing":
            *above, name = detail["loc"]
            missing.setdefault(tuple(above), []).append(str(name))
    for detail in details:
        if detail["type"] == "extra_forbidden":
            *above, name = detail["loc"]
            if meant := nearest(str(name), missing.get(tuple(above), [])):
                yield (*above, meant)


def _common_problems(question: dict[str, Any], names: Names) -> list[Diagnostic]:
    """What is wrong with a question of no known kind, in the fields that every kind has."""
    common = {name: question[name] for name in Question.model_fields if name in question}
    choices = [
        {name: each[name] for name in Choice.model_fields if name in each} if isinstance(each, dict) else each
        for each in listed(question.get("choices"))
    ]
    return _validated(Question, {**common, "kind": "", "choices": choices or common.get("choices")}, names)[1]


MAX_PROBLEMS = 1000
"""More mistakes than these are counted, and told when the first are mended."""


def _placed(unplaced: list[Diagnostic], marks: Marks, model: type[Part]) -> list[Diagnostic]:
    """The first problems of a file, placed; one more that counts the rest, if there are very many.

    Where YAML most likely did not read what was meant, that is reported instead of what follows from it. A name that is
    unknown in many places is reported once.
    """
    if not unplaced:
        return []
    sure = [each for each in unplaced if each.check == IN_BRACES or each.trail not in marks.doubts]
    causes = [marks.doubts[each.trail] for each in unplaced if each.check != IN_BRACES and each.trail in marks.doubts]
    unplaced = _once(sure)
    told = [marks.place(each) for each in unplaced[:MAX_PROBLEMS]]
    if len(unplaced) > MAX_PROBLEMS:
        more = f"{len(unplaced) - MAX_PROBLEMS} more mistakes are not listed."
        told.append(Diagnostic(more, "Fix these first.", file=marks.file, line=told[-1].line, column=told[-1].column))
    return [*causes, *_doubts(marks, model), *told]


def _without_switches(read: list[Diagnostic], told: list[Diagnostic]) -> list[Diagnostic]:
    """What was wrong with the YAML, but for a `yes` where true or false is wanted: there it is told what to write."""
    switches = {(each.line, each.column) for each in told if is_of("switch", RulebookFile, each.trail)}
    return [each for each in read if (each.line, each.column) not in switches]


def _doubts(marks: Marks, model: type[Part]) -> list[Diagnostic]:
    """What may be wrong with texts for readers: where an id or a number is right, nothing was meant to follow it."""
    return [each for trail, each in marks.doubts.items() if each.check == DOUBTFUL and is_of("text", model, trail)]


def _once(unplaced: list[Diagnostic]) -> list[Diagnostic]:
    """The problems; those that report the same unknown name in several places are one."""
    same = Counter(each.what for each in unplaced if isinstance(each.mend, Instead))
    told: dict[object, Diagnostic] = {}
    for place, each in enumerate(unplaced):
        count = same[each.what] if isinstance(each.mend, Instead) else 1
        places = "1 more place" if count == 2 else f"{count - 1} more places"
        more = f"{each.what} It stands in {places}." if count > 1 else each.what
        told.setdefault(each.what if count > 1 else place, replace(each, what=more))
    return list(told.values())
