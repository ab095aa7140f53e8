"""The page of a plan on screen and on paper: its Gantt chart, the details of its tasks, and its load."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from tests.browser.test_pages import OURS, sideways

Visit = Callable[..., Page]
PLAN = "projects/island-readers/plan/"
CHART = ".mp-gantt__canvas"


def boxes(page: Page, selector: str) -> list[dict[str, float]]:
    """The rectangles of all elements, or of what stands before them in the style sheet."""
    return page.locator(selector).evaluate_all("all => all.map(one => one.getBoundingClientRect().toJSON())")


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (390, "light")])
def test_axe_finds_nothing_with_all_details_open(internal: str, visit: Visit, width: int, scheme: str) -> None:
    page = visit(internal + PLAN, width=width, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = !one.closest('.mp-gantt'); })")
    page.locator("#task-power-west summary").click()

    results = Axe().run(page, context=OURS)

    assert results.violations_count == 0, results.generate_report()


def test_only_the_chart_scrolls_sideways(internal: str, visit: Visit) -> None:
    page = visit(internal + PLAN, width=360)
    for width in (360, 390, 768, 1440, 2560):
        page.set_viewport_size({"width": width, "height": 900})
        assert sideways(page) <= 0, width


def test_details_open_without_a_script_and_move_no_row(internal: str, visit: Visit) -> None:
    page = visit(internal + PLAN, java_script_enabled=False)
    row = page.locator("#task-power-west")
    before = [box["height"] for box in boxes(page, f"{CHART} > ol > li")]
    row.locator("summary").focus()
    page.keyboard.press("Enter")
    assert row.get_by_text("5 working days before").first.is_visible()
    assert [box["height"] for box in boxes(page, f"{CHART} > ol > li")] == before
    page.locator("#task-mountings summary").focus()
    page.keyboard.press("Enter")
    assert not row.get_by_text("5 working days before").first.is_visible(), "another task closes it"


def test_an_open_detail_lies_above_the_rows_below_it(internal: str, visit: Visit) -> None:
    page = visit(internal + PLAN)
    row = page.locator("#task-power-west")
    row.locator("summary").click()
    details = row.locator("details > div")
    box = details.bounding_box()
    assert box
    covers = page.evaluate(
        "([x, y]) => document.elementFromPoint(x, y).closest('details')?.parentElement.id",
        [box["x"] + 20, box["y"] + box["height"] - 20],
    )
    assert covers == "task-power-west"


def test_names_stay_in_place_while_the_chart_scrolls(internal: str, visit: Visit) -> None:
    page = visit(internal + PLAN)
    page.get_by_role("radio", name="Large").check()
    scroll = page.locator(".mp-gantt__scroll")
    assert scroll.evaluate("one => one.scrollWidth > one.clientWidth")
    name = page.locator("#task-production summary")
    before = name.bounding_box()
    scroll.evaluate("one => { one.scrollLeft = 800; }")
    after = name.bounding_box()
    assert before
    assert after
    assert after["x"] == before["x"]


def test_every_arrow_ends_at_the_row_it_leads_to(internal: str, visit: Visit) -> None:
    page = visit(internal + PLAN)
    rows = boxes(page, f"{CHART} > ol > li")
    arrows = page.locator(".mp-gantt .mp-dep").evaluate_all(
        """all => all.map(one => {
            const box = one.getBoundingClientRect();
            const [source, target] = ["--y1", "--y2"].map(name => Number(getComputedStyle(one).getPropertyValue(name)));
            return {source, target, top: box.top, bottom: box.bottom};
        })"""
    )
    assert len(arrows) > 40
    for arrow in arrows:
        end = arrow["bottom"] if arrow["target"] > arrow["source"] else arrow["top"]
        row = rows[round(arrow["target"])]
        assert row["top"] <= end <= row["bottom"], arrow


def test_on_a_phone_tasks_are_a_list_with_their_dates_and_slack(internal: str, visit: Visit) -> None:
    page = visit(internal + PLAN, width=390)
    words = page.locator("#task-power-west").inner_text().replace("\N{NO-BREAK SPACE}", " ")
    assert words.split("\n") == ["Power at the five western piers", "10 Dec 2026 – 3 Feb 2027", "19 days slack"]
    assert "critical path" in page.locator("#task-production").inner_text()
    assert not page.locator(".mp-gantt__axis").is_visible()


def test_on_paper_the_whole_scale_is_there_without_tools(internal: str, visit: Visit) -> None:
    page = visit(internal + PLAN, width=1047)
    page.get_by_role("radio", name="Large").check()
    page.emulate_media(media="print")
    canvas, last = page.locator(CHART).bounding_box(), page.locator("#task-handed-over > div").bounding_box()
    assert canvas
    assert last
    assert canvas["width"] <= 1047
    assert last["x"] + last["width"] <= canvas["x"] + canvas["width"] + 1
    assert not page.get_by_role("radio", name="Large").is_visible()


def test_too_much_load_is_told_without_color(internal: str, visit: Visit) -> None:
    page = visit(internal + PLAN)
    load = page.locator("#load")
    assert "Electricians: 4 needed, 2 available" in load.inner_text()
    stripes = load.locator('.mp-load i[data-l="5"]').first.evaluate("one => getComputedStyle(one).backgroundImage")
    assert "repeating-linear-gradient" in stripes


def test_summaries_stand_out_from_the_tasks_in_them(internal: str, visit: Visit) -> None:
    page = visit(internal + PLAN)
    weight = "one => getComputedStyle(one).fontWeight"
    assert page.locator("#task-prepare summary > span").evaluate(weight) == "600"
    assert page.locator("#task-kickoff summary > span").evaluate(weight) == "400"
