"""Where the project's own rules, seeds and templates lie."""

from pathlib import Path

PACKAGE = Path(__file__).parents[1]


def own_folder(name: str) -> Path:
    """The folder `name`: inside the installed package, or at the top of a checkout."""
    installed = PACKAGE / name
    return installed if installed.is_dir() else PACKAGE.parent / name
