"""Words of the glossary, marked in the text of a page."""

from functools import lru_cache

from markupsafe import Markup, escape

from quiz.rulebook import Rulebook, once_per_rulebook
from quiz.words import as_html, as_html_with

MARKED = Markup(
    '<button class="term" type="button" popovertarget="{id}">{word}</button>'
    '<span class="word" id="{id}" popover><strong>{term}:</strong> {means}</span>'
)
"""How a term is marked. Its explanation follows it, so that screen readers come to it next, and browsers without
popovers show it there."""

ROOM = 2048
"""The most texts with explanations that are cached for each rulebook: a tenth of a summary page's time."""


class _Marker:
    """Marks terms in the texts of one rulebook."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.vocabulary = rulebook.vocabulary
        self.terms_of = rulebook.terms_of
        self.mark = lru_cache(maxsize=ROOM)(self._mark)

    def _mark(self, text: str, part: str, new: frozenset[str]) -> tuple[Markup, frozenset[str]]:
        """The text with a button on each term that is `new`, and the terms explained by it."""
        left = set(new)

        def mark(words: str) -> Markup:
            pieces: list[Markup] = []
            done = 0
            for start, end, term in self.vocabulary.places(words):
                if term.id in left:
                    left.remove(term.id)
                    name = f"word-{part}-{term.id}"
                    marked = MARKED.format(id=name, word=words[start:end], term=term.term, means=as_html(term.means))
                    pieces += [escape(words[done:start]), marked]
                    done = end
            return Markup("").join([*pieces, escape(words[done:])])

        return as_html_with(text, mark), new - left


_marker_of = once_per_rulebook(_Marker)


class Explaining:
    """Marks each term of a rulebook's glossary where it first stands in one part of a page.

    `part` tells the parts apart: ids are made of it.
    """

    def __init__(self, rulebook: Rulebook, part: str) -> None:
        self._marker = _marker_of(rulebook)
        self._part = part
        self._explained: frozenset[str] = frozenset()

    def __call__(self, text: str) -> Markup:
        """The text, safe for a page, with a button on each term that this part of the page has not had yet."""
        new = self._marker.terms_of(text) - self._explained
        if not new:
            return as_html(text)
        marked, explained = self._marker.mark(text, self._part, new)
        self._explained |= explained
        return marked
