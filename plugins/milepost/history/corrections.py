"""Changes that took nothing back and changes that only corrected a slip of the pen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from milepost.history.ledger import Snapshot

CORRECTION_HOURS = 48


@dataclass(frozen=True, slots=True)
class Observation:
    """The value of one field from a commit on. `is_first`: nothing is known of it before."""

    snapshot: Snapshot
    value: str

    @property
    def is_first(self) -> bool:
        return self.snapshot.is_first


def observations(trail: Sequence[Snapshot], name: str) -> tuple[Observation, ...]:
    """The values that a field had one after the other; where it was not written, nothing was said."""
    found: list[Observation] = []
    for snapshot in trail:
        value = (snapshot.values or {}).get(name)
        if value is not None and (not found or found[-1].value != value):
            found.append(Observation(snapshot, value))
    return tuple(found)


def without_corrections(found: Sequence[Observation], hours: int = CORRECTION_HOURS) -> tuple[Observation, ...]:
    """Without states that were taken back within so many hours.

    A state that was set and then set back was a mistake, or a try. One that moved on to another is progress, however
    quick: a story may well be started and done on one day.
    """
    kept: list[Observation] = []
    for one in found:
        # From the newest back: is there a state like this one, left so shortly ago that it was hardly left at all?
        for place in range(len(kept) - 2, -1, -1):
            if one.snapshot.time - kept[place + 1].snapshot.time > hours * 3600:
                break
            if kept[place].value == one.value:
                del kept[place + 1 :]
                break
        if not kept or kept[-1].value != one.value:
            kept.append(one)
    return tuple(kept)
