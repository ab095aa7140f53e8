"""Validation errors with our rule ids, collected by pydantic and turned into problems by `kinds/reading`."""

from __future__ import annotations

from typing import Any

from pydantic_core import PydanticCustomError

from milepost.problem import quoted
from milepost.yaml.nodes import Map, Seq


def flaw(rule: str, message: str, hint: str | None = None) -> PydanticCustomError:
    """A validation error with a rule id, a message, and a hint."""
    return PydanticCustomError(rule, "{message}", {"message": message, "hint": hint})


def described(value: object) -> str:
    """A value as written, in a few words for a message."""
    if value is None:
        return "nothing"
    if isinstance(value, Map | dict):
        return "a mapping"
    if isinstance(value, Seq | list):
        return "a list"
    return quoted(str(value))


def scalar(value: Any, expected: str) -> str:
    """The text of a scalar. Raises a `wrong-shape` error for a list, a mapping, or nothing."""
    if isinstance(value, str):
        return value
    raise flaw("wrong-shape", f"{expected} is expected here, not {described(value)}")
