"""The small entities that pages are made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ref:
    """A name and where it leads: `target` is `src_uri` or `src_uri#anchor` of this site, or None."""

    title: str
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A state in words. `group` is `status`, `health` or `confidence`; `value` names its shape."""

    group: str
    value: str
    word: str


@dataclass(frozen=True, slots=True)
class ScheduleStrip:
    """What an item is grouped by. `number` 1 to 8 is a colour, by the place among the lanes shown."""

    key: str
    title: str
    number: int


@dataclass(frozen=True, slots=True)
class ProgressBar:
    """Percent done, and what it was computed from; an empty `note` is a number somebody typed."""

    percent: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class SlipBadge:
    """A date that moved: "slipped" "89 days", or "30 days" "late". `days` is above 0 where it moved later."""

    days: int
    amount: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """An item in brief. `id` is its address, `due` its end, `when` its whole span, `late` how overdue it is.

    `health` is there only where it warns. Where dates were computed, `when_note` says from what.
    """

    id: str
    ref: Ref
    status: Mark
    due: str
    when: str
    health: Mark | None = None
    lane: ScheduleStrip | None = None
    team: str = ""
    type: str = ""
    summary: str = ""
    reason: str = ""
    progress: ProgressBar | None = None
    slip: SlipBadge | None = None
    late: str = ""
    when_note: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of a sentence, perhaps in bold, perhaps leading somewhere."""

    text: str
    strong: bool = False
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a list of facts: a label, then refs or plain words, then where the value came from."""

    label: str
    refs: tuple[Ref, ...] = ()
    words: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A milestone: `was` is the first promise where that differs, `late` how long it is overdue."""

    anchor: str
    ref: Ref
    when: str
    met: bool = False
    was: str = ""
    late: str = ""
    summary: str = ""
    away: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Empty:
    """What to write where there is nothing yet; only for the innermost audience."""

    words: str
    example: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A chip or an option of a filter."""

    value: str
    word: str
    count: int
    mark: Mark | None = None
    lane: int = 0


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day a page speaks from, in words and as an ISO date."""

    words: str
    iso: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page states. `disclaimer` is Markdown, empty where these readers are told nothing."""

    title: str
    as_of: AsOf
    disclaimer: str
    empty: Empty | None = None


@dataclass(frozen=True, slots=True)
class Framed:
    """The view of a whole page: what is in its frame is also found on the view itself."""

    frame: Frame

    @property
    def title(self) -> str:
        """The title of the page, in plain text."""
        return self.frame.title

    @property
    def as_of(self) -> AsOf:
        """The date the page is as of."""
        return self.frame.as_of

    @property
    def disclaimer(self) -> str:
        """What these readers are told about every page, in Markdown."""
        return self.frame.disclaimer

    @property
    def empty(self) -> Empty | None:
        """What to write where there is nothing to show yet."""
        return self.frame.empty


@dataclass(frozen=True, slots=True)
class ViewSwitch:
    """One of the ways to look at the roadmap."""

    title: str
    target: str
    current: bool
