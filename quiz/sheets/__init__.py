"""Rulebooks and their registers as spreadsheets: written, read back, and checked like the files that they stand for."""

from quiz.sheets.beginning import begin, renew
from quiz.sheets.book import export, is_spreadsheet, load_any, says_the_same, texts_of

__all__ = ["begin", "export", "is_spreadsheet", "load_any", "renew", "says_the_same", "texts_of"]
