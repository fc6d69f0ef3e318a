"""How a quiz stands by the International Patient Decision Aid Standards (IPDAS), version 4.0.

Where rulebook and register decide an item, it is computed, so that the table cannot claim more than is true.
The wording of the items is ours. Those on screening tests and on probabilities are named, and do not apply.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from quiz.proof import Readability, option_lengths, options_are_comparable
from quiz.rulebook import Ask, EvaluatedFor, Rulebook

Level = Literal["qualifying", "certification", "quality"]
Standing = Literal["met", "adapted", "unmet", "void"]
Basis = Literal["checked", "built in", "judged"]


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the standards, how a quiz stands by it, and why.

    `number` is empty for quality items. `standing` is `void` where an item does not apply. `basis` is `checked`
    where the files decide it, `built in` where the program does the same for every quiz, and `judged` where
    people say so.
    """

    level: Level
    number: str
    asks: str
    standing: Standing
    basis: Basis
    how: str


def ipdas_items(rulebook: Rulebook, today: date, grade: Readability | None) -> tuple[Item, ...]:
    """All items that apply, and those that do not by group, in the order of the standards."""
    return (*_qualifying(rulebook), *_certification(rulebook, today), *_quality(rulebook, grade))


def _qualifying(book: Rulebook) -> Iterator[Item]:
    say = book.speech.say
    labels = ", ".join(option.label for option in book.options)
    yield Item(
        "qualifying",
        "1.1.1",
        say("Describes the health problem"),
        "adapted",
        "judged",
        say("There is none: the start page says what is being weighed, and for whom."),
    )
    yield Item("qualifying", "1.1.2", say("States the decision"), "met", "checked", book.decision)
    yield Item("qualifying", "1.1.3", say("Lists the options"), "met", "checked", f"{labels}.")
    yield _argued(book, "for", "1.1.4", say("Describes what is good about each option"))
    yield _argued(book, "against", "1.1.5", say("Describes what is bad about each option"))
    yield Item(
        "qualifying",
        "1.2.1",
        say("Tells what it is like to live with each option"),
        "adapted",
        "judged",
        say(
            "Only as far as the source does, answer by answer: %(questions)s.",
            questions=", ".join(question.label for question in book.deciding_questions),
        ),
    )


def _argued(book: Rulebook, side: Literal["for", "against"], number: str, asks: str) -> Item:
    """Whether there is advice on one side of every option."""
    say, say_number = book.speech.say, book.speech.say_number
    counts = {option.label: len(advice_on(book, option.id, side)) for option in book.options}
    silent = [option.label for option in book.options if side in option.unargued and not counts[option.label]]
    missing = [label for label, count in counts.items() if not count and label not in silent]
    if missing:
        how = say("Missing for: %(options)s.", options=", ".join(missing))
        return Item("qualifying", number, asks, "unmet", "checked", how)
    if silent:
        how = say("Nobody in the source argues this side of: %(options)s. See above why.", options=", ".join(silent))
        return Item("qualifying", number, asks, "adapted", "checked", how)
    fewest = min(counts.values())
    how = say_number("At least %(number)s piece of advice each.", "At least %(number)s pieces of advice each.", fewest)
    return Item("qualifying", number, asks, "met", "checked", how)


def advice_on(book: Rulebook, option: str, side: Literal["for", "against"]) -> tuple[str, ...]:
    """The ids of the advice that speaks for an option, or against it."""
    return tuple(advice.id for advice in book.advice if (option, side) in {mark[:2] for mark in advice.marks})


