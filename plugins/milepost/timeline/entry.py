"""The input of the timeline: entries with dates, of any kind, and the data around them.

A kind is shown by an adapter, a function from its entities to these classes. The engine (scale, placement, rows, lanes,
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
    """The dates first committed to, if they changed since; `change` is the slip in words."""

    start: Period | None
    end: Period | None
    change: str


@dataclass(frozen=True, slots=True)
class EntryMilestone:
    """A milestone of an entry, in words. Without a date it is shown only in the entry's card."""

    date: Period | None
    met: bool
    words: str


@dataclass(frozen=True, slots=True)
class Dependency:
    """The `id` of an entry that must end before this one starts; `broken` if their dates contradict that."""

    id: str
    broken: bool = False


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One bar.

    `id` is unique on the timeline, `when` is its dates in words. `begun` means in progress, so certain to have started
    by today; `over` means ended, `tentative` not committed. `zone` is the key of a `Zone` for entries without dates,
    `zone_typed` whether an author wrote it (else it was computed). `progress` is in percent (0–100) and `progress_note`
    its source; `moved` is the slip in brief, `late` how overdue it is. `part_of` is the id of the parent entry.
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
    depends_on: tuple[Dependency, ...] = ()
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
class FacetValue:
    """One value of a field. `token` names it in addresses, without spaces; `number` is its color, 1 to 8, or 0."""

    token: str
    title: str
    mark: Mark | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class TimelineField:
    """A field that entries are grouped and filtered by: its values in order, and the tokens of each entry by id.

    `none` is the label of entries without a value.
    """

    key: str
    label: str
    none: str
    values: tuple[FacetValue, ...]
    of: Mapping[str, tuple[str, ...]]

    @property
    def divides(self) -> bool:
        """Whether entries differ in this field."""
        return len(self.values) > 1 or (len(self.values) == 1 and not all(self.of.values()))


@dataclass(frozen=True, slots=True)
class Zone:
    """A column for entries without dates: "now", "next", "later"."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class MarkerEntry:
    """A date that concerns all lanes, such as a release; it is shown above them. `when` is the date in words."""

    ref: Ref
    when: str
    date: Period
    met: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True)
class AnchoredLane:
    """A lane that texts link to, which is present even if it has no entries."""

    key: str
    title: str
    anchor: str
    summary: str = ""


@dataclass(frozen=True, slots=True)
class TimelineInput:
    """Everything one timeline shows, as of the day `as_of`.

    `fiscal` is the first month of the fiscal year (1–12). `groupings` are the keys of the fields that lanes can be made
    of, in menu order; `grouping` is the initial one. `zones` and `legend` are in display order. `anchored` are lanes of
    the field `anchored_by`. `noun` is what entries are called: singular, plural.
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
