"""One finding for each cause, however many places it occurs in."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass

from milepost.checks.violation import Violation
from milepost.problem import Place

_MAX_PLACES = 3  # places that a message names


@dataclass(frozen=True, slots=True)
class Sighting:
    """One occurrence of a cause; message and hint are the same wherever the cause occurs."""

    cause: Hashable
    place: Place
    message: str
    hint: str


def grouped(sightings: Iterable[Sighting]) -> Iterator[Violation]:
    """One violation for each cause, at its first place; the message counts the places and names the next two."""
    found: dict[Hashable, list[Sighting]] = {}
    for one in sightings:
        found.setdefault(one.cause, []).append(one)
    for group in found.values():
        by_place = {(one.place.path, one.place.line, one.place.column): one for one in group}
        first, *others = [by_place[key] for key in sorted(by_place)]
        yield Violation(first.message + _also(first.place, others), first.place, first.hint)


def _also(first: Place, others: list[Sighting]) -> str:
    """` (in 12 places, also line 14 and plan.yml, line 3)`."""
    if not others:
        return ""
    named: list[str] = []
    for one in others[: _MAX_PLACES - 1]:
        line = f"line {one.place.line}"
        named.append(line if one.place.path == first.path else f"{one.place.path}, line {one.place.line}")
    return f" (in {len(others) + 1:,} places, also {' and '.join(named)})"
