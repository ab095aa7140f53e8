"""Axes and their names: room for the longest, and no two upon each other."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from milepost.charts.frame import HEIGHT, WIDTH, Frame, shortened, text_width, thinned
from milepost.charts.scales import AxisTick, Bands, Linear

names = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="|"), max_size=12)


def frame(across: list[str], up: list[str]) -> Frame[float, float]:
    return Frame.around(Bands.of(across), Bands.of(up))


def test_charts_begin_at_one_line_unless_a_name_needs_more_room() -> None:
    assert frame(["a"], ["1"]).left == frame(["a"], ["100 min"]).left
    assert frame(["a"], ["a rather longer name"]).left >= text_width("a rather longer name")


def test_a_drawing_keeps_its_size_however_long_its_names_are() -> None:
    for long in ("x", "word " * 50):
        plot = frame([long] * 3, [long] * 3).plot([])
        assert (round(plot.width, 6), round(plot.height, 6)) == (WIDTH, HEIGHT)


@given(st.lists(names, min_size=1, max_size=30))
def test_no_two_names_below_an_axis_touch(given_names: list[str]) -> None:
    ticks = Bands.of(given_names).ticks
    shown = thinned(ticks, 296)
    ends = [(tick.at * 296 - text_width(tick.text) / 2, tick.at * 296 + text_width(tick.text) / 2) for tick in shown]
    ends = [one for one, tick in zip(ends, shown, strict=True) if tick.text]
    assert shown
    assert all(before[1] < after[0] for before, after in pairwise(ends))


def test_names_with_a_second_line_stay_where_others_make_room() -> None:
    quarters = [AxisTick((n + 0.5) / 32, f"Q{n % 4 + 1}", "2026" if n % 4 == 2 else "") for n in range(32)]
    shown = thinned(quarters, 296)
    assert len(shown) < len(quarters)
    assert all(tick in shown for tick in quarters if tick.below)


def test_a_name_is_cut_short_with_all_of_it_for_a_pointer() -> None:
    assert shortened("Short", 100) == "Short"
    cut = shortened("Far too long for where it stands", 60)
    assert cut.endswith("…")
    assert text_width(cut) <= 60
    long = "Far too long for where it stands, whatever is said"
    beside = next(one for one in frame(["a"], [long]).plot([]).walk() if one.tag == "text" and long in one.text)
    assert beside.text.startswith("Far too")
    assert [one.text for one in beside.walk() if one.tag == "title"] == [long]


def test_lines_lie_on_whole_pixels_where_the_axis_names_something() -> None:
    made = Frame.around(Bands.of(["a"]), Linear.around([8], whole=True))
    lines = [one for one in made.plot([]).walk() if one.tag == "line"]
    assert [one["y1"] for one in lines] == [132.5, 99.5, 66.5, 33.5, 0.5, 132.5]
    assert {one["stroke"] for one in lines} == {"var(--mp-line)", "var(--mp-line-strong)"}
