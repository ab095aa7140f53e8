"""What the timeline takes: entries with dates, of whatever kind, and the data around them.

A kind is drawn by an adapter, a function from its entities to these classes. The engine (scale, places, rows, lanes,
dependencies) reads nothing else, so that roadmap items, tasks of a plan and phases of an incident share it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from milepost.kit.components import Mark, Ref
from milepost.schema.period import Period


@dataclass(frozen=True, slots=True)
class Baseline:
    """The dates of the first commitment, where they have moved; `change` says how far, in words."""

    start: Period | None
    end: Period | None
    change: str


@dataclass(frozen=True, slots=True)
class EntryMilestone:
    """A day within an entry, in words, and whether it was met. Without a date it is only in its card."""

    date: Period | None
    met: bool
    words: str


@dataclass(frozen=True, slots=True)
class Dependency:
    """The `id` of an entry that must end before this one starts; `broken` where the dates say otherwise."""

    id: str
    broken: bool = False


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One bar. `id` is unique on the timeline, `when` are its dates in words.

    `begun` is under way and certain to have started by today, `over` has ended, `tentative` is not committed. `zone` is
    the key of a `Zone` for what has no dates, `zone_typed` whether somebody wrote it rather than it being computed.
    `progress` is in percent, `progress_note` says of what; `moved` is the slip in brief, `late` how long it is overdue.
    `part_of` is the id of the entry around it.
    """

    id: str
    ref: Ref
    status: Mark
    when: str
    start: Period | None = None
    end: Period | None = None
    begun: bool = False
    over: bool = False
    tentative: bool = False
    baseline: Baseline | None = None
    milestones: tuple[EntryMilestone, ...] = ()
    waits_for: tuple[Dependency, ...] = ()
    zone: str = ""
    zone_typed: bool = False
    health: Mark | None = None
    confidence: Mark | None = None
    reason: str = ""
    moved: str = ""
    late: str = ""
    progress: int | None = None
    progress_note: str = ""
    part_of: str = ""


@dataclass(frozen=True, slots=True)
class FieldValue:
    """One value of a field. `token` names it in an address, without spaces; `number` 1 to 8 is its color."""

    token: str
    title: str
    mark: Mark | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class TimelineField:
    """What entries are grouped and filtered by: its values in order, and the tokens of each entry by id.

    `none` are the words for having none.
    """

    key: str
    label: str
    none: str
    values: tuple[FieldValue, ...]
    of: Mapping[str, tuple[str, ...]]

    @property
    def divides(self) -> bool:
        """Whether it tells the entries apart."""
        return len(self.values) > 1 or (len(self.values) == 1 and not all(self.of.values()))


@dataclass(frozen=True, slots=True)
class Zone:
    """Where entries without dates lie: "now", "next", "later"."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class MarkerEntry:
    """A moment that concerns everything, shown above the lanes, such as a release; `when` is its date in words."""

    ref: Ref
    when: str
    date: Period
    met: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True)
class AnchoredLane:
    """A lane that texts link to, which is there even where no entry is in it."""

    key: str
    title: str
    anchor: str
    summary: str = ""


@dataclass(frozen=True, slots=True)
class TimelineInput:
    """All that one timeline shows, on the day `as_of`; `fiscal` is the month in which a year begins (1-12).

    `groupings` are the keys of fields that lanes can be made of, in the order of the menu; `grouping` is the one to
    begin with. `zones` and `legend` are in their order. `anchored` are lanes of the field `anchored_by`. `noun` is
    what entries are called: one, several.
    """

    entries: tuple[TimelineEntry, ...]
    as_of: date
    fiscal: int = 1
    fields: tuple[TimelineField, ...] = ()
    groupings: tuple[str, ...] = ()
    grouping: str = "none"
    zones: tuple[Zone, ...] = ()
    markers: tuple[MarkerEntry, ...] = ()
    legend: tuple[Mark, ...] = ()
    anchored_by: str = ""
    anchored: tuple[AnchoredLane, ...] = ()
    noun: tuple[str, str] = ("item", "items")
