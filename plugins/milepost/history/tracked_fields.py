"""Which fields history follows, by what they mean."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from milepost.graph.entity import entry_lists
from milepost.kinds.registry import KINDS
from milepost.schema.base import ALWAYS, OPEN, Entry
from milepost.schema.fields import FieldSpec, fields_of


@dataclass(frozen=True)
class TrackedFields:
    """The names of the followed fields, by class of entries. Classes without any are not followed."""

    names: Mapping[type[Entry], tuple[str, ...]]

    def of(self, cls: type[Entry]) -> tuple[str, ...]:
        """The followed fields of a class."""
        return self.names.get(cls, ())

    @cached_property
    def leads_to(self) -> frozenset[type[Entry]]:
        """The classes that are followed, or have lists of entries that are, at any depth."""
        found = set(self.names)
        while more := {cls for cls in _classes() if cls not in found and any(one in found for one in _inside(cls))}:
            found |= more
        return frozenset(found)

    @cached_property
    def guarded(self) -> frozenset[tuple[str, str]]:
        """(type, field) of those that are not open to everybody who sees the entry: guarded, or naming another."""
        return frozenset(
            (cls.type_name, name)
            for cls, names in self.names.items()
            for name in names
            if not _is_open(fields_of(cls)[name])
        )

    @cached_property
    def fingerprint(self) -> str:
        """Changes with whatever decides what is read from a file: the fields, and the lists that entries are in."""
        lines = [
            f"{cls.__qualname__} {cls.type_name} {cls.declares.of_document} {cls.mention_field} "
            f"{self.of(cls)} {[(spec.name, spec.group) for spec in entry_lists(cls)]}"
            for cls in sorted(self.leads_to, key=lambda cls: cls.__qualname__)
        ]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _is_open(spec: FieldSpec) -> bool:
    """Whether everybody who sees an entry sees a field as it is written.

    A date is made coarser only by `public:`, and an entry that has such a block has no past for other audiences.
    """
    return spec.group in (OPEN, ALWAYS) and not spec.ref and not spec.model


def tracked_fields(is_tracked: Callable[[FieldSpec], bool]) -> TrackedFields:
    """The fields for which a question is answered with yes, of the entries of all kinds."""
    found = {cls: tuple(name for name, spec in fields_of(cls).items() if is_tracked(spec)) for cls in _classes()}
    return TrackedFields({cls: names for cls, names in found.items() if names})


def _classes() -> Iterator[type[Entry]]:
    """The classes of all documents and of the entries in them."""
    seen: set[type[Entry]] = set()
    waiting: list[type[Entry]] = list(KINDS.values())
    while waiting:
        cls = waiting.pop()
        if cls not in seen:
            seen.add(cls)
            yield cls
            waiting += _inside(cls)


def _inside(cls: type[Entry]) -> Iterator[type[Entry]]:
    for spec in entry_lists(cls):
        assert spec.model
        assert issubclass(spec.model, Entry)
        yield spec.model
