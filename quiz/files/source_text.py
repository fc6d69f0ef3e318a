"""The text of a source, which is never kept here: cut into sentences, and held against the hashes in its register.

`docs/authors/evidence.md` says how text is cut and what a hash is made of.
"""

import re
import unicodedata
from bisect import bisect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from quiz.files.reading import read_bytes
from quiz.problems import Diagnostic, InvalidFiles, instead_of
from quiz.rulebook import ID_PATTERN, Post, Register

CHECK = "source-differs"

_POST = re.compile(rf"\[({ID_PATTERN.strip('^$')})?\]")
"""A line that begins a post, `[reply-1]`, or what belongs to none, `[]`."""

_MAY_END = re.compile(r"[.?!…][\"'”’)\]]*\s+")

_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


@dataclass(frozen=True)
class Sentence:
    """A sentence of a source: its text, its line, and the id of its post, if the text says where posts begin."""

    text: str
    line: int
    post: str | None = None

    @cached_property
    def hash(self) -> str:
        """The first 12 hexadecimal digits of the SHA-256 of its words: enough to tell sentences of a source apart."""
        plain = unicodedata.normalize("NFKC", self.text).translate(_STRAIGHT)
        return sha256(" ".join(plain.split()).encode()).hexdigest()[:12]


def read_source(path: Path) -> tuple[Sentence, ...]:
    """The sentences of the text in `path`. Raises InvalidFiles if it cannot be read."""
    content = read_bytes(path, "Leave out what is not cited.")
    try:
        return tuple(sentences_in(content.decode("utf-8-sig")))
    except UnicodeDecodeError:
        raise InvalidFiles.for_file(path, "is not UTF-8 text.", "Save the file as UTF-8.") from None


def sentences_in(text: str) -> Iterator[Sentence]:
    """The sentences of a text, in order.

    One ends at the end of a line, or at white space after `.`, `?`, `!` or `…` unless a lowercase letter follows.
    """
    post = None
    for number, line in enumerate(text.splitlines(), start=1):
        if begins := _POST.fullmatch(line.strip()):
            post = begins[1]
            continue
        start = 0
        ends = (found.end() for found in _MAY_END.finditer(line))
        for end in (*(end for end in ends if not line[end : end + 1].islower()), len(line)):
            if sentence := line[start:end].strip():
                yield Sentence(sentence, number, post)
            start = end


@dataclass(frozen=True, slots=True)
class _Registered:
    """A sentence as the register has it: the index of its post, the post, its number there, and its hash."""

    place: int
    post: Post
    number: int
    hash: str


def differences_from(register: Register, sentences: tuple[Sentence, ...]) -> Iterator[Diagnostic]:
    """Where a source is not what its register was written from: sentences that changed, moved, came or went.

    Both are aligned by the hashes of their sentences (Ratcliff-Obershelp). Sentences between two posts count only
    where the text says where posts begin: there stand signatures and dates.
    """
    for place, post in enumerate(register.posts):
        if not post.hashes:
            mend = "Write them with `quiz sentences --register`."
            yield _found(place, "sentences", f"`{post.id}` has no hashes.", mend)
    names = [post.id for post in register.posts]
    for name in dict.fromkeys(sentence.post for sentence in sentences if sentence.post not in (None, *names)):
        what = f"the source has a post `[{name}]`, and the register has none of that name."
        mend = f"{instead_of(str(name), names)} Correct the text of the source, or register the post."
        yield Diagnostic(what, mend, ("posts",), check=CHECK)
    sentences = tuple(each if each.post in names else replace(each, post=None) for each in sentences)
    known = [
        _Registered(place, post, number, each)
        for place, post in enumerate(register.posts)
        for number, each in enumerate(post.hashes, start=1)
    ]
    matcher = SequenceMatcher(None, [each.hash for each in known], [each.hash for each in sentences], autojunk=False)
    matched: dict[int, _Registered] = {}
    lost: list[tuple[_Registered, tuple[Sentence, ...]]] = []
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            matched |= {start + step: known[first + step] for step in range(last - first)}
        else:
            lost += [(each, sentences[start:end]) for each in known[first:last]]
    free = {sentence.hash: place for place, sentence in enumerate(sentences) if place not in matched}
    moved = {each.hash for each, _ in lost} & free.keys()
    for each, between in lost:
        elsewhere = free.get(each.hash)
        yield _misplaced(register, each, between, elsewhere, sentences, matched)
    for place, each in matched.items():
        marked = sentences[place].post
        if marked not in (None, each.post.id):
            yield _elsewhere(register, each, sentences[place], marked)
    in_gaps = {id(sentence) for _, between in lost for sentence in between}
    for place, sentence in enumerate(sentences):
        if place not in matched and sentence.hash not in moved and id(sentence) not in in_gaps:
            yield from _unregistered(register, sentence, _around(place, matched))


