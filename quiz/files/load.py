"""Data files to a rulebook: read, check, and report every mistake at once.

Reading never stops at the first mistake. Names are looked up in the raw data, so that a mistake in
one place does not hide those in another.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from pydantic import ValidationError

from quiz.files.raw import Ids, ids_of, listed
from quiz.files.register_references import names_in_register, register_problems
from quiz.files.rulebook_references import names_in_rulebook, rulebook_problems
from quiz.files.validation import NO_SUCH_KIND, diagnostic_of, is_at_key, trail_of
from quiz.files.yamltext import Document, Marks, read_file
from quiz.problems import Diagnostic, InvalidFiles, diagnostics_in, instead_of
from quiz.rulebook import Choice, Names, Part, Question, Register, Rulebook, RulebookFile

P = TypeVar("P", bound=Part)


@dataclass(frozen=True)
class Loaded:
    """A rulebook that holds together, and where each part of its file and of its register's file stands."""

    rulebook: Rulebook
    marks: Marks
    register_marks: Marks


def load_rulebook(path: Path, seeds: Path) -> Loaded:
    """The rulebook in `path`, resting on a register in the folder `seeds`.

    Raises InvalidFiles with every mistake found in both files.
    """
    document = read_file(path)
    problems = list(document.problems)
    register, claims, in_register, register_marks = _register_for(document, seeds)
    problems += in_register
    names = names_in_rulebook(document.data, claims)
    book, unplaced = _validated(RulebookFile, document.data, names)
    unplaced += rulebook_problems(document.data, register, names.named or {})
    problems += _placed(unplaced, document.marks)
    if problems or book is None or register is None or register_marks is None:
        raise InvalidFiles(problems)
    fields = {name: getattr(book, name) for name in RulebookFile.model_fields}
    return Loaded(Rulebook.model_construct(**fields, evidence_register=register), document.marks, register_marks)


RegisterRead: TypeAlias = tuple[Register | None, Ids, tuple[Diagnostic, ...], Marks | None]
"""A register if it holds together, the ids of its claims, what is wrong with it, and where everything stands."""


def read_register(path: Path) -> RegisterRead:
    """What there is to say of the register in `path`, whether it holds together or not."""
    try:
        document = read_file(path)
    except InvalidFiles as error:
        return None, None, error.problems, None
    data = document.data
    register, unplaced = _validated(Register, data, names_in_register(data))
    unplaced += register_problems(data)
    problems = (*document.problems, *_placed(unplaced, document.marks))
    return None if problems else register, ids_of(data, "claims"), problems, document.marks


def _register_for(document: Document, seeds: Path) -> RegisterRead:
    """The register that a rulebook names."""
    name = document.data.get("evidence") if isinstance(document.data, dict) else None
    if not isinstance(name, str):
        return None, None, (), None  # The model reports it.
    path = seeds / f"{name}.yaml"
    known = sorted(each.stem for each in seeds.glob("*.yaml"))
    if name not in known:
        what = f"names the register `{name[:60]}`, but there is no {seeds / name[:60]}.yaml."
        return None, None, (document.marks.place(Diagnostic(what, instead_of(name, known), ("evidence",))),), None
    register, claims, problems, marks = read_register(path)
    if register is not None and register.id != name:
        what = f"names the register `{name}`, but {path} calls itself `{register.id}`."
        return None, claims, (document.marks.place(Diagnostic(what, "Give both the same id.", ("evidence",))),), marks
    return register, claims, problems, marks


def _validated(model: type[P], data: Any, names: Names) -> tuple[P | None, list[Diagnostic]]:
    """The model made of `data`, or the problems that keep it from being made."""
    try:
        return model.model_validate(data, context=names), []
    except ValidationError as error:
        unplaced: list[Diagnostic] = []
        details = error.errors(include_url=False)
        above = {detail["loc"][:depth] for detail in details for depth in range(len(detail["loc"]))}
        for detail in details:
            loc = tuple(detail["loc"])
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


def _placed(unplaced: list[Diagnostic], marks: Marks) -> list[Diagnostic]:
    """The first problems, placed; one more that counts the rest, if there are very many."""
    told = [marks.place(each) for each in unplaced[:MAX_PROBLEMS]]
    if len(unplaced) > MAX_PROBLEMS:
        more = f"{len(unplaced) - MAX_PROBLEMS} more mistakes are not listed."
        told.append(Diagnostic(more, "Mend these first.", file=marks.file, line=told[-1].line, column=told[-1].column))
    return told
