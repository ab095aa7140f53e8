"""Every notation of a day or something vaguer, and what outsiders see of it."""

from __future__ import annotations

from datetime import date

import pytest

from milepost.schema.period import COARSENINGS, PRECISIONS, Period, parse

# text, first day, last day, precision
PLAIN = [
    ("2026-09-14", "2026-09-14", "2026-09-14", "day"),
    ("2024-02-29", "2024-02-29", "2024-02-29", "day"),
    ("2026-09", "2026-09-01", "2026-09-30", "month"),
    ("2026-02", "2026-02-01", "2026-02-28", "month"),
    ("2024-02", "2024-02-01", "2024-02-29", "month"),
    ("2000-02", "2000-02-01", "2000-02-29", "month"),
    ("1900-02", "1900-02-01", "1900-02-28", "month"),
    ("2026-12", "2026-12-01", "2026-12-31", "month"),
    ("2026-W37", "2026-09-07", "2026-09-13", "week"),
    ("2026-W01", "2025-12-29", "2026-01-04", "week"),
    ("2026-W53", "2026-12-28", "2027-01-03", "week"),
    ("2026-W7", "2026-02-09", "2026-02-15", "week"),
    ("2026-Q1", "2026-01-01", "2026-03-31", "quarter"),
    ("2026-Q3", "2026-07-01", "2026-09-30", "quarter"),
    ("2026-Q4", "2026-10-01", "2026-12-31", "quarter"),
    ("2026-33", "2026-01-01", "2026-03-31", "quarter"),
    ("2026-34", "2026-04-01", "2026-06-30", "quarter"),
    ("2026-35", "2026-07-01", "2026-09-30", "quarter"),
    ("2026-36", "2026-10-01", "2026-12-31", "quarter"),
    ("2026-H1", "2026-01-01", "2026-06-30", "half"),
    ("2026-H2", "2026-07-01", "2026-12-31", "half"),
    ("2026", "2026-01-01", "2026-12-31", "year"),
    ("2024", "2024-01-01", "2024-12-31", "year"),
]


def span(period: Period) -> tuple[str, str]:
    return str(period.first), str(period.last)


@pytest.mark.parametrize(("text", "first", "last", "precision"), PLAIN)
def test_a_period_has_a_first_and_a_last_day_and_keeps_its_precision(
    text: str, first: str, last: str, precision: str
) -> None:
    found = parse(text)
    assert (*span(found), found.precision) == (first, last, precision)
    assert (found.text, str(found), found.part, found.approximate, found.fiscal, found.bounds) == (
        text, text, None, False, None, None,
    )  # fmt: skip


def test_how_many_days_it_covers() -> None:
    assert [parse(text).days for text in ("2026-09-14", "2026-W37", "2024-02", "2024", "2026/", "later")] == [
        1, 7, 29, 366, None, None,
    ]  # fmt: skip


FISCAL = [
    ("FY27", 1, "2027-01-01", "2027-12-31", "year", "FY27"),
    ("FY27", 4, "2026-04-01", "2027-03-31", "year", "FY27"),
    ("FY27", 7, "2026-07-01", "2027-06-30", "year", "FY27"),
    ("FY27", 12, "2026-12-01", "2027-11-30", "year", "FY27"),
    ("FY2027", 4, "2026-04-01", "2027-03-31", "year", "FY27"),
    ("FY27-Q1", 1, "2027-01-01", "2027-03-31", "quarter", "FY27 Q1"),
    ("FY27-Q1", 4, "2026-04-01", "2026-06-30", "quarter", "FY27 Q1"),
    ("FY27-Q4", 4, "2027-01-01", "2027-03-31", "quarter", "FY27 Q4"),
    ("FY27-Q2", 11, "2027-02-01", "2027-04-30", "quarter", "FY27 Q2"),
    ("FY27-H1", 10, "2026-10-01", "2027-03-31", "half", "FY27 H1"),
    ("FY27-H2", 10, "2027-04-01", "2027-09-30", "half", "FY27 H2"),
    ("FY24-Q4", 5, "2024-02-01", "2024-04-30", "quarter", "FY24 Q4"),
]


@pytest.mark.parametrize(("text", "start", "first", "last", "precision", "name"), FISCAL)
def test_a_fiscal_year_is_named_after_the_year_it_ends_in(
    text: str, start: int, first: str, last: str, precision: str, name: str
) -> None:
    found = parse(text, start)
    assert (*span(found), found.precision, found.fiscal) == (first, last, precision, name)


