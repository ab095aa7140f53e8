"""Panels of the archive: recurring contributing factors, and the age of open actions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from milepost.kinds.lessons.action_metrics import ActionInsight
from milepost.kit import phrasing
from milepost.kit.addresses import ACTIONS
from milepost.kit.context import PageContext
from milepost.pages.archive.facets import choices_of
from milepost.pages.archive.records import Record

_AGES = ((31, "under a month"), (92, "1 to 3 months"), (183, "3 to 6 months"), (10**6, "over 6 months"))
_SHOWN = 8
_AGAIN = 2


@dataclass(frozen=True, slots=True)
class CountBar:
    """A row with a bar of `percent` length; `value` is the filter value that it selects."""

    word: str
    count: int
    percent: int
    note: str = ""
    value: str = ""
    warns: bool = False


@dataclass(frozen=True, slots=True)
class Factors:
    """Categories of contributing factors, the most common first; `rest` is folded away."""

    bars: tuple[CountBar, ...]
    rest: tuple[CountBar, ...]
    rest_words: str
    note: str


@dataclass(frozen=True, slots=True)
class OpenActionAges:
    """Open actions by age, and how many there are in each state; `target` is the page that lists them all."""

    bars: tuple[CountBar, ...]
    note: str
    target: str | None


def factors_of(records: Sequence[Record]) -> Factors | None:
    """How many post-mortems each category of factor contributed to, and when it last did."""
    choices = choices_of(records, "factor")
    if not choices:
        return None
    last: dict[str, str] = {}
    for record in records:  # the newest first
        for value in record.facets.get("factor", ()):
            last.setdefault(value.token, record.when)
    most = choices[0].count
    bars = tuple(
        CountBar(
            one.word,
            one.count,
            round(one.count / most * 100),
            note=f"last {last[one.value]}" if one.count >= _AGAIN and last[one.value] else "",
            value=one.value,
        )
        for one in choices
    )
    again = sum(one.count >= _AGAIN for one in choices)
    rest = bars[_SHOWN:]
    return Factors(
        bars[:_SHOWN],
        rest,
        f"{phrasing.number(len(rest))} more",
        f"{phrasing.number(again)} of {phrasing.number(len(choices))} came back" if again else "none came back",
    )


def ages_of(context: PageContext, records: Sequence[Record]) -> OpenActionAges | None:
    """The ages of the open actions of post-mortems; None if there are no actions."""
    entities = [one for record in records for one in context.portfolio.nested(record.entity, "action")]
    actions = [context.insight.action(one) for one in entities if one.entry.status != "rejected"]
    if not actions:
        return None
    waiting = [one for one in actions if one.is_open]
    overdue = sum(one.overdue for one in waiting)
    said = [f"{phrasing.number(len(waiting))} open", f"{phrasing.number(overdue)} overdue" if overdue else ""]
    said.append(f"{phrasing.number(len(actions) - len(waiting))} done")
    return OpenActionAges(_bars(waiting), ", ".join(filter(None, said)), context.addresses.page(ACTIONS))


def _bars(waiting: Sequence[ActionInsight]) -> tuple[CountBar, ...]:
    groups: dict[str, list[ActionInsight]] = {word: [] for _, word in _AGES}
    for one in waiting:
        age = one.age_days
        word = "age not known" if age is None else next(word for limit, word in _AGES if age < limit)
        groups.setdefault(word, []).append(one)
    most = max(map(len, groups.values()))
    return tuple(
        CountBar(
            word,
            len(found),
            round(len(found) / most * 100) if most else 0,
            note=f"{phrasing.number(late)} overdue" if (late := sum(one.overdue for one in found)) else "",
            warns=late > 0,
        )
        for word, found in groups.items()
    )
