"""Rulebooks of a given size, with a register of their own, written as files: the same at every run."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

from quiz.files.load import Loaded, load_rulebook
from quiz.rulebook.conditions import NOT_SURE

Data: TypeAlias = dict[str, Any]

OPTIONS = ("stay", "leave", "wait")
CHOICES = ("none", "little", "some", "much", "most")
SAID = (
    "a as at be by day do for from go has how in is it less many more most night not of old on one or people per place"
    " read room say see shift some team that the they this time to two use ward week what when where who with work you"
)
WORDS = SAID.split()
SYLLABLES = [first + last for first in "bdfgklmnprstvz" for last in ("a", "el", "ir", "o", "un")]


@dataclass(frozen=True)
class Size:
    """How large a rulebook is; `broad` conditions hold for most answers, others for few; `words` are in each text."""

    name: str
    questions: int
    advice: int
    claims: int
    terms: int
    words: int
    choices_of_several: int = 0
    broad: bool = False


REAL = Size("real", 21, 120, 90, 40, 22, choices_of_several=57, broad=True)
"""A quiz as somebody might write it: most of its advice is shown to most people."""


def large(advice: int) -> Size:
    """Forty questions, and so many pieces of advice, with short texts: a file may have 4 MiB."""
    return Size("large", 40, advice, 300, 161, 4)


def load_book(folder: Path, size: Size) -> Loaded:
    """The rulebook of that size, written to `folder` and read from there."""
    return load_rulebook(write_book(folder, size), folder)


def write_book(folder: Path, size: Size) -> Path:
    """The file of a rulebook of that size in `folder`; its register is written beside it."""
    random = Random(7)
    terms = _terms(random, size.terms)
    register = _register(random, size, terms)
    book = _book(random, size, terms, [claim["id"] for claim in register["claims"]])
    for name, data in ((f"{size.name}.yaml", book), (f"{size.name}-thread.yaml", register)):
        (folder / name).write_text("".join(_lines(data)), encoding="utf-8")
    return folder / f"{size.name}.yaml"


def _lines(data: Data) -> Iterator[str]:
    """The YAML of a file, each entry of a list on a line of its own."""
    for key, value in data.items():
        if isinstance(value, list):
            yield f"{key}:\n"
            yield from (f"- {_flow(each)}\n" for each in value)
        else:
            yield f"{key}: {_flow(value)}\n"


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in value.items()) + "}"
    return f"[{', '.join(map(_flow, value))}]" if isinstance(value, list) else str(value)


def _terms(random: Random, count: int) -> list[str]:
    """Words that no other text has, one in three of them two words."""
    made = random.sample([first + last for first in SYLLABLES for last in SYLLABLES], 2 * count)
    return [f"{one} {two}" if n % 3 == 0 else one for n, (one, two) in enumerate(list(pairwise(made))[::2])][:count]


def _text(random: Random, words: int, terms: list[str] | None = None) -> str:
    said = [random.choice(WORDS) for _ in range(words)]
    if terms:
        said[random.randrange(words)] = random.choice(terms)
    return " ".join(said).capitalize() + "."


def _register(random: Random, size: Size, terms: list[str]) -> Data:
    posts = [{"id": "asked", "name": "The question", "role": "asks", "author": "a student", "sentences": 1}]
    posts[0]["without_claim"] = [{"sentences": [1], "why": "It asks."}]
    names = [f"reply-{n}" for n in range(1, 1 + size.claims // 30)]
    posts += [
        {"id": name, "name": name.capitalize().replace("-", " "), "role": "reply", "author": "unknown", "sentences": 30}
        for name in names
    ]
    claims = [
        {
            "id": f"c{n}",
            "post": names[n // 30],
            "sentence": n % 30 + 1,
            "topic": "all",
            "text": _text(random, size.words, terms),
        }
        for n in range(30 * len(names))
    ]
    source = {"title": "A thread", "kind": "forum thread", "publisher": "a forum", "note": "It is made up."}
    topics = [{"id": "all", "label": "All"}]
    return {
        "format": 2,
        "id": f"{size.name}-thread",
        "source": source,
        "topics": topics,
        "posts": posts,
        "claims": claims,
    }


def _book(random: Random, size: Size, terms: list[str], claims: list[str]) -> Data:
    questions = list(_questions(size))
    claim = iter(claims * (2 + 2 * size.advice // len(claims)))
    several = f"q{size.questions - 1}"

    def condition() -> Data:
        plain = [each["id"] for each in questions if each["kind"] == "one"]
        tested = random.sample(plain, random.randint(1, 2) if size.broad else random.randint(2, 4))
        room = (3, 4) if size.broad else (1, 3)
        when = {name: random.sample(CHOICES, random.randint(*room)) for name in tested}
        if size.choices_of_several and random.random() < 0.6:
            ids = [f"c{n}" for n in range(size.choices_of_several)]
            when[several] = random.sample(ids, size.choices_of_several // 4)
        return when

    def advice(number: int) -> Data:
        speaks_for, speaks_against = random.sample(OPTIONS, 2)
        return {
            "id": f"a{number}",
            "when": condition(),
            "title": _text(random, 3 + size.words // 5)[:-1],
            "text": _text(random, size.words, terms),
            "claims": [next(claim)],
            "for": {speaks_for: _text(random, 2 + size.words // 5)},
            "against": {speaks_against: _text(random, 2 + size.words // 5)},
        }

    parts = [("q0", [choice]) for choice in (*CHOICES, NOT_SURE)]
    return {
        "format": 2,
        "id": size.name,
        "title": "A made-up quiz",
        "decision": "To stay or to leave?",
        "audience": "Nobody.",
        "minutes": 5,
        "intro": "It is made up.",
        "edition": "2026-01-01",
        "review_by": "2027-01-01",
        "updates": "Never.",
        "language": "en",
        "evidence": f"{size.name}-thread",
        "authors": [{"name": "Nobody", "role": "None."}],
        "funding": "None.",
        "selection": "None.",
        "options": [
            {"id": each, "label": each.title(), "short": each.title(), "text": f"To {each}."} for each in OPTIONS
        ],
        "questions": questions,
        "headlines": [
            {"id": f"h{n}", "when": {q: picks}, "title": _text(random, 8)[:-1], "claims": [next(claim)]}
            for n, (q, picks) in enumerate(parts)
        ],
        "key_points": [
            {
                "id": f"s{slot}",
                "label": f"Slot {slot}",
                "points": [
                    {
                        "id": f"s{slot}-{n}",
                        "when": {f"q{slot + 1}": picks},
                        "text": _text(random, 12),
                        "claims": [next(claim)],
                    }
                    for n, (_, picks) in enumerate(parts)
                ],
            }
            for slot in range(3)
        ],
        "advice": [advice(number) for number in range(size.advice)],
        "addressees": [{"id": "mentor", "label": "A mentor"}],
        "asks": [
            {"id": f"ask{n}", "to": "mentor", "when": condition(), "text": _text(random, 10)[:-1] + "?"}
            for n in range(12)
        ],
        "glossary": [{"id": f"t{n}", "term": term, "means": _text(random, 8)} for n, term in enumerate(terms)],
    }


def _questions(size: Size) -> Iterator[Data]:
    for number in range(size.questions):
        is_several = bool(size.choices_of_several) and number == size.questions - 1
        ids = [f"c{n}" for n in range(size.choices_of_several)] if is_several else CHOICES
        yield {
            "id": f"q{number}",
            "kind": "several" if is_several else "one",
            "label": f"Question {number}",
            "text": f"What of {number}?",
            "if_not_sure": "Ask somebody.",
            "choices": [{"id": each, "label": f"{each.capitalize()} of it"} for each in ids],
        }
