"""What a rulebook refers to, looked up in its raw data, so that a mistake in one place hides none in another."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from quiz.files.raw import Ids, entries, ids_of, lookup, repeated_ids, texts
from quiz.files.validation import field_names
from quiz.problems import Diagnostic, Trail
from quiz.rulebook import (
    Askable,
    Named,
    Names,
    Register,
    RulebookFile,
    conditions_named,
    cycle_in,
    day_in,
    joined,
    kind_named,
    questions_named,
    questions_of,
    read_named,
)

RULE_LISTS = ("headlines", "advice", "tensions", "asks")


def names_in_rulebook(data: Any, claims: Ids) -> Names:
    """What a rulebook may refer to, as far as that can be told."""
    known = {"claim": claims, "option": ids_of(data, "options"), "addressee": ids_of(data, "addressees")}
    # A list that is absent is empty, unless it may be there and misspelled.
    spelled = isinstance(data, dict) and data.keys() <= {*field_names(RulebookFile, ())}
    known["deadline"] = () if spelled and "deadlines" not in data else ids_of(data, "deadlines")
    optional = [name for name in RULE_LISTS if spelled and not RulebookFile.model_fields[name].is_required()]
    absent = [name for name in optional if not isinstance(data, dict) or name not in data]
    rules = [ids_of(data, name) for name in RULE_LISTS if name not in absent]
    rules += [ids_of(slot, "points") for _, slot in entries(data, "key_points")]
    if None not in rules:
        known["rule"] = tuple(name for ids in rules for name in ids or ())
    if ids_of(data, "questions") is None:
        return Names(lookup(known))
    questions = [question for _, question in entries(data, "questions")]
    known["question"] = tuple(question["id"] for question in questions if kind_named(question.get("kind")).decides)
    askable = {each["id"]: _askable(each) for each in questions}
    written = _written_conditions(data) if spelled or "conditions" in data else None
    return Names(lookup(known), askable, None if written is None else read_named(written, askable))


def _written_conditions(data: Any) -> dict[str, Any] | None:
    """The conditions that have a name, as they are written; None where they cannot be told."""
    if isinstance(data, dict) and "conditions" in data and ids_of(data, "conditions") is None:
        return None
    return {each["id"]: each.get("when") for _, each in entries(data, "conditions")}


def _askable(question: dict[str, Any]) -> Askable:
    kind = kind_named(question.get("kind"))
    return Askable(ids_of(question, "choices"), kind.decides, kind.is_ordered)


_WITH_IDS = ("options", "questions", "conditions", "key_points", "deadlines", "addressees", "glossary", "differences")


def rulebook_problems(data: Any, registers: tuple[Register, ...] | None, named: Named) -> list[Diagnostic]:
    """What is wrong with a rulebook beyond the fields of single entries; `registers` is None where one is missing."""
    problems = [problem for kind_list in _WITH_IDS for problem in repeated_ids(data, (kind_list,))]
    problems += _repeated_rules(data)
    problems += _id_problems(data)
    problems += _date_problems(data)
    problems += _question_problems(data, named)
    problems += _repeated_claims(data)
    problems += _condition_problems(data)
    problems += _deadline_problems(data)
    problems += _registers_twice(data)
    if registers is not None:
        problems += _registers_apart(data, registers)
    return problems


def unused_parts(data: Any, registers: tuple[Register, ...]) -> list[Diagnostic]:
    """What nothing in a rulebook uses, or says that nothing does; to be asked once nothing else is wrong with it."""
    written = [rule.get("when") for _, rule in (*_rules(data), *entries(data, "conditions"))]
    written += [question.get("ask_when") for _, question in entries(data, "questions")]
    conditions = {name for each in written for _, name in conditions_named(each, ())}
    return [
        *_unused(data, "conditions", conditions, "nothing uses"),
        *_unused(data, "addressees", _said(data, "asks", "to"), "no ask is for"),
        *_unused(data, "deadlines", _said(data, "advice", "by"), "no advice has the deadline"),
        *_unused_claims(data, registers),
    ]


_RESERVED = ("all", "any", "not", "always")

ADDRESSES = ("healthz", "metrics", "readyz", "static")
"""Addresses at the top of the application that are no rulebook's."""


