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
    """An instance with defaults only, and empty strings for required texts."""
    specs = fields_of(cls).values()
    texts = {spec.name: "" for spec in specs if spec.required and not spec.choices and not spec.is_date}
    return cls.model_construct(_fields_set=set(), **texts)


required_fields: Callable[[type[BaseModel]], frozenset[str]] = cache(_needed_fields)
empty_instance: Callable[[type[BaseModel]], BaseModel] = cache(_with_nothing)
