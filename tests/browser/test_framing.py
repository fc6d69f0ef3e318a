"""A quiz within a course page of another origin: shown only where an operator has named its host."""

import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page, expect

from tests.support.browsers import LOVES_CLINIC
from tests.support.servers import waitress

DOCS = Path(__file__).parents[2] / "docs" / "operators" / "embedding.md"


class Course(ThreadingHTTPServer):
    """A page on another host with the quiz in a frame, as the documentation has operators write it."""

    body = b""

    def show(self, port: int) -> None:
        (html,) = re.findall(r"```html\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
        html = html.replace("https://quiz.example.org", f"http://127.0.0.1:{port}")
        self.body = f"<!DOCTYPE html><html lang=en><title>A course</title><h1>A course</h1>{html}".encode()


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Course)
        self.send_response(200 if self.path == "/" else 204)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def course() -> Iterator[Course]:
    with Course(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def quiz_in(page: Page, course: Course) -> FrameLocator:
    page.goto(f"http://localhost:{course.server_port}/")
    return page.frame_locator("iframe")


def test_a_student_walks_within_the_page_of_a_course(context: BrowserContext, course: Course) -> None:
    with waitress("--frame-hosts", f"learn.example.edu,localhost:{course.server_port}") as server:
        course.show(server.port)
        page = context.new_page()
        quiz = quiz_in(page, course)
        quiz.get_by_role("link", name="Start", exact=True).click()
        for place, labels in enumerate(LOVES_CLINIC.values()):
            if place == 1:
                quiz.get_by_role("link", name="Your answers so far").click()
                quiz.get_by_role("link", name="Answer the next question").click()
            for label in labels:
                quiz.get_by_text(label, exact=True).click()
            quiz.get_by_role("button", name="Continue").click()
        expect(quiz.get_by_role("heading", level=1)).to_contain_text("Clinical responsibility is growing")
        quiz.get_by_role("button", name="Copy link").click()
        expect(quiz.get_by_role("status").filter(has_text="Link copied.")).to_be_visible()
        quiz.get_by_role("link", name="About this quiz").click()
        expect(quiz.get_by_role("heading", level=1)).to_have_text("About this quiz")
        assert page.url == f"http://localhost:{course.server_port}/"


@pytest.mark.parametrize("hosts", [(), ("--frame-hosts", "learn.example.edu,.localhost")])
def test_no_other_page_can_show_the_quiz(browser: Browser, course: Course, hosts: tuple[str, ...]) -> None:
    with waitress(*hosts) as server:
        course.show(server.port)
        page = browser.new_page()
        with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
            quiz = quiz_in(page, course)
        expect(page.get_by_role("heading", level=1)).to_have_text("A course")
        expect(quiz.get_by_role("link", name="Start", exact=True)).to_have_count(0)
        page.close()
