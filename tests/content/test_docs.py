"""The docs: their links lead somewhere, and their Python examples give what they say."""

import re
from datetime import date
from doctest import DocTestParser, DocTestRunner
from pathlib import Path

import pytest

import quiz
from quiz.files import scaffold_quiz

PROJECT = Path(__file__).parents[2]
PAGES = [*sorted(PROJECT.glob("*.md")), *sorted(PROJECT.glob("docs/**/*.md"))]


def anchors(page: Path) -> set[str]:
    """The anchors that GitHub makes of the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(), flags=re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_every_link_within_the_docs_leads_somewhere(page: Path) -> None:
    for link in re.findall(r'(?:\]\(|(?:src|href)=")([^)"\s]+)', page.read_text()):
        if link.startswith(("http:", "https:")):
            continue
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        assert target.exists(), f"{link} leads nowhere"
        assert not anchor or anchor in anchors(target), f"{link} has no such heading"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_every_file_that_the_docs_name_is_there(page: Path) -> None:
    if page.name == "CHANGELOG.md":
        pytest.skip("a changelog names what is gone")
    for path in re.findall(r"`((?:quiz|tests|docs|deploy|benchmarks)/[\w./-]+)`", page.read_text()):
        assert (PROJECT / path).exists(), f"there is no {path}"


def test_the_examples_of_the_python_api_give_what_they_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = PROJECT / "docs" / "developers" / "api.md"
    scaffold_quiz("cycling", tmp_path, date(2026, 9, 1))
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"^```pycon\n(.*?)^```$", page.read_text(), flags=re.M | re.S)
    examples = DocTestParser().get_doctest("\n".join(blocks), {}, page.name, str(page), 0)
    assert all(f"`{name}" in page.read_text() for name in quiz.__all__ if name != "__version__")
    said: list[str] = []
    failed, tried = DocTestRunner().run(examples, out=said.append)
    assert tried
    assert not failed, "".join(said)
