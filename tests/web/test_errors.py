"""The pages that say what went wrong."""

from jinja2 import DictLoader

from quiz.rulebook.model import Rulebook
from quiz.web.app import app_for


def test_where_no_page_can_be_made_a_bare_one_still_says_what_to_do(small: Rulebook) -> None:
    app = app_for({"small": small})
    app.jinja_loader = DictLoader({})
    response = app.test_client().get("/small/ask?nights=few")
    assert response.status_code == 500
    assert response.mimetype == "text/html"
    assert "<h1>Something went wrong here</h1>" in response.text
    assert "Your answers are in the address bar" in response.text
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
