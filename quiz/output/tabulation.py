"""Summaries as a table of data: a row for each, a column for each question."""

from collections.abc import Iterator, Sequence
from datetime import date

from quiz.answers import RejectedLink, SummaryLink
from quiz.output.phrases import unfinished
from quiz.output.spreadsheet import as_csv
from quiz.rulebook import Answers, Question, Rulebook
from quiz.summary import NoSingleRule, summarize

BETWEEN = "; "


def tabulated(rulebook: Rulebook, links: Sequence[SummaryLink | RejectedLink], ids: bool = False) -> str:
    """The usable links as CSV: place and edition of the link, every question, the ids of the headline and the tensions.

    Questions and choices stand there by label, or by their `ids`. A question that was not asked has an empty cell.
    Whatever edition a link is of, all of its row is as today's has it.
    """
    heading = ["link", "edition", *(question.id if ids else question.label for question in rulebook.questions)]
    rows = [[*heading, "headline", "tensions"]]
    for place, link in enumerate(links, start=1):
        if isinstance(link, SummaryLink):
            made = summarize(link.route)
            cells = (_cell(rulebook, question, link.route.counted, ids) for question in rulebook.questions)
            tensions = BETWEEN.join(tension.id for tension in made.tensions)
            rows.append([str(place), link.edition.isoformat(), *cells, made.headline.id, tensions])
    return as_csv(rows)


def twins_of(links: Sequence[SummaryLink | RejectedLink]) -> Iterator[tuple[int, int]]:
    """The place of every link that holds the answers of an earlier one of its edition, and the place of that."""
    first: dict[tuple[date, frozenset[tuple[str, frozenset[str]]]], int] = {}
    for place, link in enumerate(links, start=1):
        if isinstance(link, SummaryLink):
            earlier = first.setdefault((link.edition, frozenset(link.route.counted.items())), place)
            if earlier != place:
                yield place, earlier


def older_of(rulebook: Rulebook, links: Sequence[SummaryLink | RejectedLink]) -> Iterator[tuple[int, date]]:
    """The place of every link of another edition than today's, and that edition."""
    for place, link in enumerate(links, start=1):
        if isinstance(link, SummaryLink) and link.edition != rulebook.edition:
            yield place, link.edition


def _cell(rulebook: Rulebook, question: Question, answers: Answers, ids: bool) -> str:
    picked = answers.get(question.id, frozenset())
    if ids:
        return BETWEEN.join(choice for choice in question.choice_ids if choice in picked)
    return BETWEEN.join(rulebook.labels_of(question, picked))


def with_a_summary(rulebook: Rulebook, link: SummaryLink | RejectedLink) -> SummaryLink | RejectedLink:
    """The link; refused where the rulebook has no headline for its answers, or several."""
    if isinstance(link, SummaryLink):
        try:
            summarize(link.route)
        except NoSingleRule:
            title, text = unfinished(rulebook.speech)
            return RejectedLink(link.text, (f"{title}.", text))
    return link
