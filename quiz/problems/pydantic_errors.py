"""Diagnostics carried through pydantic, which validates the models."""

from typing import Any

from pydantic_core import ErrorDetails, PydanticCustomError

from quiz.problems.diagnostic import Diagnostic

TYPE = "diagnostics"


def validation_error(*diagnostics: Diagnostic) -> PydanticCustomError:
    """What a validator of a model raises to report `diagnostics`."""
    context: dict[str, Any] = {TYPE: diagnostics}
    return PydanticCustomError(TYPE, "holds mistakes", context)


def diagnostics_in(error: ErrorDetails) -> tuple[Diagnostic, ...]:
    """The diagnostics that a validator put into `error`; none for pydantic's own errors."""
    if error["type"] != TYPE:
        return ()
    diagnostics: tuple[Diagnostic, ...] = error["ctx"][TYPE]
    return diagnostics
