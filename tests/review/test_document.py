"""The review document: whole, numbered, without anything from elsewhere, and bound to its text by a hash."""

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from quiz import load
from quiz.about.facts import about
from quiz.api import check
from quiz.files.source_hashes import with_hashes
from quiz.files.source_text import Sentence, sentences_in
from quiz.proof.checks import CHECKS, prove
from quiz.review.document import PROMISES, as_html, review_of
from quiz.rulebook.model import Rulebook
from quiz.rulebook.texts import readable
from quiz.shelf.edition_format import content_hash
from quiz.web.app import app_for
from quiz.words.markdown import as_plain
from tests.support.books import PROVED, REGISTER, SMALL, book, changed, write_files
from tests.support.own_books import IR
from tests.support.tutorial import finished_quiz
from tests.support.two_sources import two_sources

TODAY = date(2026, 11, 26)
SOURCE = "[question]\nHow are nights?\n[reply-1]\nThey are <b>hard</b>. Days are full.\n[reply-2]\nI find them easy.\n"


def document(rulebook: Rulebook, sources: dict[str, tuple[Sentence, ...]] | None = None) -> str:
    return as_html(review_of(rulebook, prove(rulebook), TODAY, sources))


def words_of(html: str) -> str:
    body = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


@pytest.fixture(scope="module")
def ours() -> str:
    return document(IR)


def test_it_says_everything_that_the_quiz_can_say(ours: str) -> None:
    words = words_of(ours)
    left_out = {"minutes", "updates", "title", "topics", "conditions"}
    for part in (IR, *IR.registers):
        for text in readable(part):
            if text.trail[0] not in left_out and text.trail[-1] not in ("label", "short", "term"):
                assert " ".join(as_plain(text.text).split()).rstrip(".") in words, text.place


def test_everything_can_be_agreed_to_or_amended_by_a_mark_of_its_own(ours: str) -> None:
    base = IR.evidence_base
    parts = (IR.options, IR.besides, IR.questions, IR.rules, base.differences, base.asked, base.silences, IR.glossary)
    assert words_of(ours).count("yes amend") == sum(map(len, (*parts, base.claims)))
    numbers = re.findall(r'class="number"[^>]*>([^<]+)<', ours)
    assert len(numbers) == len(set(numbers))


def test_a_bound_that_the_quiz_does_not_set_is_no_promise(tmp_path: Path, ours: str) -> None:
    bound = "No headline and no key point applies to more answer sets than the quiz allows itself."
    assert bound in words_of(ours)
    assert bound not in words_of(document(book(tmp_path, PROVED)))


def test_every_rule_has_a_number_of_its_own_and_is_for_somebody(ours: str) -> None:
    numbers = re.findall(r'class="number" id="(\w+)"', ours)
    assert len(numbers) == len(set(numbers)) == len(IR.rules)
    assert {number[0] for number in numbers} == set("HKATB")
    assert "those who answer Patients with “A lot” and Reading with “Rather not”. One answer set in 16." in words_of(
        ours
    )


def test_it_needs_no_other_file_and_runs_nothing(ours: str) -> None:
    assert not re.search(r"<(script|link|img|iframe|object)\b|\bsrc=|@import|url\(", ours)
    assert set(re.findall(r'href="([^#][^"]*)"', ours)) == set()


def test_what_a_file_says_cannot_become_markup(tmp_path: Path) -> None:
    html = document(book(tmp_path, changed("title: A small quiz", 'title: "<script>alert(1)</script>"')))
    assert "<script>" not in html


def test_a_claim_stands_over_its_sentence_where_the_source_is_given(tmp_path: Path) -> None:
    path = write_files(tmp_path)
    register = tmp_path / "seeds" / "talk.yaml"
    sentences = tuple(sentences_in(SOURCE))
    hashed = book(tmp_path, register=with_hashes(register, sentences))
    html = document(hashed, {"talk": sentences})
    assert 'Nights are hard.<p class="source small">They are &lt;b&gt;hard&lt;/b&gt;.</p>' in html
    changed_source = tuple(sentences_in(SOURCE.replace("full", "long")))
    assert "Days are long." not in document(hashed, {"talk": changed_source})
    assert "that takes the text of the source, and its hashes in the register" in document(hashed)
    assert path.exists()


def test_there_is_no_heading_over_nothing(tmp_path: Path, ours: str) -> None:
    heading = "Where the sources differ, and what they do not say"
    assert heading in ours
    assert heading not in document(load(finished_quiz(tmp_path)))


