"""All the advice of a rulebook as a list, for whoever has no script to pick what applies."""

from quiz.rulebook import AllOf, Always, AnyOf, Condition, Not, Picked, Rulebook


def in_words(rulebook: Rulebook, condition: Condition) -> str:
    """The answers to which something applies, in the words of the questions; empty where it applies to all."""
    say = rulebook.speech.say
    match condition:
        case Always():
            return ""
        case Picked(name, choices):
            question = rulebook.question_by_id[name]
            answers = say(" or ").join(f"“{label}”" for label in rulebook.labels_of(question, choices))
            return say("%(question)s: %(answers)s", question=question.label, answers=answers)
        case Not(part):
            return say("not (%(condition)s)", condition=in_words(rulebook, part))
        case AllOf(parts) | AnyOf(parts):
            between = say(" and ") if isinstance(condition, AllOf) else say(" or ")
            return between.join(_within(rulebook, part) for part in parts)


def _within(rulebook: Rulebook, part: Condition) -> str:
    words = in_words(rulebook, part)
    return f"({words})" if isinstance(part, AllOf | AnyOf) else words
