"""The archive in a browser: filters act on rows and marks together, live in the address, and a phone sees all of it."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

Visit = Callable[..., Page]


def seen(page: Page) -> tuple[int, int]:
    """How many rows and how many marks are there to see."""
    return page.locator(".mp-archive tbody tr:visible").count(), page.locator(".mp-years li:visible").count()


def opened(visit: Visit, address: str, **how: object) -> Page:
    page = visit(address, **how)
    page.locator("[data-mp-list][data-mp-ready]").wait_for()
    return page


def test_marks_follow_their_rows_and_the_address_says_so(internal: str, visit: Visit) -> None:
    page = opened(visit, internal + "postmortems/")
    rows, marks = seen(page)
    chip = page.locator('.mp-chip[data-filter="severity"]').first
    promised = int(chip.locator("span").inner_text())
    chip.click()

    assert rows == marks
    assert seen(page) == (promised, promised)
    assert 0 < promised < rows
    expect(page.get_by_role("status").first).to_have_text(f"{promised} of {rows} post-mortems")
    assert seen(opened(visit, page.url)) == (promised, promised)


def test_a_factor_leads_to_the_post_mortems_it_was_part_of(internal: str, visit: Visit) -> None:
    page = opened(visit, internal + "postmortems/")
    bar = page.locator(".mp-barlist li:has(a)").first
    promised = int(bar.locator("b").inner_text())
    bar.locator("a").click()
    page.wait_for_url("**factor=**")
    page.locator("[data-mp-list][data-mp-ready]").wait_for()

    expect(page.locator(".mp-archive tbody tr:visible")).to_have_count(promised)
    assert seen(page) == (promised, promised)


def test_marks_do_not_lie_upon_each_other_at_any_width(internal: str, visit: Visit) -> None:
    for width in (360, 768, 1440):
        boxes = (
            opened(visit, internal + "postmortems/", width=width)
            .locator(".mp-years li")
            .evaluate_all(
                "all => all.map(el => el.getBoundingClientRect()).map(b => [b.left, b.right, b.top, b.bottom])"
            )
        )
        for n, (left, right, top, bottom) in enumerate(boxes):
            for other in boxes[:n]:
                apart = right <= other[0] + 0.5 or other[1] <= left + 0.5
                assert apart or bottom <= other[2] + 0.5 or other[3] <= top + 0.5, (width, n)


def test_the_table_sorts_by_how_long_it_took(internal: str, visit: Visit) -> None:
    page = opened(visit, internal + "postmortems/")
    page.get_by_role("button", name="Resolved in").click()
    values = page.locator('.mp-archive td[data-l="Resolved in"]').evaluate_all("all => all.map(el => +el.dataset.v)")

    assert values == sorted(values)
    assert "sort=lasted" in page.url


def test_charts_have_a_name_and_their_numbers(internal: str, visit: Visit) -> None:
    page = opened(visit, internal + "postmortems/")
    for figure in page.locator("figure.mp-chart").all():
        assert figure.locator("svg:is([role=img], [role=group]) > title").text_content()
        figure.locator("summary").click()
        assert figure.locator("tbody tr").count() > 1


def test_a_page_with_charts_is_reached_without_a_new_load_and_its_dots_lead_on(internal: str, visit: Visit) -> None:
    """The links of an SVG have no `href` that instant navigation could assign to: it would fail, and stay broken."""
    page = visit(internal)
    page.evaluate("window.kept = true")
    page.locator('.md-tabs a[href*="postmortems/"], .md-nav a[href*="postmortems/"]').first.evaluate("a => a.click()")
    dot = page.locator("#chart-resolve a").first
    dot.wait_for(state="attached")
    title = (dot.get_attribute("aria-label") or "").partition(" · ")[0]
    assert page.evaluate("window.kept")

    dot.locator("circle").click(force=True)
    page.wait_for_url(re.compile(r"/postmortems/[^/]+/$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
