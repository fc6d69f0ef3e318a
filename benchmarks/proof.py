"""Three exact ways to decide what `quiz check` proves, side by side on the same questions.

    python benchmarks/proof.py [--rounds 5]

Every way answers the same list of queries: is there a student for whom these conditions hold and
those do not? They take turns, round by round, in one process; the table shows the median, and how
many queries each decided. Needs python-sat for the SAT solver; without it that row is left out.
"""

import argparse
import random
import statistics
import sys
import tempfile
from collections.abc import Callable
from itertools import combinations, product
from pathlib import Path
from time import perf_counter

# What is measured is this checkout, wherever else the quiz may be installed.
sys.path.insert(0, str(Path(__file__).parent.parent))

from quiz.answers.routing import route, with_routing
from quiz.files.load import load_rulebook
from quiz.proof.checks import prove
from quiz.proof.diagrams import EMPTY, TooLarge
from quiz.proof.space import Space
from quiz.rulebook.conditions import NOT_SURE, AllOf, Always, AnyOf, Condition, Not, Picked, Truth, judge, questions_of
from quiz.rulebook.model import Rulebook
from quiz.shelf.loading import load_shelf
from quiz.words.folders import own_folder
from tests.support.answering import picks_of

CLAIM = "r2-pain"
"""What every rule of the large rulebooks rests on."""

MOST_PAIRED = 50
"""Of a slot with more key points, the pairs are not asked: hundreds of points would drown all other queries."""

Query = tuple[tuple[Condition, ...], tuple[Condition, ...]]
Decide = Callable[[Query], bool | None]


def queries_of(rulebook: Rulebook) -> list[Query]:
    """What the proof asks, check by check, as conditions that must hold and conditions that must not."""
    headlines = [headline.when for headline in rulebook.headlines]
    queries: list[Query] = [((), tuple(headlines))]
    queries += [(pair, ()) for pair in combinations(headlines, 2)]
    for slot in rulebook.key_points:
        points = [point.when for point in slot.points]
        queries.append(((), tuple(points)))
        if len(points) <= MOST_PAIRED:
            queries += [(pair, ()) for pair in combinations(points, 2)]
    queries += [((rule.when,), ()) for rule in rulebook.rules]
    for first, second in combinations(rulebook.advice, 2):
        if first.group and first.group == second.group:
            queries.append(((first.when, second.when), ()))
        if set(first.speaks_for) & set(second.speaks_against) and set(first.speaks_against) & set(second.speaks_for):
            telling = tuple(t.when for t in rulebook.tensions if _about(t.when, first.when, second.when))
            queries.append(((first.when, second.when), telling))
    return queries


def _about(tension: Condition, first: Condition, second: Condition) -> bool:
    return bool(questions_of(tension) & questions_of(first) and questions_of(tension) & questions_of(second))


def by_diagrams(rulebook: Rulebook) -> Decide:
    """Building every set as `quiz.proof` does; None beyond its bounds."""
    space = Space(rulebook)

    def decide(query: Query) -> bool | None:
        holding, failing = query
        try:
            students = space.within(*map(space.holding, holding))
            for condition in sorted(failing, key=lambda c: (len(questions_of(c)), sorted(questions_of(c)))):
                if students == EMPTY:
                    break
                students = space.diagrams.difference(students, space.holding(condition))
        except TooLarge:
            return None
        return students != EMPTY

    return decide


def by_trying(rulebook: Rulebook, limit: int = 20_000) -> Decide:
    """Every answer set to the questions that a query mentions; None where there are more than `limit`."""
    picks = {question.id: picks_of(question) for question in rulebook.questions}

    def decide(query: Query) -> bool | None:
        names = set().union(*(questions_of(condition) for side in query for condition in side))
        asked = [question.id for question in with_routing(rulebook, names)]
        total = 1
        for name in asked:
            total *= len(picks[name])
        if total > limit:
            return None
        for given in product(*(picks[name] for name in asked)):
            counted = route(rulebook, dict(zip(asked, given, strict=True))).counted
            if all(judge(c, counted).truth is Truth.HOLDS for c in query[0]) and not any(
                judge(c, counted).truth is Truth.HOLDS for c in query[1]
            ):
                return True
        return False

    return decide


