"""The walk in a terminal: the same questions, answered by number."""

from itertools import count

import click

from quiz.answers import Route, route
from quiz.rulebook import Question, Rulebook
from quiz.words import Speech, as_plain


def walk(rulebook: Rulebook) -> Route:
    """The route of the answers to every question that they lead to, typed one after another."""
    click.secho(rulebook.title, bold=True)
    how = rulebook.speech.say("Answer by number. “b” goes back, Ctrl-C stops; nothing is kept.")
    click.echo(f"{as_plain(rulebook.decision)}\n{as_plain(rulebook.intro)}\n{how}")
    answers: dict[str, frozenset[str]] = {}
    trail: list[str] = []
    while (taken := route(rulebook, answers)).unanswered:
        question = taken.unanswered[0]
        picked = _ask(rulebook, question, len(trail) + 1)
        if picked is not None:
            answers[question.id] = picked
            trail.append(question.id)
        elif trail:
            del answers[trail.pop()]
        else:
            click.echo(rulebook.speech.say("This is the first question."))
    return taken.with_counted_only


def _ask(rulebook: Rulebook, question: Question, number: int) -> frozenset[str] | None:
    """The choices that the student types; None to go back."""
    click.secho(f"\n{number}. {question.text}", bold=True)
    if question.hint:
        click.echo(as_plain(question.hint))
    places = count(1)
    for heading, choices in question.groups:
        if heading:
            click.echo(f"  {heading}")
        for choice in choices:
            click.echo(f"  {next(places)}) {choice.label}")
            if choice.hint:
                click.echo(f"     {as_plain(choice.hint)}")
    say = rulebook.speech.say
    click.echo(f"  {next(places)}) {say('Not sure yet')}")
    prompt = say("Your numbers, with spaces between") if question.takes_several else say("Your number")
    while True:
        typed = click.prompt(prompt).strip().lower()
        if typed == "b":
            return None
        picked, wrong = _read(question, typed.replace(",", " ").split(), rulebook.speech)
        if not wrong:
            return picked
        click.echo(wrong)


def _read(question: Question, words: list[str], speech: Speech) -> tuple[frozenset[str], str | None]:
    """The choices that the typed words name, or what is wrong with them."""
    known = {str(place): choice for place, choice in enumerate(question.choice_ids, start=1)}
    unknown = next((word for word in words if word not in known), None)
    if unknown is not None:
        return frozenset(), speech.say(
            "“%(typed)s” is not a number from 1 to %(last)s.", typed=unknown, last=len(known)
        )
    picked = frozenset(known[word] for word in words)
    if not picked:
        return picked, speech.say("Type a number.")
    if len(picked) > 1 and not question.takes_several:
        return picked, speech.say("Type one number.")
    return picked, question.clash(picked, speech)
