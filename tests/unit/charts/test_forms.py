"""What each form draws: where its marks lie, and what becomes of nothing, of one, of equal and of impossible values."""

from __future__ import annotations

import math
from datetime import date

import pytest

from milepost.charts.bars import Stack, StackPart, stacked_bars
from milepost.charts.heat import HeatCell, heat_map, shade_of
from milepost.charts.limits import LimitPoint, LimitSpan, control_chart
from milepost.charts.lines import DaySeries, DayValue, clipped, s_curves, step_lines
from milepost.charts.scales import DURATIONS, Days, Linear, Log
from milepost.charts.scatter import LevelLine, ScatterDot, scatter
from milepost.charts.strip import StripGroup, ValueDot, strip
from milepost.charts.svg import Element, Plot

TODAY = date(2026, 11, 23)
YEAR = Days.around([date(2026, 1, 1), date(2026, 12, 31)], TODAY)
SCALE = Linear.around([10])


def marks(plot: Plot, tag: str) -> list[Element]:
    """The elements of a tag among the marks, not the axes."""
    return [one for one in plot.content.children[1].walk() if one.tag == tag]  # type: ignore[union-attr]


def words(plot: Plot) -> list[str]:
    return [one.text for one in plot.walk() if one.tag == "text"]


def series(*values: tuple[str, float], name: str = "", tone: str = "actual") -> DaySeries:
    return DaySeries(name, tone, tuple(DayValue(date.fromisoformat(day), value) for day, value in values))


def counted(*rows: tuple[int, ...]) -> Plot:
    tones = ("worst", "mild")
    return stacked_bars(
        [
            Stack(str(2024 + n), tuple(StackPart(value, tone) for value, tone in zip(row, tones, strict=True)))
            for n, row in enumerate(rows)
        ]
    )


def test_parts_stand_upon_each_other_with_the_total_above() -> None:
    plot = counted((1, 2), (0, 4))
    lower, upper, alone = marks(plot, "rect")
    assert lower["y"] + lower["height"] == 132
    assert upper["y"] + upper["height"] == lower["y"]
    assert upper["height"] == 2 * lower["height"]
    assert alone["fill"] == "var(--mp-chart-mild)"
    assert [one.text for one in marks(plot, "text")] == ["3", "4"]


def test_many_bars_are_thin_and_have_no_totals() -> None:
    plot = stacked_bars([Stack(str(n), (StackPart(n + 1, "bad"),)) for n in range(30)])
    assert marks(plot, "text") == []
    assert len({one["width"] for one in marks(plot, "rect")}) == 1
    assert marks(plot, "rect")[0]["width"] < 10


def test_no_bar_and_a_bar_of_nothing_are_an_empty_frame() -> None:
    assert marks(stacked_bars([]), "rect") == marks(counted((0, 0)), "rect") == []
    assert words(stacked_bars([])) == ["0", "1"]


@pytest.mark.parametrize("value", [-1, math.nan, math.inf])
def test_a_bar_of_what_cannot_be_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match=r"below 0|numbers"):
        stacked_bars([Stack("2024", (StackPart(value, "bad"),))])


def test_equal_values_lie_beside_each_other_and_one_alone_in_the_middle() -> None:
    plot = strip([StripGroup("a", tuple(map(ValueDot, (5, 5, 5, 1))))], SCALE)
    *equal, alone = marks(plot, "circle")
    middle = 296 / 2
    assert len({one["cx"] for one in equal}) == 3
    assert {one["cy"] for one in equal} == {equal[0]["cy"]}
    assert alone["cx"] == middle
    assert abs(sum(one["cx"] for one in equal) / 3 - middle) < 3


def test_however_many_dots_there_are_they_stay_in_their_band() -> None:
    plot = strip([StripGroup(str(n), (ValueDot(5),) * 200) for n in range(4)], SCALE)
    for n in range(4):
        found = [one["cx"] for one in marks(plot, "circle")[n * 200 : n * 200 + 200]]
        assert n * 74 <= min(found)
        assert max(found) <= n * 74 + 74


def test_the_median_is_thicker_than_the_ninetieth_percentile() -> None:
    p90, median = marks(strip([StripGroup("a", (), 4, 8)], SCALE), "rect")
    assert (median["fill"], p90["fill"]) == ("var(--mp-chart-median)", "var(--mp-chart-p90)")
    assert median["height"] > p90["height"]
    assert p90["y"] < median["y"]


def test_a_time_of_nothing_lies_on_the_lowest_line() -> None:
    plot = strip([StripGroup("a", (ValueDot(0),))], Log.between([0], DURATIONS, str))
    assert [one["cy"] for one in marks(plot, "circle")] == [132]
    assert marks(strip([], SCALE), "circle") == []


