"""What a person sees of a page before and after unfolding it, counted without a browser."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "path"]
)
UNSEEN = frozenset({"script", "noscript", "style", "title", "head", "svg"})


@dataclass
class _Open:
    tag: str
    classes: frozenset[str]
    attributes: dict[str, str | None]


@dataclass
class Words(HTMLParser):
    """Counts words by where they stand: `folded` words are inside a `details` that is closed."""

    visible: int = 0
    folded: int = 0
    within: dict[str, int] = field(default_factory=dict)
    elements: int = 0

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._stack: list[_Open] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements += 1
        if tag not in VOID:
            attributes = dict(attrs)
            self._stack.append(_Open(tag, frozenset((attributes.get("class") or "").split()), attributes))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            while self._stack and self._stack.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        count = len(re.findall(r"\S*\w\S*", data))
        if not count or any(self._is_unseen(each) for each in self._stack):
            return
        if self._is_folded():
            self.folded += count
        else:
            self.visible += count
        for each in self._stack:
            if name := each.attributes.get("id"):
                key = f"{name}, folded" if self._is_folded() else name
                self.within[key] = self.within.get(key, 0) + count

    def without(self, *ids: str) -> int:
        """All words, unfolded, but for those in the elements with these ids."""
        apart = (self.within.get(id, 0) + self.within.get(f"{id}, folded", 0) for id in ids)
        return self.visible + self.folded - sum(apart)

    @staticmethod
    def _is_unseen(element: _Open) -> bool:
        unseen = {"hidden", "skip", "print-only"} & element.classes
        return element.tag in UNSEEN or bool(unseen) or {"hidden", "popover"} & element.attributes.keys() != set()

    def _is_folded(self) -> bool:
        for place, element in enumerate(self._stack):
            if element.tag == "details" and "open" not in element.attributes:
                below = self._stack[place + 1 :]
                if not below or below[0].tag != "summary":
                    return True
        return False


def words_of(page: str) -> Words:
    """The words of a page."""
    words = Words()
    words.feed(page)
    return words


def too_much(summary: str) -> list[tuple[str, int]]:
    """The bounds that the page of a summary does not keep, and what it has instead."""
    words = words_of(summary)
    measured = {
        "first layer": (words.within["glance"], 250),
        "before anything is unfolded": (words.visible, 650),
        "with everything unfolded": (words.without("sources", "words"), 1100),
        "elements": (words.elements, 900),
    }
    return [(what, number) for what, (number, most) in measured.items() if number > most]
