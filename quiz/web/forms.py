"""A form for each question, built from the rulebook."""

from collections.abc import Callable, Mapping
from typing import Any

from wtforms import Field, RadioField, SelectMultipleField
from wtforms.form import BaseForm
from wtforms.validators import InputRequired, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from quiz.answers import clash_of
from quiz.engine import NOT_SURE_LABEL, label_of
from quiz.rulebook import Question


class Checkboxes(SelectMultipleField):
    """Several choices, each a box to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def form_for(question: Question) -> BaseForm:
    """An empty form with one field, named after the question."""
    choices = {choice: label_of(question, choice) for choice in question.choice_ids}
    nothing = InputRequired(f"{_invitation(question)} If you cannot say, choose “{NOT_SURE_LABEL}”.")
    kind = Checkboxes if question.takes_several else RadioField
    # Outside a form class, calling a field gives it unbound; its stubs know only the class body.
    field: Any = kind(question.text, choices=choices, validators=[nothing, _go_together(question)])
    return BaseForm({question.id: field})


def _invitation(question: Question) -> str:
    if not question.takes_several:
        return "Choose one answer."
    return f"Choose up to {question.most} answers." if question.most else "Choose one answer or more."


def _go_together(question: Question) -> Callable[[BaseForm, Field], None]:
    def check(form: BaseForm, field: Field) -> None:
        clash = clash_of(question, field.raw_data or ())
        if clash:
            raise ValidationError(clash)

    return check


def fill(form: BaseForm, question: Question, picked: frozenset[str]) -> BaseForm:
    """The form, showing what was picked before."""
    data: Mapping[str, object] = {question.id: sorted(picked) if question.takes_several else next(iter(picked), None)}
    form.process(data=data)
    return form
