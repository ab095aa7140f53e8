"""Markup: named, escaped, without colors or fonts of its own, and the same bytes for the same numbers."""

from __future__ import annotations

import math
import re
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from material.plugins.search.plugin import Parser

from milepost.charts.bars import Stack, StackPart, stacked_bars
from milepost.charts.heat import HeatCell, heat_map
from milepost.charts.limits import LimitPoint, LimitSpan, control_chart
from milepost.charts.lines import DaySeries, DayValue, s_curves, step_lines
from milepost.charts.run_chart import DayLimits, RunEvent, RunGoal, RunPoint, run_chart
from milepost.charts.scales import Bands, Days, Linear
from milepost.charts.scatter import LevelLine, ScatterDot, scatter
from milepost.charts.strip import StripGroup, ValueDot, strip
from milepost.charts.svg import Plot, element, number, titled
from milepost.charts.tones import TONES, fill
from milepost.render.templates import theme_folder

HOSTILE = '<b> & "c"'
WHERE = "postmortems/one.md"
DAYS = Days.around([date(2026, 1, 1), date(2026, 12, 31)], date(2026, 11, 23))
SERIES = (DaySeries(HOSTILE, "planned", (DayValue(date(2026, 2, 1), 3, HOSTILE, WHERE),)),)
PLOTS = {
    "bars": stacked_bars([Stack(HOSTILE, (StackPart(3, "worst", HOSTILE, WHERE),))]),
    "strip": strip([StripGroup(HOSTILE, (ValueDot(3, HOSTILE, WHERE),), 2, 4)], Linear.around([4])),
    "limits": control_chart([LimitPoint(HOSTILE, 3, HOSTILE, WHERE)], [LimitSpan(0, 0, 2, 4, 1)]),
    "scatter": scatter(
        [ScatterDot(0.0, 3, HOSTILE, WHERE)], Bands.of([HOSTILE]), Linear.around([4]), [LevelLine(2, HOSTILE)]
    ),
    "heat": heat_map([HOSTILE], [HOSTILE], [[HeatCell(3, HOSTILE, HOSTILE, WHERE)]]),
    "steps": step_lines(SERIES, DAYS),
    "s-curves": s_curves(SERIES, DAYS),
    "run": run_chart(
        [RunPoint(date(2026, 2, 1), 3, HOSTILE), RunPoint(date(2026, 3, 1), 5, HOSTILE, signal=True)],
        [DayLimits(date(2026, 2, 1), date(2026, 3, 1), 3, 4, 2)],
        [RunEvent("shipped", date(2026, 2, 20), HOSTILE, WHERE)],
        DAYS,
        [RunGoal("target", 4.5, HOSTILE)],
    ),
}
EVERY = pytest.mark.parametrize("plot", PLOTS.values(), ids=PLOTS.keys())
XLINK = "{http://www.w3.org/1999/xlink}href"
SVG = "{http://www.w3.org/2000/svg}"


def parsed(plot: Plot) -> ET.Element:
    text = str(plot.svg("chart", HOSTILE, "Most in 2025: 4.", lambda target: f"../{target}?a&b"))
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return ET.fromstring(text.replace("<svg ", f"<svg {names} ", 1))


@EVERY
def test_a_chart_has_a_name_and_a_description_that_its_id_keeps_apart(plot: Plot) -> None:
    root = parsed(plot)
    assert root.attrib["aria-labelledby"] == "chart-title chart-desc"
    assert [(one.attrib["id"], one.text) for one in root[:2]] == [
        ("chart-title", HOSTILE),
        ("chart-desc", "Most in 2025: 4."),
    ]


@EVERY
def test_a_mark_has_its_name_and_leads_where_it_should_without_a_stop_of_the_tab_key(plot: Plot) -> None:
    (link,) = parsed(plot).iter(f"{SVG}a")
    assert link.attrib == {"aria-label": HOSTILE, "tabindex": "-1", XLINK: f"../{WHERE}?a&b"}
    assert HOSTILE in [one.text for one in link.iter(f"{SVG}title")]


@EVERY
def test_no_link_has_the_attribute_that_instant_navigation_assigns_to(plot: Plot) -> None:
    assert not re.search(r"\shref=", plot.svg("a", "Title", "Words"))


@EVERY
def test_a_chart_has_no_size_font_or_color_of_its_own(plot: Plot) -> None:
    root = parsed(plot)
    colors = {one.attrib[name] for one in root.iter() for name in ("fill", "stroke") if name in one.attrib}
    assert "width" not in root.attrib
    assert not any("font-family" in one.attrib or "style" in one.attrib for one in root.iter())
    assert all(color in ("none", "currentColor") or re.fullmatch(r"var\(--mp-[a-z0-9-]+\)", color) for color in colors)


@EVERY
def test_axes_are_not_read_aloud_and_a_search_finds_no_more_than_the_name(plot: Plot) -> None:
    content = parsed(plot)[2]
    assert content[0].attrib["aria-hidden"] == "true"
    index = Parser()
    index.feed(f"<p>Before</p>{plot.svg('a', 'Title', 'Words')}<p>After</p>")
    index.close()
    (section,) = index.data
    assert "".join(section.text) == "<p>Before</p>TitleWords<p>After</p>"


def test_a_chart_without_links_is_an_image_and_one_with_links_a_group() -> None:
    plain = stacked_bars([Stack("2024", (StackPart(3, "worst", "Three"),))])
    assert parsed(plain).attrib["role"] == "img"
    assert parsed(PLOTS["bars"]).attrib["role"] == "group"


def test_the_same_numbers_give_the_same_bytes() -> None:
    one, other = (stacked_bars([Stack("2024", (StackPart(1 / 3, "worst"),))]) for _ in range(2))
    assert one.svg("a", "Title", "Words") == other.svg("a", "Title", "Words")


@EVERY
def test_lengths_have_two_decimals_at_most(plot: Plot) -> None:
    assert not re.search(r"\d\.\d{3}|e[-+]\d|nan|inf", str(plot.svg("a", "T", "W")))


def test_a_length_is_short_and_finite() -> None:
    assert [number(value) for value in (1.0, 1.005, -0.001, 12.5, -3, 100)] == ["1", "1", "0", "12.5", "-3", "100"]
    for value in (math.nan, math.inf):
        with pytest.raises(ValueError, match="finite"):
            number(value)


def test_a_mark_without_a_name_stays_as_it_is() -> None:
    mark = element("circle", r=2)
    assert titled(mark, "") == mark


def test_the_style_sheet_knows_every_tone_also_where_colors_are_forced() -> None:
    sheet = (theme_folder() / "assets" / "milepost.css").read_text("utf-8")
    for tone in TONES:
        assert len(re.findall(rf"--mp-chart-{tone}:", sheet)) == 2, tone
    with pytest.raises(ValueError, match="unknown tone"):
        fill("pink")
