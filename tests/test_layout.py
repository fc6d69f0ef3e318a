"""Where tests stand."""

import ast
import tomllib
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
SLOW = {"browser", "hostile", "packaging", "servers"}
NO_TESTS = {"data", "support", "__pycache__"}


def test_a_folder_of_tests_is_in_the_fast_set_or_known_to_be_slow() -> None:
    settings = tomllib.loads((TESTS.parent / "pyproject.toml").read_text())["tool"]["pytest"]["ini_options"]
    fast = {Path(path).name for path in settings["testpaths"]}
    assert fast | SLOW | NO_TESTS >= {path.name for path in TESTS.iterdir() if path.is_dir()}


def test_every_package_has_a_folder_of_tests() -> None:
    packages = {path.parent.name for path in (TESTS.parent / "quiz").glob("*/__init__.py")}
    assert packages <= {path.name for path in TESTS.iterdir() if path.is_dir()}


@pytest.mark.parametrize("path", sorted(TESTS.rglob("*.py")), ids=lambda path: str(path.relative_to(TESTS)))
def test_no_test_module_is_imported(path: Path) -> None:
    imports = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ImportFrom)]
    shared = [node.module for node in imports if (node.module or "").startswith("tests")]
    assert [name for name in shared if not name.startswith("tests.support")] == []
