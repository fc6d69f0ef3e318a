"""The program's own words for the script, in one language: those it says, the signs of marks, dates, and plurals."""

import re
from dataclasses import asdict
from datetime import date
from typing import Any, get_args

from quiz.output import SIGNS, confidence_in, headings, kind_of_difference, words_of
from quiz.rulebook import ConfidenceLevel
from quiz.web.pages.explaining import MARKED
from quiz.words import Speech

_SAID = re.compile(r'\.say\(\s*"((?:[^"\\]|\\.)*)"')
_COUNTED = re.compile(r'\.sayNumber\(\s*"((?:[^"\\]|\\.)*)",\s*"((?:[^"\\]|\\.)*)"')


def spoken(speech: Speech, script: str) -> dict[str, Any]:
    """What a script says in the language of `speech`, and how that language writes dates and marks."""
    said = {text: speech.say(text) for text in _SAID.findall(script)}
    counted = {one: speech.forms(one, many) for one, many in _COUNTED.findall(script)}
    return {
        "tag": speech.tag,
        "name": speech.name,
        "direction": speech.direction,
        "words": {text: words for text, words in {**said, **counted}.items() if words != text},
        "months": [_pattern(speech, month) for month in range(1, 13)],
        "signs": dict(SIGNS),
        "marks": {mark: words_of(mark, speech) for mark in SIGNS},
        "kinds": {kind: kind_of_difference(kind, speech) for kind in ("conflict", "weight", "gap", "two_sides")},
        "levels": {level: confidence_in(level, speech) for level in get_args(ConfidenceLevel)},
        "marked": MARKED,
        "sections": [asdict(section) for section in headings(speech)],
    }


def _pattern(speech: Speech, month: int) -> str:
    """How a day of a month is written, with places for the day and the year."""
    return speech.day(date(2222, month, 11)).replace("2222", "{year}").replace("11", "{day}")
