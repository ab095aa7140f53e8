"""A page loads the scripts it uses, and no other, however a reader comes to it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.support.example import example

TIMELINE = "milepost-timeline.js"
READY = "[data-mp-timeline][data-mp-ready]"


def loaded(page: Page) -> list[str]:
    """The names of our scripts that a page has asked for, since it was opened."""
    page.wait_for_load_state("networkidle")
    asked = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    return [name.rpartition("/")[2] for name in asked if "/milepost" in name and name.endswith(".js")]


@pytest.mark.parametrize(
    "address", ["", "overview/", "roadmap/board/", "roadmap/list/", "roadmap/poster/", "strategy/", "postmortems/"]
)
def test_a_page_without_a_timeline_does_not_load_its_script(
    internal: str, visit: Callable[..., Page], address: str
) -> None:
    assert loaded(visit(internal + address)) == ["milepost.js"]


@pytest.mark.parametrize("address", ["roadmap/", "guide/views/"])
def test_a_page_with_a_timeline_loads_its_script_once(internal: str, visit: Callable[..., Page], address: str) -> None:
    page = visit(internal + address)

    expect(page.locator(READY).first).to_be_attached()
    assert loaded(page) == ["milepost.js", TIMELINE]


def test_instant_navigation_brings_the_script_with_the_first_timeline(
    internal: str, visit: Callable[..., Page]
) -> None:
    page = visit(internal + "roadmap/board/")
    assert loaded(page) == ["milepost.js"]
    page.evaluate("window.same = true")
    timeline = page.get_by_role("navigation", name="Views of the roadmap").get_by_role("link", name="Timeline")

    timeline.click()
    expect(page.locator(READY)).to_be_attached()
    page.locator("[data-zoom-to=years]").click()
    expect(page.locator("[data-scale=years]")).to_be_attached()
    page.go_back()
    expect(page.locator(".mp-board")).to_be_visible()
    page.go_forward()
    expect(page.locator(READY)).to_be_attached()

    assert page.evaluate("window.same") is True
    assert loaded(page).count(TIMELINE) == 1


def test_a_timeline_works_from_a_folder_without_a_server(
    visit: Callable[..., Page], tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    shutil.copytree(example(tmp_path_factory, "internal"), tmp_path / "site")
    page = visit((tmp_path / "site/roadmap/index.html").as_uri())

    expect(page.locator(READY)).to_be_attached()
    page.locator("[data-zoom-to=years]").click()
    expect(page.locator("[data-scale=years]")).to_be_attached()


def test_a_page_that_cannot_load_the_script_keeps_the_picture(internal: str, visit: Callable[..., Page]) -> None:
    page = visit("about:blank")
    page.route(f"**/{TIMELINE}", lambda route: route.abort())
    page.goto(internal + "roadmap/")

    expect(page.locator(".mp-lane .mp-bar").first).to_be_visible()
    assert page.locator(READY).count() == 0


def test_a_style_sheet_of_the_owner_wins_by_the_selector_that_the_guide_names(
    internal: str, visit: Callable[..., Page]
) -> None:
    page = visit(internal + "roadmap/board/")
    page.add_style_tag(content=".md-typeset .mp .mp-card { border-width: 7px } body { --mp-radius: 11px }")
    card = page.locator(".mp-card").first

    expect(card).to_have_css("border-top-width", "7px")
    expect(card).to_have_css("border-top-left-radius", "11px")
