"""Templates that may be edited while they are shown: a broken one is replaced by what it was before."""

from collections.abc import Callable
from pathlib import Path

from jinja2 import BaseLoader, Environment, FileSystemLoader, TemplateSyntaxError

from quiz.problems import Diagnostic, in_file_order


class KeptTemplates(BaseLoader):
    """The templates of a folder as they were when they last worked; `problems` says what is wrong now."""

    def __init__(self, folder: Path) -> None:
        self._files = FileSystemLoader(folder)
        self._good: dict[str, str] = {}
        self._wrong: dict[str, Diagnostic] = {}

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """What is wrong with templates that a page was made from."""
        return in_file_order(self._wrong.values())

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template that can be used. Raises TemplateSyntaxError if it never could."""
        source, path, is_fresh = self._files.get_source(environment, template)
        try:
            environment.compile(source, template, path)
        except TemplateSyntaxError as error:
            self._wrong[template] = Diagnostic(
                f"{error.message}.", "Fix the template.", file=Path(path), line=error.lineno
            )
            if template not in self._good:
                raise
        else:
            self._wrong.pop(template, None)
            self._good[template] = source
        return self._good[template], path, is_fresh

    def list_templates(self) -> list[str]:
        """The names of all templates."""
        return self._files.list_templates()
