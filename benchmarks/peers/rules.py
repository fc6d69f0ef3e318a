"""Which rules hold: our engine and other rule engines, on answers that none of them has seen."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from benchmarks.peers.install import HERE, Installed
from benchmarks.peers.translation import Translator, as_facts
from quiz.answers import bitwise, route
from quiz.rulebook import Answers, Rulebook, judge
from quiz.site import scripts
from quiz.site.compiling import compiled_condition
from quiz.site.node import Engine
from quiz.site.proof import random_answer

Run = Callable[[list[Answers]], tuple[list[list[str]], float]]
"""An engine: from answer sets to the ids of the rules that hold for each, and the seconds of a core that it took."""


def measure_rules(rulebook: Rulebook, installed: Installed, batches: int, size: int) -> dict[str, float]:
    """Microseconds of a core for an answer set, by engine: the median of `batches` of `size` sets, and ours first.

    The engines take turns, and one more batch warms them up. Raises AssertionError where one finds other rules.
    """
    random = Random(13)
    with _in_node(rulebook, installed) as node:
        engines = _in_python(rulebook, installed) | node
        seconds: dict[str, list[float]] = {name: [] for name in engines}
        for _ in range(1 + batches):
            sets = [_answers(rulebook, random) for _ in range(size)]
            expected = None
            for name, run in engines.items():
                held, took = run(sets)
                found = [sorted(ids) for ids in held]
                expected = expected or found
                assert found == expected, f"{name} finds other rules"
                seconds[name].append(took)
    return {name: 1e6 * median(each[1:]) / size for name, each in seconds.items()}


def _answers(rulebook: Rulebook, random: Random) -> Answers:
    """Random answers to all questions that they lead to."""
    given = {question.id: random_answer(question, random) for question in rulebook.questions}
    return route(rulebook, given).counted


def _in_python(rulebook: Rulebook, installed: Installed) -> dict[str, Run]:
    """The engines in this process."""
    sys.path.append(str(installed.python))
    import zen

    in_bits, translator = bitwise(rulebook), Translator(rulebook)
    rules = [(rule, in_bits.holds(rule.when)) for rule in rulebook.rules]
    tests = {rule.id: translator.for_zen(rule.when) for rule in rulebook.rules}
    expression = zen.compile_expression(f"[{', '.join(tests.values())}]")
    table = zen.ZenEngine().create_decision(zen.ZenDecisionContent(json.dumps(_decision_table(tests))))

    def whether(answers: Answers) -> list[str]:
        bits = in_bits.bits(answers)
        return [rule.id for rule, holds in rules if holds(bits)]

    def why(answers: Answers) -> list[str]:
        bits = in_bits.bits(answers)
        return [name for name, _ in [(rule.id, judge(rule.when, answers)) for rule, holds in rules if holds(bits)]]

    def by_expression(facts: dict[str, Any]) -> list[str]:
        return [name for name, does in zip(tests, expression.evaluate(facts), strict=True) if does]

    def by_table(facts: dict[str, Any]) -> list[str]:
        return [row["rule"] for row in table.evaluate(facts)["result"]]

    def timed(find: Callable[[Any], list[str]], prepared: list[Any]) -> tuple[list[list[str]], float]:
        began = process_time()
        held = [find(each) for each in prepared]
        return held, process_time() - began

    return {
        "ours": lambda sets: timed(whether, sets),
        "ours, with reasons": lambda sets: timed(why, sets),
        "zen-engine, one expression": lambda sets: timed(by_expression, [as_facts(rulebook, each) for each in sets]),
        "zen-engine, a decision table": lambda sets: timed(by_table, [as_facts(rulebook, each) for each in sets]),
    }


def _decision_table(tests: dict[str, str]) -> dict[str, Any]:
    """A decision of zen-engine: a table with a row for each rule, of which all that hold are collected."""
    table = {
        "hitPolicy": "collect",
        "inputs": [{"id": "test", "name": "test"}],
        "outputs": [{"id": "rule", "name": "rule", "field": "rule"}],
        "rules": [{"_id": name, "test": test, "rule": f"'{name}'"} for name, test in tests.items()],
    }
    nodes = [("in", "inputNode", {}), ("table", "decisionTableNode", table), ("out", "outputNode", {})]
    edges = [("in", "table"), ("table", "out")]
    return {
        "nodes": [{"id": name, "name": name, "type": kind, "content": content} for name, kind, content in nodes],
        "edges": [{"id": f"{a}-{b}", "type": "edge", "sourceId": a, "targetId": b} for a, b in edges],
    }


@contextmanager
def _in_node(rulebook: Rulebook, installed: Installed) -> Iterator[dict[str, Run]]:
    """The engines in Node, until the block ends."""
    translator = Translator(rulebook)
    rules = [
        {
            "id": rule.id,
            "when": compiled_condition(rule.when),
            "json_rules": translator.for_json_rules(rule.when),
            "survey": translator.for_survey(rule.when),
        }
        for rule in rulebook.rules
    ]

    def run(node: Engine, name: str, sets: list[Answers]) -> Any:
        lists = [{question: sorted(picked) for question, picked in each.items()} for each in sets]
        facts = [as_facts(rulebook, each) for each in sets]
        return node.ask(name, [{"answers": a, "facts": f} for a, f in zip(lists, facts, strict=True)])

    with TemporaryDirectory() as folder:
        script = Path(folder) / "conditions.js"
        script.write_text(scripts.source("conditions"), encoding="utf-8")
        pipe, named = subprocess.PIPE, {**os.environ, "NODE_PATH": str(installed.node)}
        command = ["node", str(HERE / "rules.js"), str(script)]
        with subprocess.Popen(command, env=named, stdin=pipe, stdout=pipe, text=True, encoding="utf-8") as process:
            node = Engine(process)
            try:
                yield {name: partial(run, node, name) for name in node.ask("open", rules)}
            finally:
                process.kill()
