"""The walk in a terminal: the same questions, answered by number."""

import click

from quiz.answers import clash_of
from quiz.conditions import Answers
from quiz.engine import label_of
from quiz.routing import route
from quiz.rulebook import Question, Rulebook


def walk(rulebook: Rulebook) -> Answers:
    """The answers to every question that they lead to, typed one after another."""
    click.secho(rulebook.title, bold=True)
    click.echo(
        f"{rulebook.decision}\n{rulebook.intro}\nAnswer by number. “b” goes back, Ctrl-C stops; nothing is kept."
    )
    answers: dict[str, frozenset[str]] = {}
    trail: list[str] = []
    while waiting := route(rulebook, answers).unanswered:
        question = waiting[0]
        picked = _ask(question, len(trail) + 1)
        if picked is not None:
            answers[question.id] = picked
            trail.append(question.id)
        elif trail:
            del answers[trail.pop()]
        else:
            click.echo("This is the first question.")
    return route(rulebook, answers).counted


def _ask(question: Question, number: int) -> frozenset[str] | None:
    """The choices that the student types; None to go back."""
    click.secho(f"\n{number}. {question.text}", bold=True)
    if question.hint:
        click.echo(question.hint)
    for place, choice in enumerate(question.choice_ids, start=1):
        click.echo(f"  {place}) {label_of(question, choice)}")
    prompt = "Your numbers, with spaces between" if question.takes_several else "Your number"
    while True:
        typed = click.prompt(prompt).strip().lower()
        if typed == "b":
            return None
        picked, wrong = _read(question, typed.replace(",", " ").split())
        if not wrong:
            return picked
        click.echo(wrong)


def _read(question: Question, words: list[str]) -> tuple[frozenset[str], str | None]:
    """The choices that the typed words name, or what is wrong with them."""
    known = {str(place): choice for place, choice in enumerate(question.choice_ids, start=1)}
    unknown = next((word for word in words if word not in known), None)
    if unknown is not None:
        return frozenset(), f"“{unknown}” is no number from 1 to {len(known)}."
    picked = frozenset(known[word] for word in words)
    if not picked:
        return picked, "Type a number."
    if len(picked) > 1 and not question.takes_several:
        return picked, "Type one number."
    return picked, clash_of(question, picked)
