"""The poster is one sheet on A4 and A3, with nothing cut and no words over others, and looks the same on a screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from tests.browser.test_pages import sideways
from tests.support.once import once
from tests.support.project import Project

Visit = Callable[..., Page]
SITES = ("public", "internal", "crowded", "undated", "horizons")
PAPERS: tuple[dict[str, Any], ...] = (
    {"format": "A4"},
    {"format": "A4", "landscape": True},
    {"format": "A3"},
    {"format": "Letter"},
)
PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
PAPER = re.compile(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]")

# Pairs of labels of a lane, of the signs or of the tray whose boxes share a place.
COVERED = """() => [...document.querySelectorAll(".mp-lane, .mp-signs, .mp-tray > section")].flatMap(lane => {
  const all = [...lane.querySelectorAll(".mp-bar__label, .mp-sign__label")].map(one => [one.textContent.trim(), one.getBoundingClientRect()]);
  return all.flatMap(([name, a], n) => all.slice(n + 1).filter(([, b]) => a.left < b.right - .5 && b.left < a.right - .5 && a.top < b.bottom - .5 && b.top < a.bottom - .5).map(([other]) => [name, other]));
})"""
# Titles that an ellipsis cuts, and words that reach over the edge of the sheet.
CUT = """() => {
  const paper = document.querySelector(".mp-paper").getBoundingClientRect();
  const beyond = one => { const box = one.getBoundingClientRect(); return box.left < paper.left || box.right > paper.right || box.bottom > paper.bottom; };
  return [...document.querySelectorAll(".mp-poster :is(.mp-bar__title, .mp-sign__label, .mp-legend > li, h2, h3, p)")]
    .filter(one => one.scrollWidth > one.clientWidth + 1 && one.clientWidth || beyond(one)).map(one => one.textContent.trim());
}"""
# By how many pixels the sheet is higher than its width allows.
TOO_HIGH = """() => {
  const sheet = document.querySelector(".mp-poster__sheet");
  return Math.max(sheet.scrollHeight, sheet.getBoundingClientRect().height) - sheet.clientWidth / 1.46;
}"""


def make(folder: Path, items: Iterable[str]) -> None:
    """Puts a public site of some items into `folder/site`."""
    project = Project(folder / "source", "")
    lines = "".join(f"  - {{{item}}}\n" for item in items)
    project.write("data/roadmap.yml", f"kind: roadmap\naudience: public\ntitle: Plan\nitems:\n{lines}")
    project.build("public").folder.rename(folder / "site")


def crowd() -> Iterator[str]:
    """More items than any sheet holds."""
    for n in range(300):
        title = f"Something to be done that has the number {n}"
        dates = f"start: 2026-0{n % 8 + 1}-01, end: 2027-0{n % 9 + 1}-15"
        yield f"id: i{n}, title: {title}, status: in_progress, team: Team {n % 7}, {dates}"


def chips() -> Iterator[str]:
    """A few dates, and a tray of many lines."""
    yield "id: dated, title: The only one with a date, status: in_progress, start: 2026-08-01, end: 2027-02-01"
    for n in range(150):
        yield f"id: i{n}, title: {'Something ' * (n % 4 + 1)}for number {n}, status: planned"


def dateless() -> Iterator[str]:
    """Items of three horizons."""
    for n, horizon in enumerate(("now", "now", "next", "later")):
        yield f"id: i{n}, title: Something for {horizon}, status: planned, horizon: {horizon}"


@pytest.fixture(scope="session")
def posters(
    tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., str], public: str, internal: str
) -> dict[str, str]:
    """Site → the address of its poster."""
    addresses = {"public": public, "internal": internal}
    for site, items in (("crowded", crowd()), ("undated", chips()), ("horizons", dateless())):
        folder = once(tmp_path_factory, f"poster-{site}", partial(make, items=items))
        addresses[site] = serve(folder / "site", at=f"/{site}/")
    return {site: f"{address}roadmap/poster/" for site, address in addresses.items()}


@pytest.mark.parametrize("site", SITES)
def test_it_is_one_sheet_in_landscape_whatever_the_paper(posters: dict[str, str], visit: Visit, site: str) -> None:
    page = visit(posters[site])
    for paper in PAPERS:
        document = page.pdf(**paper)
        assert len(PAGE.findall(document)) == 1, paper
        ((width, height),) = PAPER.findall(document)
        assert float(width) > float(height), paper


@pytest.mark.parametrize("site", SITES)
def test_all_of_it_fits_the_sheet_and_no_words_cover_others(posters: dict[str, str], visit: Visit, site: str) -> None:
    page = visit(posters[site])
    for width in (390, 1440, 2560):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(TOO_HIGH) <= 1, width
        assert page.evaluate(COVERED) == [], width
        assert page.evaluate(CUT) == [], width


@pytest.mark.parametrize("site", SITES)
def test_so_it_does_on_paper(posters: dict[str, str], visit: Visit, site: str) -> None:
    page = visit(posters[site], width=1062, height=733)
    page.emulate_media(media="print")
    assert page.evaluate(TOO_HIGH) <= 1
    assert page.evaluate(COVERED) == []
    assert page.evaluate(CUT) == []


def test_paper_has_the_picture_and_nothing_around_it(posters: dict[str, str], visit: Visit) -> None:
    page = visit(posters["public"])
    arrows = page.locator(".mp-tl__lanes > .mp-deps > .mp-dep")
    assert arrows.count() > 0
    page.emulate_media(media="print")
    seen = "all => all.filter(one => one.checkVisibility({visibilityProperty: true})).length"
    assert page.locator(".mp-poster h2, .mp-poster .mp-legend").evaluate_all(seen) == 2
    assert arrows.evaluate_all(seen) == arrows.count()
    assert page.locator(".mp-tick[data-t=quarter]").evaluate_all(seen) == 8
    for chrome in (".mp-head h1", ".mp-seg", "[data-print]", ".md-header", ".md-footer"):
        assert page.locator(chrome).evaluate_all(seen) == 0, chrome


def test_rows_are_the_same_on_screen_and_on_paper(posters: dict[str, str], visit: Visit) -> None:
    page = visit(posters["internal"])
    tops = """() => [...document.querySelectorAll(".mp-lane .mp-bar")].map(bar => {
      const lane = bar.closest(".mp-lane").getBoundingClientRect(), box = bar.getBoundingClientRect();
      return Math.round((box.top - lane.top) / box.height * 100);
    })"""
    screen = page.evaluate(tops)
    page.emulate_media(media="print")
    assert page.evaluate(tops) == pytest.approx(screen, abs=3)


def test_what_finds_no_room_is_counted(posters: dict[str, str], visit: Visit) -> None:
    page = visit(posters["crowded"])
    shown = page.locator(".mp-poster .mp-bar").count()
    said = page.locator(".mp-poster footer p").first
    assert 20 < shown < 300
    numbers = [int(number) for number in re.findall(r"\d+(?= items| that| whose| closed| dated)", said.inner_text())]
    assert shown + sum(numbers) == 300
    said.get_by_role("link", name="roadmap").click()
    page.wait_for_url("**/roadmap/")


def test_on_a_phone_the_sheet_scrolls_inside_itself_from_its_start(posters: dict[str, str], visit: Visit) -> None:
    page = visit(posters["public"], width=390, height=844)
    sheet = page.locator(".mp-poster")
    assert sideways(page) <= 0
    assert sheet.evaluate("it => it.scrollWidth > it.clientWidth + 200")
    assert sheet.evaluate("it => it.scrollLeft") == 0
    sizes = page.locator(".mp-bar__label").evaluate_all(
        "all => all.map(it => parseFloat(getComputedStyle(it).fontSize))"
    )
    assert min(sizes) >= 7


def test_the_sheet_is_white_in_the_dark_too(posters: dict[str, str], visit: Visit) -> None:
    page = visit(posters["public"], color_scheme="dark")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    colours = "it => [getComputedStyle(it).backgroundColor, getComputedStyle(it.querySelector('h2')).color]"
    ground, ink = page.locator(".mp-paper").evaluate(colours)
    assert ground == "rgb(255, 255, 255)"
    assert ink in ("rgba(0, 0, 0, 0.87)", "rgb(0, 0, 0)")


def test_a_button_prints_it_where_there_is_a_script(posters: dict[str, str], visit: Visit) -> None:
    page = visit(posters["public"])
    page.evaluate("() => { window.printed = 0; window.print = () => { window.printed += 1; }; }")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed") == 1

    assert visit(posters["public"], java_script_enabled=False).get_by_role("button", name="Print").count() == 0
