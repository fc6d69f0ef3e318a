"""Words that the glossary explains, marked in the text of a page."""

from collections.abc import Iterable

from markupsafe import Markup, escape

from quiz.prose import as_html, as_html_with
from quiz.rulebook import Rulebook
from quiz.summary import AskView, SideView

_MARKED = Markup(
    '<button class="term" type="button" popovertarget="{id}">{word}</button>'
    '<span class="word" id="{id}" popover><strong>{term}:</strong> {means}</span>'
)
# The explanation follows its word, so that screen readers come to it next. Browsers without popovers show it there.


class Explaining:
    """Marks each term of a rulebook's glossary where it first stands in one part of a page.

    `part` tells the parts apart: ids are made of it.
    """

    def __init__(self, rulebook: Rulebook, part: str) -> None:
        self._rulebook = rulebook
        self._part = part
        self._told: set[str] = set()

    def __call__(self, text: str) -> Markup:
        """The text, safe for a page, with a button on each term that this part of the page has not had yet."""
        if text not in self._rulebook.terms_by_text:
            return as_html(text)
        return as_html_with(text, self._marked)

    def _marked(self, words: str) -> Markup:
        pieces: list[Markup] = []
        done = 0
        for start, end, term in self._rulebook.vocabulary.places(words):
            if term.id not in self._told:
                self._told.add(term.id)
                name = f"word-{self._part}-{term.id}"
                marked = _MARKED.format(id=name, word=words[start:end], term=term.term, means=as_html(term.means))
                pieces += [escape(words[done:start]), marked]
                done = end
        return Markup("").join([*pieces, escape(words[done:])])

    def of(self, parts: Iterable[SideView | AskView]) -> tuple[Markup, ...]:
        """The text of each part, one after the other."""
        return tuple([self(part.text) for part in parts])
