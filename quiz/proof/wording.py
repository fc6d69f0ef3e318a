"""What the texts of a quiz must not do: give verdicts or shares, run long, or hide who speaks or what letters mean.

`docs/authors/rulebook.md` states the bounds. The lists of words are short on purpose, and only for languages
that we read: a check that blames sound text is worse than none. Whatever is found can be put in other words.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from quiz.files import Loaded, as_file, catalog_path, lines_of, translations_of
from quiz.problems import Diagnostic
from quiz.proof.differences import check_answers, check_differences
from quiz.proof.readability import check_grade, sentences
from quiz.rulebook import LONGEST_TEXT, Readable, Register, Rulebook, once_per_rulebook, readable, unexplained
from quiz.words import as_plain

LONGEST_SENTENCE = 34
"""In words. A claim in a register may be longer: it says what one sentence of the source says."""

LONGEST_CLAIM = 45

FARTHEST_APART = 1.5
"""How many times as long as the shortest description of an option the longest may be."""

NO_MATTER = 20
"""Letters by which descriptions of options may differ in any case."""

VERDICTS = {
    "en": (
        r"you (?:should|ought to)",
        r"(?:we|i) (?:recommend|advise|suggest)",
        r"(?:perfect|ideal|best|good|great|right) (?:fit|match|choice)",
        r"(?:perfect|ideal|best|made|right|wrong) for (?:you|me)",
        r"the best",
        r"suits? you",
        r"you are (?:suited|cut out|made)",
    ),
    "es": (
        r"(?:debes|deberías|tienes que)",
        r"(?:te )?(?:recomendamos|aconsejamos)",
        r"(?:el|la|lo) mejor",
        r"(?:perfect[oa]|ideal|hech[oa]|adecuad[oa]) para (?:ti|usted|mí)",
        r"te conviene",
        r"encaje perfecto",
    ),
}
"""Turns of phrase that tell a student what to do or what they are, by language."""

SHARES = {
    "en": (r"per ?cent", r"your score", r"you score[ds]?", r"out of (?:5|10|100|five|ten|a hundred)"),
    "es": (r"por ?ciento", r"tu puntuación", r"sobre (?:5|10|100|cinco|diez|cien)"),
}
"""Shares and scores in words, by language."""

UNNAMED = {
    "en": (r"(?:one|another|the (?:same|other)) {reply}", r"one of the {reply}(?:e?s)?"),
    "es": (
        r"(?:una?|otr[oa]|l[ao] misma|el mismo|la otra|el otro) {reply}",
        r"(?:una|uno) de (?:las|los) {reply}(?:e?s)?",
    ),
}
"""Turns of phrase that hide who speaks, by language; `{reply}` is what the register calls its replies."""

BESIDE_UNNAMED = {
    "en": (r"one of them (?:says|thinks|calls|names|sees|finds|warns|adds|mentions|stresses)",),
    "es": (r"un[ao] de ell[ao]s (?:dice|cree|piensa|llama|nombra|ve|advierte|añade|menciona|subraya)",),
}
"""Those that need no such word."""

_MARK = re.compile(r"</?[A-Za-z][^<>]*>|\*\*|\*\w[^*]*\*|\[[^\[\]]*\]\(")

_FIGURE = re.compile(r"[0-9]+\s?[%‰]|[%‰]\s?[0-9]+")


def lint(loaded: Loaded, seeds: Path) -> Iterator[Diagnostic]:
    """What is wrong with the wording of a rulebook, the registers that it rests on, and their translations.

    Also whether it reads as hard as it means to, and whether differences are what they are called.
    """
    book, rules = loaded.rulebook, loaded.marks.file.parent
    evidence = book.evidence_base
    own = (*check_rulebook(book), *check_grade(book), *check_differences(book.differences, evidence))
    yield from map(loaded.marks.place, own)
    for register in book.registers:
        differences = check_differences(register.differences, evidence)
        found = (*check_register(book, register), *differences, *check_answers(register))
        yield from map(loaded.register_marks[register.id].place, found)
    for translation in translations_of(book, loaded.marks.file, seeds):
        if translation.rulebook is not None:
            language, translated = translation.language, translation.rulebook
            in_rules = catalog_path(rules, book.id, language)
            yield from _in_catalog(check_rulebook(translated), readable(as_file(translated)), in_rules, language)
            for register in translated.registers:
                in_seeds = catalog_path(seeds, register.id, language)
                yield from _in_catalog(check_register(translated, register), readable(register), in_seeds, language)


def _in_catalog(
    diagnostics: Iterable[Diagnostic], texts: Iterable[Readable], path: Path, language: str
) -> Iterator[Diagnostic]:
    """The diagnostics of translated `texts`, placed in the catalog that holds the translations."""
    lines = lines_of(path, language)
    names = {text.trail: text.place for text in texts}
    for each in diagnostics:
        name = names[each.trail]
        yield replace(each, what=f"`{name}` {each.what}").at(path, lines.get(name, 1))


def check_rulebook(book: Rulebook) -> Iterator[Diagnostic]:
    """What is wrong with a rulebook's own texts."""
    texts = readable(as_file(book))
    for text in texts:
        yield from _marks(text)
        yield from _verdicts(text, book.language)
        yield from _unnamed(text, book)
        yield from _long_sentences(text, LONGEST_SENTENCE)
    yield from _unexplained(texts, book)
    yield from _unused_terms(book, texts)
    yield from _unequal_options(book, texts)


