"""The names of parameters in an address that are no question's. Ids start with a letter, so none can clash."""

AT = "_at"
"""Names the question to show."""

BACK_TO = "_back_to"
"""Names the page from which an answer is being changed."""

CODE = "_code"
"""Holds the code that was typed to open a summary."""

EDITION = "_edition"
"""Names the edition under which a link was made."""

LANGUAGE = "_language"
"""Names the language of a start page, where it is not the one that the browser asks for."""

THEN = "_then"
"""Carries on an answer as only the link's own edition knows it: `_then=question:choice`."""

LINKS = "_links"
"""Holds the links that were pasted for a comparison."""

WAS = "_was"
"""Tells what an answer was before it was changed: `_was=question:choice.choice`, empty where nothing was picked."""

WHOLE = "_whole"
"""Asks for the whole of a summary as text, not only for what stands at its top; it needs no value."""

READY = "_ready"
"""Says that the four questions of the SURE test were sent, answered or not."""

UNSENT = "_unsent"
"""Says that a form was not sent, but another language was chosen: it is shown again with all that is in it."""

SURE, UNDERSTANDING, RISKS_BENEFITS, ENCOURAGEMENT = "_sure", "_understanding", "_risks_benefits", "_encouragement"
"""Carry the answers to the four questions of the SURE test."""

NO_ANSWERS = frozenset(
    {AT, BACK_TO, LANGUAGE, WAS, WHOLE, READY, UNSENT, SURE, UNDERSTANDING, RISKS_BENEFITS, ENCOURAGEMENT}
)
"""Those that say nothing of the answers to the quiz."""
