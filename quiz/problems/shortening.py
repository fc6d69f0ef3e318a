"""Text that somebody wrote, as a message shows it."""


def shortened(text: str, longest: int = 60) -> str:
    """The text on one line of at most `longest` characters, with a sign for what cannot be printed."""
    shown = text if len(text) <= longest else f"{text[: longest - 1]}…"
    return shown if shown.isprintable() else "".join(each if each.isprintable() else "�" for each in shown)
