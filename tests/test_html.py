"""Every page is valid HTML, by html-validate."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from flask import Flask

from quiz.rulebook import Rulebook
from quiz.web import create_app
from quiz.web.shelf import live_shelf
from tests.pages import pages

pytestmark = pytest.mark.html

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
    (tmp_path / ".htmlvalidate.json").write_text(json.dumps({"root": True, **RULES}))
    client = everything.test_client()
    names = {}
    addresses = {f"/{name}/{path}" for name in live_shelf(everything).shelf for path in ("", "ask")}
    addresses |= {f"/{ir.id}/{path}" for path in pages(ir).values()} | {"/"}
    for number, address in enumerate(sorted(addresses)):
        answer = client.get(address, follow_redirects=True)
        names[f"{number}.html"] = address
        (tmp_path / f"{number}.html").write_text(answer.text, encoding="utf-8")
    report = tmp_path / "report.json"
    command = [checker, "--yes", CHECKER, "--formatter", f"json={report}", *names]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert report.exists(), done.stderr
    reports = json.loads(report.read_text())
    found = [
        f"{names[Path(report['filePath']).name]}:{message['line']}: {message['ruleId']}: {message['message']}"
        for report in reports
        for message in report["messages"]
    ]
    assert found == [], "\n".join(found)
    assert len(names) > 10
