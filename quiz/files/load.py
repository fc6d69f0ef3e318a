"""Data files to a rulebook: read, check, and report every mistake at once.

Reading never stops at the first mistake. Names are looked up in the raw data, so that a mistake in
one place does not hide those in another.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from pydantic import ValidationError

from quiz.files.validation import NO_SUCH_KIND, fault_of, trail_of
from quiz.files.yamltext import Document, Marks, read_file
from quiz.problems import Diagnostic, InvalidFiles, Trail, diagnostics_in, instead_of
from quiz.rulebook import (
    MAX_SENTENCES,
    Askable,
    Choice,
    Names,
    Part,
    Question,
    Register,
    Rulebook,
    RulebookFile,
    kind_named,
    questions_named,
)

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
    register, claims, register_problems, register_marks = _register_for(document, seeds)
    problems += register_problems
    book, faults = _validated(RulebookFile, document.data, _names(document.data, claims))
    faults += _rulebook_faults(document.data, register)
    problems += _placed(faults, document.marks)
    if problems or book is None or register is None or register_marks is None:
        raise InvalidFiles(problems)
    fields = {name: getattr(book, name) for name in RulebookFile.model_fields}
    return Loaded(Rulebook.model_construct(**fields, evidence_register=register), document.marks, register_marks)


Ids: TypeAlias = tuple[str, ...] | None
"""The ids that a list of a file gives, or None where they cannot be told."""

RULE_LISTS = ("headlines", "advice", "tensions", "asks")


RegisterRead: TypeAlias = tuple[Register | None, Ids, tuple[Diagnostic, ...], Marks | None]
"""A register if it holds together, the ids of its claims, what is wrong with it, and where everything stands."""


def read_register(path: Path) -> RegisterRead:
    """What there is to say of the register in `path`, whether it holds together or not."""
    try:
        document = read_file(path)
    except InvalidFiles as error:
        return None, None, error.problems, None
    data = document.data
    known = {"claim": _ids(data, "claims"), "post": _ids(data, "posts"), "topic": _ids(data, "topics")}
    register, faults = _validated(Register, data, Names(_told(known)))
    faults += _register_faults(data)
    problems = (*document.problems, *_placed(faults, document.marks))
    return None if problems else register, known["claim"], problems, document.marks


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


def _names(data: Any, claims: Ids) -> Names:
    """What a rulebook may refer to, as far as that can be told."""
    known = {"claim": claims, "option": _ids(data, "options"), "addressee": _ids(data, "addressees")}
    rules = [_ids(data, kind_list) for kind_list in RULE_LISTS if isinstance(data, dict) and kind_list in data]
    rules += [_ids(slot, "points") for _, slot in _entries(data, "key_points")]
    if None not in rules:
        known["rule"] = tuple(name for ids in rules for name in ids or ())
    if _ids(data, "questions") is None:
        return Names(_told(known))
    questions = [question for _, question in _entries(data, "questions")]
    known["question"] = tuple(question["id"] for question in questions if kind_named(question.get("kind")).decides)
    return Names(_told(known), {each["id"]: _askable(each) for each in questions})


def _askable(question: dict[str, Any]) -> Askable:
    kind = kind_named(question.get("kind"))
    return Askable(_ids(question, "choices"), kind.decides, kind.is_ordered)


def _told(known: dict[str, Ids]) -> dict[str, dict[str, None]]:
    # As keys, so that very many are looked up as fast as few.
    return {kind: dict.fromkeys(ids) for kind, ids in known.items() if ids is not None}


def _validated(model: type[P], data: Any, names: Names) -> tuple[P | None, list[Diagnostic]]:
    """The model made of `data`, or the faults that keep it from being made."""
    try:
        return model.model_validate(data, context=names), []
    except ValidationError as error:
        faults: list[Diagnostic] = []
        details = error.errors(include_url=False)
        above = {detail["loc"][:depth] for detail in details for depth in range(len(detail["loc"]))}
        for detail in details:
            loc = tuple(detail["loc"])
            # Pydantic does not count entries that are wrong, and so calls the list too short as well.
            if detail["type"] == "too_short" and loc in above:
                continue
            trail = trail_of(loc, model)
            inner = [each.below(*trail) for each in diagnostics_in(detail)]
            faults += inner or [fault_of(detail, model)]
            if detail["type"] in NO_SUCH_KIND and isinstance(detail["input"], dict):
                faults += [each.below(*trail) for each in _common_faults(detail["input"], names)]
        return None, faults


def _common_faults(question: dict[str, Any], names: Names) -> list[Diagnostic]:
    """What is wrong with a question of no known kind, in the fields that every kind has."""
    common = {name: question[name] for name in Question.model_fields if name in question}
    choices = [
        {name: each[name] for name in Choice.model_fields if name in each} if isinstance(each, dict) else each
        for each in _listed(question.get("choices"))
    ]
    return _validated(Question, {**common, "kind": "", "choices": choices or common.get("choices")}, names)[1]


MAX_FAULTS = 1000
"""More mistakes than these are counted, and told when the first are mended."""


def _placed(faults: list[Diagnostic], marks: Marks) -> list[Diagnostic]:
    """The first faults as problems; one more that counts the rest, if there are very many."""
    told = [marks.place(each) for each in faults[:MAX_FAULTS]]
    if len(faults) > MAX_FAULTS:
        more = f"{len(faults) - MAX_FAULTS} more mistakes are not listed."
        told.append(Diagnostic(more, "Mend these first.", file=marks.file, line=told[-1].line, column=told[-1].column))
    return told


# What follows reads raw data, which may be of any shape: it looks only at what has the right one.


def _entries(data: Any, kind_list: str) -> Iterator[tuple[int, dict[str, Any]]]:
    for index, entry in enumerate(_listed(data.get(kind_list) if isinstance(data, dict) else None)):
        if isinstance(entry, dict):
            yield index, entry


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _texts(value: Any) -> list[str]:
    return [each for each in _listed(value) if isinstance(each, str)]


def _ids(data: Any, kind_list: str) -> Ids:
    entries = data.get(kind_list) if isinstance(data, dict) else None
    if not isinstance(entries, list):
        return None
    ids = [entry["id"] for entry in entries if isinstance(entry, dict) and isinstance(entry.get("id"), str)]
    return tuple(ids) if len(ids) == len(entries) else None


def _register_faults(data: Any) -> list[Diagnostic]:
    kind_lists = ("topics", "posts", "claims", "differences", "asked", "silences")
    faults = [fault for kind_list in kind_lists for fault in _repeated_ids(data, (kind_list,))]
    located: dict[str, set[int]] = {}
    lengths = {str(post.get("id")): post.get("sentences") for _, post in _entries(data, "posts")}
    for index, claim in _entries(data, "claims"):
        post, sentence = claim.get("post"), claim.get("sentence")
        if isinstance(post, str) and isinstance(sentence, int):
            located.setdefault(post, set()).add(sentence)
            faults += _past_the_end(("claims", index, "sentence"), post, sentence, lengths.get(post))
    if _ids(data, "claims") is not None:
        for index, entry in _entries(data, "posts"):
            faults += _uncovered_sentences(index, entry, located.get(str(entry.get("id")), set()))
    return [*faults, *_asked_faults(data)]


def _past_the_end(trail: Trail, post: str, sentence: int, length: Any) -> Iterator[Diagnostic]:
    if isinstance(length, int) and sentence > length:
        what = f"`{post}` has {length} sentences, and this is number {sentence}."
        yield Diagnostic(what, "Count again; locators start at 1.", trail)


def _asked_faults(data: Any) -> Iterator[Diagnostic]:
    """What was asked must stand in the post that asks."""
    posts = [post for _, post in _entries(data, "posts")]
    opening = next((post for post in posts if post.get("role") == "asks"), None)
    for index, asked in _entries(data, "asked"):
        if opening is None:
            if posts and all(post.get("role") == "reply" for post in posts):
                yield Diagnostic("no post asks this.", "Give the opening post `role: asks`.", ("asked", index))
            return
        sentence = asked.get("sentence")
        if isinstance(sentence, int):
            name = str(opening.get("id"))
            yield from _past_the_end(("asked", index, "sentence"), name, sentence, opening.get("sentences"))


def _uncovered_sentences(index: int, post: dict[str, Any], located: set[int]) -> Iterator[Diagnostic]:
    """Sentences of a post that are neither a claim's locator nor excused."""
    length = post.get("sentences")
    if not isinstance(length, int) or not 0 < length <= MAX_SENTENCES:
        return  # The model reports it.
    excused: set[int] = set()
    for each, entry in _entries(post, "without_claim"):
        for number in _listed(entry.get("sentences")):
            if isinstance(number, int):
                excused.add(number)
                if number in located or number > length:
                    why = "has a claim" if number in located else "does not exist"
                    trail = ("posts", index, "without_claim", each, "sentences")
                    yield Diagnostic(f"sentence {number} {why}.", "Take it off this list.", trail)
    missing = [str(number) for number in range(1, length + 1) if number not in located | excused]
    if missing:
        listed = ", ".join(missing[:20]) + (f" and {len(missing) - 20} more" if len(missing) > 20 else "")
        mend = "Register what it says, or list it under `without_claim`."
        yield Diagnostic(f"no claim comes from sentence {listed}.", mend, ("posts", index))


