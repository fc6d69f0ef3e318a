"""Addresses and files that nobody who means well would write."""

import re
from collections.abc import Iterable
from urllib.parse import quote, urlencode

from hypothesis import strategies as st

from quiz.rulebook import Rulebook

MARK = "zz<xss>\"'`&zz"
"""Text that must never reach a page as it is."""

PAYLOADS = (
    MARK,
    f"<script>alert(1)</script>{MARK}",
    f'"><img src=x onerror=alert(1)>{MARK}',
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "%(name)s %s %n {0.__class__}",
    "../../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "\x00",
    "a\r\nSet-Cookie: x=1",
    "\u202egnp.exe\u2066",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    "x" * 5000,
    "🏥" * 400,
    "null",
    "-1",
    "9" * 400,
    "",
)

PAGES = ("", "ask", "answer", "check", "summary", "summary.json", "summary.txt", "summary.pdf", "nowhere")
PARAMETERS = ("_at", "_back_to", "_paper", "_edition", "__proto__", "constructor", "name")


def addresses(book: Rulebook) -> st.SearchStrategy[str]:
    """Addresses of a quiz: its pages and others, with answers that are right, nearly right, or nothing of the kind."""
    names = [question.id for question in book.questions]
    choices = [choice for question in book.questions for choice in question.choice_ids]
    right = st.sampled_from([(q.id, choice) for q in book.questions for choice in q.choice_ids])
    word = st.one_of(st.sampled_from([*names, *choices, *PARAMETERS, *PAYLOADS]), st.text(max_size=30))
    pair = st.one_of(right, right, right, st.tuples(word, word))
    query = st.lists(pair, max_size=24).map(lambda pairs: urlencode(pairs, errors="replace"))
    odd = st.one_of(st.just(""), st.sampled_from(["&", "=", "&&=&", "%", "%zz", "%ff%fe", "+", ";", "?", "#x"]))
    page = st.one_of(st.sampled_from(PAGES), st.sampled_from(PAYLOADS).map(lambda text: quote(text, safe="")))
    name = st.one_of(st.just(book.id), st.just(book.id), st.just(book.id), st.sampled_from(["..%2f", "%00", "static"]))
    return st.builds(lambda name, page, query, odd: f"/{name}/{page}?{query}{odd}", name, page, query, odd)


def edits(text: str) -> st.SearchStrategy[str]:
    """The text of a data file after a few edits that break it, or nearly."""
    lines = text.split("\n")
    where = st.integers(0, len(lines) - 1)
    one = st.one_of(
        st.tuples(st.just("delete"), where, st.just("")),
        st.tuples(st.just("double"), where, st.just("")),
        st.tuples(st.just("indent"), where, st.sampled_from([" ", "  ", "\t", "- "])),
        st.tuples(st.just("insert"), where, st.sampled_from(INSERTED)),
        st.tuples(st.just("value"), where, st.one_of(st.sampled_from(VALUES), st.text(max_size=12))),
        st.tuples(st.just("cut"), where, st.just("")),
        st.tuples(st.just("letter"), where, st.text(min_size=1, max_size=1)),
    )
    return st.lists(one, min_size=1, max_size=4).map(lambda steps: _edited(lines, steps))


VALUES = (
    "~", "[]", "{}", "[[[[]]]]", "{a: {b: {c: 1}}}", "yes", "1e999", ".nan", "2024-02-30", "0x1f", "1_000", "'", '"',
    "|", ">-", "*a", "&a x", "!!python/object/apply:os.system [id]", "<<: {}", "always", "not_sure", "@", "%TAG", "- -",
    "{any: []}", "{not: {not: always}}", "\u0000", "\ufeff", "x" * 2000,
)  # fmt: skip
INSERTED = (
    "a: &a [*a]", "---", "...", "%YAML 9.9", "format: 1", "id: other", "? x", "{", "]", "\t", "  - {id: x}", "<<: *a",
    "questions: []", "!!binary x", "\u2028", "# only a comment",
)  # fmt: skip


def _edited(lines: list[str], steps: Iterable[tuple[str, int, str]]) -> str:
    made = list(lines)
    for kind, at, what in steps:
        at = min(at, len(made) - 1)
        if at < 0:
            break
        if kind == "delete":
            del made[at]
        elif kind == "double":
            made.insert(at, made[at])
        elif kind == "indent":
            made[at] = what + made[at]
        elif kind == "insert":
            made.insert(at, what)
        elif kind == "cut":
            made[at] = made[at][: len(made[at]) // 2]
        elif kind == "letter":
            middle = len(made[at]) // 2
            made[at] = made[at][:middle] + what + made[at][middle + 1 :]
        else:
            made[at] = re.sub(r":\s.*$|- .*$", lambda found: f"{found[0][:2]}{what}", made[at], count=1)
    return "\n".join(made)