def _id_problems(data: Any) -> Iterator[Diagnostic]:
    """A rulebook is found under its id."""
    name = data.get("id") if isinstance(data, dict) else None
    if name in ADDRESSES:
        yield Diagnostic(f"`{name}` is an address of the program's own.", "Choose another id.", ("id",))


def _date_problems(data: Any) -> Iterator[Diagnostic]:
    """A text is written before it is reviewed."""
    named = [data.get(name) if isinstance(data, dict) else None for name in ("edition", "review_by")]
    edition, review_by = map(day_in, named)
    if edition and review_by and review_by < edition:
        what = f"`review_by` is before the edition of {edition}."
        yield Diagnostic(what, "Write a later date: by when somebody must review it.", ("review_by",))


def _deadline_problems(data: Any) -> Iterator[Diagnostic]:
    """Deadlines that stand in another order than their dates."""
    latest = date.min
    for index, deadline in entries(data, "deadlines"):
        if day := day_in(deadline.get("date")):
            if day < latest:
                what, mend = f"is earlier than {latest}, which stands above it.", "Put the earliest deadline first."
                yield Diagnostic(what, mend, ("deadlines", index, "date"))
            latest = max(latest, day)


def _condition_problems(data: Any) -> Iterator[Diagnostic]:
    """Conditions whose name says something else, or that name themselves."""
    places = {str(entry.get("id")): place for place, entry in entries(data, "conditions")}
    if "always" in places:
        trail: Trail = ("conditions", places["always"], "id")
        yield Diagnostic("`always` has a meaning of its own in conditions.", "Choose another id.", trail)
    if cycle := cycle_in(_written_conditions(data) or {}):
        names = " → ".join(f"`{name}`" for name in cycle)
        trail = ("conditions", places[cycle[0]], "when")
        yield Diagnostic(f"names itself: {names}.", "Write one of them without naming the next.", trail)


def _question_problems(data: Any, named: Named) -> Iterator[Diagnostic]:
    """What can be wrong within a question, and between one question and the others."""
    questions = list(entries(data, "questions"))
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
        for problem in repeated_ids(question, ("choices",)):
            yield problem.below(*here)
        for trail, tested in questions_named(question.get("ask_when"), (*here, "ask_when")):
            if tested in known and tested not in earlier:
                mend = "Test earlier questions only, or move this one down."
                what = f"tests `{tested}`, which is not asked before this one."
                yield Diagnostic(what, mend, trail, at_key=True)
        uses = conditions_named(question.get("ask_when"), (*here, "ask_when"))
        for used, trail in {name: way for way, name in uses}.items():
            for tested in sorted(questions_of(named[used]) & known - earlier) if used in named else ():
                what = f"`{used}` tests `{tested}`, which is not asked before this one."
                yield Diagnostic(what, "Name one that tests earlier questions, or move this one down.", trail)
        earlier.add(name)


def _rules(data: Any) -> Iterator[tuple[Trail, dict[str, Any]]]:
    """Every entry that has a `when`, and the way to it."""
    for kind_list in RULE_LISTS:
        yield from (((kind_list, index), rule) for index, rule in entries(data, kind_list))
    for index, slot in entries(data, "key_points"):
        yield from ((("key_points", index, "points", place), point) for place, point in entries(slot, "points"))


def _repeated_rules(data: Any) -> Iterator[Diagnostic]:
    """Ids that stand twice among all rules."""
    seen: set[str] = set()
    for trail, rule in _rules(data):
        name = rule.get("id")
        if isinstance(name, str) and name in seen:
            yield Diagnostic(f"`{name}` is the id of another rule.", "Give each its own id.", (*trail, "id"))
        elif isinstance(name, str):
            seen.add(name)


