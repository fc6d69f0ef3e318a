"""What pages of this size cost without a quiz behind them: bare Flask, WTForms and Jinja2.

The hello page is Flask alone. The ready pages are the floor: the very text of one of our pages, as a string that lies
ready, compressed as ours are. The two others validate nothing, look nothing up and decide nothing: they read a form
from the address, and fill one template with as many elements, and about as many bytes, as our pages have.
"""

import os
from pathlib import Path

from flask import Flask, render_template, request
from flask_compress import Compress
from jinja2 import DictLoader
from wtforms import Form, RadioField

PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{ title }}</title></head>
<body>
<h1>{{ title }}</h1>
<form action="{{ url_for('page', name=name) }}" method="get">
{% for option in form.choice %}<div>{{ option }} {{ option.label }}</div>
{% endfor %}<button type="submit">Continue</button>
</form>
<ul>
{% for line in lines %}<li id="{{ line.id }}"><p>{{ line.text }}</p> <a href="#{{ line.id }}">{{ line.title }}</a></li>
{% endfor %}</ul>
</body>
</html>
"""
ELEMENTS_OF_A_LINE = 3


class Choices(Form):
    """As many choices as our question has."""

    choice = RadioField("Choice", choices=[(f"c{n}", f"Choice number {n}") for n in range(int(os.environ["CHOICES"]))])


def lines_of(size: int, elements: int) -> list[dict[str, str]]:
    """Lines that make up a page of `size` bytes and as many elements."""
    count = max(1, (elements - 2 * int(os.environ["CHOICES"])) // ELEMENTS_OF_A_LINE)
    text = "Words as they come. " * (size // count // 20 + 1)
    room = max(1, size // count - 70)
    return [{"id": f"line-{n}", "title": f"Line {n}", "text": text[:room]} for n in range(count)]


PAGES = {
    name: lines_of(int(os.environ[f"{name.upper()}_BYTES"]), int(os.environ[f"{name.upper()}_ELEMENTS"]))
    for name in ("question", "summary")
}
app = Flask(__name__)
app.jinja_loader = DictLoader({"page.html": PAGE})


app.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
app.config["COMPRESS_BR_LEVEL"] = 3
Compress(app)
READY = {path.stem: path.read_text("utf-8") for path in Path(os.environ["READY"]).iterdir()}


@app.get("/ready/<name>")
def ready(name: str) -> str:
    return READY[name]


@app.get("/")
def hello() -> str:
    return "<p>Hello</p>"


@app.get("/<name>")
def page(name: str) -> str:
    return render_template("page.html", title=name, name=name, form=Choices(request.args), lines=PAGES[name])
