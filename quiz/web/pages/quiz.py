"""The pages. Each view reads the answers from the address, asks the core, and renders."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import partial, wraps

from flask import Blueprint, Response, abort, redirect, request
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from quiz.answers import (
    AT,
    BACK_TO,
    CODE,
    CODE_PAGE,
    LANGUAGE,
    WAS,
    WHOLE,
    Dropped,
    RejectedCode,
    Route,
    read_code,
    read_pairs,
    route,
)
from quiz.output import Unusable, as_json, as_text
from quiz.rulebook import Answers, Question, Rulebook, once_per_rulebook
from quiz.summary import (
    AfterChange,
    Change,
    NoSingleRule,
    Since,
    Summary,
    Unanswered,
    after_change,
    completed,
    since,
    sources_of,
    summarize,
    what_would_change,
)
from quiz.web.pages.cards import front_card
from quiz.web.pages.choices import field_of, fieldset
from quiz.web.pages.codes import TypedCode, opened_by
from quiz.web.pages.forms import form_for
from quiz.web.pages.languages import front_marks, in_wanted_language, spoken_beside, wanted_speech
from quiz.web.pages.links import PLACES, Links, front_address, path_to_code, read_was, start_address
from quiz.web.pages.parameters import code_in_path, parameters, query_string
from quiz.web.pages.qr import qr_code
from quiz.web.pages.rendering import render, render_of, switches_to
from quiz.web.pages.shelf import in_other_languages, the_shelf, to_choose_from

pages = Blueprint("pages", __name__)

Page = AnyResponse | str | tuple[str, int] | tuple[dict[str, object], int]


@dataclass(frozen=True)
class Visit:
    """What an address says: the route of its answers, and perhaps a question to show; and the links that go on.

    `given` are the parameters that it says so with.
    """

    route: Route
    links: Links
    at: Question | None
    given: MultiDict[str, str]

    @property
    def rulebook(self) -> Rulebook:
        return self.route.rulebook

    @property
    def answers(self) -> Answers:
        return self.route.answers


def on_visit(view: Callable[[Visit], Page], besides: frozenset[str] = frozenset()) -> Callable[..., Page]:
    """The view of a rulebook's page; an address that cannot be used whole gets a page that says why.

    A code in the path says what the answers would. The parameters in `besides` are the view's own to read.
    """

    @wraps(view)
    def of_name(name: str, code: str | None = None) -> Page:
        rulebook = the_shelf().get(name)
        if rulebook is None:
            abort(404)
        if view.__name__ == "start":
            rulebook = in_wanted_language(rulebook)
        coded = code_in_path(rulebook)
        if isinstance(coded, RejectedCode):
            nothing = route(rulebook, {})
            return _start_page(
                Visit(nothing, Links(nothing), None, MultiDict()), TypedCode(code or "", coded, rulebook.speech)
            ), 404
        if coded and coded.text != code:
            return redirect(path_to_code(rulebook, coded.text) + query_string(rulebook))
        given = parameters(rulebook)
        visit, dropped = _read(rulebook, given, view.__name__ == "answer", besides)
        if dropped:
            return _unusable(visit, dropped)
        return view(visit)

    return of_name


def _read(
    rulebook: Rulebook, given: MultiDict[str, str], is_answer: bool, besides: frozenset[str]
) -> tuple[Visit, tuple[Dropped, ...]]:
    """The visit, and what of the address was dropped. The question being answered is left to its form."""
    first = given.to_dict()
    back_to = first.get(BACK_TO)
    question = rulebook.question_by_id.get(first.get(AT, ""))
    left_out = set(besides)
    if question is not None:
        left_out |= {AT, question.id} if is_answer else {AT}
    if back_to in PLACES:
        left_out.add(BACK_TO)
    was = read_was(rulebook, first.get(WAS))
    if was is not None:
        left_out.add(WAS)
    if first.get(LANGUAGE) == rulebook.language and request.endpoint == "pages.start":
        left_out.add(LANGUAGE)
    pairs = [(name, value) for name, value in given.items(multi=True) if name not in left_out]
    reading = read_pairs(rulebook, pairs)
    taken = route(rulebook, reading.answers)
    links = Links(taken, back_to if back_to in PLACES else None, reading.other_edition, was)
    return Visit(taken, links, question, given), reading.dropped


def _unusable(visit: Visit, dropped: tuple[Dropped, ...] = (), unanswered: tuple[Question, ...] = ()) -> Page:
    """What was dropped from an address, or is missing in it, as a page or as the data that was asked for."""
    if request.endpoint == "pages.summary_json":
        missing = tuple(question.id for question in unanswered)
        return asdict(Unusable(dropped, missing, visit.route.query)), 400
    context = {"links": visit.links, "visit": visit}
    page = "dropped.txt" if request.endpoint == "pages.summary_text" else "dropped.html"
    made = Response(render_of(page, visit.rulebook, dropped=dropped, unanswered=unanswered, **context), status=400)
    if page.endswith(".txt"):
        made.mimetype = "text/plain"
    return made


@pages.get("/")
def index() -> Page:
    """The rulebooks to choose from; where there is one, it is chosen."""
    books, speech = [in_wanted_language(book) for book in to_choose_from()], wanted_speech()
    typed = request.args.get(CODE)
    rejected = None
    if typed is not None:
        opened = opened_by(typed, speech)
        if not isinstance(opened, RejectedCode):
            return redirect(opened, code=303)
        rejected = TypedCode(typed, opened, speech)
    elif len(books) == 1:
        return redirect(start_address(books[0]))
    page = render(
        "index.html",
        speech,
        card=front_card(speech, books[0]) if books else None,
        books=[(book, start_address(book), versions_of(book)) for book in books],
        others=[(other, front_address(other)) for other in spoken_beside(speech)],
        marks=front_marks(speech),
        parameter=CODE,
        typed=rejected,
    )
    return (page, 422) if rejected else page


def versions_of(book: Rulebook) -> list[tuple[Rulebook, str]]:
    """The same quiz in its other languages, and where each starts."""
    return [(other, start_address(other)) for other in in_other_languages(book)]


@pages.get("/<name>/")
@partial(on_visit, besides=frozenset({CODE}))
def start(visit: Visit) -> Page:
    """What the quiz is, what it rests on, and what it is not; and on to the summary of a code that is typed here."""
    typed = request.args.get(CODE)
    if typed is None:
        return _start_page(visit)
    read = read_code(visit.rulebook, typed)
    if isinstance(read, RejectedCode):
        return _start_page(visit, TypedCode(typed, read, visit.rulebook.speech)), 422
    return redirect(path_to_code(visit.rulebook, read.text), code=303)


def _start_page(visit: Visit, typed: TypedCode | None = None) -> str:
    return render_of(
        "start.html",
        visit.rulebook,
        links=visit.links,
        answers=visit.answers,
        several=len(to_choose_from()) > 1,
        sample=_sample(visit.rulebook),
        sources=sources_of(visit.rulebook),
        parameter=CODE,
        typed=typed,
    )


@once_per_rulebook
def _sample(rulebook: Rulebook) -> Summary | None:
    """The summary of the first example, to show what one gets; None where there is none, or no summary of it."""
    for example in rulebook.examples[:1]:
        with suppress(NoSingleRule):
            return summarize(completed(route(rulebook, example.answers)))
    return None


@pages.get("/<name>/ask")
@on_visit
def ask(visit: Visit) -> Page:
    """The question that the address names, or else the next one."""
    if visit.at is not None and visit.route.asks(visit.at):
        return _question_page(visit, visit.at, fieldset(visit.rulebook, visit.at, visit.answers))
    return _next_question(visit) if visit.route.unanswered else redirect(visit.links.next)


@pages.get("/<name>/answer")
@on_visit
def answer(visit: Visit) -> Page:
    """Takes one answer: the next question if it can be used, else the same one again, with what is wrong.

    The next question is shown at this address, which spares a redirect and so a round trip; it holds the same answers.
    """
    question = visit.at
    if question is None or not visit.route.asks(question):
        return redirect(visit.links.next)
    form = form_for(visit.rulebook, question)
    form.process(formdata=visit.given)
    if not form.validate():
        field = form[question.id]
        return _question_page(visit, question, field_of(visit.rulebook, question, field), field.errors), 422
    given = visit.given.getlist(question.id)
    onward = route(visit.rulebook, {**visit.answers, question.id: frozenset(given)})
    links = replace(visit.links, route=onward)
    if links.was and links.was.choices == frozenset(given):
        links = replace(links, was=None)
    if onward.unanswered:
        return _next_question(replace(visit, route=onward, links=links))
    return redirect(links.next, code=303)


def _next_question(visit: Visit) -> str:
    """The first question that is not answered yet."""
    question = visit.route.unanswered[0]
    return _question_page(visit, question, fieldset(visit.rulebook, question, visit.answers))


def _question_page(visit: Visit, question: Question, choices: Markup, errors: Sequence[str] = ()) -> str:
    return render_of(
        "question.html",
        visit.rulebook,
        switches=switches_to("pages.ask", visit.rulebook),
        links=visit.links,
        question=question,
        choices=choices,
        errors=errors,
        number=visit.route.place_of(question) + 1,
        fewest=visit.route.fewest,
        most=visit.route.most,
        back=visit.links.back(question),
    )


@pages.get("/<name>/check")
@on_visit
def check(visit: Visit) -> Page:
    """All answers so far, each with a way to change it."""
    return render_of("check.html", visit.rulebook, links=visit.links, taken=visit.route, answers=visit.answers)


@pages.get("/<name>/summary")
@pages.get(f"/<name>/{CODE_PAGE}/<code>")
@on_visit
def summary(visit: Visit) -> Page:
    """The summary to read and print."""
    if not visit.route.is_complete:
        return redirect(visit.links.next)
    made = summarize(visit.route)
    permanent = Links(visit.route.with_counted_only).permanent
    return render_of(
        "summary.html",
        visit.rulebook,
        links=Links(visit.route),
        summary=made,
        since=since(visit.route, made, visit.links.other_edition),
        after_change=_after_change(visit, made),
        changes={change.swap.question: change for change in what_would_change(visit.route)},
        permanent=permanent,
        code=qr_code(permanent, visit.rulebook.speech.say("Code that opens this summary")),
    )


def _after_change(visit: Visit, now: Summary) -> AfterChange | None:
    """What came and went since an answer was changed; None where none was, or nothing can be told of it."""
    was = visit.links.was
    if was is None:
        return None
    others = {name: picked for name, picked in visit.answers.items() if name != was.question.id}
    given = {was.question.id: was.choices} if was.choices else {}
    with suppress(NoSingleRule):
        return after_change(summarize(completed(route(visit.rulebook, {**others, **given}))), now, was.question.id)
    return None


@pages.get("/<name>/summary.json")
@on_visit
def summary_json(visit: Visit) -> Page:
    """The same summary as data."""

    def write(made: Summary, changes: tuple[Change, ...], since: Since | None) -> str:
        return as_json(made, changes, since, _after_change(visit, made))

    return _summary_as(visit, write, "application/json")


@pages.get("/<name>/summary.txt")
@partial(on_visit, besides=frozenset({WHOLE}))
def summary_text(visit: Visit) -> Page:
    """The same summary as text for a letter, or the whole of it: Markdown that reads well as it is."""
    whole = WHOLE in visit.given
    write = partial(as_text, link=visit.links.permanent, today=date.today(), whole=whole)
    return _summary_as(visit, write, "text/plain")


def _summary_as(visit: Visit, write: Callable[..., str], mimetype: str) -> Page:
    try:
        made = summarize(visit.route)
    except Unanswered as error:
        return _unusable(visit, unanswered=error.questions)
    changed = since(visit.route, made, visit.links.other_edition)
    return Response(write(made, what_would_change(visit.route), since=changed), mimetype=mimetype)
