"""Where claims are cited: post by post in the order of the source."""

import re
from pathlib import Path

import pytest

from quiz.answers.query import read_query
from quiz.answers.routing import route
from quiz.output.formats import as_text
from quiz.output.phrases import drawn_from, places
from quiz.rulebook.model import Rulebook
from quiz.summary.engine import summarize
from quiz.web.app import app_for
from quiz.words import speech_for
from tests.support.books import REGISTER, SMALL, book
from tests.support.two_sources import two_sources

ALL = "nights=few&people=young&first=sleep"
MORE = range(3, 12)
SHORT = ["Q.1", "1.1", "1.2", "2.1", *(f"{number}.1" for number in MORE)]
CITED = "The question, sentence 1; Reply 1, sentences 1, 2; Reply 2, sentence 1; " + "; ".join(
    f"Reply {number}, sentence 1" for number in MORE
)


def with_eleven_replies(folder: Path) -> Rulebook:
    """A rulebook whose first advice rests on all posts of its source, named in no order."""
    posts = "".join(
        f"  - {{id: reply-{n}, name: Reply {n}, role: reply, author: not shown, sentences: 1}}\n" for n in MORE
    )
    claims = "".join(
        f"  - {{id: r{n}-days, post: reply-{n}, sentence: 1, topic: work, text: Days are full.}}\n" for n in MORE
    )
    register = REGISTER.replace("claims:\n", f"{posts}claims:\n", 1).replace(
        "differences:\n", f"{claims}differences:\n"
    )
    named = ["r11-days", "r2-nights", "r1-days", "q-asks", "r1-nights", *(f"r{n}-days" for n in reversed(MORE[:-1]))]
    text = SMALL.replace(
        "text: Reply 1 says so.\n    claims: [r1-days]", f"text: They say so.\n    claims: [{', '.join(named)}]"
    )
    return book(folder, text, register)


def test_posts_are_cited_in_the_order_of_the_source_and_not_of_their_names(tmp_path: Path) -> None:
    rulebook = with_eleven_replies(tmp_path)
    made = summarize(route(rulebook, read_query(rulebook, ALL).answers))
    (everyone,) = made.for_everybody
    assert places(everyone.claims, rulebook.speech) == CITED
    assert f"({', '.join(SHORT)})" in as_text(made, (), whole=True)


def test_replies_are_called_anonymous_only_where_the_register_tells_nobody_from_another(tmp_path: Path) -> None:
    def said(register: str, language: str = "en") -> str:
        rulebook = book(tmp_path, SMALL, register)
        provenance = summarize(route(rulebook, read_query(rulebook, ALL).answers)).provenance
        return drawn_from(provenance, speech_for(language))

    named = REGISTER.replace("author: not shown", "author: Ann Lee", 1)
    assert said(REGISTER).startswith("From 2 anonymous replies (conversation, 2024): opinions")
    assert said(named).startswith("From 2 replies (conversation, 2024): opinions")
    assert said(REGISTER, "es").startswith("De 2 respuestas anónimas (conversation, 2024)")
    assert said(named, "es").startswith("De 2 respuestas (conversation, 2024)")


@pytest.mark.parametrize("kind", ["conversations", "two talks with residents", "Interview", "FAQ"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_kind_of_a_source_reads_well_in_any_number(tmp_path: Path, kind: str, language: str) -> None:
    rulebook = book(tmp_path, SMALL, REGISTER.replace("kind: conversation,", f"kind: {kind},"))
    provenance = summarize(route(rulebook, read_query(rulebook, ALL).answers)).provenance
    assert f" ({kind}, 2024): " in drawn_from(provenance, speech_for(language))
    start = app_for({"small": rulebook}).test_client().get("/small/").text
    assert f"2 replies, told in our own words: opinions, not data. The only source: {kind} (nobody, 2024)." in start


def test_what_was_published_is_not_called_an_opinion(tmp_path: Path) -> None:
    rulebook = book(tmp_path, SMALL, REGISTER.replace("opened: 2024-01-02", "published: 2024-01-02"))
    client = app_for({"small": rulebook}).test_client()
    start, summary, about = (client.get(f"/small/{page}").text for page in ("", f"summary?{ALL}", "about"))
    assert "From one source: A talk (conversation, 2024). No option" in summary
    assert "One source, told in our own words:" in start
    assert "opinion" not in (start + summary).replace("Two opinions.", "")
    assert "Nobody has checked" not in about
    provenance = summarize(route(rulebook, read_query(rulebook, ALL).answers)).provenance
    assert drawn_from(provenance, speech_for("es")).startswith("De una fuente: A talk (conversation, 2024). ")


def test_the_example_of_a_locator_is_one_that_the_summary_cites(tmp_path: Path) -> None:
    for rulebook in (book(tmp_path, SMALL, REGISTER), two_sources(tmp_path).rulebook):
        page = app_for({"small": rulebook}).test_client().get(f"/small/summary?{ALL}").text
        text = as_text(summarize(route(rulebook, read_query(rulebook, ALL).answers)), ())
        for said, cited in ((page, r">([^<]+)</a>"), (text, r"\(([^()]+)\)\n")):
            found = re.search(r"named as the right one\. (\S+): (.+), sentence (\d+)\.", said)
            assert found
            assert found[1] in re.findall(cited, said)
            assert found[1].endswith(f"{found[2][-1]}.{found[3]}")


def test_the_page_cites_posts_in_the_same_order(tmp_path: Path) -> None:
    page = app_for({"small": with_eleven_replies(tmp_path)}).test_client().get(f"/small/summary?{ALL}").text
    cited = [re.findall(r">([^<]+)</a>", each) for each in re.findall(r'<span class="cites">.*?</span>', page, re.S)]
    assert SHORT in cited
