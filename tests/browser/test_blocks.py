"""Views in a hand-written page, in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

Visit = Callable[..., Page]
# What stands around the views is Material's own.
VIEWS = {"include": [[".mp-block"]]}


@pytest.fixture(scope="module")
def guide(public: str) -> str:
    """The page of the guide that shows views of several sorts."""
    return public + "guide/views/"


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (390, "light")])
def test_axe_finds_nothing_in_views(guide: str, visit: Visit, width: int, scheme: str) -> None:
    page = visit(guide, width=width, color_scheme=scheme)
    assert page.locator(".mp-block").count() == 4

    results = Axe().run(page, context=VIEWS)

    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_views_never_make_the_page_scroll_sideways(guide: str, visit: Visit, width: int) -> None:
    page = visit(guide, width=width)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_a_list_sorts_and_keeps_that_in_the_address_under_its_own_name(guide: str, visit: Visit) -> None:
    page = visit(guide)
    view = page.locator('.mp-block[data-view="list"]').first
    titles = view.locator("tbody .mp-title")
    before = titles.all_inner_texts()
    view.locator('[data-sort-by="title"]').evaluate("button => button.click()")
    assert titles.all_inner_texts() == sorted(before)
    assert "view-1.sort=title" in page.url
