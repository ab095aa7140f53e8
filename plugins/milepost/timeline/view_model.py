"""The view-model of a timeline.

Positions are percent of the whole scale; widths and heights are in units of `Geometry`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from milepost.kit.components import Choice, Mark, Ref
from milepost.kit.geometry import SIGN, TIMELINE
from milepost.wording import with_article


@dataclass(frozen=True, slots=True)
class Geometry:
    """The measures shared by layout, style sheet and script, in units (1rem on a page; a poster has its own).

    `month` is the width of a month and `track` the width of the whole scale in print; with a `month` of 0 it is that
    wide on screen, too. A row is `pitch` high and holds a bar of height `bar`; `pad` is above the first and below the
    last row of a lane, `gap` between labels. Markers take at most `sign_rows` rows.
    """

    month: float = TIMELINE.month
    track: float = 60.0
    label: float = 8.6
    pitch: float = 2.0
    bar: float = 1.35
    pad: float = 0.45
    gap: float = 0.4
    sign_rows: int = SIGN.rows


@dataclass(frozen=True, slots=True)
class TimelineTick:
    """A labeled range of the scale. `unit` is `year`, `half`, `quarter`, `month` or `zone` (a horizon)."""

    unit: str
    start: float
    end: float
    word: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class TimelineScale:
    """The range of the scale: days from `first` to `last` (ISO), or zones (both empty).

    `months` is its length in mean months (365.2425 / 12 days); `today` is a percentage, None on a scale of zones. Bars
    that end before `since` (percent) are over, and fill the gaps that the others leave.
    """

    first: str
    last: str
    months: float
    ticks: tuple[TimelineTick, ...]
    today: float | None
    now: str
    since: float = 0.0


@dataclass(frozen=True, slots=True)
class BaselineBar:
    """The baseline of a bar, from `start` to `end`, and in words."""

    start: float
    end: float
    words: str


@dataclass(frozen=True, slots=True)
class Diamond:
    """A milestone of an item, at percent of its bar; None if it has no day."""

    at: float | None
    met: bool
    words: str


@dataclass(frozen=True, slots=True)
class TimelinePlace:
    """The position of a bar. The first `fade_in` and last `fade_out` percent of its length are uncertain.

    `cut` means that it began before the scale does. `row` and `flip` are for the screen at the initial zoom,
    `paper_row` and `paper_flip` for print; a flipped label ends where the bar does, since there was no room behind it.
    """

    start: float
    end: float
    fade_in: int = 0
    fade_out: int = 0
    cut: bool = False
    row: int = 0
    flip: bool = False
    paper_row: int = 0
    paper_flip: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """The bar of an entry. `room` is the width of its label; `place` is None if it is unscheduled.

    `keys` are its values by facet, one or more tokens separated by spaces; the first is its lane. `moved` is the slip
    in brief ("+61 d"), `progress` is percent or None, `part_of` the id of its parent.
    """

    id: str
    ref: Ref
    status: Mark
    when: str
    room: float
    health: Mark | None = None
    confidence: Mark | None = None
    reason: str = ""
    moved: str = ""
    late: str = ""
    progress: int | None = None
    progress_note: str = ""
    promise: BaselineBar | None = None
    diamonds: tuple[Diamond, ...] = ()
    keys: dict[str, str] = field(default_factory=dict)
    place: TimelinePlace | None = None
    part_of: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A dependency, from the end of one bar to the start of another; `broken` if their dates contradict it.

    `shape` is `ahead` (right, then into the start), `drop` (straight down or up into the overlapping bar) or `back`
    (left, into the end). `x1` ≤ `x2` in percent; `y1` and `y2` are in units from the top of all lanes, or of the lane
    if both bars are in the same one; so are `paper_y1` and `paper_y2` for print.
    """

    source: str
    target: str
    shape: str
    broken: bool
    x1: float
    x2: float
    y1: float
    y2: float
    paper_y1: float
    paper_y2: float


@dataclass(frozen=True, slots=True)
class LaneHead:
    """The name of a lane. `key` is the token of its value, empty for none; `number` 0 is no color.

    `height` is what its name needs, in units.
    """

    key: str
    title: str
    number: int
    height: float
    anchor: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane with its bars in order of start, and the dependencies within it.

    `height` and `paper_height` are in units; `rows` is at the initial zoom.
    """

    head: LaneHead
    count: str
    bars: tuple[Bar, ...]
    edges: tuple[Edge, ...]
    rows: int
    height: float
    paper_height: float


@dataclass(frozen=True, slots=True)
class Grouping:
    """A way to make lanes: by `theme`, `team`, `objective`, `release`, `status`, `parent` … or `none`."""

    key: str
    label: str
    heads: tuple[LaneHead, ...]


@dataclass(frozen=True, slots=True)
class TimelineFacet:
    """A field to filter by, with the values that occur."""

    key: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Marker:
    """A release or a milestone of the whole product, above the lanes; `start` is before `end` for an imprecise date.

    `row` is -1 if there was no room for its label: it is then a bare diamond.
    """

    ref: Ref
    when: str
    met: bool
    late: bool
    start: float
    end: float
    room: float
    row: int
    flip: bool
    paper_row: int
    paper_flip: bool


@dataclass(frozen=True, slots=True)
class UnscheduledGroup:
    """Entries without a place on the scale, by reason: a zone, later, no date."""

    title: str
    count: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole timeline. `edges` are the dependencies between lanes; `sign_rows` is how many rows the markers take.

    `noun` is what one entry is called.
    """

    geometry: Geometry
    scale: TimelineScale
    grouping: Grouping
    groupings: tuple[Grouping, ...]
    signs: tuple[Marker, ...]
    sign_rows: int
    paper_sign_rows: int
    lanes: tuple[Lane, ...]
    edges: tuple[Edge, ...]
    tray: tuple[UnscheduledGroup, ...]
    facets: tuple[TimelineFacet, ...]
    moved: int
    total: int
    noun: str
    count: str
    legend: tuple[Mark, ...]
    shows: frozenset[str]

    @property
    def find(self) -> str:
        """The label of the search field."""
        return f"Find {with_article(self.noun)}"

    @property
    def groupings_data(self) -> list[dict[str, object]]:
        """What the script needs to regroup: for each grouping its heads as (key, title, number, height)."""
        return [
            {
                "key": one.key,
                "label": one.label,
                "heads": [[head.key, head.title, head.number, head.height] for head in one.heads],
            }
            for one in self.groupings
        ]
