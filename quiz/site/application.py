"""The application that makes the pages of a folder: the server's own, with templates that know what they are for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from flask import Flask
from werkzeug.test import TestResponse

from quiz.answers import route
from quiz.output import for_whom
from quiz.rulebook import Advice, Rulebook
from quiz.site.addresses import HOST, in_folder
from quiz.summary import Statement, evidence_of, marks_of
from quiz.web.app import app_for
from quiz.web.operation import headers
from quiz.web.operation.headers import policy_text
from quiz.web.operation.settings import Settings
from quiz.web.pages.links import Links, start_address
from quiz.web.pages.quiz import versions_of
from quiz.web.pages.rendering import FOLDER, render, render_of
from quiz.web.pages.shelf import to_choose_from

POLICY = {**headers.POLICY, "form-action": "'none'"}
"""Only the script reads forms. A browser that sent one, without the script or before it, would tell the host."""

ANSWERED = ("check", "summary", "compare")
"""The pages that there is nothing on until the script makes them."""


@dataclass(frozen=True)
class FolderPages:
    """What templates know of the folder that they make pages of: its policy, and the addresses of its scripts."""

    scripts_of: Callable[[Rulebook], tuple[str, ...]]
    policy: str = policy_text(POLICY)

    def scripts(self, book: Rulebook | None) -> tuple[str, ...]:
        """The scripts of a page of `book`; none on the page above all."""
        return self.scripts_of(book) if book else ()

    def advice(self, book: Rulebook) -> str:
        """The page that lists all advice."""
        return f"/{book.address}/advice"


def application(shelf: Mapping[str, Rulebook], scripts_of: Callable[[Rulebook], tuple[str, ...]]) -> Flask:
    """The application for a shelf, with templates that make pages of a folder."""
    app = app_for(shelf, Settings.model_construct())
    app.extensions[FOLDER] = FolderPages(scripts_of)
    return app


def pages_of(app: Flask, rulebook: Rulebook) -> dict[str, str]:
    """The pages of a rulebook by name, as they stand in its folder."""
    client, name = app.test_client(), rulebook.address
    there = {"index": "", "ask": "ask", "about": "about"}
    made = {page: _text(client.get(f"/{name}/{path}", base_url=HOST)) for page, path in there.items()}
    links = Links(route(rulebook, {}))
    for page in ANSWERED:
        with app.test_request_context(f"/{name}/{page}", base_url=HOST):
            made[page] = render_of("unmade.html", rulebook, links=links)
    with app.test_request_context(f"/{name}/", base_url=HOST):
        made["advice"] = _advice(rulebook, links)
    return {page: in_folder(html, name) for page, html in made.items()}


def first_page(app: Flask, rulebooks: Mapping[str, Rulebook]) -> str:
    """The page above all quizzes, in the language of the first."""
    with app.test_request_context("/", base_url=HOST):
        books = [(book, start_address(book), versions_of(book)) for book in to_choose_from()]
        return in_folder(render("index.html", next(iter(rulebooks.values())).speech, books=books, others=[]), "")


def _text(response: TestResponse) -> str:
    assert response.status_code == 200, response.status
    return response.text


def _advice(rulebook: Rulebook, links: Links) -> str:
    evidence = evidence_of(rulebook)
    headings: dict[str | None, str] = {question.id: question.label for question in rulebook.questions}
    headings[None] = rulebook.speech.say("Whatever you answer")
    listed = {
        heading: [(_statement(rulebook, each), each) for each in rulebook.advice if each.row == row]
        for row, heading in headings.items()
    }
    return render_of(
        "advice.html",
        rulebook,
        links=links,
        advice=[(heading, advice) for heading, advice in listed.items() if advice],
        addressees={each.id: each.label for each in rulebook.addressees},
        sources=evidence.sources,
        claims=evidence.cited.values(),
        cited=evidence.cite,
        for_whom=partial(for_whom, rulebook=rulebook),
    )


def _statement(rulebook: Rulebook, advice: Advice) -> Statement:
    claims = evidence_of(rulebook).cite(advice.claims)
    marks = marks_of(rulebook, advice)
    return Statement(advice.id, advice.title, advice.text, (), claims, marks, None)
