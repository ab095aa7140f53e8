"""What the archive can be narrowed down by, with how many each value has."""

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
    """A kind of filter. The first few kinds are `chips`, the others menus."""

    key: str
    label: str
    choices: tuple[Choice, ...]
    chips: bool


def facets_of(records: Sequence[Record]) -> tuple[ArchiveFacet, ...]:
    """The kinds that tell post-mortems apart; one that all share alike is left out."""
    found = (ArchiveFacet(key, label, choices_of(records, key), key in CHIPS) for key, label in _LABELS.items())
    return tuple(one for one in found if len(one.choices) > 1 or any(c.count < len(records) for c in one.choices))


def choices_of(records: Sequence[Record], facet: str) -> tuple[Choice, ...]:
    """The values of a facet: types and severities in their order, years from the last, others from the most common."""
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
