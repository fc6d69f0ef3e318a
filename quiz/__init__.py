"""A decision aid in the shape of a quiz: rulebooks in, printable summaries out."""

__version__ = "0.1.0"