def by_sat(rulebook: Rulebook) -> Decide:
    """One formula for all conditions, and a SAT solver that is asked under assumptions."""
    from pysat.solvers import Cadical153

    solver = Cadical153()
    fresh = iter(range(1, 10**9))
    literal: dict[tuple[str, str], int] = {}
    known: dict[Condition, tuple[int, int]] = {}
    true = next(fresh)
    solver.add_clause([true])

    def gate(parts: list[int]) -> int:
        """A literal that is true just where all parts are."""
        if not parts:
            return true
        out = next(fresh)
        for part in parts:
            solver.add_clause([-out, part])
        solver.add_clause([out, *(-part for part in parts)])
        return out

    def truths(condition: Condition) -> tuple[int, int]:
        found = known.get(condition)
        if found is None:
            match condition:
                case Always():
                    found = true, -true
                case Picked(question, choices):
                    holds = -gate([-literal[question, choice] for choice in choices])
                    found = holds, gate([-holds, -literal[question, NOT_SURE]])
                case Not(part):
                    holds, fails = truths(part)
                    found = fails, holds
                case AllOf(parts):
                    each = [truths(part) for part in parts]
                    found = gate([h for h, _ in each]), -gate([-f for _, f in each])
                case AnyOf(parts):
                    each = [truths(part) for part in parts]
                    found = -gate([-h for h, _ in each]), gate([f for _, f in each])
            known[condition] = found
        return found

    for question in rulebook.deciding_questions:
        picked = [next(fresh) for _ in question.choice_ids]
        literal.update({(question.id, choice): each for choice, each in zip(question.choice_ids, picked, strict=True)})
        asked = -truths(question.ask_when)[1] if question.ask_when is not None else true
        solver.add_clause([-asked, *picked])
        for each in picked:
            solver.add_clause([-each, asked])
        alone = {choice for choice in question.choice_ids if not question.goes_with_others(choice)}
        for first, second in combinations(question.choice_ids, 2):
            if first in alone or second in alone:
                solver.add_clause([-literal[question.id, first], -literal[question.id, second]])
        if question.takes_several and question.at_most is not None:
            for some in combinations(picked, question.at_most + 1):
                solver.add_clause([-each for each in some])

    def decide(query: Query) -> bool | None:
        holding, failing = query
        wanted = [truths(condition)[0] for condition in holding] + [-truths(condition)[0] for condition in failing]
        return bool(solver.solve(assumptions=wanted))

    return decide


def large_book(folder: Path, shape: str, questions: int = 20, choices: int = 5, rules: int = 1000) -> Rulebook:
    """A rulebook of that size, the same at every run.

    `plain` takes one choice everywhere and covers each slot by one question. `mixed` also takes
    several, skips questions, and has 40 headlines over six questions. `hard` has a slot of hundreds
    of unrelated conditions, and one condition for whoever is unsure of anything.
    """
    rng = random.Random(7)
    names = [f"q{n}" for n in range(questions)]
    ids = [f"c{n}" for n in range(choices)]
    values = [*ids, NOT_SURE]
    head = (own_folder("rules") / "integrated-ir.yaml").read_text().partition("options:")[0]
    head = head.replace("id: integrated-ir\n", "id: large\n", 1)
    lines = [head, "options:"]
    lines += [f"  - {{id: o{n}, label: O{n}, short: O{n}, text: One of the options.}}" for n in range(4)]
    lines.append("questions:")
    for number, name in enumerate(names):
        listed = ", ".join(f"{{id: {each}, label: {each}}}" for each in ids)
        kind = "kind: one"
        if shape == "mixed" and number > 7:
            # The first eight are asked of everybody: headlines and key points are about them.
            kind = ("kind: several, most: 3", "kind: scale", "kind: several")[number % 3]
            if number % 2:
                kind += f", ask_when: {{q{number - 6}: [c0, c1, c2], q{number - 1}: [c1, c2, c3, not_sure]}}"
        lines.append(
            f"  - {{id: {name}, {kind}, label: {name}, text: {name}?, if_not_sure: Ask., choices: [{listed}]}}"
        )
    lines.append("headlines:")
    parts = _parting(rng, values, 40) if shape == "mixed" else [{"q0": [a], "q1": [b]} for a in values for b in values]
    for number, part in enumerate(parts):
        when = ", ".join(f"{name}: [{', '.join(some)}]" for name, some in part.items())
        lines.append(f"  - {{id: h{number}, when: {{{when}}}, title: H, claims: [{CLAIM}]}}")
    lines.append("key_points:")
    covering = 4 if shape == "hard" else 5
    for slot in range(covering):
        lines.append(f"  - {{id: s{slot}, label: S{slot}, points: [")
        lines += [_point(f"s{slot}-{value}".replace("_", "-"), f"{{q{slot + 2}: {value}}}") for value in values]
        lines.append("    ]}")
    room = rules - len(parts) - covering * len(values)
    unrelated = [_unrelated(rng, names, ids) for _ in range(room)]
    in_slot = unrelated[: room - 60] if shape == "hard" else []
    if in_slot:
        unsure = ", ".join(f"{{{name}: not_sure}}" for name in names)
        lines += ["  - {id: s4, label: S4, points: [", _point("s4-unsure", f"{{any: [{unsure}]}}")]
        lines += [_point(f"s4-{number}", when) for number, when in enumerate(in_slot)]
        lines.append("    ]}")
    lines.append("advice:")
    sides = ["", "", "for: {o0: B.}, ", "against: {o1: B.}, ", "for: {o2: B.}, against: {o3: B.}, "]
    for number, when in enumerate(unrelated[len(in_slot) :]):
        lines.append(f"  - {{id: a{number}, when: {when}, {rng.choice(sides)}title: A{number}, claims: [{CLAIM}]}}")
    claims = load_shelf(own_folder("rules"), own_folder("seeds"))["integrated-ir"].registers[0].claims
    unused = [f"  - {{claim: {claim.id}, why: Not needed.}}" for claim in claims if claim.id != CLAIM]
    path = folder / "large.yaml"
    path.write_text("\n".join([*lines, "unused_claims:", *unused]) + "\n")
    return load_rulebook(path, own_folder("seeds")).rulebook