def check_register(book: Rulebook, register: Register) -> Iterator[Diagnostic]:
    """What is wrong with the texts of a register of a rulebook. What it says is the source's: it may hold figures."""
    # What a source calls itself is not ours to word.
    texts = [text for text in readable(register) if text.place != "source/title"]
    for text in texts:
        yield from _marks(text)
        if text.trail[0] in ("differences", "asked"):
            yield from _unnamed(text, book)
        yield from _long_sentences(text, LONGEST_CLAIM)
    yield from _unexplained(texts, book)


def _marks(text: Readable) -> Iterator[Diagnostic]:
    """Where a sign of HTML or Markdown is shown as it stands, since it is not read there, or not as it was meant."""
    is_plain = text.longest < LONGEST_TEXT
    if "\\" in text.text and not is_plain:
        return  # Whoever escapes signs means to show some.
    if found := _MARK.search(text.text if is_plain else as_plain(text.text)):
        what = f"`{found[0][:40]}` is shown as it stands."
        mend = "Take it out: titles, labels and questions are plain." if is_plain else "Write `*word*` or `**word**`."
        yield Diagnostic(what, mend, text.trail, check="mark-shown")


def _verdicts(text: Readable, language: str) -> Iterator[Diagnostic]:
    for found in _phrases(text.text, VERDICTS, language):
        mend = "Say what speaks for it or against it, and who says so."
        yield Diagnostic(f"“{found}” is a verdict.", mend, text.trail, check="verdict")
    figures = [found[0] for found in _FIGURE.finditer(text.text)]
    for found in (*figures, *_phrases(text.text, SHARES, language)):
        mend = "Leave it out: a few opinions support no figures."
        yield Diagnostic(f"“{found}” is a share or a score.", mend, text.trail, check="share")


def _unnamed(text: Readable, book: Rulebook) -> Iterator[Diagnostic]:
    """Where "one reply" or "another" stands for one that the register gives a name, such as Reply 1."""
    for found in _phrases(text.text, _without_name(book), book.language):
        names = [reply.name for reply in book.evidence_base.replies[:3]]
        mend = f"Name it as the register does: {', '.join(names)}."
        yield Diagnostic(f"“{found}” does not say which.", mend, text.trail, check="reply-unnamed")


