"""Bars lie where their dates are and fade over exactly the days they are unsure of."""

from __future__ import annotations

from datetime import date

import pytest

from milepost.schema.period import Period, parse
from milepost.timeline.place import is_dated, place
from milepost.timeline.scale import Ruler
from milepost.timeline.view_model import TimelinePlace

TODAY = date(2026, 11, 23)
YEAR = Ruler(date(2026, 1, 1), date(2026, 12, 31), TODAY)
LONG = Ruler(date(2026, 1, 1), date(2028, 12, 31), TODAY)


def read(text: str | None) -> Period | None:
    return parse(text) if text else None


def maybe(start: str | None, end: str | None, ruler: Ruler = YEAR, **state: bool) -> TimelinePlace | None:
    return place(ruler, read(start), read(end), **state)


def lies(start: str | None, end: str | None, ruler: Ruler = YEAR, **state: bool) -> TimelinePlace:
    found = maybe(start, end, ruler, **state)
    assert found
    return found


def days(found: TimelinePlace, ruler: Ruler) -> tuple[date, date]:
    """The first and the last day it covers."""
    every = [date.fromordinal(day) for day in range(ruler.first.toordinal(), ruler.last.toordinal() + 1)]
    (first,) = (day for day in every if ruler.at(day) == found.start)
    (last,) = (day for day in every if ruler.after(day) == found.end)
    return first, last


def test_between_two_days_both_ends_are_sharp() -> None:
    assert lies("2026-01-01", "2026-12-31") == TimelinePlace(0, 100)
    assert days(lies("2026-03-03", "2026-03-03"), YEAR) == (date(2026, 3, 3), date(2026, 3, 3))


def test_an_end_in_a_quarter_fades_over_that_quarter() -> None:
    found = lies("2026-01-01", "2026-Q4")
    assert (found.start, found.end, found.fade_in) == (0, 100, 0)
    assert found.fade_out == round(91 / 365 * 100)


def test_a_start_in_a_month_fades_over_that_month() -> None:
    found = lies("2026-07", "2026-12-31")
    assert (found.fade_in, found.fade_out) == (round(30 / 184 * 100), 0)


def test_both_in_one_quarter_fade_into_each_other() -> None:
    found = lies("2026-Q4", "2026-Q4")
    assert (found.fade_in, found.fade_out) == (50, 50)


def test_a_week_fades_over_a_week() -> None:
    found = lies("2026-01-01", "2026-W37")
    assert found.fade_out == round(6 / 256 * 100)


def test_an_open_end_fades_to_the_end_of_the_scale() -> None:
    found = lies("2026-01-01", "2026-07-02/")
    assert (found.end, found.fade_out) == (100, round(182 / 365 * 100))


def test_what_began_before_the_scale_is_cut_and_fades_over_what_is_shown() -> None:
    found = lies("2020-01-01", "2026-H2")
    assert (found.start, found.cut) == (0, True)
    assert found.fade_out == pytest.approx(50, abs=1)


def test_what_only_may_have_begun_before_the_scale_is_not_cut() -> None:
    assert not lies("2025/2026", "2026-12-31").cut
    assert not lies(None, "2026-01-15").cut


def test_without_an_end_a_plan_fades_for_a_quarter_of_a_year() -> None:
    found = lies("2026-01-01", None)
    assert days(found, YEAR) == (date(2026, 1, 1), date(2026, 4, 1))
    assert found.fade_out == 99
    assert lies("2026-01-01", "later") == found


def test_without_a_start_it_fades_in_for_a_quarter_of_a_year() -> None:
    found = lies(None, "2026-04-01")
    assert days(found, YEAR) == (date(2026, 1, 1), date(2026, 4, 1))
    assert (found.fade_in, found.fade_out) == (99, 0)


def test_what_goes_on_without_an_end_is_sure_up_to_today() -> None:
    found = lies("2026-10-01", None, LONG, begun=True)
    assert days(found, LONG) == (date(2026, 10, 1), date(2027, 2, 21))
    assert (found.fade_in, found.fade_out) == (0, round(90 / 144 * 100))


def test_what_goes_on_has_begun_by_today_however_vague_its_start_is() -> None:
    found = lies("2026-Q4", None, LONG, begun=True)
    assert days(found, LONG) == (date(2026, 10, 1), date(2027, 2, 21))
    assert (found.fade_in, found.fade_out) == (round(53 / 144 * 100), round(90 / 144 * 100))


def test_what_goes_on_without_a_start_is_there_today_however_far_off_its_end() -> None:
    found = lies(None, "2028-06-30", LONG, begun=True)
    assert days(found, LONG) == (date(2026, 8, 25), date(2028, 6, 30))
    assert days(lies(None, "2028-06-30", LONG), LONG) == (date(2028, 4, 1), date(2028, 6, 30))


def test_what_goes_on_past_its_end_still_ends_where_it_was_to() -> None:
    assert days(lies("2026-10-01", "2026-11-03", begun=True), YEAR) == (date(2026, 10, 1), date(2026, 11, 3))


def test_what_goes_on_but_is_to_start_later_is_drawn_as_written() -> None:
    found = lies("2027-03-01", None, LONG, begun=True)
    assert days(found, LONG) == (date(2027, 3, 1), date(2027, 5, 30))


def test_what_is_over_ended_by_today_even_if_nobody_wrote_when() -> None:
    assert days(lies("2026-10-01", None, LONG, over=True), LONG) == (date(2026, 10, 1), TODAY)
    assert days(lies("2026-01-01", None, LONG, over=True), LONG) == (date(2026, 1, 1), date(2026, 4, 1))


def test_an_end_before_the_start_leaves_a_day_at_the_start() -> None:
    found = lies("2026-10-05", "2026-03-01")
    assert days(found, YEAR) == (date(2026, 10, 5), date(2026, 10, 5))
    assert (found.fade_in, found.fade_out) == (0, 0)


def test_what_lies_off_the_scale_has_no_place() -> None:
    assert maybe("2024-01-01", "2025-12-31") is None
    assert maybe("2027-01-01", "2027-03-01") is None
    assert days(lies("2024-01-01", "2026-01-01"), YEAR) == (date(2026, 1, 1), date(2026, 1, 1))
    assert days(lies("2026-12-31", "2027-03-01"), YEAR) == (date(2026, 12, 31), date(2026, 12, 31))


def test_later_is_no_date() -> None:
    assert maybe("later", "later") is None
    assert maybe(None, None) is None
    assert [
        is_dated(read(one), read(other)) for one, other in ((None, "later"), ("later", "2026"), ("2026", None))
    ] == [
        False,
        True,
        True,
    ]
