"""Required fields of a model, and an empty instance that redacted copies start from."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from pydantic import BaseModel

from milepost.schema.fields import fields_of


def _needed_fields(cls: type[BaseModel]) -> frozenset[str]:
    """Names of the required fields."""
    return frozenset(name for name, spec in fields_of(cls).items() if spec.required)


def _with_nothing(cls: type[BaseModel]) -> BaseModel:
    """An instance with defaults only, empty strings for required texts, and None for other required values.

    It has every field, so that copies of it have theirs in the order of the class.
    """
    required = (spec for spec in fields_of(cls).values() if spec.required)
    values = {spec.name: None if spec.choices or spec.is_date or spec.model else "" for spec in required}
    return cls.model_construct(_fields_set=set(), **values)


required_fields: Callable[[type[BaseModel]], frozenset[str]] = cache(_needed_fields)
empty_instance: Callable[[type[BaseModel]], BaseModel] = cache(_with_nothing)
