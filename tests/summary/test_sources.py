"""Summaries that rest on several sources: which source each citation is of, and how sure it is."""

from pathlib import Path

import pytest

from quiz.answers import read_query, route
from quiz.output import as_text
from quiz.rulebook.model import Rulebook
from quiz.shelf.kept import keep, read_edition
from quiz.summary.engine import summarize
from quiz.summary.evidence import sources_of
from quiz.summary.model import ConfidenceView, Summary
from quiz.web.app import app_for
from tests.support.books import ALL_ANSWERS
from tests.support.two_sources import two_sources


@pytest.fixture
def rulebook(tmp_path: Path) -> Rulebook:
    return two_sources(tmp_path).rulebook


def made(rulebook: Rulebook) -> Summary:
    return summarize(route(rulebook, read_query(rulebook, ALL_ANSWERS).answers))


def test_a_claim_is_cited_with_its_source_and_how_sure_it_is(rulebook: Rulebook) -> None:
    cited = {claim.id: claim for post in made(rulebook).sources for claim in post.claims}
    assert (cited["r1-nights"].place, cited["r1-nights"].post_name) == ("A1.1", "Talk, Reply 1")
    assert (cited["s-sleep"].place, cited["s-sleep"].post_name) == ("B1.1", "Study, Abstract")
    assert cited["s-sleep"].confidence == ConfidenceView("low", "One small study.")
    assert cited["r1-nights"].confidence is None


def test_no_two_sources_have_the_same_letter(rulebook: Rulebook) -> None:
    many = [register for register in rulebook.registers for _ in range(20)]
    letters = [source.letter for source in sources_of(rulebook.model_copy(update={"registers": many}))]
    assert letters[24:28] == ["Y", "Z", "AA", "AB"]
    assert len(set(letters)) == 40


def test_posts_of_the_same_id_stay_apart(rulebook: Rulebook) -> None:
    posts = {(post.source, post.id): [claim.id for claim in post.claims] for post in made(rulebook).sources}
    assert posts["talk", "reply-1"] == ["r1-nights", "r1-days"]
    assert posts["study", "reply-1"] == ["s-sleep"]


def test_a_difference_between_sources_is_shown_when_one_side_is(rulebook: Rulebook) -> None:
    assert [each.id for each in made(rulebook).differences] == ["nights", "nights_and_sleep"]


def test_the_page_and_the_text_name_both_sources_and_the_confidence(rulebook: Rulebook) -> None:
    client = app_for({"small": rulebook}).test_client()
    page = client.get(f"/small/summary?{ALL_ANSWERS}").text
    text = as_text(made(rulebook), (), whole=True)
    for said in (
        "A, Talk (conversation, 2024); B, Study (cohort study, 2021)",
        "low confidence",
        " A1.2: Talk, Reply 1, sentence 2.",
    ):
        assert said in page
        assert said in text
    assert 'href="https://doi.org/10.1000/nights.1"' in page
    assert "https://doi.org/10.1000/nights.1" in text
    assert "published May 4, 2021" in page
    assert "anonymous" not in page


def test_about_and_start_tell_each_source(rulebook: Rulebook) -> None:
    client = app_for({"small": rulebook}).test_client()
    about, start = client.get("/small/about").text, client.get("/small/").text
    assert "low confidence, 1." in about
    assert "What is claimed, by topic (Study)" in about
    assert "<strong>Study.</strong> cohort study (A journal, 2021). One hospital." in start


def test_a_kept_edition_keeps_every_register(tmp_path: Path) -> None:
    loaded = two_sources(tmp_path)
    path = keep(loaded, tmp_path / "seeds")
    assert path is not None
    (kept,) = read_edition(path, "small").rulebooks
    assert kept.registers == loaded.rulebook.registers
    assert made(kept) == made(loaded.rulebook)
