"""What a summary must say, worked out the slow way from the text of a rulebook.

It shares no code with the program, and so it can disagree with it: every answer in a link must be counted, shown as
not counted, or said to be dropped; and what the summary says must follow from those that count.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import unquote, unquote_to_bytes

import yaml

Answers = dict[str, list[str]]


@dataclass
class Expected:
    """What must become of a link."""

    answers: Answers = field(default_factory=dict)
    dropped: list[tuple[str, str]] = field(default_factory=list)
    parts_unread: int = 0
    unanswered: list[str] = field(default_factory=list)
    counted: list[str] = field(default_factory=list)
    headlines: list[str] = field(default_factory=list)
    key_points: dict[str, list[str]] = field(default_factory=dict)
    advice: dict[str, "ExpectedAdvice"] = field(default_factory=dict)
    waiting: list["ExpectedAdvice"] = field(default_factory=list)
    deadlines: list[str] = field(default_factory=list)
    tensions: set[str] = field(default_factory=set)
    asks: set[str] = field(default_factory=set)


@dataclass
class ExpectedAdvice:
    """Advice, the answer that it stands under if that counts, all questions it names, and its marks with reasons."""

    stands_under: str | None
    names: list[str]
    speaks_for: dict[str, str | None]
    speaks_against: dict[str, str | None]
    by: str | None

    def speaks_of(self, option: str) -> bool:
        return option in self.speaks_for or option in self.speaks_against


def pairs_in(query: bytes) -> list[tuple[str, str]]:
    """The names and values of a query, as a browser's form writes them; parts without a name or value included."""
    pairs = [part.replace(b"+", b" ").partition(b"=") for part in query.split(b"&") if part]
    return [(_text(name), _text(value)) for name, _, value in pairs]


def _text(written: bytes) -> str:
    return unquote_to_bytes(written).decode("utf-8", "replace")


def meant(name: str, value: str) -> list[tuple[str, str]]:
    """What a name and its value stand for, once what other programs did to them is undone, one sign after another."""
    whole = f"{name}={value}" if value else name
    for _ in range(3):
        whole = re.sub(r"(?i)&(amp;|#0*38;|#x0*26;)+", "&", whole)
        whole = re.sub(r"[?](?=[A-Za-z_]+=)", "&", whole)
        parts = [part.split("=") for part in whole.removesuffix("&").split("&")]
        if "%" not in whole and all(len(part) == 2 and re.fullmatch("[A-Za-z0-9_-]+", part[0]) for part in parts):
            return [(_begun(part[0]), _ended(part[1].replace("+", " ") if "+" in whole else part[1])) for part in parts]
        whole = unquote(whole)
    return [(_begun(name), _ended(value))]


def _begun(name: str) -> str:
    begun = re.sub(r"(?i)^[?\s]*(?:(?:amp|lt|gt|quot|apos|nbsp|#[0-9]+|#x[0-9a-f]+);)*\s*", "", _visible(name))
    return begun if _is_plain(begun) else name


def _ended(value: str) -> str:
    ended = _visible(value)
    while ended and (ended[-1] in " \t\r\n\xa0_.,;:!?*'\"`´()[]{}<>|~" or ended[-1] in "…—–‘’‚‛“”„«»‹›"):
        ended = ended[:-1]
    return ended if _is_plain(ended) else value


def _visible(text: str) -> str:
    """Without the signs that Unicode calls format characters."""
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf")


def _is_plain(text: str) -> bool:
    return all(sign.isascii() and (sign.isalnum() or sign in "_.,:-") for sign in text)


def expected(text: str, query: bytes) -> Expected:
    """What must become of `query` under the rulebook that is written as `text`."""
    book = _parsed(text)
    questions = {question["id"]: question for question in book["questions"]}
    found = Expected()
    _read(questions, query, found)
    _walk(questions, found)
    counted = {name: found.answers[name] for name in found.counted}

    def held(rules: list[Any]) -> list[str]:
        return [rule["id"] for rule in rules if truth(rule["when"], questions, counted)]

    found.headlines = held(book["headlines"])
    found.key_points = {slot["id"]: held(slot["points"]) for slot in book["key_points"]}
    found.tensions, found.asks = set(held(book.get("tensions", []))), set(held(book.get("asks", [])))
    for advice in book["advice"]:
        holds = truth(advice["when"], questions, counted)
        if holds:
            found.advice[advice["id"]] = _advice(advice)
        elif holds is None:
            found.waiting.append(_advice(advice))
    due = {advice.by for advice in found.advice.values()}
    found.deadlines = [each["id"] for each in book.get("deadlines", []) if each["id"] in due]
    return found


def _advice(advice: dict[str, Any]) -> ExpectedAdvice:
    names = list(_named(advice["when"]))
    stands_under = advice.get("about", names[0] if names else None)
    marks = _reasons(advice.get("for", {})), _reasons(advice.get("against", {}))
    return ExpectedAdvice(stands_under, names, *marks, advice.get("by"))


def _reasons(marks: Any) -> dict[str, str | None]:
    return dict(marks) if isinstance(marks, dict) else dict.fromkeys(marks)


