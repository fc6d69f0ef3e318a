"""Whether what experts signed is still what stands there."""

from collections.abc import Iterator
from pathlib import Path

from quiz.files import Loaded, translations_of
from quiz.problems import Diagnostic
from quiz.shelf.edition_format import content_hash
from quiz.shelf.upgrades import VERSION

CHECK = "signature"


def signature_problems(loaded: Loaded, seeds: Path) -> Iterator[Diagnostic]:
    """The signatures under the present edition of a rulebook, in any language, whose text has changed since.

    Nothing is said of earlier editions, nor of hashes that an earlier version of the format gave.
    """
    book = loaded.rulebook
    signed = [(place, each.signed) for place, each in enumerate(book.evaluations) if each.signed]
    if not signed:
        return
    translations = (each.rulebook for each in translations_of(book, loaded.marks.file, seeds))
    hashes = {each.language: content_hash(each) for each in (book, *translations) if each}
    for place, signature in signed:
        now = hashes.get(signature.language)
        is_comparable = signature.edition == book.edition and signature.hash.startswith(f"{VERSION}-")
        if is_comparable and now is None:
            what = f"the quiz has no finished text in `{signature.language}` that {signature.by} can have signed."
            mend = "Copy the language from the document, or finish the translation."
            yield loaded.marks.place(Diagnostic(what, mend, ("evaluations", place, "signed", "language"), check=CHECK))
        elif is_comparable and now != signature.hash:
            what = f"the text has changed since {signature.by} signed it under this edition: its hash is now {now}."
            mend = "Give `edition` a new date, or have it signed again."
            yield loaded.marks.place(Diagnostic(what, mend, ("evaluations", place, "signed", "hash"), check=CHECK))
