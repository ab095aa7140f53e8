"""Components that pages are made of: references, marks, cards, facts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ref:
    """A title and its link target: `src_uri` or `src_uri#anchor` of this site, or None."""

    title: str
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A state in words. `group` is `status`, `health` or `confidence`; `value` selects its icon."""

    group: str
    value: str
    word: str


@dataclass(frozen=True, slots=True)
class LaneRef:
    """The lane of an item. `number` is its color, 1 to 8, by its position among the lanes shown."""

    key: str
    title: str
    number: int


@dataclass(frozen=True, slots=True)
class ProgressBar:
    """Percent done (0–100); `note` says what it was computed from, or that an author set it."""

    percent: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class SlipBadge:
    """A slipped date: "slipped" "13 weeks", or "4 weeks" "late". `days` are calendar days, positive if later."""

    days: int
    amount: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """An item in brief.

    `id` is its anchor, `due` its end, `when` its dates, `late` how overdue it is. `health` is set only for a warning.
    Where dates were computed, `when_note` names their source.
    """

    id: str
    ref: Ref
    status: Mark
    due: str
    when: str
    health: Mark | None = None
    lane: LaneRef | None = None
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
    """A run of text in a sentence, optionally bold or linked. `query` is added to the link: "?scored=no"."""

    text: str
    strong: bool = False
    target: str | None = None
    query: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of a list of facts: a label, then refs or plain words, then where the value came from."""

    label: str
    refs: tuple[Ref, ...] = ()
    words: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A key figure with its label, unit, and a note; `warning` is a note about something overdue or too late."""

    label: str
    value: str
    note: str = ""
    unit: str = ""
    warning: str = ""


@dataclass(frozen=True, slots=True)
class WebLink:
    """An external link."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A milestone: `was` is its baseline if it slipped, `late` how overdue it is, `away` how soon it is due."""

    anchor: str
    ref: Ref
    when: str
    met: bool = False
    was: str = ""
    late: str = ""
    summary: str = ""
    away: str = ""
    description: str = ""
    links: tuple[WebLink, ...] = ()


@dataclass(frozen=True, slots=True)
class EmptyState:
    """What to write where there is no data yet, with an example; shown only to the most restricted audience."""

    words: str
    example: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A chip or option of a filter, with the number of entries it matches."""

    value: str
    word: str
    count: int
    mark: Mark | None = None
    lane: int = 0


@dataclass(frozen=True, slots=True)
class AsOf:
    """The as-of date of a page, in words and in ISO format."""

    words: str
    iso: str


@dataclass(frozen=True, slots=True)
class PageHeader:
    """The header of every page. `disclaimer` is Markdown, empty if none is set for this audience."""

    title: str
    as_of: AsOf
    disclaimer: str
    empty: EmptyState | None = None


@dataclass(frozen=True, slots=True)
class BasePageView:
    """Base of the views of whole pages; exposes the fields of the header as its own."""

    frame: PageHeader

    @property
    def title(self) -> str:
        """The page title, in plain text."""
        return self.frame.title

    @property
    def as_of(self) -> AsOf:
        """The as-of date of the page."""
        return self.frame.as_of

    @property
    def disclaimer(self) -> str:
        """The disclaimer for this audience, in Markdown."""
        return self.frame.disclaimer

    @property
    def empty(self) -> EmptyState | None:
        """What to write where there is nothing to show yet."""
        return self.frame.empty


@dataclass(frozen=True, slots=True)
class ViewSwitch:
    """One of the views of the roadmap, in the menu that switches between them."""

    title: str
    target: str
    current: bool