_WITH_IDS = ("options", "questions", "key_points", "addressees", "glossary")


def _rulebook_faults(data: Any, register: Register | None) -> list[Diagnostic]:
    faults = [fault for kind_list in _WITH_IDS for fault in _repeated_ids(data, (kind_list,))]
    faults += _repeated_rules(data)
    faults += _id_fault(data)
    faults += _question_faults(data)
    faults += _repeated_claims(data)
    faults += _unused(data, "addressees", "asks", "to", "no ask is for")
    if register is not None:
        faults += _unused_claims(data, register)
    return faults


def _repeated_ids(data: Any, kind_lists: tuple[str, ...]) -> Iterator[Diagnostic]:
    """Ids, earlier ones included, that stand twice in these lists taken together."""
    lists = " or ".join(f"`{each}`" for each in kind_lists)
    seen: set[str] = set()
    for kind_list in kind_lists:
        for index, entry in _entries(data, kind_list):
            named: list[tuple[Trail, Any]] = [((kind_list, index, "id"), entry.get("id"))]
            named += [((kind_list, index, "was", place), name) for place, name in enumerate(_listed(entry.get("was")))]
            for trail, name in named:
                if isinstance(name, str) and name in seen:
                    yield Diagnostic(f"`{name}` is the id of another entry of {lists}.", "Give each its own id.", trail)
                elif isinstance(name, str):
                    seen.add(name)


