"""Words that the glossary explains, marked in the text of a page."""

from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup, escape

from quiz.rulebook import Rulebook, once_per_rulebook
from quiz.summary import AskView, SideView
from quiz.words import as_html, as_html_with

_MARKED = Markup(
    '<button class="term" type="button" popovertarget="{id}">{word}</button>'
    '<span class="word" id="{id}" popover><strong>{term}:</strong> {means}</span>'
)
# The explanation follows its word, so that screen readers come to it next. Browsers without popovers show it there.

ROOM = 2048
"""How many texts with explanations are remembered for each rulebook."""


class _Marking:
    """The texts of one rulebook with explanations, each made once for every part of a page and what was told before."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.vocabulary = rulebook.vocabulary
        self.terms = rulebook.terms_by_text
        self.marked = lru_cache(maxsize=ROOM)(self._marked)

    def _marked(self, text: str, part: str, told: frozenset[str]) -> tuple[Markup, frozenset[str]]:
        """The text, and the terms that have been told after it."""
        now = set(told)

        def mark(words: str) -> Markup:
            pieces: list[Markup] = []
            done = 0
            for start, end, term in self.vocabulary.places(words):
                if term.id not in now:
                    now.add(term.id)
                    name = f"word-{part}-{term.id}"
                    shown = _MARKED.format(id=name, word=words[start:end], term=term.term, means=as_html(term.means))
                    pieces += [escape(words[done:start]), shown]
                    done = end
            return Markup("").join([*pieces, escape(words[done:])])

        return as_html_with(text, mark), frozenset(now)


_marking_of = once_per_rulebook(_Marking)


class Explaining:
    """Marks each term of a rulebook's glossary where it first stands in one part of a page.

    `part` tells the parts apart: ids are made of it.
    """

    def __init__(self, rulebook: Rulebook, part: str) -> None:
        self._marking = _marking_of(rulebook)
        self._part = part
        self._told: frozenset[str] = frozenset()

    def __call__(self, text: str) -> Markup:
        """The text, safe for a page, with a button on each term that this part of the page has not had yet."""
        terms = self._marking.terms.get(text)
        if terms is None or terms <= self._told:
            return as_html(text)
        marked, self._told = self._marking.marked(text, self._part, self._told)
        return marked

    def of(self, parts: Iterable[SideView | AskView]) -> tuple[Markup, ...]:
        """The text of each part, one after the other."""
        return tuple([self(part.text) for part in parts])
