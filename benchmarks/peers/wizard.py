"""The peer of the pages: the same questions in Django, as its guide and that of django-formtools say.

A form for each question and the wizard that walks them, with answers in a signed cookie, so that nothing is stored here
either. The result lists the answers and nothing else: it looks at no rule. QUESTIONS names a JSON file of questions.
"""

import json
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

import brotli
from django import forms
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>{% block title %}{% endblock %} – A quiz</title>
  <link rel="stylesheet" href="/static/quiz.css">
</head>
<body>
<header><a href="/">A quiz</a></header>
<main>{% block main %}{% endblock %}</main>
<footer><a href="/about">About this quiz</a></footer>
</body>
</html>
"""
QUESTION = """\
{% extends "page.html" %}
{% block title %}{{ form.answer.label }}{% endblock %}
{% block main %}
<form id="question" action="" method="post">
  {% csrf_token %}
  {{ wizard.management_form }}
  {% if wizard.steps.prev %}
  <button name="wizard_goto_step" type="submit" value="{{ wizard.steps.prev }}" formnovalidate>Back</button>
  {% endif %}
  <p>{{ wizard.steps.step1 }} of {{ wizard.steps.count }}</p>
  {{ form.as_div }}
  <button type="submit">Continue</button>
</form>
{% endblock %}
"""
RESULT = """\
{% extends "page.html" %}
{% block title %}Your answers{% endblock %}
{% block main %}
<h1>Your answers</h1>
<dl>
  {% for question, answer in answers %}<dt>{{ question }}</dt><dd>{{ answer|join:", " }}</dd>
  {% endfor %}
</dl>
<a href="/">Start over</a>
{% endblock %}
"""


def compressed(respond: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Brotli, as our own pages have it."""

    def with_brotli(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        response.content = brotli.compress(response.content, quality=3)
        response["Content-Encoding"] = "br"
        response["Vary"] = "Accept-Encoding"
        return response

    return with_brotli


LOADERS = [
    (
        "django.template.loaders.cached.Loader",
        [
            (
                "django.template.loaders.locmem.Loader",
                {"page.html": PAGE, "question.html": QUESTION, "result.html": RESULT},
            )
        ],
    )
]
settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.middleware.common.CommonMiddleware",
        f"{__name__}.compressed",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    ROOT_URLCONF=__name__,
    SECRET_KEY=secrets.token_hex(),
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": {"loaders": LOADERS}}],
)
app = get_wsgi_application()

from formtools.wizard.views import CookieWizardView  # noqa: E402 - it needs the settings


def form_of(question: dict[str, Any]) -> type[forms.Form]:
    """A form with a question's choices."""
    several = question["takes_several"]
    kind = forms.MultipleChoiceField if several else forms.ChoiceField
    widget = forms.CheckboxSelectMultiple if several else forms.RadioSelect
    shown = {"label": question["text"], "help_text": question["hint"] or "", "choices": question["choices"]}
    return type("QuestionForm", (forms.Form,), {"answer": kind(widget=widget, **shown)})


def is_asked(question: str, choices: list[str]) -> Callable[[CookieWizardView], bool]:
    """Whether one of `choices` is the answer to an earlier question."""

    def in_wizard(wizard: CookieWizardView) -> bool:
        answered = wizard.get_cleaned_data_for_step(question)
        return answered is None or answered["answer"] in choices

    return in_wizard


class Wizard(CookieWizardView):
    template_name = "question.html"

    def done(self, form_list: list[forms.Form], **_: Any) -> HttpResponse:
        answers = []
        for form in form_list:
            field, given = form.fields["answer"], form.cleaned_data["answer"]
            picked = given if isinstance(given, list) else [given]
            answers.append((field.label, [label for choice, label in field.choices if choice in picked]))
        return render(self.request, "result.html", {"answers": answers})


QUESTIONS = json.loads(Path(os.environ["QUESTIONS"]).read_text("utf-8"))
urlpatterns = [
    path(
        "",
        Wizard.as_view(
            [(each["id"], form_of(each)) for each in QUESTIONS],
            condition_dict={each["id"]: is_asked(*each["asked_when"]) for each in QUESTIONS if each["asked_when"]},
        ),
    )
]
