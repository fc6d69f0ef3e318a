"""Why something is said and who said it, as text."""

from collections.abc import Iterable
from datetime import date

from quiz.summary import Change, Cited, Moved, OneSidedView, OpenView, Provenance, Reason, Swap
from quiz.words import Speech


def answered(reasons: Iterable[Reason], speech: Speech) -> str:
    """The answers that called something up: `Nights: A few; People: The young, The old`."""
    none = speech.say("not asked")
    return "; ".join(f"{each.label}: {', '.join(each.answers) or none}" for each in reasons)


def by_post(claims: Iterable[Cited]) -> list[tuple[str, list[Cited]]]:
    """Claims under the name of their post, one for each sentence: the posts as they come, the sentences in order."""
    posts: dict[str, dict[int, Cited]] = {}
    for claim in claims:
        posts.setdefault(claim.post_name, {}).setdefault(claim.sentence, claim)
    return [(post, [of_post[sentence] for sentence in sorted(of_post)]) for post, of_post in posts.items()]


def places(claims: Iterable[Cited], speech: Speech) -> str:
    """Where claims stand in the source: `Reply 1, sentences 2, 3; Reply 2, sentence 1`."""
    said = []
    for post, of_post in by_post(claims):
        numbers = [claim.sentence for claim in of_post]
        said.append(
            speech.say_number(
                "%(post)s, sentence %(sentences)s",
                "%(post)s, sentences %(sentences)s",
                len(numbers),
                post=post,
                sentences=", ".join(str(number) for number in numbers),
            )
        )
    return "; ".join(said)


def unfinished(speech: Speech) -> tuple[str, str]:
    """What is said of a rulebook that has no headline for some answers, or several: a title and a text."""
    return (
        speech.say("This quiz is not finished"),
        speech.say(
            "Its rules do not agree on what to say to these answers. `quiz check` shows its maintainers the place."
        ),
    )


def may_speak(view: OpenView, speech: Speech) -> str:
    """What the answer to an open question may do to an option."""
    if view.may_speak_for and view.may_speak_against:
        return speech.say("may speak for it or against it")
    return speech.say("may speak for it") if view.may_speak_for else speech.say("may speak against it")


def said_unopposed(advice: Iterable[OneSidedView], speech: Speech) -> str:
    """The advice whose other side nobody argued, by title; empty where there is none."""
    titles = "; ".join(each.title for each in advice)
    return speech.say("Nobody argued the other side of these: %(titles)s.", titles=titles) if titles else ""


def speaking(advice: Moved, speech: Speech) -> str:
    """The options that advice speaks for and against."""
    said = []
    if advice.speaks_for:
        said.append(speech.say("for %(options)s", options=", ".join(advice.speaks_for)))
    if advice.speaks_against:
        said.append(speech.say("against %(options)s", options=", ".join(advice.speaks_against)))
    return "; ".join(said)


def turned(change: Change, speech: Speech) -> str:
    """The other answers of a change, and what becomes of the headline."""
    both = speech.say("and")
    swaps = f" {both} ".join(_swapped(swap) for swap in change.swaps)
    if change.headline is None:
        return f"{swaps}."
    return speech.say("%(answers)s would change the headline: “%(headline)s”.", answers=swaps, headline=change.headline)


def _swapped(swap: Swap) -> str:
    return f"{swap.label}: “{'”, “'.join(swap.answers)}”"


def drawn_from(provenance: Provenance, speech: Speech, today: date | None = None) -> str:
    """The edition, how little a summary rests on, and whether its review was due before `today`."""
    place = f"{provenance.source_kind} ({provenance.publisher}"
    if provenance.opened:
        place += ", " + speech.say("opened %(day)s", day=speech.day(provenance.opened))
    drawn = speech.say_number(
        "Drawn from %(number)s reply in one %(place)s: an opinion, not data.",
        "Drawn from %(number)s replies in one %(place)s: opinions, not data.",
        provenance.replies,
        place=f"{place})",
    )
    edition = speech.say("Edition of %(day)s.", day=speech.day(provenance.edition))
    no_winner = speech.say("No option below is named as the right one.")
    said = f"{edition} {drawn} {no_winner}"
    return f"{said} {overdue(provenance.review_by, speech)}" if today and provenance.review_by < today else said


def overdue(review_by: date, speech: Speech) -> str:
    """What a page says once a review is overdue."""
    return speech.say("Review was due on %(day)s, so parts of this may be out of date.", day=speech.day(review_by))