def _found(place: int, field: str, what: str, mend: str, number: int | None = None) -> Diagnostic:
    trail = ("posts", place, field) if number is None else ("posts", place, field, number - 1)
    return Diagnostic(what, mend, trail, check=CHECK)


def _misplaced(
    register: Register,
    each: _Registered,
    between: tuple[Sentence, ...],
    elsewhere: int | None,
    sentences: tuple[Sentence, ...],
    matched: Mapping[int, _Registered],
) -> Diagnostic:
    """What is wrong with a registered sentence that does not stand where it should."""
    if elsewhere is not None:
        before, _ = _around(elsewhere, matched)
        post = sentences[elsewhere].post or (before.post.id if before else None)
        return _elsewhere(register, each, sentences[elsewhere], post)
    if between:
        near = [sentence for sentence in between if sentence.post == each.post.id] or between
        first, last = near[0].line, near[-1].line
        lines = f"line {first}" if first == last else f"lines {first} to {last}"
        mend = f"Read {lines} of the source again, and correct {_resting(register, each)}."
    else:
        mend = f"Check whether it was withdrawn, and what should become of {_resting(register, each)}."
    what = f"sentence {each.number} of `{each.post.id}` is not in the source as it was registered."
    return _found(each.place, "hashes", what, mend, each.number)


def _elsewhere(register: Register, each: _Registered, sentence: Sentence, post: str | None) -> Diagnostic:
    among = f", in `{post}`" if post and post != each.post.id else ""
    what = f"sentence {each.number} of `{each.post.id}` is elsewhere: in line {sentence.line} of the source{among}."
    mend = f"Give {_resting(register, each)} the right `post` and `sentence`, then update the hashes."
    return _found(each.place, "hashes", what, mend, each.number)


def _resting(register: Register, each: _Registered) -> str:
    """What the register says of a sentence."""
    ids = [c.id for c in register.claims if (c.post, c.sentence) == (each.post.id, each.number)]
    return ", ".join(f"`{name}`" for name in ids) or "what the register says of it"


def _around(place: int, matched: Mapping[int, _Registered]) -> tuple[_Registered | None, _Registered | None]:
    """The nearest registered sentences before and after a place of the source."""
    places = list(matched)  # In order: so are the matches.
    after = bisect(places, place)
    before = matched[places[after - 1]] if after else None
    return before, matched[places[after]] if after < len(places) else None


def _unregistered(
    register: Register, sentence: Sentence, around: tuple[_Registered | None, _Registered | None]
) -> Iterator[Diagnostic]:
    """That a sentence of a post is not registered, where it is known to be one of a post."""
    before, after = around
    within = before.post.id if before and after and before.post.id == after.post.id else None
    name = sentence.post or within
    # Where a post has no hashes at all, that is told.
    place = next((place for place, post in enumerate(register.posts) if post.id == name and post.hashes), None)
    if place is not None:
        what = f"`{name}` has a sentence in line {sentence.line} of the source that is not registered."
        yield _found(place, "sentences", what, "Register what it says, and update the hashes.")
