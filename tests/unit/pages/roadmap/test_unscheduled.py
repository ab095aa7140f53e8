"""What has no place on the scale is in the tray, with the reason as its title."""

from __future__ import annotations

from tests.unit.conftest import MakePageContext
from tests.unit.pages.roadmap.conftest import drawn, unscheduled_groups

from milepost.kinds.roadmap.model import Item
from milepost.pages.roadmap.timeline import timeline

DATED = "{id: dated, title: Dated, status: planned, end: 2026-12-01}"


def test_groups_go_from_what_comes_soon_to_what_is_over(context: MakePageContext) -> None:
    plan = f"""
    items:
      - {DATED}
      - {{id: closed, title: Closed, status: done}}
      - {{id: old, title: Old, status: done, end: 2005-01-01}}
      - {{id: far, title: Far, status: planned, start: 2042}}
      - {{id: undated, title: Undated, status: planned}}
      - {{id: later, title: Later, status: planned, start: later}}
      - {{id: next, title: Next, status: planned, horizon: next}}
      - {{id: never, title: Never, status: cancelled, horizon: later}}
      - {{id: last, title: Last, status: proposed, horizon: later}}
    """
    found = drawn(context(plan))
    assert list(unscheduled_groups(found).items()) == [
        ("Next", ["next"]),
        ("Later", ["later", "last"]),
        ("No date", ["undated"]),
        ("After 2041", ["far"]),
        ("Before October 2006", ["old"]),
        ("Closed, without a date", ["closed", "never"]),
    ]
    assert [group.count for group in found.tray][1] == "2 items"


def test_any_number_of_horizons_are_in_their_order(context: MakePageContext) -> None:
    names = "zyxwvutsr"
    horizons = ", ".join(f"{{id: {name}, title: H {name}}}" for name in names)
    items = ", ".join(f"{{id: i{name}, title: I, status: planned, horizon: {name}}}" for name in sorted(names))
    found = drawn(context(f"horizons: [{horizons}]\nitems: [{DATED}, {items}]"))
    assert list(unscheduled_groups(found)) == [f"H {name}" for name in names]


def test_a_title_never_says_more_than_where_the_scale_ends(context: MakePageContext) -> None:
    plan = """
    items:
      - {id: a, title: A, status: planned, start: 2020-01-01, end: 2020-12-31}
      - {id: b, title: B, status: planned, start: 2026-12-01}
      - {id: c, title: C, status: planned, start: 2030-01-01}
    """
    made = context(plan)
    found = timeline(made, made.portfolio.all(Item), quarters=(3, 2))
    assert unscheduled_groups(found) == {"After June 2027": ["c"], "Before 2026": ["a"]}


def test_what_began_long_ago_and_ends_some_time_is_not_said_to_come(context: MakePageContext) -> None:
    plan = f"items: [{DATED}, {{id: old, title: Old, status: planned, start: 1990, end: later}}]"
    assert unscheduled_groups(drawn(context(plan))) == {"Before October 2006": ["old"]}


def test_what_is_in_the_tray_can_be_found_like_everything_else(context: MakePageContext) -> None:
    plan = f"items: [{DATED}, {{id: a, title: A, status: planned, team: Quay}}]"
    found = drawn(context(plan))
    (bar,) = (bar for group in found.tray for bar in group.bars)
    assert (bar.keys["team"], bar.place, found.total) == ("quay", None, 2)
