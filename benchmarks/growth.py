"""What a summary costs against the number of rules and questions, on rulebooks made for it."""

from dataclasses import dataclass
from functools import partial
from itertools import cycle, islice
from math import log
from pathlib import Path
from random import Random
from statistics import linear_regression, median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

import yaml
from pages import RULEBOOK, queries

from quiz.answers.query import read_query
from quiz.answers.routing import route
from quiz.files.load import load_rulebook
from quiz.rulebook.condition_syntax import writable
from quiz.rulebook.conditions import NOT_SURE, AllOf, Always, Not, Picked
from quiz.rulebook.model import Advice, Ask, Rulebook, Tension
from quiz.rulebook.questions import One, Question
from quiz.shelf.loading import load_shelf
from quiz.summary.changes import what_would_change
from quiz.summary.engine import summarize
from quiz.words.folders import own_folder

SIZES = (10, 100, 316, 1000, 3162, 10_000)
LOADED = (100, 316, 1000, 3162)
"""A file of more rules would be larger than the largest that is read."""
QUESTIONS = 10
CHOICES = ("none", "some", "much")
ANSWERS = 8


@dataclass(frozen=True)
class Growth:
    """Times by the number of rules, and the exponent of the power of that number which fits them best."""

    seconds: dict[int, float]

    @property
    def exponent(self) -> float:
        """The slope of a straight line through the logarithms."""
        return linear_regression(
            [log(size) for size in self.seconds], [log(each) for each in self.seconds.values()]
        ).slope


def measure_engine(count: int = 300) -> dict[str, float]:
    """Microseconds of the very first summary of our own rulebook, of later ones, and of what would change them.

    Of answers that were not met before, and of the same answers again.
    """
    rulebook = _own()
    routes = [route(rulebook, read_query(rulebook, query).answers) for query in queries(rulebook, 2 * count)]
    figures = {"first summary": 1e6 * _seconds(partial(summarize, routes[0]))}
    for name, ask in (("summary", summarize), ("what would change", what_would_change)):
        for each in routes[:count]:
            ask(each)
        for met in (name, f"{name}, again"):
            figures[met] = 1e6 * median(_seconds(partial(ask, each)) for each in routes[count:])
    return figures


def measure_load(repeats: int = 3) -> float:
    """Seconds to read our own rulebook, its register and its translation."""
    return min(_seconds(_own) for _ in range(repeats))


def measure_growth() -> dict[str, Growth]:
    """Seconds by the number of rules: with a fixed number of questions, and with one for every ten rules."""
    fixed, growing, changing = {}, {}, {}
    for size in SIZES:
        few, many = made(size, QUESTIONS), made(size, max(2, size // 10))
        fixed[size] = _a_summary(few, summarize)
        growing[size] = _a_summary(many, summarize)
        changing[size] = _a_summary(many, what_would_change)
    return {
        f"summary, {QUESTIONS} questions": Growth(fixed),
        "summary, a question for ten rules": Growth(growing),
        "what would change, a question for ten rules": Growth(changing),
        "load": Growth({size: _loading(size) for size in LOADED}),
    }


def made(rules: int, questions: int) -> Rulebook:
    """A rulebook like ours with so many rules, each about two questions, and so many questions."""
    own, random = _own(), Random(rules)
    asked = tuple(_question(number) for number in range(questions))
    fields: dict[str, Any] = {name: getattr(own, name) for name in Rulebook.model_fields}

    def when() -> AllOf | Not:
        pair = random.sample(asked, 2)
        both = AllOf(tuple(Picked(each.id, frozenset(random.sample(CHOICES, 2))) for each in pair))
        return Not(both) if random.random() < 0.2 else both

    headlines = tuple(
        each.model_copy(update={"when": Picked("q0", frozenset({choice}))})
        for each, choice in zip(own.headlines, (*CHOICES, NOT_SURE), strict=False)
    )
    key_points = tuple(
        slot.model_copy(update={"points": (slot.points[0].model_copy(update={"when": Always()}),)})
        for slot in own.key_points
    )
    kinds = {"advice": own.advice, "tensions": own.tensions, "asks": own.asks}
    made: dict[str, list[Advice | Tension | Ask]] = {kind: [] for kind in kinds}
    for number, kind in enumerate(islice(cycle(("advice", "advice", "advice", "tensions", "asks")), rules)):
        like = kinds[kind][number % len(kinds[kind])]
        about = {"about": None} if kind == "advice" else {}
        made[kind].append(like.model_copy(update={"id": f"r{number}", "when": when(), **about}))
    parts = {"headlines": headlines, "key_points": key_points, **{kind: tuple(each) for kind, each in made.items()}}
    return Rulebook.model_construct(**{**fields, "questions": asked, "examples": (), **parts})


def _question(number: int) -> Question:
    choices = [{"id": choice, "label": choice.title()} for choice in CHOICES]
    return One.model_validate(
        {
            "id": f"q{number}",
            "kind": "one",
            "label": f"Q{number}",
            "text": "?",
            "choices": choices,
            "if_not_sure": "Ask.",
        }
    )


def _a_summary(rulebook: Rulebook, ask: Any) -> float:
    """Seconds for one of a few answer sets, once they have been met."""
    random = Random(1)
    sets = [
        route(rulebook, {each.id: frozenset({random.choice((*CHOICES, NOT_SURE))}) for each in rulebook.questions})
        for _ in range(ANSWERS)
    ]
    for each in sets:
        ask(each)
    return min(_seconds(lambda: [ask(each) for each in sets]) for _ in range(3)) / len(sets)


def _loading(size: int) -> float:
    """Seconds to read our own rulebook with its advice repeated until it has so many rules."""
    own = _own()
    data = own.model_dump(mode="json", by_alias=True, exclude={"registers", "kept", "translated_from"})
    for question, written in zip(own.questions, data["questions"], strict=True):
        written["ask_when"] = writable(question.ask_when) if question.ask_when else None
    for kind in ("headlines", "advice", "tensions", "asks"):
        for written, rule in zip(data[kind], getattr(own, kind), strict=True):
            written["when"] = writable(rule.when)
    for written, slot in zip(data["key_points"], own.key_points, strict=True):
        for point, rule in zip(written["points"], slot.points, strict=True):
            point["when"] = writable(rule.when)
    again = zip(range(size - len(own.rules)), cycle(data["advice"]), strict=False)
    data["advice"] = [*data["advice"], *({**like, "id": f"again-{number}"} for number, like in again)]
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{RULEBOOK}.yaml"
        path.write_text(yaml.safe_dump(_without_none(data), sort_keys=False, allow_unicode=True), encoding="utf-8")
        return _seconds(lambda: load_rulebook(path, own_folder("seeds")))


def _without_none(data: Any) -> Any:
    if isinstance(data, dict):
        return {name: _without_none(value) for name, value in data.items() if value is not None}
    return [_without_none(each) for each in data] if isinstance(data, list) else data


def _own() -> Rulebook:
    return load_shelf(own_folder("rules"), own_folder("seeds"))[RULEBOOK]


def _seconds(work: Any) -> float:
    before = process_time()
    work()
    return process_time() - before