def test_a_claim_names_what_rests_on_it_and_how_sure_it_is(tmp_path: Path) -> None:
    words = words_of(document(two_sources(tmp_path).rulebook))
    assert (
        "B1.1 People who work nights sleep an hour less. (low confidence: One small study.) no statement of its own"
        in words
    )
    assert "A1.1 Nights are hard. H1, H2, H3, A1, T1" in words


def test_a_place_is_explained_by_a_post_as_its_source_calls_it(tmp_path: Path) -> None:
    words = words_of(document(two_sources(tmp_path).rulebook))
    assert "B1.1 is Study, Abstract, sentence 1." in words
    assert "is reply 1" not in words


def test_every_check_is_a_promise_in_words() -> None:
    assert {name for names in PROMISES for name in names} == set(CHECKS)


def test_what_is_not_proved_is_not_called_proved(tmp_path: Path) -> None:
    proved = words_of(document(book(tmp_path, PROVED)))
    assert "Exactly one headline applies." in proved
    found = words_of(
        document(book(tmp_path, changed("when: {nights: none}, title", "when: {nights: few}, title", PROVED)))
    )
    assert "Exactly one headline applies." not in found
    assert "apply together, and only one headline may." in found


def test_a_hash_changes_with_the_text_and_the_rules_and_with_nothing_else(tmp_path: Path) -> None:
    first = content_hash(book(tmp_path))
    assert re.fullmatch(r"[0-9]+-[0-9a-f]{16}", first)
    signed = SMALL + "evaluations: [{of: review_by_experts, date: 2024-03-01, text: Read it.}]\n"
    for same in (SMALL, f"# A note.\n{SMALL}", signed):
        assert content_hash(book(tmp_path, same)) == first
    others = (
        changed("title: Nights wear people down", "title: Nights wear people out"),
        changed("when: {nights: [none, few]}", "when: {nights: none}"),
        changed("leave: nights are hard", "leave: nights are long"),
        changed("edition: 2024-02-03", "edition: 2024-02-04"),
    )
    hashes = {content_hash(book(tmp_path, other)) for other in others}
    hashes.add(content_hash(book(tmp_path, register=REGISTER.replace("Nights are easy.", "Nights are fine."))))
    assert len(hashes | {first}) == 6


def signed(given: str) -> str:
    signature = f"{{by: 'Dr. A, radiologist', edition: 2024-02-03, language: en, hash: {given}}}"
    return PROVED + f"evaluations: [{{of: review_by_experts, date: 2024-03-01, text: Agreed., signed: {signature}}}]\n"


def test_about_says_who_has_signed_and_whether_it_is_this_text(tmp_path: Path) -> None:
    given = content_hash(book(tmp_path, PROVED))
    for text, of_this, words in (
        (signed(given), True, "Signed for this edition, word for word, in this language."),
        (signed("1-0123456789abcdef"), False, "Signed for the edition of February 3, 2024 in English;"),
    ):
        rulebook = book(tmp_path, text)
        (signature,) = about(rulebook, TODAY).signed
        assert (signature.by, signature.signed_on, signature.of_this) == (
            "Dr. A, radiologist",
            date(2024, 3, 1),
            of_this,
        )
        page = app_for({"small": rulebook}).test_client().get("/small/about").text
        assert words in page
        assert given in page or not of_this


def test_a_text_that_was_changed_after_it_was_signed_is_found(tmp_path: Path) -> None:
    text = signed(content_hash(book(tmp_path, PROVED)))
    assert check(write_files(tmp_path, text), tmp_path / "seeds") == ()
    path = write_files(tmp_path, text.replace("text: You like them.", "text: You love them."))
    (problem,) = check(path, tmp_path / "seeds")
    assert problem.check == "signature"
    assert problem.what.startswith("the text has changed since Dr. A, radiologist signed it under this edition")
    later = text.replace("text: You like them.", "text: You love them.").replace(
        "edition: 2024-02-03\n", "edition: 2024-02-04\n"
    )
    assert check(write_files(tmp_path, later), tmp_path / "seeds") == ()


def test_nobody_can_have_signed_in_a_language_that_the_quiz_does_not_have(tmp_path: Path) -> None:
    text = signed(content_hash(book(tmp_path, PROVED))).replace("language: en, hash", "language: fr, hash")
    (problem,) = check(write_files(tmp_path, text), tmp_path / "seeds")
    assert problem.what == "the quiz has no finished text in `fr` that Dr. A, radiologist can have signed."
