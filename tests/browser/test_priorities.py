"""The priorities page in a real browser: readable everywhere, sortable, and each count leads to what it counts."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from tests.browser.test_pages import OURS, sideways

Visit = Callable[..., Page]
ADDRESS = "roadmap/priorities/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(internal: str, visit: Visit, width: int, scheme: str) -> None:
    page = visit(internal + ADDRESS, color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")

    results = Axe().run(page, context=OURS)

    assert results.violations_count == 0, results.generate_report()
    assert sideways(page) <= 0


def test_the_ranking_sorts_by_any_method_with_what_it_does_not_score_last(internal: str, visit: Visit) -> None:
    page = visit(internal + ADDRESS)
    head = page.locator(".mp-list thead th").filter(has_text="WSJF")
    column = head.evaluate("cell => cell.cellIndex")
    head.get_by_role("button").press("Enter")

    expect(head).to_have_attribute("aria-sort", "ascending")
    ranks = page.locator(".mp-list tbody tr").evaluate_all(
        "(rows, column) => rows.map(row => row.cells[column].dataset.v)", column
    )
    scored = [int(one) for one in ranks if one]
    assert scored[0] == 1
    assert scored == sorted(scored)
    assert ranks == [*map(str, scored), *[""] * (len(ranks) - len(scored))]


def test_the_count_of_items_without_a_score_leads_to_a_list_of_just_those(internal: str, visit: Visit) -> None:
    page = visit(internal + ADDRESS)
    link = page.get_by_role("link", name=re.compile(r"^\d+ open items?$"))
    promised = int(link.inner_text().split()[0])
    link.click()
    page.locator('.mp-chip[data-filter="scored"][aria-pressed="true"]').wait_for()

    rows = page.locator(".mp-table tbody tr:visible")
    assert rows.count() == promised > 0
    assert all(
        status in ("in_progress", "planned", "proposed", "paused")
        for status in rows.evaluate_all("rows => rows.map(row => row.dataset.status)")
    )


def test_the_labels_of_the_chart_lie_within_it_and_cover_no_other(internal: str, visit: Visit) -> None:
    page = visit(internal + ADDRESS)
    covered = page.locator("#chart-value-effort > svg").evaluate(
        """svg => {
          const box = one => one.getBoundingClientRect(), all = [...svg.querySelectorAll("text")].map(box);
          const hit = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3;
          return all.flatMap((a, n) => all.slice(n + 1).filter(b => hit(a, b))).length;
        }"""
    )
    assert covered == 0