def _repeated_claims(data: Any) -> Iterator[Diagnostic]:
    """Claims that a rule names twice."""
    for trail, rule in _rules(data):
        seen: set[str] = set()
        for place, name in enumerate(texts(rule.get("claims"))):
            if name in seen:
                yield Diagnostic(f"names `{name}` twice.", "Delete one.", (*trail, "claims", place))
            seen.add(name)


def _said(data: Any, kind_list: str, key: str) -> set[str]:
    """What the entries of `kind_list` name under `key`."""
    return {name for _, entry in entries(data, kind_list) if isinstance(name := entry.get(key), str)}


def _unused(data: Any, kind_list: str, used: set[str], nothing: str) -> Iterator[Diagnostic]:
    """Entries of `kind_list` that are not among those `used`."""
    for index, entry in entries(data, kind_list):
        name = entry.get("id")
        if isinstance(name, str) and name not in used:
            yield Diagnostic(f"{nothing} `{name}`.", "Use it, or delete the entry.", (kind_list, index))


def _registers_twice(data: Any) -> Iterator[Diagnostic]:
    """Registers that are named twice."""
    named = texts(data.get("evidence") if isinstance(data, dict) else None)
    for place, name in enumerate(named):
        if name in named[:place]:
            yield Diagnostic(f"names the register `{name}` twice.", "Delete one.", ("evidence", place))


def _registers_apart(data: Any, registers: tuple[Register, ...]) -> Iterator[Diagnostic]:
    """Several registers of one rulebook are told apart by short names, and what they hold by ids."""
    if len(registers) < 2:
        return
    shorts: dict[str, str] = {}
    for place, register in enumerate(registers):
        trail, short = ("evidence", place), register.source.short
        if short is None:
            mend = f"Give `{register.id}` a `short` under its `source`: it stands before the names of its replies."
            yield Diagnostic(f"`{register.id}` has no short name for its source, and others stand here.", mend, trail)
        elif short.casefold() in shorts:
            what = f"`{register.id}` and `{shorts[short.casefold()]}` both call their source “{short}”."
            yield Diagnostic(what, "Give one of them another `short`.", trail)
        else:
            shorts[short.casefold()] = register.id
    for kind in ("claims", "differences", "asked", "silences"):
        lists = [(f"`{register.id}`", [entry.id for entry in getattr(register, kind)]) for register in registers]
        if kind == "differences":
            lists.append(("this rulebook", [str(entry.get("id")) for _, entry in entries(data, kind)]))
        owners: dict[str, str] = {}
        for place, (owner, ids) in enumerate(lists):
            for name in ids:
                if owners.get(name, owner) != owner:
                    what = f"`{name}` is an id under `{kind}` of {owners[name]} and of {owner}."
                    yield Diagnostic(what, "Give one of them another id.", ("evidence", place))
                owners.setdefault(name, owner)


def _unused_claims(data: Any, registers: tuple[Register, ...]) -> Iterator[Diagnostic]:
    used: set[str] = set()
    for _, entry in (*_rules(data), *entries(data, "besides")):
        for holder in [entry, *(side for _, side in entries(entry, "sides"))]:
            used.update(texts(holder.get("claims")))
    apart = [
        frozenset(claim for _, side in entries(difference, "sides") for claim in texts(side.get("claims")))
        for _, difference in entries(data, "differences")
    ]
    apart += [difference.claims for register in registers for difference in register.differences]
    used |= joined(used, apart)  # The other side of a difference comes along by itself.
    excused: set[str] = set()
    for index, entry in entries(data, "unused_claims"):
        claim = entry.get("claim")
        if isinstance(claim, str):
            excused.add(claim)
            if claim in used:
                yield Diagnostic(f"`{claim}` is used.", "Remove it from this list.", ("unused_claims", index))
    for claim in (claim for register in registers for claim in register.claim_by_id):
        if claim not in used | excused:
            mend = "Name it in the `claims` of what rests on it, or say why not under `unused_claims`."
            yield Diagnostic(f"nothing rests on the claim `{claim}`.", mend, ("evidence",))
