"""Which items shipped in the release that they were promised for, release by release."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from milepost.analysis.insight import Insight
from milepost.graph.portfolio import Entity
from milepost.history.ledger import Snapshot, day_of_time
from milepost.kinds.roadmap.model import Item, Release

FREEZE_DAYS = 28
"""Calendar days before the date of a release from which on an item in it counts as promised for it."""


@dataclass(frozen=True, slots=True)
class ReleasePromises:
    """What became of the items that were promised for a release `FREEZE_DAYS` before its date.

    `kept`: done, in this release. `moved`: they are in another release or none now. `given_up`: canceled, or no longer
    there. `open`: neither of these, although the date has passed.
    """

    release: Entity[Release]
    day: date
    promised: int
    kept: int
    moved: int
    given_up: int
    open: int


def release_promises(insight: Insight) -> tuple[ReleasePromises, ...]:
    """The releases whose date has passed and for which something was promised, the latest first.

    The date is the one that the release has now. Items that were removed from the data count: without them, promises
    would look better than they were.
    """
    return insight.shared(_release_promises)


def _release_promises(insight: Insight) -> tuple[ReleasePromises, ...]:
    known = insight.history.known
    if not known:
        return ()
    trails = [trail for (type_name, _), trail in known.ledger.trails.items() if type_name == Item.type_name]
    found = []
    for release in insight.portfolio.all(Release):
        when = insight.release(release).date
        if when and when.last and when.last < insight.as_of:
            freeze = when.last - timedelta(days=FREEZE_DAYS)
            ends = [trail[-1] for trail in trails if _was_promised(trail, release.key, freeze)]
            if ends:
                found.append(_outcome(release, when.last, ends))
    return tuple(sorted(found, key=lambda one: (-one.day.toordinal(), one.release.ref)))


def _was_promised(trail: Sequence[Snapshot], release: str, freeze: date) -> bool:
    """Whether an item was planned for a release at the end of a day; one that was only proposed was not."""
    said = next((one for one in reversed(trail) if day_of_time(one.time) <= freeze), None)
    values = said.values if said else None
    return bool(
        values
        and values.get("release", "").lower() == release
        and values.get("status") not in ("proposed", "cancelled")
    )


def _outcome(release: Entity[Release], day: date, ends: Sequence[Snapshot]) -> ReleasePromises:
    words = [_word(one, release.key) for one in ends]
    return ReleasePromises(
        release,
        day,
        len(words),
        words.count("kept"),
        words.count("moved"),
        words.count("given up"),
        words.count("open"),
    )


def _word(now: Snapshot, release: str) -> str:
    values = now.values
    if values is None or values.get("status") == "cancelled":
        return "given up"
    if values.get("release", "").lower() != release:
        return "moved"
    return "kept" if values.get("status") == "done" else "open"
