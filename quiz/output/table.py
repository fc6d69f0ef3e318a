"""A rulebook as a decision table: a rule in each row, a question in each column.

A rule whose condition has alternatives takes a row for each of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice, product

from quiz.output import spreadsheet
from quiz.rulebook import Advice, AllOf, Always, AnyOf, Condition, Not, Picked, Rule, Rulebook

Row = dict[str, str]
"""What a row asks of each question it tests; the other cells are empty."""


@dataclass(frozen=True)
class Table:
    """Headings, and rows of cells under them; `cut_at` is the id of the rule whose rows are not all there, if any."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    cut_at: str | None = None


def tables_of(rulebook: Rulebook, wanted: Iterable[Rule], most: int) -> tuple[Table, ...]:
    """A table for each kind of rule, and for the advice under each answer, with the questions that each tests.

    Only of the rules that are `wanted`, and with `most` rows in all: the last table is cut where there are more.
    """
    listed = {rule.id for rule in wanted}
    kinds: list[tuple[str, list[Rule]]] = [("Headlines", [*rulebook.headlines])]
    kinds += [(f"Key points: {slot.label}", [*slot.points]) for slot in rulebook.key_points]
    for question in rulebook.questions:
        kinds.append((question.label, [rule for rule in rulebook.advice if rule.row == question.id]))
    kinds.append(("Whatever is answered", [rule for rule in rulebook.advice if rule.row is None]))
    kinds += [("Tensions", [*rulebook.tensions]), ("Asks", [*rulebook.asks])]
    tables: list[Table] = []
    for title, rules in kinds:
        if shown := [rule for rule in rules if rule.id in listed]:
            tables.append(_table(rulebook, title, shown, most))
            most -= len(tables[-1].rows)
            if tables[-1].cut_at:
                break
    return tuple(tables)


def whole_table(rulebook: Rulebook, wanted: Iterable[Rule], most: int) -> Table:
    """One table of the rules that are `wanted`, with `most` rows."""
    return _table(rulebook, rulebook.title, [*wanted], most, every_question=True)


def _table(rulebook: Rulebook, title: str, rules: list[Rule], most: int, every_question: bool = False) -> Table:
    order = {question.id: question.choice_ids for question in rulebook.questions}
    rows: list[tuple[Rule, Row]] = []
    for rule in rules:
        rows += [(rule, row) for row in alternatives(rule.when, order, most + 1 - len(rows))]
        if len(rows) > most:
            break
    cut_at = rows.pop()[0].id if len(rows) > most else None
    tested = [
        question.id
        for question in rulebook.deciding_questions
        if every_question or any(question.id in row for _, row in rows)
    ]
    headings = ("rule", *tested, "for", "against", "claims")
    cells = tuple((rule.id, *(row.get(question, "") for question in tested), *_effects(rule)) for rule, row in rows)
    return Table(title, headings, cells, cut_at)


def _effects(rule: Rule) -> tuple[str, str, str]:
    claims = ", ".join(rule.claims)
    if isinstance(rule, Advice):
        return ", ".join(rule.speaks_for), ", ".join(rule.speaks_against), claims
    return "", "", claims


def alternatives(
    condition: Condition, order: Mapping[str, tuple[str, ...]], most: int, negated: bool = False
) -> list[Row]:
    """The first `most` rows that `condition` takes: it holds where all cells of one of them do.

    `order` lists the choices of each question in the order in which they are shown. Takes time and memory with `most`
    and the size of the condition, however many rows there are.
    """
    match condition:
        case Always():
            return [] if negated else [{}]
        case Picked(question, choices):
            listed = " or ".join(choice for choice in order[question] if choice in choices)
            return [{question: f"not {listed}" if negated else listed}]
        case Not(part):
            return alternatives(part, order, most, not negated)
        case AllOf(parts) | AnyOf(parts):
            if isinstance(condition, AllOf) == negated:
                each = (alternatives(part, order, most, negated) for part in parts)
                return [*islice(chain.from_iterable(each), most)]
            return [_joined(rows) for rows in islice(product(*_first(parts, order, most, negated)), most)]


def _first(
    parts: Sequence[Condition], order: Mapping[str, tuple[str, ...]], most: int, negated: bool
) -> list[list[Row]]:
    """The rows of each part that the first `most` ways to take one of each need: the last changes fastest."""
    found: list[list[Row]] = []
    for part in reversed(parts):
        found.append(alternatives(part, order, most, negated))
        most = -(-most // max(1, len(found[-1])))
    return found[::-1]


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
