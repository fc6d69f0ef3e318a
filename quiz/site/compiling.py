"""A rulebook as data for the script: conditions as nested lists, texts as HTML, and what its summaries share."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, TypeAlias

from markupsafe import Markup, escape

from quiz.output import drawn_from, overdue
from quiz.rulebook import (
    NOT_SURE,
    AllOf,
    Always,
    AnyOf,
    Condition,
    Not,
    Picked,
    Question,
    Rule,
    Rulebook,
    Term,
    readable,
)
from quiz.summary import evidence_of, marks_of, options_of
from quiz.words import as_html, as_html_with

Data: TypeAlias = dict[str, Any]

TERM, WORD, END = "\x01", "\x02", "\x03"
"""Stand in a text before the id of a term, before the word for it, and after it."""


def compiled(rulebook: Rulebook) -> Data:
    """All that the script needs to know of a rulebook, as JSON takes it."""
    evidence = evidence_of(rulebook)
    addressees = {each.id: each.label for each in rulebook.addressees}
    return {
        "id": rulebook.id,
        "address": rulebook.address,
        "title": rulebook.title,
        "language": rulebook.language,
        "edition": rulebook.edition,
        "review_by": rulebook.review_by,
        "questions": [_question(question) for question in rulebook.questions],
        "options": [asdict(option) for option in options_of(rulebook)],
        "headlines": [_rule(each, "title") for each in rulebook.headlines],
        "key_points": [
            {"id": slot.id, "label": slot.label, "points": [_rule(each, "text") for each in slot.points]}
            for slot in rulebook.key_points
        ],
        "advice": [
            {
                **_rule(each, "title", "text", "row", "by"),
                "marks": [(mark.option, mark.side, mark.reason) for mark in marks_of(rulebook, each)],
            }
            for each in rulebook.advice
        ],
        "deadlines": [each.model_dump() for each in rulebook.deadlines],
        "tensions": [
            {**_rule(each, "title"), "sides": [side.model_dump() for side in each.sides]} for each in rulebook.tensions
        ],
        "asks": [{**_rule(each, "to", "text"), "to_label": addressees[each.to]} for each in rulebook.asks],
        "provenance": asdict(evidence.provenance),
        "besides": [aside.model_dump() for aside in rulebook.besides],
        "claims": [asdict(claim) for claim in evidence.cited.values()],
        "differences": [{"of": sorted(of), **_citing(asdict(view))} for of, view in evidence.differences],
        "asked": [_citing(asdict(each)) for each in evidence.asked],
        "silences": [asdict(each) for each in evidence.silences],
        "posts": [asdict(post) for post in evidence.posts_with(())],
        "glossary": [term.model_dump() for term in rulebook.vocabulary.terms],
        "terms_by_text": {text: sorted(terms) for text, terms in sorted(rulebook.terms_by_text.items())},
        "html": dict(_as_html(rulebook)),
        "drawn_from": drawn_from(evidence.provenance, rulebook.speech),
        "overdue": overdue(rulebook.review_by, rulebook.speech),
    }


def _rule(rule: Rule, *fields: str) -> Data:
    """A rule's id, condition and claims, and what else is asked for."""
    shared = {"id": rule.id, "when": compiled_condition(rule.when), "claims": rule.claims}
    return shared | {field: getattr(rule, field) for field in fields}


def _question(question: Question) -> Data:
    return {
        **question.model_dump(include={"id", "was", "label", "text", "hint", "if_not_sure"}),
        "choices": [choice.model_dump(exclude={"alone"}) for choice in question.choices],
        "choice_ids": question.choice_ids,
        "alone": [choice for choice in (NOT_SURE, *question.choice_ids[:-1]) if not question.goes_with_others(choice)],
        "takes_several": question.takes_several,
        "at_most": question.at_most,
        "most_together": _most_together(question),
        "decides": question.decides,
        "ask_when": None if question.ask_when is None else compiled_condition(question.ask_when),
        "texts": question.texts,
    }


def _most_together(question: Question) -> int:
    together = sum(question.goes_with_others(choice) for choice in question.choice_ids)
    return min(question.at_most or together, together)


def compiled_condition(condition: Condition) -> list[Any]:
    """A condition as a nested list: what it is, and then its parts, or the question and the choices in it."""
    match condition:
        case Always():
            return ["always"]
        case Picked(question, choices):
            return ["picked", question, *sorted(choices)]
        case Not(part):
            return ["not", compiled_condition(part)]
        case AllOf(parts):
            return ["all", *map(compiled_condition, parts)]
        case AnyOf(parts):
            return ["any", *map(compiled_condition, parts)]


def _citing(view: Any) -> Any:
    """A view as data, with the ids of its claims for the claims."""
    if isinstance(view, dict):
        return {
            name: [claim["id"] for claim in each] if name == "claims" else _citing(each) for name, each in view.items()
        }
    return [_citing(each) for each in view] if isinstance(view, list | tuple) else view


def _as_html(rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    """Every text that is not the same as HTML when it is escaped, and what it is; terms of the glossary are marked."""

    def marked(words: str) -> Markup:
        pieces, done = [], 0
        for start, end, term in rulebook.vocabulary.places(words):
            pieces += [escape(words[done:start]), _marked(term, words[start:end])]
            done = end
        return Markup("").join([*pieces, escape(words[done:])])

    texts = {each.text for part in (rulebook, *rulebook.registers) for each in readable(part)}
    for text in sorted(texts):
        made = as_html_with(text, marked) if text in rulebook.terms_by_text else as_html(text)
        if made != escape(text):
            yield text, str(made)


def _marked(term: Term, word: str) -> Markup:
    return Markup("{}{}{}{}{}").format(TERM, term.id, WORD, word, END)