@pytest.mark.parametrize(
    ("text", "first", "last", "precision", "part"),
    [
        ("early 2026-09", "2026-09-01", "2026-09-10", "month", "early"),
        ("mid-2026-09", "2026-09-11", "2026-09-20", "month", "mid"),
        ("late 2026-09", "2026-09-21", "2026-09-30", "month", "late"),
        ("early-2026-Q3", "2026-07-01", "2026-07-31", "quarter", "early"),
        ("mid 2026-Q3", "2026-08-01", "2026-08-30", "quarter", "mid"),
        ("late-2026-Q3", "2026-08-31", "2026-09-30", "quarter", "late"),
        ("early 2026", "2026-01-01", "2026-05-02", "year", "early"),
        ("mid-2026", "2026-05-03", "2026-08-31", "year", "mid"),
        ("late 2026", "2026-09-01", "2026-12-31", "year", "late"),
        ("early 2024-02", "2024-02-01", "2024-02-10", "month", "early"),
        ("mid-FY27-Q1", "2027-01-31", "2027-03-01", "quarter", "mid"),
    ],
)
def test_early_mid_and_late_are_thirds(text: str, first: str, last: str, precision: str, part: str) -> None:
    found = parse(text)
    assert (*span(found), found.precision, found.part, found.text) == (first, last, precision, part, text)


@pytest.mark.parametrize("whole", ["2026-02", "2024-02", "2026-09", "2026-12", "2026-Q1", "2024-Q1", "2026", "2024"])
def test_three_thirds_make_a_whole(whole: str) -> None:
    early, mid, late = (parse(f"{part} {whole}") for part in ("early", "mid", "late"))
    assert early.last and mid.first and mid.last and late.first
    assert (early.first, late.last) == (parse(whole).first, parse(whole).last)
    assert ((mid.first - early.last).days, (late.first - mid.last).days) == (1, 1)


@pytest.mark.parametrize("text", ["~2026-09", "2026-09~", "~2026-09~", "~ 2026-09"])
def test_a_tilde_says_about(text: str) -> None:
    found = parse(text)
    assert (*span(found), found.approximate, found.text) == ("2026-09-01", "2026-09-30", True, text)


@pytest.mark.parametrize("text", ["~mid-2026-Q3", "mid-2026-Q3~", "~FY27-Q1"])
def test_a_tilde_goes_with_parts_and_fiscal_years(text: str) -> None:
    assert parse(text).approximate


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026/2028", "2026-01-01", "2028-12-31"),
        ("2026-09-14/2026-10-02", "2026-09-14", "2026-10-02"),
        ("2026-Q3/2027-H1", "2026-07-01", "2027-06-30"),
        ("2026-W37 / 2026-12", "2026-09-07", "2026-12-31"),
        ("early 2026/mid-2027", "2026-01-01", "2027-08-31"),
        ("FY27-Q1/FY27-Q2", "2027-01-01", "2027-06-30"),
    ],
)
def test_a_span_reaches_from_the_first_day_of_one_to_the_last_of_the_other(text: str, first: str, last: str) -> None:
    found = parse(text)
    assert (*span(found), found.precision, found.text) == (first, last, "range", text)
    assert found.bounds
    assert found.bounds[1]
    assert (found.bounds[0].first, found.bounds[1].last) == (found.first, found.last)


@pytest.mark.parametrize("text", ["2026/", "2026-09-14/", "2026 /"])
def test_an_open_span_has_no_last_day(text: str) -> None:
    found = parse(text)
    assert found.first
    assert (found.last, found.precision, found.days) == (None, "range", None)
    assert found.bounds
    assert found.bounds[1] is None


def test_a_span_from_something_to_itself_is_just_that() -> None:
    found = parse("2026-Q3/2026-Q3")
    assert (found.precision, found.bounds, found.text) == ("quarter", None, "2026-Q3/2026-Q3")


def test_a_span_is_about_where_one_of_two_equal_ends_is() -> None:
    assert parse("2026-Q3/2026-Q3~").approximate


def test_later_has_no_days() -> None:
    found = parse("later")
    assert (found.first, found.last, found.precision, found.is_later) == (None, None, "later", True)