def _named(when: Any) -> Iterator[str]:
    """The questions that a condition names, in the order in which it names them."""
    for key, value in when.items() if isinstance(when, dict) else ():
        if key in ("all", "any"):
            for part in value:
                yield from _named(part)
        elif key == "not":
            yield from _named(value)
        else:
            yield key


MOST_PARTS = 200


@cache
def _parsed(text: str) -> Any:
    book = _stripped(yaml.load(text, Loader=yaml.CBaseLoader))  # Every scalar stays text.
    named = {each["id"]: each["when"] for each in book.pop("conditions", [])}
    return _written_out(book, named)


def _written_out(data: Any, named: dict[str, Any]) -> Any:
    """The data with every condition that has a name written where it is used."""
    if isinstance(data, list):
        return [_written_out(each, named) for each in data]
    if not isinstance(data, dict):
        return data
    return {
        key: _in_place(value, named) if key in ("when", "ask_when") else _written_out(value, named)
        for key, value in data.items()
    }


def _in_place(when: Any, named: dict[str, Any]) -> Any:
    if isinstance(when, str):
        return when if when == "always" else _in_place(named[when], named)
    joined = {key: [_in_place(part, named) for part in when[key]] for key in ("all", "any") if key in when}
    turned = {"not": _in_place(when["not"], named)} if "not" in when else {}
    return {**when, **joined, **turned}


def _stripped(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _stripped(value) for key, value in data.items()}
    return [_stripped(each) for each in data] if isinstance(data, list) else data.strip()


def _read(questions: dict[str, Any], query: bytes, found: Expected) -> None:
    pairs = [
        (name, value)
        for written in pairs_in(query)
        for name, value in meant(*written)
        if not name.startswith(("_", "utm_")) and name != "fbclid" and (name or value)
    ]
    today = {name: question["id"] for question in questions.values() for name in [question["id"], *_was(question)]}
    picked: dict[str, list[tuple[str, tuple[str, str]]]] = {name: [] for name in questions}
    found.parts_unread = max(len(pairs) - MOST_PARTS, 0)
    for name, value in pairs[:MOST_PARTS]:
        question = questions.get(today.get(name, ""))
        choices = _choices(question) if question else {}
        before = picked[question["id"]] if question else []
        if value not in choices or choices[value] in [choice for choice, _ in before]:
            found.dropped.append((name, value))
        else:
            before.append((choices[value], (name, value)))
    for name, picks in picked.items():
        choices_picked = [choice for choice, _ in picks]
        if _clashes(questions[name], choices_picked):
            found.dropped += [pair for _, pair in picks]
        elif picks:
            found.answers[name] = choices_picked


def _was(entry: dict[str, Any]) -> list[str]:
    return list(entry.get("was", []))


def _choices(question: dict[str, Any]) -> dict[str, str]:
    """Today's id of every name that a choice has or had."""
    names = {name: choice["id"] for choice in question["choices"] for name in [choice["id"], *_was(choice)]}
    return {**names, "not_sure": "not_sure"}


def _clashes(question: dict[str, Any], picks: list[str]) -> bool:
    if len(picks) < 2:
        return False
    alone = {"not_sure", *(choice["id"] for choice in question["choices"] if choice.get("alone") == "true")}
    several = question["kind"] in ("several", "priority")
    return not several or bool(alone & set(picks)) or len(picks) > int(question.get("most", len(picks)))


def _walk(questions: dict[str, Any], found: Expected) -> None:
    counted: Answers = {}
    for name, question in questions.items():
        asked = truth(question.get("ask_when", "always"), questions, counted)
        if asked is False or (asked is None and question.get("ask_if_open") == "false"):
            continue
        if name in found.answers:
            counted[name] = found.answers[name]
        else:
            found.unanswered.append(name)
    found.counted = list(counted)


def truth(when: Any, questions: dict[str, Any], counted: Answers) -> bool | None:
    """True, False, or None where being unsure leaves it open."""
    if when == "always":
        return True
    parts: list[bool | None] = []
    for key, value in when.items():
        if key == "all":
            parts.append(_all([truth(part, questions, counted) for part in value]))
        elif key == "any":
            opposite = _all([_not(truth(part, questions, counted)) for part in value])
            parts.append(_not(opposite))
        elif key == "not":
            parts.append(_not(truth(value, questions, counted)))
        else:
            parts.append(_pick(questions[key], value, counted.get(key, [])))
    return _all(parts)


def _all(parts: list[bool | None]) -> bool | None:
    if False in parts:
        return False
    return None if None in parts else True


def _not(part: bool | None) -> bool | None:
    return None if part is None else not part


def _pick(question: dict[str, Any], value: Any, picked: list[str]) -> bool | None:
    ids = [choice["id"] for choice in question["choices"]]
    wanted = value if isinstance(value, list) else [value]
    if isinstance(value, dict):
        first = ids.index(value.get("at_least", ids[0]))
        last = ids.index(value.get("at_most", ids[-1]))
        wanted = ids[first : last + 1]
    if set(wanted) & set(picked):
        return True
    return None if "not_sure" in picked else False
