"""The pages of the backlog on screens of any width, and the filters of the work list."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from tests.browser.test_pages import OURS, sideways

Visit = Callable[..., Page]
PAGES = ("backlog/", "backlog/board/", "backlog/flow/")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (390, "light")])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    path: str, width: int, scheme: str, internal: str, visit: Visit
) -> None:
    page = visit(internal + path, width=width, color_scheme=scheme)

    results = Axe().run(page, context=OURS)

    assert results.violations_count == 0, results.generate_report()
    assert sideways(page) == 0


def test_the_work_list_is_filtered_by_state_and_counts_in_plain_words(internal: str, visit: Visit) -> None:
    page = visit(internal + "backlog/", width=1440)
    count, rows = page.locator("[data-count=story]"), page.locator(".mp-stories tbody tr")
    assert count.inner_text() == f"{rows.count()} stories"

    page.locator(".mp-chip[data-value=blocked]").click()

    shown = [row for row in rows.all() if row.is_visible()]
    assert count.inner_text() == f"{len(shown)} of {rows.count()} stories"
    assert all("Blocked by" in row.inner_text() for row in shown)
    assert "state=blocked" in page.url


def test_on_a_phone_each_cell_of_the_story_map_is_named(internal: str, visit: Visit) -> None:
    page = visit(internal + "backlog/", width=390)
    named = page.evaluate(
        "[...document.querySelectorAll('.mp-storymap td[data-l]:not(:empty)')]"
        ".map(cell => getComputedStyle(cell, '::before').content)"
    )
    assert named
    assert all(len(words) > 2 and words != "none" for words in named)
