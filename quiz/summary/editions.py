"""What has changed for some answers since the edition that their link was made under.

The summary of the same answers is made under both editions, and the two are held side by side. Parts
are the same where their ids are; a question or choice also where today's `was` names the old id.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from quiz.answers import OtherEdition, Route, route
from quiz.rulebook import Answers, Earlier, Question, Rulebook
from quiz.summary.changes import completed
from quiz.summary.engine import NoSingleRule, summarize
from quiz.summary.model import CitedClaim, Summary

Key = tuple[str, str]
"""The kind and the id of a part that students read."""

TOLD_APART = ("headline", "addressee")


@dataclass(frozen=True, slots=True)
class Item:
    """Something on a summary: what kind of thing, its id, and its title or its text."""

    kind: str
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A question and answers to it, in the words of the earlier edition."""

    question: str
    text: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Since:
    """What has changed for some answers since `edition`, as far as that is `known`.

    It is not where that edition is not kept, is later than today's, or had no headline for these answers.
    What stood on the summary then is in `language`. `headline` is the title then, where it is another
    one today. `lapsed` answers are no longer offered; `reread` ones are asked or offered in other words.
    `assumed` are questions of that edition which the link leaves open, taken as "not sure yet".
    `retold` are claims that today's summary uses, told in other words now.
    """

    edition: date
    today: date
    kept: tuple[date, ...]
    known: bool
    language: str
    headline: str | None = None
    lapsed: tuple[Answered, ...] = ()
    reread: tuple[Answered, ...] = ()
    assumed: tuple[str, ...] = ()
    new_questions: tuple[str, ...] = ()
    comes: tuple[Item, ...] = ()
    goes: tuple[Item, ...] = ()
    reworded: tuple[Item, ...] = ()
    retold: tuple[CitedClaim, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it is known that nothing has changed."""
        changed = (self.lapsed, self.reread, self.new_questions, self.comes, self.goes, self.reworded, self.retold)
        return self.known and self.headline is None and not any(changed)


def since(now: Route, made: Summary, other_edition: OtherEdition | None) -> Since | None:
    """What has changed since `other_edition` for `made`, the summary of `now`; None for a link of today's edition."""
    if other_edition is None:
        return None
    today = now.rulebook
    kept = today.kept_of(other_edition.edition) if other_edition.edition < today.edition else None
    usable = (each.edition for each in today.kept if each.edition and not each.problem)
    dates = tuple(edition for edition in usable if edition < today.edition)
    unknown = Since(other_edition.edition, today.edition, dates, False, today.language)
    if kept is None:
        return unknown
    then = kept.rulebook
    given = answered_then(then, today, now.answers, other_edition)
    route_then = completed(route(then, given))
    counted = route_then.counted
    try:
        before = summarize(route_then)
    except NoSingleRule:
        return unknown
    stood, stands = dict(_items(then, before)), dict(_items(today, made))
    was_asked = {
        new.id
        for question in then.questions
        if question.id in counted and (new := today.question_by_any_id.get(question.id))
    }
    return Since(
        other_edition.edition,
        today.edition,
        dates,
        True,
        then.language,
        headline=before.headline.title if before.headline.id != made.headline.id else None,
        lapsed=tuple(_lapsed(then, today, given)),
        reread=tuple(_reread(kept, today, made, given)),
        assumed=tuple(question.label for question in then.questions if question.id in counted.keys() - given.keys()),
        new_questions=tuple(q.label for q in now.asked if q.id not in was_asked),
        comes=tuple(_without(stands, stood)),
        goes=tuple(_without(stood, stands)),
        reworded=(
            *(Item(*key, title) for key, title in stands.items() if key in stood and key in kept.reworded),
            *_advised_otherwise(kept, today, made),
        ),
        retold=tuple(claim for post in made.sources for claim in post.claims if ("claim", claim.id) in kept.reworded),
    )


def answered_then(then: Rulebook, today: Rulebook, answers: Answers, other_edition: OtherEdition) -> Answers:
    """The answers as the earlier edition `then` knows them.

    What today's `was` leaves open, because it makes one choice of several, is told by the link.
    """
    given: dict[str, frozenset[str]] = {}
    for question in then.questions:
        said = frozenset(value for name, value in other_edition.pairs if name == question.id)
        told = said
        if (now := today.question_by_any_id.get(question.id)) is not None:
            for picked in answers.get(now.id, frozenset()):
                before = [choice for choice in question.choice_ids if now.today_id(choice) == picked]
                told |= frozenset(before if len(before) == 1 else ())
        # What the link tells goes before what is told by today's answers, where both do not go together.
        fitting = next((picks for picks in (told, said) if picks and not question.clash(picks)), None)
        if fitting:
            given[question.id] = fitting
    return given


def reworded(then: Rulebook, today: Rulebook) -> frozenset[Key]:
    """The parts of `then` that are still there today, by their earlier ids, but say something else."""
    before, now = dict(_said(then)), dict(_said(today))
    found = {key for key, said in before.items() if key in now and now[key] != said}
    for question in then.questions:
        asked = today.question_by_any_id.get(question.id)
        if asked is None:
            continue
        if (question.label, question.text, question.hint) != (asked.label, asked.text, asked.hint):
            found.add(("question", question.id))
        if question.if_not_sure != asked.if_not_sure:
            found.add(("unsure", question.id))
        offered = _offered(asked)
        for name, said in _offered(question).items():
            if offered.get(asked.today_id(name) or "", said) != said:
                found.add(("choice", f"{question.id}/{name}"))
    return frozenset(found)


def _offered(question: Question) -> dict[str, tuple[str | None, ...]]:
    """What is said of each choice: the heading above it, its label and its hint."""
    return {each.id: (heading, each.label, each.hint) for heading, choices in question.groups for each in choices}


def _said(rulebook: Rulebook) -> Iterator[tuple[Key, object]]:
    """What each part says, whoever it is said to."""
    evidence = rulebook.evidence_base
    deadlines = {each.id: each for each in rulebook.deadlines}
    for rule in rulebook.rules:
        said = rule.model_dump(exclude={"id", "when", "about", "group"})
        yield (type(rule).__name__.lower(), rule.id), said | {"by": deadlines.get(said.get("by", ""))}
    for option in rulebook.options:
        yield ("option", option.id), option.model_dump()
    for addressee in rulebook.addressees:
        yield ("addressee", addressee.id), addressee.label
    for register in evidence.registers:
        yield ("source", register.id), register.source.model_dump()
    for difference in evidence.differences:
        yield ("difference", difference.id), (difference.about, [side.says for side in difference.sides])
    for asked in evidence.asked:
        yield ("asked", asked.id), (asked.answer, asked.missing)
    for silence in evidence.silences:
        yield ("silence", silence.id), silence.text
    for claim in evidence.claims:
        yield ("claim", claim.id), (claim.text, claim.post, claim.sentence, claim.confidence)


def _items(rulebook: Rulebook, made: Summary) -> Iterator[tuple[Key, str]]:
    """All that stands on a summary and has an id, with its title or text."""
    yield ("headline", made.headline.id), made.headline.title
    for point in made.key_points:
        yield ("keypoint", point.id), point.text
    for option in made.picture.options:
        yield ("option", option.id), option.label
    for tension in made.tensions:
        yield ("tension", tension.id), tension.title
    for statement in made.statements:
        yield ("advice", statement.id), statement.title
    for difference in made.differences:
        yield ("difference", difference.id), difference.about
    for asked in made.asked:
        yield ("asked", asked.id), asked.missing or asked.answer or asked.asked
    for silence in made.silences:
        yield ("silence", silence.id), silence.text
    for ask in made.asks:
        yield ("addressee", ask.to), ask.to_label
        yield ("ask", ask.id), ask.text
    for source in made.provenance.sources:
        yield ("source", source.register), source.title


def _without(these: dict[Key, str], those: dict[Key, str]) -> Iterator[Item]:
    """What stands among these and not among those; headlines are told apart, and headings come with their lines."""
    return (Item(*key, title) for key, title in these.items() if key not in those and key[0] not in TOLD_APART)


def _lapsed(then: Rulebook, today: Rulebook, given: Answers) -> Iterator[Answered]:
    for question in then.questions:
        now = today.question_by_any_id.get(question.id)
        gone = frozenset(choice for choice in given.get(question.id, ()) if now is None or now.today_id(choice) is None)
        if gone:
            yield Answered(question.label, question.text, then.labels_of(question, gone))


def _reread(kept: Earlier, today: Rulebook, made: Summary, given: Answers) -> Iterator[Answered]:
    counted = {answer.question for answer in made.answers if answer.counted}
    for question in kept.rulebook.questions:
        now = today.question_by_any_id.get(question.id)
        if now is None or now.id not in counted:
            continue
        keys = [
            ("question", question.id),
            *(("choice", f"{question.id}/{each}") for each in given.get(question.id, ())),
        ]
        if not kept.reworded.isdisjoint(keys):
            picked = given.get(question.id, frozenset())
            yield Answered(question.label, question.text, kept.rulebook.labels_of(question, picked))


def _advised_otherwise(kept: Earlier, today: Rulebook, made: Summary) -> Iterator[Item]:
    """The ways to find out that are others now."""
    for answer in made.to_find_out:
        question = today.question_by_id[answer.question]
        if any(("unsure", name) in kept.reworded for name in (question.id, *question.was)):
            yield Item("unsure", answer.question, answer.find_out or "")
