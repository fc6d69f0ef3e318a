"""The preview under `quiz serve`: pages follow their templates."""

import shutil
from html import unescape
from pathlib import Path

import pytest

from tests.support.books import ALL_ANSWERS, write_files
from tests.support.servers import QUIZ_SERVE, ask, writing_to


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_files(tmp_path)


def test_pages_follow_their_templates(tmp_path: Path) -> None:
    project = Path(__file__).parents[2]
    for name in ("quiz", "rules", "seeds", "templates"):
        shutil.copytree(project / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    template = tmp_path / "templates" / "start.html"
    good = template.read_text()
    command = [*QUIZ_SERVE, "--preview"]
    with writing_to(tmp_path / "log", command, cwd=tmp_path, PYTHONPATH=str(tmp_path)) as server:

        def start() -> str:
            return unescape(ask(server.port, "/integrated-ir/").body.decode())

        template.write_text(good.replace("<h1>", "<h1>Edited: "))
        assert "<h1>Edited: " in start()
        template.write_text(good.replace("<h1>", "<h1>{% if %}"))
        broken = start()
        assert "<h1>Edited: " in broken
        assert f"{template}:" in broken
        assert "Fix the template." in broken
        template.write_text(good.replace("<h1>", "<h1>{{ nothing.at_all }}"))
        failed = start()
        assert "This page cannot be made" in failed
        assert f"{template}:" in failed
        assert "UndefinedError: 'nothing' is undefined." in failed
        template.write_text(good)
        assert "This page cannot be made" not in start()


def test_pages_follow_what_their_templates_import_and_include(path: Path, tmp_path: Path) -> None:
    project = Path(__file__).parents[2]
    shutil.copytree(project / "quiz", tmp_path / "program/quiz", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(project / "templates", tmp_path / "program/templates")
    folders = ["--rules", str(path.parent), "--seeds", str(path.parent.parent / "seeds")]
    command = [*QUIZ_SERVE, "--preview", *folders]
    program = tmp_path / "program"
    with writing_to(tmp_path / "log", command, cwd=program, PYTHONPATH=str(program)) as server:
        for name, part, address in (
            ("partials/field.html", '<p class="or">', "/small/ask"),
            ("partials/summary.html", '<div class="statement"', f"/small/summary?{ALL_ANSWERS}"),
        ):
            partial = program / "templates" / name

            def count(what: str, address: str = address) -> int:
                return ask(server.port, address).body.decode().count(what)

            before = count(part)
            assert before > 0
            partial.write_text(partial.read_text().replace(part, part.replace('="', '="edited ')))
            assert (count(part), count(part.replace('="', '="edited '))) == (0, before), name
