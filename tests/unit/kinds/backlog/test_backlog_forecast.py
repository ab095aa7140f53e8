"""Forecasts of items count the stories before theirs, and say nothing from too little history."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.unit.kinds.backlog.conftest import MakeInsight

AS_OF = date(2026, 11, 23)


def history(team: str, days: int, first: date = date(2026, 11, 19)) -> str:
    """A story done on each of so many days: one a day, up to today if there are five."""
    return "".join(
        f"- {{id: {team}-{n}, title: T, status: done, team: {team}, done_on: {first + timedelta(days=n)}}}\n"
        for n in range(days)
    )


ITEMS = """
items:
- {id: soon, title: Soon, status: in_progress, end: 2026-11-25}
- {id: late, title: Late, status: planned, end: 2026-11-24}
- {id: both, title: Both, status: planned}
"""
OPEN = """- {id: x1, title: X1, status: in_progress, item: soon, team: a}
- {id: x2, title: X2, status: todo, item: late, team: a, created_on: 2026-11-20}
- {id: x3, title: X3, status: todo, item: soon, team: a, created_on: 2026-11-21}
- {id: x4, title: X4, status: todo, item: both, team: a, created_on: 2026-11-22}
- {id: x5, title: X5, status: todo, item: both, team: b}
"""


def test_an_item_is_done_after_all_stories_before_its_last(insight: MakeInsight) -> None:
    found = insight(ITEMS, backlog="stories:\n" + history("a", 5) + history("b", 5) + OPEN).story_forecast
    by_id = {item.id: one for item, one in found.items}
    # One story a day: the third is done on the third day, though the item has two.
    assert by_id["soon"].days == dict.fromkeys((50, 85, 95), AS_OF + timedelta(days=3))
    assert by_id["late"].days[85] == AS_OF + timedelta(days=2)
    assert by_id["both"].days[85] == AS_OF + timedelta(days=4)
    assert found.whole
    assert (found.whole.open, found.whole.days[85]) == (5, AS_OF + timedelta(days=4))


def test_a_forecast_is_set_against_the_date_on_the_roadmap(insight: MakeInsight) -> None:
    found = insight(ITEMS, backlog="stories:\n" + history("a", 5) + history("b", 5) + OPEN).story_forecast
    against = {item.id: (one.promised, one.chance) for item, one in found.items}
    assert against == {"soon": (date(2026, 11, 25), 0.0), "late": (date(2026, 11, 24), 0.0), "both": (None, None)}
    earlier = OPEN.replace("item: late", "item: both")
    kept = insight(
        ITEMS.replace("2026-11-25", "2026-11-26"), backlog="stories:\n" + history("a", 5) + history("b", 5) + earlier
    ).story_forecast
    assert {item.id: one.chance for item, one in kept.items}["soon"] == pytest.approx(1.0)


def test_teams_are_combined_as_a_product(insight: MakeInsight) -> None:
    # Each team finishes a story on five of the last ten days.
    slow = "".join(
        f"- {{id: {team}{n}, title: T, status: done, team: {team}, done_on: {AS_OF - timedelta(days=2 * n + 1)}}}\n"
        for team in "ab"
        for n in range(5)
    )
    written = "stories:\n" + slow + OPEN.splitlines()[4] + "\n- {id: y, title: Y, status: todo, item: both, team: a}\n"
    found = insight(ITEMS.replace("Both, status: planned", "Both, status: planned, end: 2026-11-25"), backlog=written)
    (forecast,) = found.story_forecast.items
    assert forecast[1].teams == ("a", "b")
    assert forecast[1].chance == pytest.approx((1 - 0.5**2) ** 2)


@pytest.mark.parametrize(("days", "silent"), [(4, True), (5, False)])
def test_nothing_is_forecast_from_fewer_than_five_days_with_completions(
    insight: MakeInsight, days: int, silent: bool
) -> None:
    twice = "- {id: twice, title: T, status: done, team: a, done_on: 2026-11-19}\n"
    found = insight(ITEMS, backlog="stories:\n" + history("a", days) + twice + OPEN).story_forecast
    team = next(one for one in found.teams if one.team == "a")
    assert (team.days_with_completions, team.forecast is None) == (days, silent)
    # Team b has no history at all, so nothing is said about what it is needed for.
    assert [item.id for item, _ in found.items] == ([] if silent else ["soon", "late"])
    assert found.whole is None


def test_what_is_closed_is_not_forecast(insight: MakeInsight) -> None:
    found = insight(ITEMS, backlog="stories:\n" + history("a", 5)).story_forecast
    assert (found.whole, found.items) == (None, ())
