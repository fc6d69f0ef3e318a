"""The scripts of the folder: the engine, which is the same for all, and the rulebook and the language it works on."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from quiz.answers import APPENDED, APPENDED_PREFIXES, AROUND, ENDINGS, INVISIBLE, NO_ANSWERS
from quiz.rulebook import Earlier, Rulebook
from quiz.site.compiling import Data, compiled
from quiz.site.speaking import spoken
from quiz.words import Speech

FOLDER = Path(__file__).parent / "script"

ENGINE = ("conditions", "book", "link", "summary", "changes", "phrases", "links", "code", "runtime", "pages")
"""What answers and makes pages."""

ON_DEMAND = {
    "qr": ("qr",),
    "arriving": ("mending", "opening"),
    "after_change": ("after_change",),
    "editions": ("editions",),
    "compare": ("columns", "pasted", "broken", "unwrapping", "comparison"),
}
"""What only some pages need, or some addresses; its functions stand beside those of the engine."""

EVERYTHING = (*ENGINE, *(part for parts in ON_DEMAND.values() for part in parts))


@cache
def source(*names: str) -> str:
    """Parts of the script as one, without comments and indentation."""
    text = "\n".join(map(_part, names))
    lines = (line.strip() for line in text.splitlines())
    kept = "\n".join(line for line in lines if line and not line.startswith("//"))
    return f'"use strict";\n{kept}\n'


def _part(name: str) -> str:
    text = (FOLDER / f"{name}.js").read_text(encoding="utf-8")
    return _lists() + text if name == "mending" else text


def _lists() -> str:
    """What the program lists of the names and signs that other programs leave in links."""
    signs = {"invisible": "".join(map(chr, INVISIBLE)), "endings": ENDINGS, "around": AROUND}
    appended = {"names": sorted(APPENDED), "prefixes": APPENDED_PREFIXES}
    lists = {"APPENDED": appended, "SIGNS": signs, "NO_ANSWERS": sorted(NO_ANSWERS)}
    return "".join(f"const {name} = {json.dumps(each)};\n" for name, each in lists.items())


def of_book(rulebook: Rulebook, more: dict[str, Any]) -> str:
    """The script that brings a rulebook, and `more` that its pages need to know."""
    return _assigned("book", as_json(compiled(rulebook) | more))


def of_edition(edition: str, kept: Earlier) -> str:
    """The script that brings a kept edition."""
    return f"((globalThis.quiz ??= {{}}).kept ??= {{}})[{as_json(edition)}] = {as_json(kept_data(kept))};\n"


def kept_data(kept: Earlier) -> Data:
    """A kept edition as data, and what of it says something else today."""
    return {"data": compiled(kept.rulebook), "reworded": sorted(f"{kind} {id}" for kind, id in kept.reworded)}


def of_language(speech: Speech) -> str:
    """The script that brings the program's words, as far as the engine says them."""
    said = as_json(spoken(speech, source(*EVERYTHING)))
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
