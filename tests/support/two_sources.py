"""A small quiz that rests on two registers: the talk of the other tests, and a study."""

from pathlib import Path

from quiz.files.load import Loaded, load_rulebook
from tests.support.books import REGISTER, changed, write_files

TALK = changed("title: A talk,", "title: A talk, short: Talk,", REGISTER)

STUDY = """\
format: 2
id: study
source:
  title: Night work and sleep
  short: Study
  kind: cohort study
  publisher: A journal
  published: 2021-05-04
  doi: 10.1000/nights.1
  note: One hospital.
topics: [{id: work, label: The work}]
posts:
  - {id: reply-1, name: Abstract, role: reply, author: three authors, sentences: 1}
claims:
  - id: s-sleep
    post: reply-1
    sentence: 1
    topic: work
    text: People who work nights sleep an hour less.
    confidence: {level: low, why: One small study.}
"""

BETWEEN = """\
differences:
  - id: nights_and_sleep
    kind: weight
    about: What nights cost
    sides:
      - {says: Reply 2 calls nights easy., claims: [r2-nights]}
      - {says: The study counts lost sleep., claims: [s-sleep]}
"""

TWO = changed("evidence: talk", "evidence: [talk, study]") + BETWEEN


def two_sources(folder: Path, rulebook: str = TWO, talk: str = TALK, study: str = STUDY) -> Loaded:
    """The loaded rulebook; raises InvalidFiles as the program would."""
    path = write_files(folder, rulebook, talk)
    (folder / "seeds" / "study.yaml").write_text(study, encoding="utf-8")
    return load_rulebook(path, folder / "seeds")