def control(*values: float, limits: tuple[LimitSpan, ...] = ()) -> Plot:
    return control_chart([LimitPoint(str(n), value) for n, value in enumerate(values)], limits)


def test_a_point_outside_its_own_limits_is_a_diamond() -> None:
    limits = (LimitSpan(0, 1, 10, 12, 8), LimitSpan(2, 3, 20, 22))
    plot = control(12, 13, 13, 23, limits=limits)
    diamonds = [one for one in marks(plot, "path") if one["fill"] == "var(--mp-chart-outside)"]
    assert len(diamonds) == 2  # 13 above 12 and 23 above 22; 13 has no lower limit
    assert len(marks(plot, "circle")) == 2


def test_limits_reach_over_their_points_and_touch_at_a_change() -> None:
    plot = control(1, 1, 1, 1, limits=(LimitSpan(0, 1, 1, 2, 0), LimitSpan(2, 3, 1, 1.5)))
    lines = marks(plot, "line")
    assert len(lines) == 5
    assert {(one["x1"], one["x2"]) for one in lines} == {(0, 148), (148, 296)}
    assert sum("stroke-dasharray" in dict(one.attributes) for one in lines) == 3


def test_one_value_equal_values_and_none_have_an_axis() -> None:
    assert len(marks(control(5), "circle")) == 1
    assert len({one["cy"] for one in marks(control(5, 5, 5), "circle")}) == 1
    assert marks(control(), "circle") == []


@pytest.mark.parametrize(
    "span", [LimitSpan(0, 9, 1, 2), LimitSpan(1, 0, 1, 2), LimitSpan(0, 0, 3, 2), LimitSpan(0, 0, 1, 2, 1.5)]
)
def test_limits_that_cannot_be_are_refused(span: LimitSpan) -> None:
    with pytest.raises(ValueError, match="limits"):
        control(1, 2, limits=(span,))


def test_dots_off_the_axes_are_left_out_and_levels_are_named_apart() -> None:
    dots = [ScatterDot(date(2026, 6, 1), 5), ScatterDot(date(2025, 6, 1), 5), ScatterDot(date(2026, 6, 1), 50)]
    plot = scatter(dots, YEAR, SCALE, [LevelLine(5, "50%"), LevelLine(5.1, "85%"), LevelLine(60, "99%")])
    (dot,) = marks(plot, "circle")
    names = marks(plot, "text")
    assert dot["cy"] == 66
    assert [one.text for one in names] == ["50%", "85%"]
    assert names[0]["y"] - names[1]["y"] >= 11


def test_a_cell_is_as_dark_as_its_share_of_the_largest() -> None:
    plot = heat_map(["High", "Low"], ["Few", "Many"], [[HeatCell(10), HeatCell(1)], [HeatCell(0), None]])
    fills = [one["fill"] for one in marks(plot, "rect")]
    assert fills == ["var(--mp-chart-heat-5)", "var(--mp-chart-heat-1)", "var(--mp-sunken)", "var(--mp-sunken)"]
    assert [one.text for one in marks(plot, "text")] == ["10", "1", "0"]
    assert [one.text for one in plot.walk() if one.tag == "text"][:2] == ["High", "Low"][::-1]


def test_a_cell_may_have_a_shade_of_its_own() -> None:
    assert shade_of(HeatCell(0, shade=4), 10) == 4
    with pytest.raises(ValueError, match="no shade"):
        shade_of(HeatCell(0, shade=6), 10)


def test_many_rows_make_a_taller_map_and_none_an_empty_one() -> None:
    tall = heat_map([str(n) for n in range(20)], ["a"], [[HeatCell(1)]] * 20)
    assert tall.height > heat_map(["a"], ["a"], [[HeatCell(1)]]).height
    assert marks(heat_map([], [], []), "rect") == []


@pytest.mark.parametrize("cells", [[[HeatCell(-1)]], [[HeatCell(math.nan)]], [[]], []])
def test_cells_that_cannot_be_are_refused(cells: list[list[HeatCell]]) -> None:
    with pytest.raises(ValueError, match=r"heat map|numbers"):
        heat_map(["a"], ["a"], cells)


def test_a_step_holds_until_the_next_and_the_last_until_today() -> None:
    (path,) = marks(step_lines([series(("2026-04-01", 10), ("2026-01-01", 5))], YEAR), "path")
    points = [tuple(map(float, one.split())) for one in str(path["d"])[1:].split("L")]
    xs, ys = zip(*points, strict=True)
    assert ys == (66, 66, 0, 0)
    assert xs[1] == xs[2]
    assert xs[3] == pytest.approx(327 / 365 * 296, abs=0.1)  # the end of 23 November


