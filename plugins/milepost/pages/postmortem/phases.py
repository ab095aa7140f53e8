"""The phases of an incident, each from one timestamp to the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from milepost.kinds.postmortem.incident_metrics import IncidentInsight
from milepost.kinds.postmortem.model import Postmortem
from milepost.kit import phrasing
from milepost.pages.postmortem.timeline_entries import TROUBLE

_NAMES = {
    ("started", "detected"): ("Undetected", "began"),
    ("started", "mitigated"): ("Until it was mitigated", "noticed"),
    ("detected", "mitigated"): ("Finding the cause", "noticed"),
    ("detected", "resolved"): ("Putting it right", "noticed"),
    ("mitigated", "resolved"): ("Repairing", "eased"),
}


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase between two timestamps (UTC), with its label."""

    start: datetime
    end: datetime
    words: str
    tone: str

    @property
    def seconds(self) -> int:
        """Its duration in seconds."""
        return int((self.end - self.start).total_seconds())

    @property
    def took(self) -> str:
        """Its duration in words."""
        return phrasing.elapsed(self.seconds)


def phases_of(entry: Postmortem, found: IncidentInsight) -> tuple[Phase, ...]:
    """The phases between known timestamps; none if those are out of order."""
    known = [(name, stamp.instant.moment) for name, stamp in found.stamps.items() if name != "declared"]
    stamps = [(name, moment) for name, moment in known if moment]
    if any(after < before for (_, before), (_, after) in pairwise(stamps)):
        return ()
    return tuple(
        Phase(start, end, *_NAMES.get((first, last), ("From start to end", "eased")))
        if entry.type in TROUBLE
        else Phase(start, end, "From start to end", "eased")
        for (first, start), (last, end) in pairwise(stamps)
        if end > start
    )
