"""The little Markdown in texts: what it makes, and that it can make nothing else."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from quiz.answers.query import read_query
from quiz.answers.routing import route
from quiz.files.translation import as_file, readable
from quiz.output.formats import as_json, as_text
from quiz.problems import InvalidFiles
from quiz.rulebook.fields import Part
from quiz.rulebook.model import Rulebook
from quiz.rulebook.register import Register
from quiz.shelf.loading import load_shelf
from quiz.summary.engine import summarize
from quiz.web.app import app_for
from quiz.words.folders import own_folder
from quiz.words.markdown import Run, as_html, as_plain, as_runs, links_in
from tests.support.books import REGISTER, SMALL, book
from tests.support.harmless import PageParser
from tests.support.hostile import PAYLOADS

ALL = "nights=few&people=young&first=sleep"
ADDRESS = "https://example.org/a?b=1&c=2"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ('plain, with it\'s "quotes" & <b>', "plain, with it&#39;s &#34;quotes&#34; &amp; &lt;b&gt;"),
        ("*a* and **b**, _c_", "<em>a</em> and <strong>b</strong>, <em>c</em>"),
        ("**a *b***", "<strong>a <em>b</em></strong>"),
        ("patient_contact_hours and 2 * 3 * 4", "patient_contact_hours and 2 * 3 * 4"),
        (r"\*a\* \[b\](c) \\", r"*a* [b](c) \ "[:-1]),
        (
            f"see [the **book**]({ADDRESS})",
            f'see <a class="link" href="{escape(ADDRESS)}" rel="noreferrer">the <strong>book</strong></a>',
        ),
        ("[a] [b]: c", "[a] [b]: c"),
        (
            "[a](http://e.org 'no titles')",
            '<a class="link" href="http://e.org" rel="noreferrer">a</a>',
        ),
    ],
)
def test_marks_become_markup(text: str, html: str) -> None:
    assert as_html(text) == html
    assert isinstance(as_html(text), Markup)


@pytest.mark.parametrize(
    "text",
    [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java&#115;cript:alert(1))",
        "[x](&#x6A;avascript&colon;alert(1))",
        "[x](\\javascript:alert(1))",
        "[x](<javascript:alert(1)>)",
        "[x](\tjavascript:alert(1))",
        "[x](vbscript:x)",
        "[x](data:text/html,<script>alert(1)</script>)",
        "[x](data:image/png;base64,AAAA)",
        "[x](file:///etc/passwd)",
        "[x](//evil.example)",
        "[x](/small/ask)",
        "[x](#top)",
        "[x](mailto:a@example.org)",
        "[x](https://)",
        "[x](https:///path)",
        "[x](http:evil.example)",
        "[x](https://good.example@evil.example/)",
        "[x](https://good.example\\@evil.example/)",
        "[x](https://[::1/)",
        "[x]( )",
        "[x][y]",
        "[x]",
        "<https://example.org>",
        "https://example.org www.example.org",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<b>bold</b>",
        "&lt;script&gt; &#60;b&#62;",
        "`code`",
        "# heading",
        "- item",
        "> quote",
        "| a | b |",
        "    indented",
        "~~gone~~ ==marked== ++new++",
        "[x]()",
        "[x](<>)",
        "[x]('title')",
        *(payload for payload in PAYLOADS if "__" not in payload),
    ],
)
def test_anything_else_is_text(text: str) -> None:
    assert "<" not in as_html(text)
    assert as_plain(text).count("alert") == text.count("alert")
    assert links_in(text) == ()


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (f"![x]({ADDRESS}.png)", f"{ADDRESS}.png"),
        (f"[[x]({ADDRESS})](javascript:alert(1))", ADDRESS),
        (f"[x<img src=x onerror=alert(1)>]({ADDRESS})", ADDRESS),
        ('[x](https://example.org/"onmouseover="alert(1))', "https://example.org/%22onmouseover=%22alert(1)"),
        ("[x](<https://example.org/'><script>alert(1)</script>)", None),
        ("[x](https://example.org/\u202e)", "https://example.org/%E2%80%AE"),
        ("[x](https://пример.example/)", "https://xn--e1afmkfd.example/"),
    ],
)
def test_a_link_holds_its_address_and_nothing_more(text: str, address: str | None) -> None:
    assert links_in(text) == (() if address is None else (address,))
    assert PageParser(as_html(text)).acting == []
    tags = set(re.findall(r"<[^>]*>", as_html(text)))
    assert tags == (
        set() if address is None else {f'<a class="link" href="{escape(address)}" rel="noreferrer">', "</a>"}
    )


PIECES = [*"ab *_[]()<>\\!`\"'&;:/#\n", "https://e.org", "](https://e.org/", "javascript:", "&#58;", "\u2028"]
ODD = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(ODD)
def test_no_text_makes_an_element_that_is_not_allowed(text: str) -> None:
    html = as_html(text)
    for tag in re.findall(r"<[^>]*>?", html):
        assert re.fullmatch(r'</?(em|strong)>|</a>|<a class="link" href="https?://[^"<>\s]+" rel="noreferrer">', tag)
    assert PageParser(html).acting == []
    assert html.count("<a ") == html.count("</a>") == len(links_in(text))
    assert Markup(re.sub(r"</?(em|strong|a)\b[^>]*>", "", html)).unescape() == "".join(
        run.text for run in as_runs(text) if not (run.text.startswith(" (http") and run.text[2:-1] in links_in(text))
    )


@given(st.text(st.characters(exclude_characters="*_[\\")))
def test_a_text_without_marks_is_escaped_and_no_more(text: str) -> None:
    assert as_html(text) == escape(text)
    assert as_plain(text) == text


def test_our_own_texts_are_what_they_were() -> None:
    """Whoever uses marks in one of them lists it here."""
    shelf = load_shelf(own_folder("rules"), own_folder("seeds"))
    parts = [part for each in shelf.values() for part in (as_file(each), *each.registers)]
    texts = [text.text for part in parts for text in readable(part)]
    assert len(texts) > 300
    assert [text for text in texts if as_html(text) != escape(text)] == []


def test_no_text_is_long_enough_to_keep_the_parser_busy() -> None:
    """The longest there may be, of what is hardest to parse: a parser that tries every pairing would never end."""
    for worst in ("[", "*", "*a", "**a_", "[a](", "![[", "*_", "](", "[a](<", "\\"):
        assert as_plain((worst * 1500)[:1500])


def test_runs_say_how_words_look_and_show_where_links_lead() -> None:
    assert as_runs(f"a **b *c*** [d]({ADDRESS}) e") == (
        Run("a "), Run("b ", strong=True), Run("c", strong=True, emphasis=True), Run(" "), Run("d", link=ADDRESS),
        Run(f" ({ADDRESS})"), Run(" e"),
    )  # fmt: skip
    assert as_runs("[https://example.org](https://example.org)") == (
        Run("https://example.org", link="https://example.org"),
    )
    assert as_plain(f"**a** [b]({ADDRESS})") == f"a b ({ADDRESS})"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("See [it](www.example.org).", "contains a link that leads nowhere. Write `[words](https://example.org/)`"),
        ("See [it](javascript:alert(1)).", "contains a link that leads nowhere."),
        ("See [](https://example.org).", "contains a link without words."),
        ("See [ ](https://example.org).", "contains a link without words."),
        ("See [it]().", "contains a link that leads nowhere."),
        (r"See \[it\](not a link).", None),
        ("See [it](https://example.org).", None),
    ],
)
def test_a_link_that_leads_nowhere_is_refused_where_it_stands(tmp_path: Path, text: str, said: str | None) -> None:
    written = SMALL.replace("    text: You like them.", f"    text: '{text}'")
    if said is None:
        assert book(tmp_path, written).advice[2].text == text
        return
    with pytest.raises(InvalidFiles) as caught:
        book(tmp_path, written)
    (problem,) = caught.value.problems
    assert (problem.line, problem.column) == (70, 11)
    assert str(problem).split(": ", 1)[1].startswith(said)


def marked(part: Part, name: str) -> Part:
    """The part with every text in it marked, titles and labels excepted: they are plain."""
    fields = {}
    for field in type(part).model_fields:
        value = getattr(part, field)
        if isinstance(value, str) and field in TEXTS:
            value = f"**{name}.{field}** [link]({ADDRESS}) {value}"
        elif isinstance(value, Part):
            value = marked(value, field)
        elif isinstance(value, tuple) and value and isinstance(value[0], Part):
            value = tuple(marked(each, f"{field}/{place}") for place, each in enumerate(value))
        fields[field] = value
    return type(part).model_construct(**fields)


TEXTS = {
    "decision", "audience", "intro", "updates", "funding", "selection", "text", "little_said", "hint", "if_not_sure",
    "note", "says", "missing", "role",
}  # fmt: skip


@pytest.fixture
def everywhere(tmp_path: Path) -> Rulebook:
    """A small quiz with marks in every text that may have some."""
    hinted = SMALL.replace("    choices: [{id: none", "    hint: Think.\n    choices: [{id: none", 1)
    rulebook = book(tmp_path, hinted.replace("text: Go on as now.", "text: Go on as now., little_said: Little."))
    register = marked(rulebook.registers[0], "")
    posts = rulebook.registers[0].posts
    assert isinstance(register, Register)
    register = Register.model_construct(**{**dict(register), "posts": posts})
    made = marked(as_file(rulebook), "")
    questions = tuple(
        each.model_construct(**{**dict(each), "text": old.text})
        for each, old in zip(made.questions, rulebook.questions, strict=True)
    )
    return Rulebook.model_construct(**{**dict(made), "questions": questions, "registers": (register,)})


PAGES = [
    "",
    "ask",
    "answer?_at=nights",
    f"check?{ALL}",
    f"summary?{ALL}",
    "summary?nights=not_sure&people=not_sure&first=sleep",
]


@pytest.fixture
def client(everywhere: Rulebook) -> FlaskClient:
    return app_for({"small": everywhere}).test_client()


@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_marks_as_what_they_mean(client: FlaskClient, page: str) -> None:
    html = client.get(f"/small/{page}").text
    assert "**" not in html
    assert "](" not in html
    if page.startswith(("summary", "ask")) or not page:
        assert f'<a class="link" href="{escape(ADDRESS)}" rel="noreferrer">link</a>' in html


def test_the_front_page_of_several_quizzes_shows_marks_too(everywhere: Rulebook) -> None:
    shelf = {"small": everywhere, "other": Rulebook.model_construct(**{**dict(everywhere), "id": "other"})}
    html = app_for(shelf).test_client().get("/").text
    assert "**" not in html
    assert "<strong>.decision</strong>" in html
    assert "<strong>.audience</strong>" in html


def test_json_and_text_keep_the_marks_as_they_are_written(everywhere: Rulebook) -> None:
    summary = summarize(route(everywhere, read_query(everywhere, ALL).answers))
    for made in (as_json(summary, ()), as_text(summary, ())):
        assert f"**points/0.text** [link]({ADDRESS}) Days are full of people." in made


def test_a_translation_may_not_lead_elsewhere(tmp_path: Path) -> None:
    from quiz.files.translation import renewed, translations_of
    from tests.support.books import loaded

    text = SMALL.replace("text: You like them.", "text: 'You like [them](https://example.org/).'")
    rulebook = loaded(tmp_path, text).rulebook
    for kind, part in (
        ("rules/translations/small", as_file(rulebook)),
        ("seeds/translations/talk", rulebook.registers[0]),
    ):
        path = tmp_path / f"{kind}.es.po"
        path.parent.mkdir()
        written = re.sub(r'(?m)^(msgid "([^"]+)"\n)msgstr ""', r'\1msgstr "\2"', renewed(path, "es", part)[0])
        path.write_text(written)
    path = tmp_path / "rules/translations/small.es.po"
    (made,) = translations_of(rulebook, tmp_path / "rules/small.yaml", tmp_path / "seeds")
    assert made.problems == ()
    path.write_text(
        path.read_text().replace(
            'msgstr "You like [them](https://example.org/)', 'msgstr "You like [them](https://evil.example/)'
        )
    )
    (made,) = translations_of(rulebook, tmp_path / "rules/small.yaml", tmp_path / "seeds")
    assert ["has other links than the text" in problem.what for problem in made.problems] == [True]


def test_labels_and_titles_are_plain(tmp_path: Path) -> None:
    rulebook = book(tmp_path, SMALL.replace("title: A small quiz", "title: A *small* quiz"), REGISTER)
    assert "<h1>A *small* quiz</h1>" in app_for({"small": rulebook}).test_client().get("/small/").text
