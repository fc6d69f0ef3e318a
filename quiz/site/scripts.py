"""The scripts of the folder: the engine, which is the same for all, and the rulebook and the language it works on."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from quiz.rulebook import Rulebook
from quiz.site.compiling import compiled
from quiz.site.speaking import spoken
from quiz.words import Speech

FOLDER = Path(__file__).parent / "script"

ENGINE = ("conditions", "book", "link", "summary", "changes")
"""What answers, in an order in which each part finds what it needs."""

PROOF = (*ENGINE, "finding", "respond")
"""The engine as the proof asks it."""


@cache
def source(*names: str) -> str:
    """Parts of the script as one, without comments and indentation; what they define stays among themselves."""
    text = "\n".join((FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in names)
    lines = (line.strip() for line in text.splitlines())
    kept = "\n".join(line for line in lines if line and not line.startswith("//"))
    return f'(() => {{\n"use strict";\n{kept}\n}})();\n'


def of_book(rulebook: Rulebook) -> str:
    """The script that brings a rulebook."""
    return _assigned("book", as_json(compiled(rulebook)))


def of_language(speech: Speech, script: str) -> str:
    """The script that brings the program's words, as far as `script` says them."""
    said = as_json(spoken(speech, script))
    return _assigned("language", f"{{...{said}, plural: (n) => Number({speech.plural_rule})}}")


def _assigned(name: str, value: str) -> str:
    return f"(globalThis.quiz ??= {{}}).{name} = {value};\n"


def as_json(data: Any) -> str:
    """Compiled data as text; days are written as in an address."""

    def plain(value: Any) -> str:
        if isinstance(value, date):
            return value.isoformat()
        raise TypeError(value)

    return json.dumps(data, default=plain, ensure_ascii=False, separators=(",", ":"))
