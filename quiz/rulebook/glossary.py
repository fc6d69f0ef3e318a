"""Words of the field, explained in plain words, and how to find them in text.

The explanations are the rulebook's own: they say what a word means, and claim nothing of the field.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from quiz.rulebook.fields import Heading, Id, Part, Text


class Term(Part):
    """A word of the field, and what it means."""

    id: Id
    term: Heading
    means: Text

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What matches the term in a text, from where it begins."""
        return re.compile(rf"(?<!\w){_spelled(self.term)}(?!\w)")


class Vocabulary:
    """The terms of a glossary, each known in a text by its words, with or without `s` or `es` after them.

    A term with a capital letter in it is known by its very letters, any other one in capitals, too.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = tuple(sorted(terms, key=lambda term: term.term.casefold()))
        self._by_head: dict[str, list[tuple[int, Term]]] = {}
        # Of two terms that start alike, the longer one is meant where it fits.
        for rank, term in enumerate(sorted(self.terms, key=lambda term: -len(term.term))):
            head = _folded(_HEADS.findall(term.term)[0])
            self._by_head.setdefault(head, []).append((rank, term))

    def places(self, text: str) -> Iterator[tuple[int, int, Term]]:
        """Where terms stand in `text`: from, to, and which. Takes time with its words, however many terms there are."""
        done = 0
        for word in _HEADS.finditer(text):
            if word.start() < done:
                continue
            head = _folded(word[0])
            heads = (head, *(head.removesuffix(end) for end in ("s", "es") if head.endswith(end)))
            for _, term in sorted(each for head in heads for each in self._by_head.get(head, ())):
                if found := term.pattern.match(text, word.start()):
                    done = found.end()
                    yield found.start(), done, term
                    break

    def found_in(self, text: str) -> frozenset[str]:
        """The ids of the terms that stand in `text`."""
        return frozenset(term.id for _, _, term in self.places(text))


_HEADS = re.compile(r"\w+|[^\w\s]")
"""What a term can start with: a word, or a sign."""


def _folded(word: str) -> str:
    """The same for all words that a pattern may take for one another in capitals; it does so with every `i`."""
    return word.translate({ord("İ"): "i", ord("ı"): "i"}).casefold()


def _spelled(term: str) -> str:
    exact = " ".join(f"{re.escape(word)}(?:e?s)?" for word in term.split())
    return exact if term != term.lower() else f"(?i:{exact})"


_CAPITALS = re.compile(r"(?<!\w)([^\W\d_]{2,}?)s?(?!\w)")


def unexplained(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The abbreviations in capitals that neither the glossary nor `text` itself explains, each once.

    A text explains one by standing in front of it, `peripheral artery disease (PAD)` or `(office-based labs, OBL)`,
    or in parentheses after it, `PAD (narrowed arteries of the legs)`.
    """
    words = [word for word in _CAPITALS.finditer(text) if word[1] == word[1].upper() != word[1].lower()]
    known = [(start, end) for start, end, _ in vocabulary.places(text)] if words else []
    found: dict[str, bool] = {}
    for word in words:
        letters = word[1]
        before, after = text[: word.start()].rstrip(), text[word.end() :]
        closes = re.search(r"[\w’'”]\s*\($|\([^()]*[,;]$", before) and after.startswith(")")
        told = bool(closes) or after.startswith(" (")
        told = told or any(start <= word.start() and word.end() <= end for start, end in known)
        found[letters] = found.get(letters, False) or told
    return tuple(letters for letters, told in found.items() if not told)
