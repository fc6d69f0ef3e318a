"""What those who run the quiz may ask it."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from quiz import __version__
from quiz.files import ADDRESSES
from quiz.problems import InvalidFiles
from quiz.rulebook.fields import ID_PATTERN
from quiz.web.app import app_for, create_app
from quiz.web.operation.settings import Address, Settings
from quiz.web.pages.shelf import live_shelf
from tests.support.books import SMALL, book, write_files


def test_it_says_that_it_is_alive_and_what_it_serves(client: FlaskClient) -> None:
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json is not None
    assert response.json["since"].endswith("+00:00")
    assert response.json == {
        "status": "ok",
        "serves_files_from_before": False,
        "problems": [],
        "editions_not_usable": [],
        "version": __version__,
        "since": response.json["since"],
        "editions": {"small": "2024-02-03"},
    }
    assert response.headers["Cache-Control"] == "no-store"


def test_with_a_broken_file_it_is_still_alive_and_says_what_is_wrong(tmp_path: Path) -> None:
    path = write_files(tmp_path)
    app = create_app(Settings(rules=path.parent, seeds=tmp_path / "seeds"))
    path.write_text(SMALL.replace("kind: scale", "kind: skale"))
    assert not live_shelf(app).reload()
    response = app.test_client().get("/healthz")
    assert response.status_code == 200
    assert response.json is not None
    assert response.json["status"] == "files from before"
    assert response.json["serves_files_from_before"] is True
    assert response.json["problems"][0].startswith(f"{path}:21:11: `skale` is not known")
    assert app.test_client().get("/small/").status_code == 200
    assert app.test_client().get("/readyz").status_code == 200


def test_it_is_ready_as_soon_as_it_has_something_to_serve(client: FlaskClient) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.json) == (200, {"ready": True})
    empty = app_for({}).test_client().get("/readyz")
    assert (empty.status_code, empty.json) == (503, {"ready": False})


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probes_are_answered_under_any_host_and_under_a_sub_path(
    client: FlaskClient, path: str, tmp_path: Path
) -> None:
    small = book(tmp_path)
    below = app_for({"small": small}, Settings(address=Address("https", "quiz.example.org", "/school"))).test_client()
    for host in ("10.2.3.4:8000", "[fd00::1]:8000", "quiz-7f9c.pods.example", "a b"):
        assert client.get(path, headers={"Host": host}).status_code == 200
        assert below.get(path, headers={"Host": host}).status_code == 200
        assert below.get(f"/school{path}", headers={"Host": host}).status_code == 200


def test_pages_are_still_refused_under_a_strange_host(client: FlaskClient) -> None:
    assert client.get("/small/", headers={"Host": "quiz-7f9c.pods.example"}).status_code == 400


@pytest.mark.parametrize("name", ADDRESSES)
def test_no_rulebook_may_take_an_address_of_the_program(tmp_path: Path, name: str) -> None:
    with pytest.raises(InvalidFiles) as caught:
        book(tmp_path, SMALL.replace("id: small", f"id: {name}"))
    (problem,) = caught.value.problems
    assert (problem.line, problem.column) == (2, 5)
    assert problem.what == f"`{name}` is an address of the program's own."


def test_every_address_at_the_top_is_kept_from_rulebooks() -> None:
    app = app_for({}, Settings(metrics=True))
    tops = {rule.rule.split("/")[1] for rule in app.url_map.iter_rules()} - {"", "<name>"}
    assert {top for top in tops if re.fullmatch(ID_PATTERN, top)} == set(ADDRESSES)
