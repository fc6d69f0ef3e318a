"""The SURE test: four questions on whether somebody has what it takes to decide.

SURE test © O'Connor & Légaré 2008, Ottawa Hospital Research Institute; Légaré F, Kearing S, Clay K, et al. Can Fam
Physician 2010;56:e308-e314. It may be used free of charge by whoever cites it, does not sell it, and does not alter it
(https://decisionaid.ohri.ca/eval.html). So the wording, the order and the two answers stand here as published, in
English beside every language, and its rule is the only one that is drawn from them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from quiz.answers import parameters

LANGUAGE = "en"
YES, NO = "yes", "no"


@dataclass(frozen=True)
class Item:
    """One of the four questions: the parameter that carries its answer, and its wording."""

    name: str
    text: str


SURE = Item(parameters.SURE, "Do you feel SURE about the best choice for you?")
UNDERSTANDING = Item(parameters.UNDERSTANDING, "Do you know the benefits and risks of each option?")
RISKS_AND_BENEFITS = Item(parameters.RISKS_BENEFITS, "Are you clear about which benefits and risks matter most to you?")
ENCOURAGEMENT = Item(parameters.ENCOURAGEMENT, "Do you have enough support and advice to make a choice?")

ITEMS = (SURE, UNDERSTANDING, RISKS_AND_BENEFITS, ENCOURAGEMENT)

ANSWERS = {YES: "Yes", NO: "No"}
"""What can be said to each."""


def shows_conflict(answers: Mapping[str, str]) -> bool:
    """The rule of SURE's authors on four answers, by name: three times yes or fewer is decisional conflict."""
    return sum(answers[item.name] == YES for item in ITEMS) <= 3
