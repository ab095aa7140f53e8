"""What is wrong with a value, as an error that pydantic collects and `reading` turns into a problem."""

from __future__ import annotations

from typing import Any

from pydantic_core import PydanticCustomError

from milepost.problem import quoted
from milepost.yaml.nodes import Map, Seq


def flaw(rule: str, message: str, hint: str | None = None) -> PydanticCustomError:
    """A validation error that carries our rule id, words and hint."""
    return PydanticCustomError(rule, "{message}", {"message": message, "hint": hint})


def described(value: object) -> str:
    """What somebody wrote, in a few words, for a message."""
    if value is None:
        return "nothing"
    if isinstance(value, Map | dict):
        return "a mapping"
    if isinstance(value, Seq | list):
        return "a list"
    return quoted(str(value))


def scalar(value: Any, expected: str) -> str:
    """The text of a scalar. Raises a `wrong-shape` flaw for a list, a mapping or nothing."""
    if isinstance(value, str):
        return value
    raise flaw("wrong-shape", f"{expected} is expected here, not {described(value)}")
