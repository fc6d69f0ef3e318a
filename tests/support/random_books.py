"""Small random rulebooks, as Hypothesis draws and shrinks them."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import strategies as st

from quiz.rulebook.conditions import AllOf, AnyOf, Condition, Not, Picked
from quiz.rulebook.model import Advice, Headline, KeyPoint, LargestShare, Rulebook, Slot, Tension, TensionSide
from quiz.rulebook.questions import KINDS, Question
from tests.support.books import book

with TemporaryDirectory() as _folder:
    _SMALL = book(Path(_folder))
_FIELDS: dict[str, Any] = {name: getattr(_SMALL, name) for name in Rulebook.model_fields}


def conditions_on(questions: tuple[Question, ...], depth: int = 2) -> st.SearchStrategy[Condition]:
    """Conditions on `questions`, with `not_sure` among the choices at times."""
    picks = st.sampled_from(questions).flatmap(
        lambda question: st.sets(st.sampled_from(question.choice_ids), min_size=1, max_size=2).map(
            lambda choices: Picked(question.id, frozenset(choices))
        )
    )
    if depth == 0:
        return picks
    inner = conditions_on(questions, depth - 1)
    several = st.lists(inner, min_size=1, max_size=3).map(tuple)
    opposites = st.tuples(inner, st.sampled_from([AllOf, AnyOf])).map(lambda drawn: drawn[1]((drawn[0], Not(drawn[0]))))
    return st.one_of(picks, picks, several.map(AllOf), several.map(AnyOf), inner.map(Not), opposites)


@st.composite
def _questions(draw: st.DrawFn) -> tuple[Question, ...]:
    questions: tuple[Question, ...] = ()
    for number in range(draw(st.integers(2, 4))):
        kind = draw(st.sampled_from(["one", "scale", "several"]))
        choices: list[dict[str, Any]] = [{"id": f"c{n}", "label": f"C{n}"} for n in range(draw(st.integers(2, 3)))]
        data: dict[str, Any] = {
            "id": f"q{number}",
            "kind": kind,
            "label": f"Q{number}",
            "text": f"Q{number}?",
            "choices": choices,
            "if_not_sure": "Ask.",
        }
        if kind == "several":
            if draw(st.booleans()):
                data["most"] = draw(st.integers(1, len(choices)))
            if draw(st.booleans()):
                choices[-1]["alone"] = True
        question = KINDS[kind].model_validate(data)
        if questions and draw(st.booleans()):
            question = question.model_copy(update={"ask_when": draw(conditions_on(questions, 1))})
        questions = (*questions, question)
    return questions


_REASONS = st.sampled_from(["half a sentence", None, "title"])
_OPTIONS = st.sets(st.sampled_from(["stay", "leave"]))


@st.composite
def random_books(draw: st.DrawFn) -> Rulebook:
    """A rulebook with random questions, routing, conditions, marks and bounds; the rest is that of the small quiz."""
    questions = draw(_questions())
    wanted = conditions_on(questions)
    claims = st.sampled_from([("r1-nights",), ("r1-days",), ("r2-nights",)])

    def common(name: str) -> dict[str, Any]:
        return {"id": name, "when": draw(wanted), "title": name, "text": name, "claims": draw(claims)}

    headlines = tuple(Headline.model_construct(**common(f"h{n}")) for n in range(draw(st.integers(1, 3))))
    slots = []
    for slot in range(draw(st.integers(0, 2))):
        points = tuple(KeyPoint.model_construct(**common(f"k{slot}{n}")) for n in range(draw(st.integers(1, 3))))
        slots.append(Slot.model_construct(id=f"s{slot}", label="S", points=points))
    advice = []
    leaning = draw(st.sampled_from([None, [{"stay"}, set()], [set(), {"stay"}]]))
    for number in range(draw(st.integers(1, 6))):
        name = f"a{number}"
        title = draw(st.sampled_from([name, "Twin", "twin."]))
        # Only where all lean one way do marks come together on one side.
        sides = leaning or [draw(_OPTIONS), draw(_OPTIONS)]
        marks = [{to: title if (why := draw(_REASONS)) == "title" else why for to in sorted(side)} for side in sides]
        about = draw(st.sampled_from([None, *(question.id for question in questions)]))
        more = {"title": title, "speaks_for": marks[0], "speaks_against": marks[1], "about": about}
        group = draw(st.sampled_from([None, "g", "h"]))
        advice.append(Advice.model_construct(**{**common(name), **more, "group": group}))
    both_sides = st.tuples(claims, claims).map(lambda both: tuple(TensionSide(text="S", claims=each) for each in both))
    count = draw(st.integers(0, 2))
    tensions = tuple(
        Tension.model_construct(id=f"t{n}", when=draw(wanted), title="T", sides=draw(both_sides)) for n in range(count)
    )
    unargued = st.dictionaries(st.sampled_from(["for", "against"]), st.just("Nobody does."))
    options = tuple(option.model_copy(update={"unargued": draw(unargued)}) for option in _SMALL.options)
    bound = st.one_of(st.none(), st.integers(1, 6))
    drawn = {
        "questions": questions,
        "options": options,
        "at_most_one_in": LargestShare(headline=draw(bound), key_point=draw(bound)),
        "headlines": headlines,
        "key_points": tuple(slots),
        "advice": tuple(advice),
        "tensions": tensions,
        "asks": (),
    }
    return Rulebook.model_construct(**{**_FIELDS, **drawn})
