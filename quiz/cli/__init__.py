"""The command `quiz`: for students, to walk it; for authors, to know what their rules do."""

from quiz.cli.main import cli, main

__all__ = ["cli", "main"]