def _repeated_rules(data: Any) -> Iterator[Diagnostic]:
    """Ids that stand twice among all rules."""
    seen: set[str] = set()
    for trail, rule in _rules(data):
        name = rule.get("id")
        if isinstance(name, str) and name in seen:
            yield Diagnostic(f"`{name}` is the id of another rule.", "Give each its own id.", (*trail, "id"))
        elif isinstance(name, str):
            seen.add(name)


_RESERVED = ("all", "any", "not", "always")

ADDRESSES = ("healthz", "metrics", "readyz", "static")
"""Addresses at the top of the application that are no rulebook's."""


def _id_fault(data: Any) -> Iterator[Diagnostic]:
    """A rulebook is found under its id."""
    name = data.get("id") if isinstance(data, dict) else None
    if name in ADDRESSES:
        yield Diagnostic(f"`{name}` is an address of the program's own.", "Choose another id.", ("id",))


def _question_faults(data: Any) -> Iterator[Diagnostic]:
    """What can be wrong within a question, and between one question and the others."""
    questions = list(_entries(data, "questions"))
    known = {question["id"] for _, question in questions if isinstance(question.get("id"), str)}
    earlier: set[str] = set()
    for index, question in questions:
        here: Trail = ("questions", index)
        name = str(question.get("id"))
        if name in _RESERVED:
            mend = "Choose another id."
            yield Diagnostic(f"`{name}` has a meaning of its own in conditions.", mend, (*here, "id"))
        kind = question.get("kind")
        if not kind_named(kind).decides and (index, question) != questions[-1]:
            yield Diagnostic(f"a {kind} question comes last.", "Move it to the end; keep one.", (*here, "kind"))
        for fault in _repeated_ids(question, ("choices",)):
            yield fault.below(*here)
        for trail, tested in questions_named(question.get("ask_when"), (*here, "ask_when")):
            if tested in known and tested not in earlier:
                mend = "Test earlier questions only, or move this one down."
                what = f"tests `{tested}`, which is not asked before this one."
                yield Diagnostic(what, mend, trail, at_key=True)
        earlier.add(name)


def _repeated_claims(data: Any) -> Iterator[Diagnostic]:
    """Rules that name a claim twice."""
    for trail, rule in _rules(data):
        seen: set[str] = set()
        for place, name in enumerate(_texts(rule.get("claims"))):
            if name in seen:
                yield Diagnostic(f"names `{name}` twice.", "Delete one.", (*trail, "claims", place))
            seen.add(name)


def _rules(data: Any) -> Iterator[tuple[Trail, dict[str, Any]]]:
    """Every entry that has a `when`, and the way to it."""
    for kind_list in RULE_LISTS:
        yield from (((kind_list, index), rule) for index, rule in _entries(data, kind_list))
    for index, slot in _entries(data, "key_points"):
        yield from ((("key_points", index, "points", place), point) for place, point in _entries(slot, "points"))


def _unused(data: Any, kind_list: str, users: str, key: str, nothing: str) -> Iterator[Diagnostic]:
    """Entries of `kind_list` that no entry of `users` names under `key`; none while a name there is wrong."""
    used = {user.get(key) for _, user in _entries(data, users) if isinstance(user.get(key), str)}
    if not used <= {entry.get("id") for _, entry in _entries(data, kind_list) if isinstance(entry.get("id"), str)}:
        return  # One misspelt name is one mistake, not two.
    for index, entry in _entries(data, kind_list):
        name = entry.get("id")
        if isinstance(name, str) and name not in used:
            yield Diagnostic(f"{nothing} `{name}`.", "Write some, or delete the entry.", (kind_list, index))


def _unused_claims(data: Any, register: Register) -> Iterator[Diagnostic]:
    used: set[str] = set()
    entries = [entry for _, entry in (*_rules(data), *_entries(data, "besides"))]
    for entry in entries:
        for holder in [entry, *(side for _, side in _entries(entry, "sides"))]:
            used.update(_texts(holder.get("claims")))
    used |= register.with_disputed(used)  # The other side of a disagreement comes along by itself.
    excused: set[str] = set()
    for index, entry in _entries(data, "unused_claims"):
        claim = entry.get("claim")
        if isinstance(claim, str):
            excused.add(claim)
            if claim in used:
                yield Diagnostic(f"`{claim}` is used.", "Take it off this list.", ("unused_claims", index))
    for claim in register.claim_by_id:
        if claim not in used | excused:
            mend = "Let an advice, headline, tension or ask rest on it, or say why not under `unused_claims`."
            yield Diagnostic(f"nothing rests on the claim `{claim}`.", mend, ("evidence",))
