"""What has changed since an older link was made, as text."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from quiz.output.phrases import places
from quiz.summary import Answered, Item, Since
from quiz.words import Speech


@dataclass(frozen=True)
class NoticeLine:
    """One kind of change, and what it is of; `then` tells that this is in the words of the earlier edition.

    An item of today's summary brings the id of its advice, if it is advice; other titles bring none.
    """

    words: str
    titles: tuple[tuple[str, str | None], ...] = ()
    then: bool = False

    @property
    def in_full(self) -> str:
        """The whole line as text."""
        return f"{self.words} {', '.join(f'“{title}”' for title, _ in self.titles)}".rstrip()


@dataclass(frozen=True)
class Notice:
    """What has changed since an earlier edition: a heading, a sentence, and a line for each kind of change."""

    title: str
    text: str
    lines: tuple[NoticeLine, ...] = ()


def told_since(since: Since, speech: Speech) -> Notice:
    """What has changed since an earlier edition, in words."""
    say = speech.say
    then, today = speech.day(since.edition), speech.day(since.today)
    follows = say("This page follows the edition of %(today)s.", today=today)
    if not since.known:
        if since.edition > since.today:
            why = say("It names the edition of %(then)s, which is later than the one here.", then=then)
        elif since.edition in since.kept:
            why = say("The rules of %(then)s had no headline for these answers.", then=then)
        else:
            why = say("Its edition, of %(then)s, is not kept here.", then=then)
        return Notice(say("We cannot tell what has changed since this link was made"), f"{why} {follows}")
    text = say("It was made under the edition of %(then)s.", then=then) + f" {follows}"
    lines = tuple(line for line in _lines(since, say) if line.titles)
    if since.retold:
        retold = say(
            "Sentences of the source that we now put in other words: %(places)s.", places=places(since.retold, speech)
        )
        lines = (*lines, NoticeLine(retold))
    if since.is_empty:
        return Notice(say("Nothing has changed for these answers since this link was made"), text, lines)
    return Notice(say("What has changed for these answers since this link was made"), text, lines)


def _lines(since: Since, say: Callable[[str], str]) -> tuple[NoticeLine, ...]:
    open_then = say("Left open in the link, and taken as “Not sure yet” for that edition:")
    return (
        NoticeLine(say("The headline was different:"), _plain(filter(None, [since.headline])), then=True),
        NoticeLine(say("Answers that are no longer offered:"), _plain(map(_as_answered, since.lapsed)), then=True),
        NoticeLine(say("Now worded differently; before:"), _plain(map(_as_asked, since.reread)), then=True),
        NoticeLine(say("Questions that were not asked before:"), _plain(since.new_questions)),
        NoticeLine(open_then, _plain(since.assumed), then=True),
        NoticeLine(say("New on this page:"), _linked(since.comes)),
        NoticeLine(say("No longer on it:"), _plain(each.title for each in since.goes), then=True),
        NoticeLine(say("Still here, but says something else:"), _linked(since.reworded)),
    )


def _plain(titles: Iterable[str]) -> tuple[tuple[str, None], ...]:
    return tuple((title, None) for title in titles)


def _linked(items: Iterable[Item]) -> tuple[tuple[str, str | None], ...]:
    return tuple((item.title, item.id if item.kind == "advice" else None) for item in items)


def _as_answered(answered: Answered) -> str:
    return f"{answered.question}: {', '.join(answered.answers)}"


def _as_asked(answered: Answered) -> str:
    return f"{answered.text} {', '.join(answered.answers)}".rstrip()
