"""Data files to a rulebook: read, check, and report every mistake at once.

Reading never stops at the first mistake. Names are looked up in the raw data, so that a mistake in
one place does not hide those in another.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from quiz.condition_syntax import Askable, questions_named
from quiz.conditions import NOT_SURE
from quiz.evidence import Register
from quiz.faults import Fault, faults_in
from quiz.fields import Names, Part
from quiz.problems import FileProblems, Problem, instead_of
from quiz.rulebook import Rulebook, RulebookFile
from quiz.wording import fault_of
from quiz.yamltext import Document, Marks, Trail, read_file

P = TypeVar("P", bound=Part)


@dataclass(frozen=True)
class Loaded:
    """A rulebook that holds together, and where each part of its file stands."""

    rulebook: Rulebook
    marks: Marks


def load_rulebook(path: Path, seeds: Path) -> Loaded:
    """The rulebook in `path`, resting on a register in the folder `seeds`.

    Raises FileProblems with every mistake found in both files.
    """
    document = read_file(path)
    problems = list(document.problems)
    register, register_problems = _register_for(document, seeds)
    problems += register_problems
    names = Names(_rulebook_ids(document.data, register), _vocabulary(document.data))
    book, faults = _validated(RulebookFile, document.data, names)
    faults += _rulebook_faults(document.data, register)
    problems += _placed(faults, document.marks)
    if problems or book is None or register is None:
        raise FileProblems(problems)
    fields = {name: getattr(book, name) for name in RulebookFile.model_fields}
    return Loaded(Rulebook.model_construct(**fields, evidence_register=register), document.marks)


def load_register(path: Path) -> Register:
    """The evidence register in `path`. Raises FileProblems with every mistake found."""
    document = read_file(path)
    ids = {kind: _ids(document.data, kind_list) for kind, kind_list in _REGISTER_KINDS.items()}
    register, faults = _validated(Register, document.data, Names(ids))
    faults += _register_faults(document.data)
    problems = [*document.problems, *_placed(faults, document.marks)]
    if problems or register is None:
        raise FileProblems(problems)
    return register


_REGISTER_KINDS = {"claim": "claims", "post": "posts", "topic": "topics"}
RULE_LISTS = ("headlines", "advice", "tensions", "asks")
_RULEBOOK_KINDS = {"option": "options", "section": "sections"}


def _register_for(document: Document, seeds: Path) -> tuple[Register | None, tuple[Problem, ...]]:
    """The register that a rulebook names, or what keeps it from being used."""
    name = document.data.get("evidence") if isinstance(document.data, dict) else None
    if not isinstance(name, str):
        return None, ()  # The model reports it.
    path = seeds / f"{name}.yaml"
    known = sorted(each.stem for each in seeds.glob("*.yaml"))
    if name not in known:
        what = f"names the register `{name}`, but there is no {path}."
        return None, (document.marks.problem(("evidence",), what, instead_of(name, known)),)
    try:
        register = load_register(path)
    except FileProblems as error:
        return None, error.problems
    if register.id != name:
        what = f"names the register `{name}`, but {path} calls itself `{register.id}`."
        return None, (document.marks.problem(("evidence",), what, "Give both the same id."),)
    return register, ()


def _validated(model: type[P], data: Any, names: Names) -> tuple[P | None, list[Fault]]:
    """The model made of `data`, or the faults that keep it from being made."""
    try:
        return model.model_validate(data, context=names), []
    except ValidationError as error:
        faults: list[Fault] = []
        details = error.errors(include_url=False)
        for detail in details:
            loc = tuple(detail["loc"])
            # Pydantic does not count entries that are wrong, and so calls the list too short as well.
            if detail["type"] == "too_short" and any(_is_below(loc, other["loc"]) for other in details):
                continue
            inner = [Fault((*loc, *f.trail), f.what, f.mend, f.at_key) for f in faults_in(detail)]
            faults += inner or [fault_of(detail, model)]
        return None, faults


def _is_below(above: Trail, below: Trail) -> bool:
    return len(below) > len(above) and below[: len(above)] == above


def _placed(faults: list[Fault], marks: Marks) -> list[Problem]:
    return [marks.problem(f.trail, f.what, f.mend, at_key=f.at_key) for f in faults]


# What follows reads raw data, which may be of any shape: it looks only at what has the right one.


def _entries(data: Any, kind_list: str) -> Iterator[tuple[int, dict[str, Any]]]:
    entries = data.get(kind_list) if isinstance(data, dict) else None
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, dict):
            yield index, entry


def _texts(value: Any) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _ids(data: Any, kind_list: str) -> tuple[str, ...]:
    return tuple(entry["id"] for _, entry in _entries(data, kind_list) if isinstance(entry.get("id"), str))


def _rulebook_ids(data: Any, register: Register | None) -> dict[str, tuple[str, ...]]:
    ids = {kind: _ids(data, kind_list) for kind, kind_list in _RULEBOOK_KINDS.items()}
    ids["rule"] = tuple(name for kind_list in RULE_LISTS for name in _ids(data, kind_list))
    ids["question"] = tuple(q["id"] for _, q in _entries(data, "questions") if _is_deciding(q))
    if register is not None:
        ids["claim"] = tuple(register.claim_by_id)
    return ids


def _is_deciding(question: dict[str, Any]) -> bool:
    return isinstance(question.get("id"), str) and question.get("kind") != "priority"


def _vocabulary(data: Any) -> dict[str, Askable]:
    return {
        question["id"]: Askable(str(question.get("kind")), _ids(question, "choices"))
        for _, question in _entries(data, "questions")
        if isinstance(question.get("id"), str)
    }


def _register_faults(data: Any) -> list[Fault]:
    kind_lists = ("topics", "posts", "claims", "disagreements", "asked", "silences")
    faults = [fault for kind_list in kind_lists for fault in _repeated_ids(data, (kind_list,))]
    located: dict[str, set[int]] = {}
    lengths = {p["id"]: p.get("sentences") for _, p in _entries(data, "posts") if isinstance(p.get("id"), str)}
    for index, claim in _entries(data, "claims"):
        post, sentence = claim.get("post"), claim.get("sentence")
        if isinstance(post, str) and isinstance(sentence, int):
            located.setdefault(post, set()).add(sentence)
            length = lengths.get(post)
            if isinstance(length, int) and sentence > length:
                what = f"`{post}` has {length} sentences, and this is number {sentence}."
                faults.append(Fault(("claims", index, "sentence"), what, "Count again; locators start at 1."))
    for index, post in _entries(data, "posts"):
        faults += _uncovered_sentences(index, post, located.get(str(post.get("id")), set()))
    return faults


def _uncovered_sentences(index: int, post: dict[str, Any], located: set[int]) -> Iterator[Fault]:
    """Sentences of a post that are neither a claim's locator nor excused."""
    length = post.get("sentences")
    if not isinstance(length, int) or not 0 < length < 10_000:
        return
    excused: set[int] = set()
    for each, entry in _entries(post, "without_claim"):
        numbers = entry.get("sentences")
        for number in numbers if isinstance(numbers, list) else ():
            if isinstance(number, int):
                excused.add(number)
                if number in located or number > length:
                    why = "has a claim" if number in located else "does not exist"
                    trail = ("posts", index, "without_claim", each, "sentences")
                    yield Fault(trail, f"sentence {number} {why}.", "Take it off this list.")
    missing = [number for number in range(1, length + 1) if number not in located | excused]
    if missing:
        what = f"no claim comes from sentence {', '.join(map(str, missing))}."
        yield Fault(("posts", index), what, "Register what it says, or list it under `without_claim`.")


