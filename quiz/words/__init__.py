"""The program’s own words in each language, the little Markdown that texts may hold, and the project’s folders.

It knows nothing of quizzes.
"""

from quiz.words.folders import PACKAGE, own_folder
from quiz.words.markdown import as_html, as_html_with, as_plain, links_in, wrong_link_in
from quiz.words.speech import N_, Speech, direction_of, languages, speech_for

__all__ = [
    "N_",
    "PACKAGE",
    "Speech",
    "as_html",
    "as_html_with",
    "as_plain",
    "direction_of",
    "languages",
    "links_in",
    "own_folder",
    "speech_for",
    "wrong_link_in",
]
