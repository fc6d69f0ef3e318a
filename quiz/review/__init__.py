"""The review document: all of a quiz on paper, for experts to agree with, amend and sign."""

from quiz.review.document import Review, as_html, review_of

__all__ = [
    "Review",
    "as_html",
    "review_of",
]