def _certification(book: Rulebook, today: date) -> Iterator[Item]:
    say, say_number, day = book.speech.say, book.speech.say_number, book.speech.day
    shortest, longest = option_lengths(book)
    yield Item(
        "certification",
        "2.1.1",
        say("Shows good and bad of each option in equal detail"),
        "met" if options_are_comparable(book) else "unmet",
        "checked",
        say(
            "One picture, with a column for each. Descriptions run from %(shortest)s to %(longest)s letters.",
            shortest=shortest,
            longest=longest,
        ),
    )
    rules = [rule for rule in book.rules if not isinstance(rule, Ask)]
    uncited = [rule.id for rule in rules if not rule.claims]
    yield Item(
        "certification",
        "2.2.1",
        say("Cites its evidence"),
        "unmet" if uncited else "met",
        "checked",
        say_number(
            "Each of %(number)s headline, key point, advice or tension names the sentences it rests on.",
            "Each of %(number)s headlines, key points, advice and tensions names the sentences it rests on.",
            len(rules) - len(uncited),
        ),
    )
    yield Item("certification", "2.2.2", say("Gives its date"), "met", "checked", day(book.edition))
    overdue, review = book.review_is_overdue(today), day(book.review_by)
    due = say("Review was due on %(day)s.", day=review) if overdue else say("Next review by %(day)s.", day=review)
    yield Item(
        "certification",
        "2.2.3",
        say("Says how it is kept up to date"),
        "unmet" if overdue else "met",
        "checked",
        f"{due} {book.updates}",
    )
    yield Item(
        "certification",
        "2.2.4",
        say("Says how uncertain the outcomes are"),
        "adapted",
        "checked",
        _uncertain(book),
    )
    yield Item("certification", "2.3.1", say("Names who paid for it"), "met", "checked", book.funding)
    yield Item(
        "certification",
        "2.4.1–2.4.4",
        say("What screening tests need"),
        "void",
        "judged",
        say("It does not weigh a screening test."),
    )


def _uncertain(book: Rulebook) -> str:
    if len(book.registers) > 1:
        return book.speech.say("In words: each summary names its sources, and shows differences from every side.")
    return book.speech.say_number(
        "In words: each summary says that it rests on %(number)s reply, and shows differences from every side.",
        "In words: each summary says that it rests on %(number)s replies, and shows differences from every side.",
        len(book.evidence_base.replies),
    )


def _quality(book: Rulebook, grade: Readability | None) -> Iterator[Item]:
    say = book.speech.say

    def quality(asks: str, standing: Standing, basis: Basis, how: str) -> Item:
        return Item("quality", "", asks, standing, basis, how)

    yield quality(
        say("Tells what follows if nothing is done"),
        "unmet",
        "judged",
        say("It has no place for that. “Not sure yet” is always an answer, and brings ways to find out."),
    )
    yield quality(
        say("Lets options be compared side by side"),
        "met",
        "built in",
        say("Each summary opens with a picture that has a column for each, in the same order for everybody."),
    )
    yield quality(
        say("Gives probabilities, and so that they can be compared (six items)"),
        "void",
        "judged",
        say("A few opinions yield none, so none is given."),
    )
    asked = [question.text for question in book.questions if not question.decides]
    none = say("No question does.")
    yield quality(
        say("Asks what matters most"), "met" if asked else "unmet", "checked", " ".join(asked) if asked else none
    )
    yield quality(say("Leads step by step"), "met", "built in", say("One question at a time, with a way back."))
    addressees = ", ".join(addressee.label for addressee in book.addressees)
    yield quality(
        say("Gives questions to take to somebody"),
        "met" if book.asks else "unmet",
        "checked",
        say("With boxes to check, for: %(addressees)s.", addressees=addressees) if book.asks else say("It has none."),
    )
    yield quality(say("Says how its evidence was chosen"), "met", "checked", book.selection)
    notes = [register.source.note for register in book.registers]
    yield quality(say("Says how good its evidence is"), "met", "checked", " ".join(notes))
    wrote = " ".join(f"{author.name}: {author.role}" for author in book.authors)
    yield quality(say("Names its authors and what they are"), "met", "checked", wrote)
    yield quality(
        say("Reports how hard it is to read"),
        "met" if grade else "unmet",
        "checked",
        say("Measured above.") if grade else say("Not measured in this language."),
    )
    for of, asks in evaluated_for(book).items():
        records = [f"{book.speech.day(each.date)}: {each.text}" for each in book.evaluations if each.of == of]
        yield quality(asks, "met" if records else "unmet", "checked", " ".join(records) or say("No record of it."))
    yield quality(
        say("Says how exact a test is (five items)"), "void", "judged", say("It does not weigh a screening test.")
    )


def evaluated_for(book: Rulebook) -> dict[EvaluatedFor, str]:
    """What a quiz can be evaluated for, in words."""
    say = book.speech.say
    return {
        "needs_of_users": say("Asked those who decide what they need"),
        "needs_of_experts": say("Asked those who advise them what they need"),
        "review_by_users": say("Reviewed by people who decide, who had no part in making it"),
        "review_by_experts": say("Reviewed by experts who had no part in making it"),
        "trial_with_users": say("Tried out with people who are deciding"),
        "trial_with_experts": say("Tried out with those who advise them"),
        "knowledge": say("Shown to leave people knowing more"),
        "values": say("Shown to bring choices closer to what matters to people"),
    }
