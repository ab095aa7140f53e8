"""The declaration of a kind: one value, complete or an error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from milepost.checks.check import Check
from milepost.kinds.metric import Metric
from milepost.kinds.registry import IncompleteKind
from milepost.schema.base import Document, Entry
from milepost.schema.fields import fields_of


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document. `sections` are the names of the site's sections that show its documents.

    Use an empty tuple for none; leaving one out is a mistake. Raises IncompleteKind.
    """

    model: type[Document]
    metrics: tuple[Metric[Any, Any], ...] | None = None
    checks: tuple[Check, ...] | None = None
    sections: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        for name, what in _NEEDED.items():
            if getattr(self, name) is None:
                raise IncompleteKind(f"the kind '{self.name}' does not declare {what}; pass {name}=, or {name}=()")
        entries = entries_of(self.model)
        for metric in self.metrics or ():
            if not any(issubclass(cls, metric.cls) for cls in entries):
                raise IncompleteKind(f"the kind '{self.name}' has no entries of {metric.cls.__name__} to compute about")

    @property
    def name(self) -> str:
        """The name in documents: `kind: roadmap`."""
        return self.model.type_name


_NEEDED = {
    "metrics": "what is computed about it",
    "checks": "rules of its own",
    "sections": "where a site shows it",
}


def entries_of(model: type[Entry]) -> tuple[type[Entry], ...]:
    """The classes of a document and of all entries in it."""
    found: dict[type[Entry], None] = {}
    waiting: list[type[Entry]] = [model]
    while waiting:
        cls = waiting.pop()
        if cls not in found:
            found[cls] = None
            waiting += [spec.model for spec in fields_of(cls).values() if spec.is_entries]  # type: ignore[misc]
    return tuple(found)
