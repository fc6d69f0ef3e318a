"""A preview for authors: the quiz as students see it, following its files, with what is wrong on top of each page.

Nothing of it is in the application that students use.
"""

from quiz.web.preview.app import preview_of

__all__ = ["preview_of"]
