"""The scale covers whole quarters, names its stretches, and says where a day lies."""

from __future__ import annotations

from datetime import date

import pytest

from milepost.schema.period import parse
from milepost.timeline.scale import Ruler, limited_to, ruler_of, zones
from milepost.timeline.view_model import TimelineScale, TimelineTick

TODAY = date(2026, 11, 23)
YEAR = Ruler(date(2026, 1, 1), date(2026, 12, 31), TODAY)


def names(scale: TimelineScale, unit: str) -> list[str]:
    return [f"{tick.word} {tick.rest}".strip() for tick in scale.ticks if tick.unit == unit]


def test_a_day_begins_where_as_many_days_are_behind_it() -> None:
    assert YEAR.at(date(2026, 7, 2)) == round(182 / 365 * 100, 3)
    assert YEAR.after(date(2026, 7, 1)) == YEAR.at(date(2026, 7, 2))
    assert (YEAR.at(date(2026, 1, 1)), YEAR.after(date(2026, 12, 31))) == (0, 100)


def test_days_off_the_scale_are_held_at_its_ends() -> None:
    assert (YEAR.at(date(1999, 1, 1)), YEAR.after(date(2077, 1, 1))) == (0, 100)


def test_it_covers_whole_quarters_around_all_dates_and_today() -> None:
    ruler = ruler_of([parse("2026-05-04"), None, parse("later"), parse("2027-08")], TODAY)
    assert (ruler.first, ruler.last) == (date(2026, 4, 1), date(2027, 9, 30))


def test_it_reaches_a_quarter_of_a_year_beyond_today_at_least() -> None:
    ruler = ruler_of([parse("2026-05-04")], TODAY)
    assert (ruler.first, ruler.last) == (date(2026, 4, 1), date(2027, 3, 31))
    assert ruler_of([], TODAY) == Ruler(date(2026, 10, 1), date(2027, 3, 31), TODAY)


def test_it_reaches_twenty_years_back_and_fifteen_ahead_at_most() -> None:
    ruler = ruler_of([parse("1066"), parse("8999")], TODAY)
    assert (ruler.first, ruler.last) == (date(2006, 10, 1), date(2041, 12, 31))
    leap = ruler_of([parse("1066"), parse("8999")], date(2028, 2, 29))
    assert (leap.first, leap.last) == (date(2008, 1, 1), date(2043, 3, 31))


def test_an_open_end_does_not_stretch_it() -> None:
    assert ruler_of([parse("2026-10-05/")], TODAY).last == date(2027, 3, 31)


def test_a_close_up_is_the_part_around_today() -> None:
    ruler = ruler_of([parse("2020"), parse("2035")], TODAY)
    near = limited_to(ruler, 1, 2)
    assert (near.first, near.last) == (date(2026, 7, 1), date(2027, 6, 30))
    assert limited_to(near, 9, 9) == near


def test_its_length_is_in_mean_months() -> None:
    scale = YEAR.scale()
    assert scale.months == pytest.approx(12, abs=0.01)
    assert (scale.first, scale.last, scale.now) == ("2026-01-01", "2026-12-31", "23 Nov")
    assert scale.today == YEAR.at(TODAY)


def test_a_plain_year_is_named_as_people_do() -> None:
    scale = YEAR.scale()
    assert names(scale, "year") == ["2026"]
    assert names(scale, "half") == ["H1 2026", "H2 2026"]
    assert names(scale, "quarter") == ["Q1 2026", "Q2 2026", "Q3 2026", "Q4 2026"]
    assert names(scale, "month")[::11] == ["Jan 2026", "Dec 2026"]
    (third,) = (tick for tick in scale.ticks if (tick.unit, tick.word) == ("quarter", "Q3"))
    assert (third.start, third.end) == (round(181 / 365 * 100, 3), round(273 / 365 * 100, 3))


def test_a_fiscal_year_from_april_is_named_after_the_year_it_ends_in() -> None:
    scale = ruler_of([parse("2026-05-04")], TODAY, fiscal=4).scale()
    assert (scale.first, scale.last) == ("2026-04-01", "2027-03-31")
    assert names(scale, "year") == ["FY27"]
    assert names(scale, "half") == ["H1 FY27", "H2 FY27"]
    assert names(scale, "quarter") == ["Q1 FY27", "Q2 FY27", "Q3 FY27", "Q4 FY27"]
    assert names(scale, "month")[:2] == ["Apr 2026", "May 2026"]
    (first,) = (tick for tick in scale.ticks if (tick.unit, tick.word) == ("quarter", "Q1"))
    assert (first.start, first.end) == (0, round(91 / 365 * 100, 3))


def test_quarters_of_a_fiscal_year_need_not_begin_with_those_of_the_calendar() -> None:
    ruler = ruler_of([parse("2026-12-24")], TODAY, fiscal=2)
    assert (ruler.first, ruler.last) == (date(2026, 11, 1), date(2027, 4, 30))
    assert names(ruler.scale(), "quarter") == ["Q4 FY27", "Q1 FY28"]


def test_a_stretch_that_the_scale_has_only_a_part_of_is_cut() -> None:
    ticks = ruler_of([], TODAY).scale().ticks
    years = [tick for tick in ticks if tick.unit == "year"]
    assert years == [TimelineTick("year", 0, 50.549, "2026"), TimelineTick("year", 50.549, 100, "2027")]


def test_horizons_have_zones_of_one_width_and_no_today() -> None:
    scale = zones(["Now", "Next", "Later"])
    assert [(tick.word, tick.start, tick.end) for tick in scale.ticks] == [
        ("Now", 0, 33.333),
        ("Next", 33.333, 66.667),
        ("Later", 66.667, 100),
    ]
    assert (scale.months, scale.today, scale.first, scale.now) == (18, None, "", "")