def test_sums_rise_from_day_to_day_in_any_order() -> None:
    (path,) = marks(s_curves([series(("2026-07-01", 6), ("2026-01-01", 4))], YEAR), "path")
    ends = [float(one.split()[1]) for one in str(path["d"])[1:].split("L")]
    assert ends == [pytest.approx(132 * 0.6, abs=0.01), 0]


def test_lines_are_named_at_their_ends_and_told_apart_without_color() -> None:
    both = [series(("2026-01-01", 5), name="Plan", tone="planned"), series(("2026-01-01", 5), name="Real")]
    plot = step_lines(both, YEAR)
    planned, actual = marks(plot, "path")
    names = marks(plot, "text")
    assert "stroke-dasharray" in dict(planned.attributes)
    assert "stroke-dasharray" not in dict(actual.attributes)
    assert [one.text for one in names] == ["Plan", "Real"]
    assert names[1]["y"] - names[0]["y"] == pytest.approx(12)


def test_what_lies_beyond_the_axis_is_cut_at_its_ends() -> None:
    assert clipped([(-10, 0), (10, 20), (30, 0)], 20) == [[(0, 10), (10, 20), (20, 10)]]
    assert clipped([(-5, 1), (-1, 1)], 20) == []
    assert clipped([(-10, 0), (30, 40)], 20) == [[(0, 10), (20, 30)]]
    assert clipped([(5, 5)], 20) == [[(5, 5)]]
    assert clipped([(5, 5), (5, 9)], 20) == [[(5, 5), (5, 9)]]
    assert clipped([(25, 5)], 20) == clipped([], 20) == []


def test_lines_of_nothing_and_of_one_day_have_an_axis() -> None:
    assert marks(step_lines([], YEAR), "path") == marks(s_curves([series()], YEAR), "path") == []
    assert len(marks(s_curves([series(("2026-06-01", 1))], YEAR), "path")) == 1


@pytest.mark.parametrize("value", [-1, math.nan, 1e16])
def test_sums_of_what_cannot_be_are_refused(value: float) -> None:
    with pytest.raises(ValueError, match=r"below 0|numbers"):
        s_curves([series(("2026-06-01", value))], YEAR)


@pytest.mark.parametrize("value", [-1, 11, math.nan, math.inf])
def test_what_lies_beyond_an_axis_of_ones_own_is_refused(value: float) -> None:
    for draw in (
        lambda: strip([StripGroup("a", (ValueDot(value),))], SCALE),
        lambda: strip([StripGroup("a", (), value)], SCALE),
        lambda: step_lines([series(("2026-06-01", value))], YEAR, SCALE),
    ):
        with pytest.raises(ValueError, match=r"beyond its axis|numbers"):
            draw()


def test_no_dot_of_a_scatter_plot_and_no_level_is_something_else_than_a_number() -> None:
    for dots, levels in (([ScatterDot(date(2026, 6, 1), math.nan)], []), ([], [LevelLine(math.nan, "50%")])):
        with pytest.raises(ValueError, match="numbers"):
            scatter(dots, YEAR, SCALE, levels)


def test_parts_that_are_no_counts_have_a_decimal_where_they_need_one() -> None:
    plot = stacked_bars([Stack("a", (StackPart(1.25, "bad"),)), Stack("b", (StackPart(3, "bad"),))], whole=False)
    assert [one.text for one in marks(plot, "text")] == ["1.2", "3"]
    assert [one.text for one in marks(heat_map(["a"], ["b"], [[HeatCell(0.5)]]), "text")] == ["0.5"]


def test_a_limit_is_a_line_across_its_bar_and_within_the_axis() -> None:
    plot = stacked_bars(
        [Stack("a", (StackPart(2, "actual"),), 8.0, "capacity 8"), Stack("b", (StackPart(4, "actual"),))]
    )
    (line,) = marks(plot, "line")
    bar, other = marks(plot, "rect")
    assert float(line["x1"]) < float(bar["x"])
    assert float(line["x2"]) > float(bar["x"]) + float(bar["width"])
    assert float(line["y1"]) < float(other["y"]) < float(bar["y"])
    assert line.text == "capacity 8"


@pytest.mark.parametrize("value", [90, 95, 100, 105])
def test_a_limit_strikes_no_total_out(value: float) -> None:
    plot = stacked_bars([Stack("a", (StackPart(value, "actual"),), 100.0)])
    (line,), (total,) = marks(plot, "line"), marks(plot, "text")
    top, bottom = float(total["y"]) - 9, float(total["y"]) + 1
    assert not top < float(line["y1"]) < bottom
