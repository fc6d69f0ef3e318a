"""What is deployed is locked: each release with its hashes, and a license that we know."""

import re
import subprocess
import sys
import tomllib
import venv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from quiz.answers import read_query, route
from quiz.rulebook.model import Rulebook
from quiz.summary import summarize
from tests.support.queries import spread_queries

PROJECT = Path(__file__).parents[2]
DEPLOYED = PROJECT / "deploy" / "requirements.txt"
BUILDING = PROJECT / "deploy" / "build-requirements.txt"
LICENSES = PROJECT / "docs" / "developers" / "licenses.md"

PERMISSIVE = {
    "Apache-2.0",
    "Apache Software License",
    "BSD License",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "MIT License",
    "MIT",
    "PSF-2.0",
    "Zope Public License",
}
"""The licenses that ask for no more than their own text beside what is passed on."""


def project() -> dict[str, Any]:
    return tomllib.loads((PROJECT / "pyproject.toml").read_text())


def asked_for(requirements: Iterable[str]) -> Iterator[Requirement]:
    """The requirements on others, our own extras followed."""
    ours = project()["project"]
    for requirement in map(Requirement, requirements):
        if requirement.name == ours["name"]:
            for extra in requirement.extras:
                yield from asked_for(ours["optional-dependencies"][extra])
        else:
            yield requirement


def entries(lock: Path) -> list[str]:
    """Each entry of a lock: a pin, and its hashes."""
    lines = [line for line in lock.read_text().splitlines() if line and not line.lstrip().startswith("#")]
    return "\n".join(lines).replace("\\\n", "").split("\n")


def pins(lock: Path) -> dict[str, Requirement]:
    found = [Requirement(entry.partition(" --hash")[0]) for entry in entries(lock)]
    return {canonicalize_name(pin.name): pin for pin in found}


def version_of(pin: Requirement) -> str:
    (only,) = pin.specifier
    assert only.operator == "=="
    return only.version


@pytest.mark.parametrize("lock", [DEPLOYED, BUILDING], ids=lambda lock: lock.stem)
def test_a_lock_holds_nothing_but_exact_releases_with_hashes(lock: Path) -> None:
    for entry in entries(lock):
        assert re.fullmatch(r"[a-z0-9-]+==\S+( ; [^#]+?)?(\s+--hash=sha256:[0-9a-f]{64})+", entry), entry


@pytest.mark.parametrize(
    ("lock", "requirements"),
    [
        (DEPLOYED, [*project()["project"]["dependencies"], "thread-to-quiz[deployed]"]),
        (BUILDING, [*project()["build-system"]["requires"], "setuptools"]),
    ],
    ids=["requirements", "build-requirements"],
)
def test_a_lock_holds_all_that_the_project_asks_for_in_the_range_it_asks_for(
    lock: Path, requirements: list[str]
) -> None:
    locked = pins(lock)
    for asked in asked_for(requirements):
        pin = locked.get(canonicalize_name(asked.name))
        assert pin is not None, f"{asked.name} is not locked: run deploy/lock"
        assert asked.specifier.contains(version_of(pin)), f"{pin} is not {asked}: run deploy/lock"


def test_the_image_installs_from_the_locks_alone() -> None:
    containerfile = (PROJECT / "deploy" / "Containerfile").read_text().replace("\\\n", "")
    commands = [
        part.strip() for line in re.findall(r"^RUN (.+)", containerfile, flags=re.M) for part in line.split("&&")
    ]
    fetching = [command for command in commands if re.search(r"pip (install|wheel|download)", command)]
    assert len(fetching) == 5
    for command in fetching:
        from_lock = re.search(r" --require-hashes -r (build-)?requirements\.txt$", command)
        from_here = " --no-deps " in command and (" --no-index " in command or " --no-build-isolation " in command)
        assert from_lock or from_here, command


def test_every_release_in_the_image_has_a_license_that_we_know() -> None:
    image = {"python_full_version": "3.13.0", "python_version": "3.13", "platform_python_implementation": "CPython"}
    here = {**image, "implementation_name": "cpython", "sys_platform": "linux", "platform_system": "Linux"}
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in LICENSES.read_text().splitlines()[6:]]
    listed = {canonicalize_name(name): version for name, version, _ in rows}
    locked = {name: pin for name, pin in pins(DEPLOYED).items() if pin.marker is None or pin.marker.evaluate(here)}
    assert listed == {name: version_of(pin) for name, pin in locked.items()}, "run deploy/lock"
    for name, _, license in rows:
        assert {*re.split(r" AND |; ", license)} <= PERMISSIVE, f"{name} is under {license}"


def test_what_is_locked_runs_the_quiz(tmp_path: Path, ir: Rulebook) -> None:
    def run(*command: str | Path) -> str:
        return subprocess.run(command, check=True, cwd=tmp_path, stdout=subprocess.PIPE, text=True).stdout

    def environment(name: str, *what: str | Path) -> Path:
        """A fresh Python with what pip is told to install, and nothing else."""
        venv.create(tmp_path / name, with_pip=True)
        python = tmp_path / name / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        run(python, "-m", "pip", "install", "--quiet", "--no-compile", *what)
        return python

    builder = environment("builder", "--require-hashes", "-r", BUILDING)
    wheels = ["-m", "pip", "wheel", "--quiet", "--no-build-isolation", "--wheel-dir", "dist"]
    run(builder, *wheels, "--require-hashes", "-r", DEPLOYED)
    run(builder, *wheels, "--no-deps", PROJECT)
    python = environment("deployed", "--no-deps", "--no-index", *(tmp_path / "dist").glob("*.whl"))

    run(python, "-m", "pip", "check")
    assert "version" in run(python, "-m", "quiz", "--version")
    query = spread_queries(ir, 1)[0]
    headline = summarize(route(ir, read_query(ir, query).answers)).headline.title
    assert headline in run(python, "-m", "quiz", "summary", "--rulebook", ir.id, "--answers", query)
    run(python, "-m", "gunicorn", "--config", "python:quiz.web.gunicorn_config", "--check-config")