@once_per_rulebook
def _without_name(book: Rulebook) -> dict[str, tuple[str, ...]]:
    """Turns of phrase for a reply without its name, by language; none where replies have no names with numbers."""
    names = (re.fullmatch(r"(\D+)\d+", reply.name) for reply in book.evidence_base.replies)
    words = {re.escape(name[1].strip().lower()) for name in names if name}
    if not words:
        return {}
    language = book.language.partition("-")[0]
    phrases = [each.replace("{reply}", f"(?:{'|'.join(sorted(words))})") for each in UNNAMED.get(language, ())]
    return {language: (*phrases, *BESIDE_UNNAMED.get(language, ()))}


def _phrases(text: str, lists: dict[str, tuple[str, ...]], language: str) -> list[str]:
    """The phrases of the list of a language that stand in `text`."""
    listed = lists.get(language.partition("-")[0])
    if not listed:
        return []
    return [each[0] for each in re.finditer(rf"(?<!\w)(?:{'|'.join(listed)})(?!\w)", text, re.IGNORECASE)]


def _long_sentences(text: Readable, longest: int) -> Iterator[Diagnostic]:
    for sentence in sentences(text.text):
        count = len(sentence.split())
        if count > longest:
            what = (
                f"a sentence has {count} words; at most {longest} read well here: “{' '.join(sentence.split()[:6])} …”."
            )
            yield Diagnostic(what, "Split it in two.", text.trail, check="long-sentence")


def _unexplained(texts: Iterable[Readable], book: Rulebook) -> Iterator[Diagnostic]:
    """Abbreviations that are explained neither in their text nor in the glossary, each where it first stands."""
    places: dict[str, list[Readable]] = {}
    for text in texts:
        for letters in unexplained(text.text, book.vocabulary):
            places.setdefault(letters, []).append(text)
    for letters, found in places.items():
        more = f", here and in {len(found) - 1} more" if len(found) > 1 else ""
        what = f"`{letters}` is not explained{more}."
        mend = "Write it out, put it in parentheses after what it stands for, or add it to the `glossary`."
        yield Diagnostic(what, mend, found[0].trail, check="unexplained")


def _unused_terms(book: Rulebook, texts: Iterable[Readable]) -> Iterator[Diagnostic]:
    """Terms that stand in no text outside the glossary."""
    in_registers = (text for register in book.registers for text in readable(register))
    used = {
        term
        for text in (*texts, *in_registers)
        if text.trail[0] != "glossary"
        for term in book.vocabulary.found_in(text.text)
    }
    terms = [each.term for each in book.glossary]
    for text in texts:
        if (
            text.trail[0] == "glossary"
            and text.trail[-1] == "term"
            and book.glossary[int(text.trail[1])].id not in used
        ):
            what, mend = f"“{text.text}” is in no text of the quiz.", "Delete the entry, or spell it as the texts do."
            if text.text in terms[: int(text.trail[1])]:
                what, mend = f"“{text.text}” is explained twice.", "Delete one entry."
            yield Diagnostic(what, mend, text.trail, check="term-unused")


def option_lengths(book: Rulebook) -> tuple[int, int]:
    """The letters of the shortest and of the longest description of an option."""
    lengths = [len(option.text) for option in book.options]
    return min(lengths), max(lengths)


def options_are_comparable(book: Rulebook) -> bool:
    """Whether no option is described at much greater length than another."""
    shortest, longest = option_lengths(book)
    return longest <= max(shortest * FARTHEST_APART, shortest + NO_MATTER)


def _unequal_options(book: Rulebook, texts: Iterable[Readable]) -> Iterator[Diagnostic]:
    if options_are_comparable(book):
        return
    shortest, longest = option_lengths(book)
    described = (text for text in texts if text.trail[0] == "options" and text.trail[-1] == "text")
    text = next(each for each in described if len(each.text) == shortest)
    what = f"is a description of {shortest} letters, and another option has {longest}."
    yield Diagnostic(
        what,
        f"Say about as much about each: at most {FARTHEST_APART} times as much.",
        text.trail,
        check="options-unequal",
    )
