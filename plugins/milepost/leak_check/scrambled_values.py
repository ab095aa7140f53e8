"""Other values of the same type, for a scrambled copy."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from milepost.schema.fields import FieldSpec, fields_of
from milepost.yaml.nodes import Map, Quoted, Seq

LENGTHS = ("7h", "11min", "3d", "2h 5min")


class ScrambledValues:
    """Generates values from a source of randomness; what a field may hold follows from its declaration."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def token(self) -> str:
        """A unique id with a random position in sort order."""
        return f"{self.rng.choice('amz')}x{self.rng.getrandbits(48):012x}"

    def words(self) -> Quoted:
        """A random text."""
        return Quoted(f"Scrambled {self.rng.getrandbits(40):x}")

    def day(self) -> str:
        """A random day."""
        return f"{self.rng.randint(2001, 2049)}-{self.rng.randint(1, 12):02}-{self.rng.randint(1, 28):02}"

    def other(self, cls: type[BaseModel], name: str, value: Any) -> Any:
        """Another value for a scalar field; the same if no other valid value is found."""
        spec = fields_of(cls)[name]
        found = (one for one in self._candidates(spec) if str(one) != str(value) and _fits(cls, name, one, spec.many))
        return next(found, value)

    def in_part(self, cls: type[BaseModel], node: Any) -> Any:
        """A mapping within an entry with other values for everything except references."""
        if not isinstance(node, Map):
            return node
        kept = Map(0)
        for name, value in node.items():
            kept[name] = self.in_field(cls, name, value) if name in fields_of(cls) else value
        return kept

    def in_field(self, cls: type[BaseModel], name: str, value: Any) -> Any:
        """Another value for a field, including nested values."""
        spec = fields_of(cls)[name]
        if value is None:
            return None
        if isinstance(value, Seq):
            kept = Seq(0)
            kept.extend(self.in_part(spec.model, one) if spec.model else self.other(cls, name, one) for one in value)
            return kept
        if spec.model:
            return self.in_part(spec.model, value)
        return value if isinstance(value, Map) else self.other(cls, name, value)

    def _candidates(self, spec: FieldSpec) -> Iterator[Any]:
        """Values to try, the most plausible for the field first."""
        if spec.choices:
            yield from self.rng.sample(spec.choices, len(spec.choices))
            return
        if spec.is_date:
            yield self.day()
        if spec.measures == "length":
            yield self.rng.choice(LENGTHS)
        if spec.measures in ("number", "state"):
            yield from self.rng.sample(("true", "false"), 2)
            yield from (str(self.rng.randint(low, high)) for low, high in ((2, 5), (5, 100), (2, 5), (1, 12)))
        yield from (self.words(), f"https://{self.token()}.example/", self.token())


def _fits(cls: type[BaseModel], name: str, value: Any, many: bool) -> bool:
    """Whether a field may hold a value, or a list of it."""
    try:
        _adapter(cls, name).validate_python((value,) if many else value)
    except ValidationError:
        return False
    return True


@cache
def _adapter(cls: type[BaseModel], name: str) -> TypeAdapter[Any]:
    info = cls.model_fields[name]
    annotation: Any = info.annotation
    for mark in reversed(info.metadata):
        annotation = Annotated[annotation, mark]
    return TypeAdapter(annotation)
