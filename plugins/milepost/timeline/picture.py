"""What a timeline shows. Places are percent of the whole scale, rooms and heights are in units of `Geometry`."""

from __future__ import annotations

from dataclasses import dataclass, field

from milepost.kit.components import Choice, Mark, Ref


@dataclass(frozen=True, slots=True)
class Geometry:
    """The measures that layout, style sheet and script share, in units (a unit is 1rem; a poster has its own).

    `month` is the width of a month, `track` the width the whole scale is given on paper; with a `month` of 0 it
    is that wide on the screen too. A row is `pitch` high and holds a bar of `bar`; `pad` is above the first and
    below the last row of a lane, `gap` between rooms. Signs take
    `sign_rows` at most.
    """

    month: float = 2.75
    track: float = 60.0
    label: float = 8.6
    pitch: float = 2.0
    bar: float = 1.35
    pad: float = 0.45
    gap: float = 0.4
    sign_rows: int = 3


@dataclass(frozen=True, slots=True)
class TimelineTick:
    """A stretch of the scale with a name. `unit` is `year`, `half`, `quarter`, `month` or `zone` (a horizon)."""

    unit: str
    start: float
    end: float
    word: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class TimelineScale:
    """What the whole width stands for: days from `first` to `last` (ISO), or horizons (both empty).

    `months` is its length in mean months (365.2425 / 12 days); `today` is None where it has no days. What ends
    before `since` is over, and takes the room that the rest leaves.
    """

    first: str
    last: str
    months: float
    ticks: tuple[TimelineTick, ...]
    today: float | None
    now: str
    since: float = 0.0


@dataclass(frozen=True, slots=True)
class Promise:
    """What was promised at first, from `start` to `end`, and in words."""

    start: float
    end: float
    words: str


@dataclass(frozen=True, slots=True)
class Diamond:
    """A milestone of an item, at percent of its bar; None for one without a day."""

    at: float | None
    met: bool
    words: str


@dataclass(frozen=True, slots=True)
class TimelinePlace:
    """Where a bar lies: the first `fade_in` and last `fade_out` percent of its own length are unsure.

    `cut` is whether it began before the scale does. `row` and `flip` are for the screen at the opening zoom,
    `paper_row` and `paper_flip` for print; a flipped label ends where the bar does, since it had no room
    behind it.
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
    """An item. `room` is how wide its label is; `place` is None in the tray.

    `keys` are its values by facet, each one token or several with spaces between; the first is its lane.
    `moved` is the slip in brief ("+61 d"), `progress` percent or None, `part_of` the id of the item around it.
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
    promise: Promise | None = None
    diamonds: tuple[Diamond, ...] = ()
    keys: dict[str, str] = field(default_factory=dict)
    place: TimelinePlace | None = None
    part_of: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A dependency, from the end of one bar to the start of another; `broken` where the order is.

    `shape` is `ahead` (right, then into the start), `drop` (straight down or up into the bar, which covers
    that place) or `back` (left, into the end). `x1` ≤ `x2` in percent; `y1`, `y2` in units from the top of the
    lanes, or of the lane where both bars are in one; so are `paper_y1` and `paper_y2`.
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
    """A lane's name. `key` is the token of its facet, empty for what has none; `number` 0 has no colour.

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
    """A lane with its bars in the order of their starts, and the dependencies that stay within it.

    `height` and `paper_height` are in units, `rows` at the opening zoom.
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
    """One way to make lanes: by `theme`, `team`, `objective`, `release`, `status`, `parent` … or `none`."""

    key: str
    label: str
    heads: tuple[LaneHead, ...]


@dataclass(frozen=True, slots=True)
class TimelineFacet:
    """A field to filter by, with the values that are there."""

    key: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Marker:
    """A release or a milestone of the whole product, above the lanes; `start` is before `end` where it is vague.

    `row` is -1 where its label found no room: it is then a bare diamond.
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
class TrayGroup:
    """Items without a place on the scale: later ones, those of a horizon, those without any date."""

    title: str
    count: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole picture. `edges` are the dependencies between lanes; `sign_rows` how many rows the signs take.

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
    tray: tuple[TrayGroup, ...]
    facets: tuple[TimelineFacet, ...]
    moved: int
    total: int
    noun: str
    count: str
    legend: tuple[Mark, ...]
    shows: frozenset[str]

    @property
    def find(self) -> str:
        """What its search field is called."""
        return f"Find {'an' if self.noun[:1] in 'aeiou' else 'a'} {self.noun}"

    @property
    def groupings_data(self) -> list[dict[str, object]]:
        """What the script needs to make lanes another way: per grouping its heads as (key, title, number, height)."""
        return [
            {
                "key": one.key,
                "label": one.label,
                "heads": [[head.key, head.title, head.number, head.height] for head in one.heads],
            }
            for one in self.groupings
        ]
