"""A form for each question, built from the rulebook."""

from collections.abc import Callable, Mapping
from typing import Any

from wtforms import Field, RadioField, SelectMultipleField
from wtforms.form import BaseForm
from wtforms.validators import InputRequired, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from quiz.rulebook import NOT_SURE, Question, Rulebook
from quiz.words import Speech


class Checkboxes(SelectMultipleField):
    """Several choices, each a checkbox."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def form_for(rulebook: Rulebook, question: Question) -> BaseForm:
    """An empty form with one field, named after the question."""
    choices = {choice: rulebook.label_of(question, choice) for choice in question.choice_ids}
    speech = rulebook.speech
    way_out = speech.say("If you cannot say, choose “%(answer)s”.", answer=choices[NOT_SURE])
    nothing = InputRequired(f"{_invitation(question, speech)} {way_out}")
    kind = Checkboxes if question.takes_several else RadioField
    # Outside a form class, calling a field gives it unbound; its stubs know only the class body.
    field: Any = kind(question.text, choices=choices, validators=[nothing, _go_together(question, speech)])
    return BaseForm({question.id: field})


def _invitation(question: Question, speech: Speech) -> str:
    if not question.takes_several:
        return speech.say("Choose one answer.")
    if question.at_most:
        return speech.say_number("Choose %(number)s answer.", "Choose up to %(number)s answers.", question.at_most)
    return speech.say("Choose one answer or more.")


def _go_together(question: Question, speech: Speech) -> Callable[[BaseForm, Field], None]:
    def check(form: BaseForm, field: Field) -> None:
        clash = question.clash(field.raw_data or (), speech)
        if clash:
            raise ValidationError(clash)

    return check


def fill(form: BaseForm, question: Question, picked: frozenset[str]) -> BaseForm:
    """The form, showing what was picked before."""
    data: Mapping[str, object] = {question.id: sorted(picked) if question.takes_several else next(iter(picked), None)}
    form.process(data=data)
    return form
