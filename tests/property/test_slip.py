"""What would move if an item slipped is what `milepost diff` reports once the dates are really changed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from hypothesis import assume, given, note
from hypothesis import strategies as st

from milepost.analysis import Insight, computed
from milepost.analysis.item_order import item_order
from milepost.analysis.slip import slip_of
from milepost.analysis.slip_impact import Shift, SlipImpact
from milepost.diff.change import Change
from milepost.diff.compare import compare
from milepost.graph.loader import load_contents
from milepost.graph.portfolio import Entity, Portfolio
from milepost.kinds.roadmap.model import Item
from milepost.ruleset import rule_levels
from milepost.schema.period import Period, parse

AS_OF = date(2026, 11, 23)
FIRST = date(2027, 1, 4)
Entry = dict[str, Any]
_STATUSES = st.sampled_from(("planned",) * 5 + ("done",))


@st.composite
def roadmaps(draw: st.DrawFn) -> dict[str, Any]:
    """Items with days or quarters, parts, dependencies in any direction, also in circles, and releases."""
    count, circular = draw(st.integers(2, 9)), draw(st.integers(0, 5)) == 0
    ids = [f"i{n}" for n in range(count)]
    items = []
    for n, name in enumerate(ids):
        item: Entry = {"id": name, "title": f"Item {n}", "status": draw(_STATUSES) if n else "planned"}
        if n and draw(st.integers(0, 3)) == 0:
            item["parent"] = draw(st.sampled_from(ids[:n]))
        start = FIRST + timedelta(draw(st.integers(0, 200)))
        end = start + timedelta(draw(st.integers(1, 60)))
        if draw(st.integers(0, 5)):
            item["start"] = str(start)
        if not n or draw(st.integers(0, 5)):
            item["end"] = draw(st.sampled_from((str(end), str(end), f"{end.year}-Q{(end.month + 2) // 3}")))
        if draw(st.integers(0, 2)) == 0:
            item["release"] = draw(st.sampled_from(("v0", "v1")))
        others = [one for one in (ids if circular else ids[:n]) if one != name]
        item["depends_on"] = draw(st.lists(st.sampled_from(others), max_size=3, unique=True)) if others else []
        items.append(item)
    return {
        "kind": "roadmap",
        "title": "Plan",
        "releases": [
            {"id": "v0", "title": "V0", "date": "2027-04-30"},
            {"id": "v1", "title": "V1", "date": "2027-07-31"},
        ],
        "items": items,
    }


def read(roadmap: dict[str, Any]) -> Portfolio:
    found = load_contents({"roadmap.yml": json.dumps(roadmap).encode()})
    assert not found.problems, "\n".join(problem.text() for problem in found.problems)
    return found.portfolio


def moved(period: Period | None, days: int) -> str | None:
    """A date that moves: a day to a day, a quarter to the span of days that it then is."""
    if not (period and period.first and period.last):
        return None
    first, last = (day + timedelta(days) for day in (period.first, period.last))
    return str(first) if first == last else f"{first}/{last}"


def edited(roadmap: dict[str, Any], changes: dict[str, Entry]) -> dict[str, Any]:
    return {**roadmap, "items": [{**item, **changes.get(item["id"], {})} for item in roadmap["items"]]}


def slips(insight: Insight, found: SlipImpact, origin: Entity[Item]) -> Iterator[tuple[str, Entry]]:
    """The dates as they would be written once everything has moved. Those that follow from parts follow."""
    yield origin.key, {"end": moved(insight.dates[origin].end, found.days)}
    for shift in found.shifts:
        if isinstance(shift.entity.entry, Item) and shift.why == "depends":
            dates, fields = insight.dates[shift.entity], {}
            for name, origin_of, when in (("start", dates.start_from, dates.start), ("end", dates.end_from, dates.end)):
                if when and origin_of != "children":
                    fields[name] = moved(when, shift.days)
            yield shift.entity.key, fields


def changes_between(before: Portfolio, after: Portfolio, rule: str) -> dict[str, Change]:
    found = compare(before, after, AS_OF, levels=rule_levels())
    return {change.key: change for change in found if change.rule == rule}


def by_itself(shift: Shift, found: SlipImpact, origin: Entity[Item]) -> bool:
    """Whether something moves because of the origin alone, or of what the origin is a part of."""
    at = {one.entity: one for one in found.shifts}
    via = shift.via
    while via is not origin:
        if at[via].why != "part":
            return False
        via = at[via].via
    return True


def prepared(roadmap: dict[str, Any]) -> tuple[Insight, Entity[Item]]:
    insight = computed(read(roadmap), AS_OF)
    origin = insight.portfolio.find("item", "i0")
    assert origin
    end = insight.dates[origin].end
    assume(not origin.entry.is_closed and end and end.last)
    return insight, origin


@given(roadmaps(), st.integers(1, 90))
def test_dependents_are_late_by_what_diff_says_when_the_date_is_really_changed(
    roadmap: dict[str, Any], days: int
) -> None:
    insight, origin = prepared(roadmap)
    found = slip_of(insight, origin, days)
    after = read(edited(roadmap, {"i0": {"end": moved(insight.dates[origin].end, days)}}))

    reported = changes_between(insight.portfolio, after, "dependent-late")

    late = {key: int(re.search(r"(\d+) days? too early", one.what)[1]) for key, one in reported.items()}  # type: ignore[index]
    overlap = insight.shared(item_order).overlap
    shifts = {one.entity.key: one for one in found.shifts if isinstance(one.entity.entry, Item)}
    note(f"{late} {[(one.entity.key, one.days, one.why, one.via.key) for one in found.shifts]}")
    for key, by in late.items():
        item = insight.portfolio.find("item", key)
        assert item
        if not overlap.get(item):
            assert key in shifts
            assert shifts[key].days >= by
            if by_itself(shifts[key], found, origin):
                assert shifts[key].days == by
    for key, shift in shifts.items():
        direct = shift.via in insight.portfolio.targets(shift.entity, "depends_on")
        if shift.why == "depends" and direct and not shift.overlap and by_itself(shift, found, origin):
            assert key in late


@given(roadmaps(), st.integers(1, 90))
def test_once_everything_has_moved_nothing_is_newly_late_and_the_same_releases_are_missed(
    roadmap: dict[str, Any], days: int
) -> None:
    insight, origin = prepared(roadmap)
    order = insight.shared(item_order)
    found = slip_of(insight, origin, days)
    assume(not _circular(insight))
    after = read(edited(roadmap, dict(slips(insight, found, origin))))
    note(str([(one.entity.key, one.days, one.why, one.via.key) for one in found.shifts]))

    late = changes_between(insight.portfolio, after, "dependent-late")

    for key in late:
        item = insight.portfolio.find("item", key)
        assert item
        assert order.overlap.get(item)
    missed = changes_between(insight.portfolio, after, "release-missed")
    releases = {item.entry.release for key in missed if (item := insight.portfolio.find("item", key))}
    assert {one.entity.key for one in found.missed if one.entity.type == "release"} == releases


@given(roadmaps(), st.integers(1, 90))
def test_what_ends_with_its_parts_moves_as_diff_says(roadmap: dict[str, Any], days: int) -> None:
    insight, origin = prepared(roadmap)
    found = slip_of(insight, origin, days)
    assume(not _circular(insight))
    after = computed(read(edited(roadmap, dict(slips(insight, found, origin)))), AS_OF)
    for shift in found.shifts:
        if shift.why == "part" and isinstance(shift.entity.entry, Item):
            now = after.portfolio.find("item", shift.entity.key)
            assert now
            before, moved_to = insight.dates[shift.entity].end, after.dates[now].end
            assert before
            assert moved_to
            assert before.last
            assert moved_to.last
            assert (moved_to.last - before.last).days == shift.days


def _circular(insight: Insight) -> bool:
    """Whether dependencies lead back to where they began, also by way of parts and wholes."""
    order = insight.shared(item_order)
    return any(order.rank[one] < order.rank[event] for event, found in order.following.items() for one in found)


@given(roadmaps(), st.integers(1, 60), st.integers(1, 60))
def test_a_longer_slip_moves_no_less(roadmap: dict[str, Any], one: int, more: int) -> None:
    insight, origin = prepared(roadmap)
    shorter, longer = (
        {shift.entity: shift.days for shift in slip_of(insight, origin, days).shifts} for days in (one, one + more)
    )
    assert all(longer.get(entity, 0) >= days for entity, days in shorter.items())


def test_a_period_that_moves_is_the_days_it_then_is() -> None:
    assert moved(parse("2027-Q1"), 10) == "2027-01-11/2027-04-10"
