"""Facets of the archive: what it can be filtered by, with counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from milepost.kit.components import Choice
from milepost.pages.archive.records import TYPES, Record, RecordValue

CHIPS = ("type", "severity")
_LAST = 99
_LABELS = {
    "type": "Type",
    "severity": "Severity",
    "service": "Affected",
    "factor": "Contributing factor",
    "project": "Project",
    "topic": "Topic",
    "year": "Year",
}


@dataclass(frozen=True, slots=True)
class ArchiveFacet:
    """A filter of the archive, shown as `chips` or as a menu."""

    key: str
    label: str
    choices: tuple[Choice, ...]
    chips: bool


def facets_of(records: Sequence[Record]) -> tuple[ArchiveFacet, ...]:
    """The facets that distinguish post-mortems; one with the same value everywhere is left out."""
    found = (ArchiveFacet(key, label, choices_of(records, key), key in CHIPS) for key, label in _LABELS.items())
    return tuple(one for one in found if len(one.choices) > 1 or any(c.count < len(records) for c in one.choices))


def choices_of(records: Sequence[Record], facet: str) -> tuple[Choice, ...]:
    """The values of a facet: types and severities in their own order, years latest first, others by frequency."""
    counts: dict[str, int] = {}
    first: dict[str, tuple[RecordValue, Record]] = {}
    for record in records:
        for value in record.facets.get(facet, ()):
            counts[value.token] = counts.get(value.token, 0) + 1
            first.setdefault(value.token, (value, record))
    found = [(Choice(value.token, value.word, counts[value.token]), record) for value, record in first.values()]
    return tuple(choice for choice, _ in sorted(found, key=lambda one: _order(facet, *one)))


def _order(facet: str, choice: Choice, record: Record) -> tuple[int, str]:
    match facet:
        case "type":
            return TYPES.index(choice.value), ""
        case "severity":
            return record.severity.rank or _LAST if record.severity else _LAST, choice.word
        case "year":
            return -int(choice.value), ""
    return -choice.count, choice.word.lower()