_WITH_IDS = ("options", "questions", "sections")


def _rulebook_faults(data: Any, register: Register | None) -> list[Fault]:
    faults = [fault for kind_list in _WITH_IDS for fault in _repeated_ids(data, (kind_list,))]
    faults += _repeated_ids(data, RULE_LISTS)
    faults += _question_faults(data)
    faults += _unused_sections(data)
    if register is not None:
        faults += _unused_claims(data, register)
    return faults


def _repeated_ids(data: Any, kind_lists: tuple[str, ...]) -> Iterator[Fault]:
    """Ids that stand twice in these lists taken together."""
    seen: set[str] = set()
    for kind_list in kind_lists:
        for index, entry in _entries(data, kind_list):
            for name in [entry.get("id"), *_texts(entry.get("was"))]:
                if not isinstance(name, str):
                    continue
                if name in seen:
                    what = f"`{name}` is the id of another entry of {' or '.join(f'`{each}`' for each in kind_lists)}."
                    yield Fault((kind_list, index, "id"), what, "Give each its own id.")
                seen.add(name)


_RESERVED = ("all", "any", "not", "always")


def _question_faults(data: Any) -> Iterator[Fault]:
    """What can be wrong between one question and the others."""
    questions = list(_entries(data, "questions"))
    known = _ids(data, "questions")
    earlier: set[str] = set()
    for index, question in questions:
        here: Trail = ("questions", index)
        name = str(question.get("id"))
        if name in _RESERVED:
            mend = "Choose another id."
            yield Fault((*here, "id"), f"`{name}` has a meaning of its own in conditions.", mend)
        if question.get("kind") == "priority" and (index, question) != questions[-1]:
            yield Fault((*here, "kind"), "a priority question comes last.", "Move it to the end; keep one.")
        for fault in _repeated_ids(question, ("choices",)):
            yield Fault((*here, *fault.trail), fault.what, fault.mend)
        for each, choice in _entries(question, "choices"):
            if NOT_SURE in [choice.get("id"), *_texts(choice.get("was"))]:
                mend = "Delete this choice."
                yield Fault((*here, "choices", each), f"`{NOT_SURE}` is offered by itself.", mend)
        for trail, tested in questions_named(question.get("ask_when"), (*here, "ask_when")):
            if tested in known and tested not in earlier:
                mend = "Test earlier questions only, or move this one down."
                what = f"tests `{tested}`, which is not asked before this one."
                yield Fault(trail, what, mend, at_key=True)
        earlier.add(name)


def _unused_sections(data: Any) -> Iterator[Fault]:
    used = {advice.get("section") for _, advice in _entries(data, "advice") if isinstance(advice.get("section"), str)}
    for index, section in _entries(data, "sections"):
        name = section.get("id")
        if isinstance(name, str) and name not in used:
            yield Fault(("sections", index), f"no advice stands in `{name}`.", "Write some, or delete the section.")


def _unused_claims(data: Any, register: Register) -> Iterator[Fault]:
    used: set[str] = set()
    for kind_list in RULE_LISTS:
        for _, entry in _entries(data, kind_list):
            for holder in [entry, *(side for _, side in _entries(entry, "sides"))]:
                used.update(_texts(holder.get("claims")))
    used |= register.with_disputed(used)  # The other side of a disagreement comes along by itself.
    excused: set[str] = set()
    for index, entry in _entries(data, "unused_claims"):
        claim = entry.get("claim")
        if isinstance(claim, str):
            excused.add(claim)
            if claim in used:
                yield Fault(("unused_claims", index), f"`{claim}` is used.", "Take it off this list.")
    for claim in register.claim_by_id:
        if claim not in used | excused:
            mend = "Let an advice, headline, tension or ask rest on it, or say why not under `unused_claims`."
            yield Fault(("evidence",), f"nothing rests on the claim `{claim}`.", mend)
