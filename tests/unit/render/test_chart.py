"""Charts: the same bytes for the same numbers, in the page's own colours and font."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from milepost.render.chart import _drawn, chart_svg
from milepost.views.archive import spec

BARS = spec.stacked(["2024", "2025"], ["worst", "mild"], [[1, 2], [0, 4]])
TIMES = spec.spreads(["2024", "2025"], [(None, None, (60, 7200)), (600, 86400, ())])
SVG = "{http://www.w3.org/2000/svg}"


def drawn(made: dict[str, object]) -> ET.Element:
    text = str(chart_svg(made, "chart", "How many <b>", "Most in 2025: 4."))
    return ET.fromstring(text.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def words_of(made: dict[str, object]) -> list[str]:
    return [one.text for one in drawn(made).iter(f"{SVG}text") if one.text]


def test_the_same_spec_gives_the_same_bytes() -> None:
    first = chart_svg(TIMES, "a", "Title", "Words")
    _drawn.cache_clear()

    assert chart_svg(TIMES, "a", "Title", "Words") == first


def test_an_image_has_a_name_and_a_description_that_its_id_keeps_apart() -> None:
    root = drawn(BARS)

    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"] == "chart-title chart-desc"
    assert [(one.attrib["id"], one.text) for one in root[:2]] == [
        ("chart-title", "How many <b>"),
        ("chart-desc", "Most in 2025: 4."),
    ]


def test_it_has_no_size_font_or_colour_of_its_own() -> None:
    text = chart_svg(BARS, "a", "Title", "Words")
    colours = {one.attrib[name] for one in drawn(BARS).iter() for name in ("fill", "stroke") if name in one.attrib}

    assert "font-family" not in text
    assert "width" not in drawn(BARS).attrib
    assert colours - {"none", "currentColor"} == {
        "var(--mp-chart-worst)",
        "var(--mp-chart-mild)",
        "var(--mp-raised)",
        "var(--mp-line)",
        "var(--mp-line-strong)",
    }


def test_a_stack_says_its_total_and_its_ticks() -> None:
    words = words_of(BARS)

    assert words[:2] == ["2024", "2025"]
    assert words[-2:] == ["3", "4"]


def test_times_are_told_between_round_ones() -> None:
    """From a minute to a day: every line of the scale that lies there."""
    assert words_of(TIMES) == ["2024", "2025", "1 min", "5 min", "15 min", "1 h", "4 h", "1 day"]


def test_a_time_of_nothing_stands_on_the_lowest_line() -> None:
    assert words_of(spec.spreads(["2024"], [(0, None, ())]))[1] == "10 s"
