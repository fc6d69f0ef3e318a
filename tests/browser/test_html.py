"""Every page is valid HTML, by html-validate."""

import json
import os
import shutil
import subprocess
from html import unescape
from pathlib import Path
from re import findall, search

import pytest
from flask import Flask

from quiz.rulebook.model import Rulebook
from quiz.web import create_app
from quiz.web.operation.settings import Settings
from quiz.web.pages.shelf import live_shelf
from quiz.web.preview import preview_of
from tests.support.pages import pages

CHECKER = "html-validate@9.7.1"
RULES = {
    "extends": ["html-validate:standard", "html-validate:document"],
    "rules": {
        # Templates leave spaces that nobody sees, and the title of a quiz may be long.
        "no-trailing-whitespace": "off",
        "long-title": "off",
        "require-sri": ["error", {"target": "crossorigin"}],
    },
}


@pytest.fixture(scope="module")
def checker() -> str:
    """Node's package runner; without it the test is skipped, except where CI=true asks for all."""
    found = shutil.which("npx")
    if found is None:
        word = "no HTML checker: Node's npx is not installed"
        if os.environ.get("CI") == "true":
            pytest.fail(word)
        pytest.skip(word)
    return found


@pytest.fixture(scope="module")
def everything() -> Flask:
    return create_app()


def test_every_page_is_valid(checker: str, everything: Flask, ir: Rulebook, tmp_path: Path) -> None:
    addresses = {f"/{name}/{path}" for name in live_shelf(everything).shelf for path in ("", "ask")}
    addresses |= {f"/{ir.id}/{path}" for path in pages(ir).values()} | {"/", "/?_code=7KF3-Q2MX"}
    assert len(addresses) > 10
    assert faults(checker, everything, addresses, tmp_path) == []


def test_every_page_of_the_preview_is_valid(checker: str, ir: Rulebook, tmp_path: Path) -> None:
    with preview_of(Settings()) as app:
        listed = app.test_client().get("/_preview/").text
        addresses = {unescape(address) for address in findall(r'href="(/[^"]+)"', listed)}
        html = {each for each in addresses if not search(r"/static/|/summary\.|\.json", each)}
        assert len(html) > 30
        assert faults(checker, app, html, tmp_path) == []


def faults(checker: str, app: Flask, addresses: set[str], folder: Path) -> list[str]:
    """What is wrong with the pages at `addresses`, one line each."""
    (folder / ".htmlvalidate.json").write_text(json.dumps({"root": True, **RULES}))
    client = app.test_client()
    names = {}
    for number, address in enumerate(sorted(addresses)):
        answer = client.get(address, follow_redirects=True)
        names[f"{number}.html"] = address
        (folder / f"{number}.html").write_text(answer.text, encoding="utf-8")
    report = folder / "report.json"
    command = [checker, "--yes", CHECKER, "--formatter", f"json={report}", *names]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert report.exists(), done.stderr
    reports = json.loads(report.read_text())
    return [
        f"{names[Path(report['filePath']).name]}:{message['line']}: {message['ruleId']}: {message['message']}"
        for report in reports
        for message in report["messages"]
    ]