def _parting(rng: random.Random, values: list[str], count: int) -> list[dict[str, list[str]]]:
    """`count` conditions on six questions, of which exactly one holds for any answers."""
    parts: list[dict[str, list[str]]] = [{}]
    while len(parts) < count:
        part = parts.pop(0)
        name = rng.choice([each for each in (f"q{n}" for n in range(6)) if each not in part])
        shuffled = rng.sample(values, len(values))
        cut = rng.randrange(1, len(values))
        parts += [{**part, name: shuffled[:cut]}, {**part, name: shuffled[cut:]}]
    return parts


def _unrelated(rng: random.Random, names: list[str], ids: list[str]) -> str:
    tested = rng.sample(names, rng.randint(2, 4))
    tests = (f"{name}: [{', '.join(rng.sample(ids, rng.randint(1, 3)))}]" for name in tested)
    return f"{{{', '.join(tests)}}}"


def _point(name: str, when: str) -> str:
    return f"    {{id: {name}, when: {when}, text: A., claims: [{CLAIM}]}},"


def main() -> None:
    """Prints the table."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--rounds", type=int, default=5)
    rounds = arguments.parse_args().rounds
    ways: dict[str, Callable[[Rulebook], Decide]] = {
        "diagrams": by_diagrams,
        "SAT solver": by_sat,
        "trying": by_trying,
    }
    try:
        import pysat  # noqa: F401
    except ImportError:
        print("python-sat is not installed: no row for the SAT solver.", file=sys.stderr)
        del ways["SAT solver"]
    with tempfile.TemporaryDirectory() as folder:
        books = {
            "integrated IR": load_shelf(own_folder("rules"), own_folder("seeds"))["integrated-ir"],
            "large": large_book(Path(folder), "plain"),
            "large, mixed": large_book(Path(folder), "mixed"),
            "large, hard slot": large_book(Path(folder), "hard"),
        }
    print("| rulebook | rules | queries | way | decided | seconds, median | against diagrams |")
    print("|---|---:|---:|---|---:|---:|---:|")
    for name, rulebook in books.items():
        queries = queries_of(rulebook)
        times: dict[str, list[float]] = {way: [] for way in ways}
        verdicts: dict[str, list[bool | None]] = {}
        for _ in range(rounds):
            for way, make in ways.items():
                start = perf_counter()
                decide = make(rulebook)
                verdicts[way] = [decide(query) for query in queries]
                times[way].append(perf_counter() - start)
        base = statistics.median(times["diagrams"])
        for way in ways:
            decided = [verdict for verdict in verdicts[way] if verdict is not None]
            differ = [
                (a, b)
                for a, b in zip(verdicts[way], verdicts["diagrams"], strict=True)
                if a is not b and None not in (a, b)
            ]
            if differ:
                sys.exit(f"{way} and diagrams differ on {len(differ)} queries of {name}.")
            median = statistics.median(times[way])
            size = f"{len(rulebook.rules)} | {len(queries):,}"
            print(f"| {name} | {size} | {way} | {len(decided):,} | {median:.3f} | {median / base:.1f} |", flush=True)
    print("\nThe whole proof, idle questions and shortest counterexamples included:\n")
    print("| rulebook | answer sets | seconds, median | findings | undecided checks |")
    print("|---|---:|---:|---:|---:|")
    for name, rulebook in books.items():
        spent = []
        for _ in range(rounds):
            start = perf_counter()
            proof = prove(rulebook, seconds=60)
            spent.append(perf_counter() - start)
        count = f"{proof.answer_sets:.3g}" if proof.answer_sets else "?"
        print(f"| {name} | {count} | {statistics.median(spent):.3f} | {len(proof.findings)} | {len(proof.undecided)} |")


if __name__ == "__main__":
    main()
