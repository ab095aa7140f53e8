"""Whatever a date says, outsiders are told no less truth and no more detail."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from milepost.schema.period import COARSENINGS, Period, parse

SHORTEST = {"day": 1, "month": 28, "quarter": 89, "half": 181, "year": 365}
ORDER = ("day", "month", "quarter", "half", "year")
years = st.integers(1950, 2150)
days = st.dates(date(1950, 1, 1), date(2150, 12, 31)).map(str)
months = st.builds("{}-{:02}".format, years, st.integers(1, 12))
quarters = st.builds("{}-Q{}".format, years, st.integers(1, 4)) | st.builds("{}-{}".format, years, st.integers(33, 36))
halves = st.builds("{}-H{}".format, years, st.integers(1, 2))
weeks = st.builds("{}-W{:02}".format, years, st.integers(1, 52))
fiscal = st.builds("FY{:02}{}".format, st.integers(0, 99), st.sampled_from(("", "-Q1", "-Q4", "-H1", "-H2")))
whole = months | quarters | years.map(str)
parts = st.builds("{}{}{}".format, st.sampled_from(("early", "mid", "late")), st.sampled_from("- "), whole)
single = st.builds(
    "{}{}{}".format,
    st.sampled_from(("", "", "~")),
    days | weeks | halves | fiscal | whole | parts,
    st.sampled_from(("", "", "~")),
)
starts = st.integers(1, 12)


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, int]:
    """A period as text, and the month in which fiscal years begin."""
    start = draw(starts)
    first = draw(single)
    shape = draw(st.sampled_from(("single", "single", "span", "open", "later")))
    if shape == "later":
        return "later", start
    if shape == "single":
        return first, start
    if shape == "open":
        return f"{first}/", start
    ends = sorted((first, draw(single)), key=lambda text: (parse(text, start).first, parse(text, start).last))
    found = "/".join(ends)
    one, other = (parse(text, start) for text in ends)
    assert one.first and other.last
    return (found, start) if len(found) <= 40 else (first, start)


periods = texts().map(lambda pair: parse(*pair))
coarsenings = st.sampled_from(COARSENINGS)


def facts(period: Period | None) -> tuple[object, ...] | None:
    """What a period says, however it is written."""
    if period is None:
        return None
    bounds = period.bounds and tuple(map(facts, period.bounds))
    return period.first, period.last, period.precision, period.part, period.approximate, period.fiscal, bounds


@given(texts())
def test_a_period_keeps_its_text_and_its_days_are_in_order(pair: tuple[str, int]) -> None:
    found = parse(*pair)
    assert found.text == pair[0]
    assert found.first is None or found.last is None or found.first <= found.last


@given(periods, coarsenings)
def test_coarser_is_no_less_true(period: Period, precision: str) -> None:
    seen = period.coarsen(precision)
    if seen is None:
        assert precision in ("horizon", "none")
        return
    if period.first is None:
        assert seen == period
        return
    assert seen.first
    assert seen.first <= period.first
    assert (seen.last is None) == (period.last is None)
    assert seen.last is None or period.last is None or seen.last >= period.last


@given(periods, st.sampled_from(ORDER))
def test_coarser_is_no_more_exact_than_asked(period: Period, precision: str) -> None:
    seen = period.coarsen(precision)
    assert seen
    for one in seen.bounds or (seen,):
        if one and one.days:
            # A third of a quarter passes for a month, a third of a year for a quarter.
            assert one.days >= SHORTEST[precision]
            assert one.bounds is None


@given(periods, coarsenings)
def test_coarsening_twice_is_coarsening_once(period: Period, precision: str) -> None:
    seen = period.coarsen(precision)
    assert seen is None or seen.coarsen(precision) == seen


@given(periods, st.sampled_from(ORDER), st.sampled_from(ORDER))
def test_a_coarser_view_of_a_coarse_one_covers_the_direct_one(period: Period, fine: str, coarse: str) -> None:
    if ORDER.index(fine) > ORDER.index(coarse):
        fine, coarse = coarse, fine
    direct, step = period.coarsen(coarse), period.coarsen(fine)
    assert direct
    assert step
    through = step.coarsen(coarse)
    assert through
    assert (through.first, through.last) == (direct.first, direct.last) or (
        through.first is not None and direct.first is not None and through.first <= direct.first
    )


@given(periods, coarsenings)
def test_what_was_about_is_not_made_certain(period: Period, precision: str) -> None:
    seen = period.coarsen(precision)
    if seen and period.approximate:
        assert seen.approximate or any(end and end.approximate for end in seen.bounds or ())


@given(days, st.sampled_from(ORDER))
def test_days_of_one_unit_look_the_same_from_outside(text: str, precision: str) -> None:
    seen = parse(text).coarsen(precision)
    assert seen
    assert seen.first
    assert seen.last
    for day in (seen.first, seen.last):
        assert facts(parse(str(day)).coarsen(precision)) == facts(seen)
        assert str(parse(str(day)).coarsen(precision)) == str(seen)


@given(texts(), coarsenings)
def test_a_coarse_period_reads_back_as_what_it_is(pair: tuple[str, int], precision: str) -> None:
    seen = parse(*pair).coarsen(precision)
    if seen and "~" not in pair[0]:
        assert facts(parse(str(seen), pair[1])) == facts(seen)


@given(st.text(max_size=50) | st.text("0123456789-/QWHFY~ earlymidt", max_size=45), starts)
def test_any_text_is_a_period_or_says_why_not(text: str, start: int) -> None:
    try:
        found = parse(text, start)
    except ValueError as error:
        assert str(error)
    else:
        assert found.text == text.strip()
