"""What would move if an item slipped by two, four, or eight weeks.

For the most restricted audience only: it says what may happen, which is no promise to anybody else.
"""

from __future__ import annotations

from dataclasses import dataclass

from milepost.analysis.slip import NoSlip, slip_of
from milepost.analysis.slip_impact import Missed, Shift, SlipImpact
from milepost.kit import phrasing
from milepost.kit.components import Ref
from milepost.kit.context import ItemEntity, PageContext
from milepost.kit.slip_words import missed_words, reason_words, spared_words
from milepost.pages.report.wording import unbroken

WEEKS = (2, 4, 8)
# A page shows no more items than this, however many depend on it; `milepost show` has all.
_MOST = 40


@dataclass(frozen=True, slots=True)
class SlipRow:
    """Something that moves or is missed: how far for each slip, empty where it does not. `steps` is how many links away
    it is; 0 for what is missed.
    """

    ref: Ref
    words: str
    cells: tuple[str, ...]
    steps: int


@dataclass(frozen=True, slots=True)
class SlipView:
    """The section: rows of what moves and of what is missed, and what does not move even at the longest slip.

    `unknown` may move: dates are missing or too vague to tell.
    """

    heads: tuple[str, ...]
    moved: tuple[SlipRow, ...]
    missed: tuple[SlipRow, ...]
    spared: tuple[tuple[Ref, str], ...]
    unknown: tuple[Ref, ...]
    note: str
    cut: str


def slip_view(context: PageContext, entity: ItemEntity) -> SlipView | None:
    """The section; None for other audiences, and where nothing depends on the item and no date would be missed."""
    if not context.portfolio.innermost:
        return None
    try:
        found = [slip_of(context.insight, entity, weeks * 7, _MOST) for weeks in WEEKS]
    except NoSlip:
        return None
    longest = found[-1]
    if not longest and not longest.spared:
        return None
    columns = [
        {**{one.entity: one.days for one in impact.shifts}, **{one.entity: one.days for one in impact.missed}}
        for impact in found
    ]

    def row(one: Shift | Missed, words: str, steps: int = 0) -> SlipRow:
        days = (column.get(one.entity, 0) for column in columns)
        return SlipRow(
            context.ref(one.entity), words, tuple(unbroken(phrasing.duration(by)) if by else "" for by in days), steps
        )

    spared = {one.entity: one for one in reversed(longest.spared)}
    return SlipView(
        heads=tuple(f"{weeks} weeks" for weeks in WEEKS),
        moved=tuple(row(one, reason_words(one, entity), one.steps) for one in longest.shifts),
        missed=tuple(row(one, missed_words(one, entity)) for one in longest.missed),
        spared=tuple(
            (context.ref(one.entity), spared_words(one, entity)) for one in spared.values() if one.days is not None
        ),
        unknown=context.refs(one.entity for one in spared.values() if one.days is None),
        note=_note(longest),
        cut=f"The first {_MOST} items are shown; milepost show has all." if longest.cut else "",
    )


def _note(longest: SlipImpact) -> str:
    number = len(longest.shifts)
    if not number:
        return "nothing else moves" if not longest.missed else "nothing else moves, and dates are missed"
    return f"{phrasing.count(number, 'entry', 'entries')} would move after {WEEKS[-1]} weeks"
