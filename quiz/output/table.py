"""A rulebook as a decision table: a rule in each row, a question in each column.

A rule whose condition has alternatives takes a row for each of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

from quiz.output import spreadsheet
from quiz.rulebook import Advice, AllOf, Always, AnyOf, Condition, Not, Picked, Rule, Rulebook

Row = dict[str, str]
"""What a row asks of each question it tests; the other cells are empty."""


@dataclass(frozen=True)
class Table:
    """Headings, and rows of cells under them."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables_of(rulebook: Rulebook) -> tuple[Table, ...]:
    """A table for each kind of rule, and for the advice under each answer, with the questions that each tests."""
    kinds: list[tuple[str, list[Rule]]] = [("Headlines", [*rulebook.headlines])]
    kinds += [(f"Key points: {slot.label}", [*slot.points]) for slot in rulebook.key_points]
    for question in rulebook.questions:
        kinds.append((question.label, [rule for rule in rulebook.advice if rule.row == question.id]))
    kinds.append(("Whatever is answered", [rule for rule in rulebook.advice if rule.row is None]))
    kinds += [("Tensions", [*rulebook.tensions]), ("Asks", [*rulebook.asks])]
    return tuple(_table(rulebook, title, rules) for title, rules in kinds if rules)


def whole_table(rulebook: Rulebook) -> Table:
    """One table of every rule."""
    return _table(rulebook, rulebook.title, [*rulebook.rules], every_question=True)


def _table(rulebook: Rulebook, title: str, rules: list[Rule], every_question: bool = False) -> Table:
    order = {question.id: question.choice_ids for question in rulebook.questions}
    rows = [(rule, row) for rule in rules for row in alternatives(rule.when, order)]
    tested = [
        question.id
        for question in rulebook.deciding_questions
        if every_question or any(question.id in row for _, row in rows)
    ]
    headings = ("rule", *tested, "for", "against", "claims")
    cells = tuple((rule.id, *(row.get(question, "") for question in tested), *_effects(rule)) for rule, row in rows)
    return Table(title, headings, cells)


def _effects(rule: Rule) -> tuple[str, str, str]:
    claims = ", ".join(rule.claims)
    if isinstance(rule, Advice):
        return ", ".join(rule.speaks_for), ", ".join(rule.speaks_against), claims
    return "", "", claims


def alternatives(condition: Condition, order: Mapping[str, tuple[str, ...]], negated: bool = False) -> list[Row]:
    """The rows that `condition` takes: it holds where all cells of one of them do.

    `order` lists the choices of each question in the order in which they are shown.
    """
    match condition:
        case Always():
            return [] if negated else [{}]
        case Picked(question, choices):
            listed = " or ".join(choice for choice in order[question] if choice in choices)
            return [{question: f"not {listed}" if negated else listed}]
        case Not(part):
            return alternatives(part, order, not negated)
        case AllOf(parts) | AnyOf(parts):
            each = [alternatives(part, order, negated) for part in parts]
            if isinstance(condition, AllOf) == negated:
                return [row for rows in each for row in rows]
            return [_joined(rows) for rows in product(*each)]


def _joined(rows: tuple[Row, ...]) -> Row:
    joined: Row = {}
    for row in rows:
        for question, cell in row.items():
            joined[question] = f"{joined[question]}, and {cell}" if question in joined else cell
    return joined


def as_terminal(tables: tuple[Table, ...]) -> str:
    """The tables as text, each under its title."""
    from tabulate import tabulate

    drawn = (
        tabulate(table.rows, table.headings, tablefmt="simple_grid", maxcolwidths=22, disable_numparse=True)
        for table in tables
    )
    return "\n".join(f"{table.title}\n{text}\n" for table, text in zip(tables, drawn, strict=True))


def as_csv(table: Table) -> str:
    """The table as CSV with a heading line."""
    return spreadsheet.as_csv([table.headings, *table.rows])