WRONG = [
    ("", "not a date or period"),
    ("soon", "not a date or period"),
    ("2026-9-14", "not a date or period"),
    ("26-09-14", "not a date or period"),
    ("14.09.2026", "not a date or period"),
    ("2026-09-14T12:30", "not a date or period"),
    ("2026-Q5", "not a date or period"),
    ("2026-H3", "not a date or period"),
    ("2026-q3", "not a date or period"),
    ("Later", "not a date or period"),
    ("~later", "not a date or period"),
    ("~", "not a date or period"),
    ("FY27-Q5", "not a date or period"),
    ("FY027", "not a date or period"),
    ("٢٠٢٦-٠٩", "not a date or period"),
    ("2026-09-1４", "not a date or period"),
    ("2026-09\n2027", "not a date or period"),
    ("2" * 41, "not a date or period"),
    ("2026-02-30", "2026-02 has no day 30"),
    ("2026-02-29", "2026-02 has no day 29"),
    ("1900-02-29", "1900-02 has no day 29"),
    ("2026-09-00", "2026-09 has no day 0"),
    ("2026-13", "there is no month 13"),
    ("2026-00", "there is no month 0"),
    ("2026-37", "there is no month 37"),
    ("2026-35-01", "there is no month 35"),
    ("2026-W00", "2026 has no week 0"),
    ("2025-W53", "2025 has no week 53"),
    ("0999", "the year 999 is out of range"),
    ("9999-12-31", "the year 9999 is out of range"),
    ("FY9999", "the year 9999 is out of range"),
    ("FY0000", "the year 0 is out of range"),
    ("early 2026-H1", "'early' stands before a month, a quarter or a year"),
    ("mid-2026-09-14", "'mid' stands before a month, a quarter or a year"),
    ("late 2026-W37", "'late' stands before a month, a quarter or a year"),
    ("early late 2026", "'early' stands before a month, a quarter or a year"),
    ("2027/2026", "ends (2026) before it starts (2027)"),
    ("2026-09-14/2026-09-13", "ends (2026-09-13) before it starts (2026-09-14)"),
    ("2026/later", "a span needs a date on each side of the '/'"),
    ("later/2026", "a span needs a date on each side of the '/'"),
    ("2026/2027/2028", "a span needs a date on each side of the '/'"),
    ("/2026", "not a date or period"),
    ("/", "not a date or period"),
]


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_what_is_no_period_says_why(text: str, message: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011  # the message is what is asked about
        parse(text)
    assert str(caught.value) == message


# text → what is seen at month, quarter, half, year
COARSER = {
    "2026-09-14": ("2026-09", "2026-Q3", "2026-H2", "2026"),
    "2026-W36": ("2026-08/2026-09", "2026-Q3", "2026-H2", "2026"),
    "2026-W37": ("2026-09", "2026-Q3", "2026-H2", "2026"),
    "2026-W53": ("2026-12/2027-01", "2026-Q4/2027-Q1", "2026-H2/2027-H1", "2026/2027"),
    "2026-09": ("2026-09", "2026-Q3", "2026-H2", "2026"),
    "2026-Q3": ("2026-Q3", "2026-Q3", "2026-H2", "2026"),
    "2026-35": ("2026-35", "2026-35", "2026-H2", "2026"),
    "2026-H2": ("2026-H2", "2026-H2", "2026-H2", "2026"),
    "2026": ("2026", "2026", "2026", "2026"),
    "mid-2026-09": ("2026-09", "2026-Q3", "2026-H2", "2026"),
    "mid-2026-Q3": ("mid-2026-Q3", "2026-Q3", "2026-H2", "2026"),
    "early 2026": ("early 2026", "early 2026", "2026-H1", "2026"),
    "mid-2026": ("mid-2026", "mid-2026", "2026-H1/2026-H2", "2026"),
    "FY27-Q1": ("FY27-Q1", "FY27-Q1", "2026-H1", "2026"),
    "FY27-Q4": ("FY27-Q4", "FY27-Q4", "2027-H1", "2027"),
    "FY27": ("FY27", "FY27", "FY27", "FY27"),
    "2026-09-14/2026-09-20": ("2026-09", "2026-Q3", "2026-H2", "2026"),
    "2026-07-14/2026-09-20": ("2026-07/2026-09", "2026-Q3", "2026-H2", "2026"),
    "2026-03-15/2028": ("2026-03/2028", "2026-Q1/2028", "2026-H1/2028", "2026/2028"),
    "2026-09-14/": ("2026-09/", "2026-Q3/", "2026-H2/", "2026/"),
    "later": ("later", "later", "later", "later"),
}


@pytest.mark.parametrize("text", COARSER)
def test_outsiders_see_the_smallest_vaguer_period_around_it(text: str) -> None:
    seen = tuple(str(parse(text, 4).coarsen(precision)) for precision in ("month", "quarter", "half", "year"))
    assert seen == COARSER[text]


@pytest.mark.parametrize("text", COARSER)
def test_at_the_precision_of_a_day_nothing_changes(text: str) -> None:
    assert parse(text, 4).coarsen("day") == parse(text, 4)


@pytest.mark.parametrize("precision", ["horizon", "none"])
@pytest.mark.parametrize("text", COARSER)
def test_a_horizon_has_no_date(text: str, precision: str) -> None:
    assert parse(text, 4).coarsen(precision) is None


@pytest.mark.parametrize("text", ["~2026-09-14", "2026-W53~", "~2026-09-14/2026-12-01", "2026-07/2026-09~"])
def test_what_is_about_stays_about(text: str) -> None:
    seen = parse(text).coarsen("quarter")
    assert seen
    ends = seen.bounds or ()
    assert seen.approximate or any(end and end.approximate for end in ends)


def test_coarser_parts_are_whole() -> None:
    seen = parse("mid-2026-09").coarsen("month")
    assert seen
    assert (seen.part, span(seen)) == (None, ("2026-09-01", "2026-09-30"))


def test_all_precisions_but_the_week_can_be_asked_for() -> None:
    assert set(COARSENINGS) - {"horizon", "none"} == set(PRECISIONS) - {"week"}


def test_equal_texts_are_one_object() -> None:
    assert parse("2026-09-14") is parse("2026-09-14")
    assert parse("2026-09-14") == Period(date(2026, 9, 14), date(2026, 9, 14), "day", "2026-09-14")
