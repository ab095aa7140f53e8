"""The page of a handover on screen and on paper, for the inside and, where it is disclosed, for everybody."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from tests.browser.test_pages import OURS, sideways
from tests.support.example import ROOT
from tests.support.once import once
from tests.support.trees import build

Visit = Callable[..., Page]
READY, NOT_READY = "projects/payment-provider-switch/handover/", "projects/inner-harbour-readers/handover/"


@pytest.fixture(scope="module")
def inside(internal: str) -> str:
    return internal


@pytest.fixture(scope="module")
def outside(tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., str]) -> str:
    """The example as it would be if both handovers were public, without what nobody disclosed."""
    return serve(once(tmp_path_factory, "outside", open_handovers) / "site", at="/outside-handover/")


def open_handovers(folder: Path) -> None:
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for path in folder.glob("content/data/projects/*/handover.yml"):
        text = path.read_text(encoding="utf-8")
        assert "\naudience: internal\n" in text
        path.write_text(text.replace("\naudience: internal\n", "\naudience: public\n"), encoding="utf-8")
    build(folder, folder / "site")


# The external site has less of the same: one look at each of its pages.
@pytest.mark.parametrize("path", [READY, NOT_READY])
@pytest.mark.parametrize(
    ("site", "width", "scheme"),
    [("inside", 1440, "light"), ("inside", 1440, "dark"), ("inside", 390, "light"), ("outside", 1440, "light")],
)
def test_axe_finds_nothing(
    site: str, path: str, width: int, scheme: str, visit: Visit, request: pytest.FixtureRequest
) -> None:
    page = visit(request.getfixturevalue(site) + path, width=width, color_scheme=scheme)

    results = Axe().run(page, context=OURS)

    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("path", [READY, NOT_READY])
def test_nothing_scrolls_sideways_and_points_stand_on_one_line(inside: str, visit: Visit, path: str) -> None:
    page = visit(inside + path, width=360)
    for width in (360, 390, 768, 1440, 2560):
        page.set_viewport_size({"width": width, "height": 900})
        assert sideways(page) <= 0, width
        lines = page.locator(".mp-parts > li > span").evaluate_all(
            """all => all.map(span => {
                const range = document.createRange();
                range.selectNodeContents(span.firstChild);
                return range.getClientRects().length;
            })"""
        )
        assert lines == [1] * 8, width


def test_a_missing_point_leads_to_where_more_is_said(inside: str, visit: Visit) -> None:
    page = visit(inside + NOT_READY)
    link = page.locator("#missing").get_by_role("link", name="Putting a fare table back")
    row = page.locator(f"tr[id='{link.get_attribute('href').partition('#')[2]}']")
    page.wait_for_load_state("networkidle")
    for _ in range(20):  # a click while Material still starts is lost
        link.click()
        page.wait_for_timeout(250)
        if row.evaluate("row => row.getBoundingClientRect().top < 900"):
            break
    assert "Putting a fare table back" in row.inner_text()
    header, place = page.locator(".md-header").bounding_box(), row.bounding_box()
    assert header and place and header["height"] <= place["y"] < 900


def test_outside_nothing_is_left_of_what_nobody_disclosed(outside: str, visit: Visit) -> None:
    page = visit(outside + NOT_READY)
    headings = page.locator(".mp h2").all_inner_texts()
    assert {"Ready to hand over?", "Ownership", "Runbooks", "Known issues"} <= set(headings)
    assert not {"Access", "Contracts", "Open actions", "Sign-off", "Risks"} & set(headings)
    page.emulate_media(media="print")
    assert "Signature" not in page.locator(".mp").inner_text()


def test_on_paper_it_is_a_document_to_sign(inside: str, visit: Visit) -> None:
    page = visit(inside + NOT_READY)
    heads = page.locator(".mp-sign-off th:visible")
    assert heads.all_inner_texts() == ["Role", "Decision"]

    page.emulate_media(media="print")

    assert heads.all_inner_texts() == ["Role", "Decision", "Name", "Date", "Signature"]
    assert "The readers of the inner harbor go to operations" in page.locator("#sign-off").inner_text()
    dates = page.locator(".mp-sign-off tbody tr td:nth-child(4)").all_inner_texts()
    assert dates == ["18 November 2026", "", ""], "who has decided has the day filled in"


def test_paper_stands_upright_and_keeps_rows_whole(inside: str, visit: Visit) -> None:
    page = visit(inside + NOT_READY)
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", page.pdf(prefer_css_page_size=True, landscape=True))
    assert sizes
    assert all(abs(float(width) - 595) < 2 and abs(float(height) - 842) < 2 for width, height in sizes)

    page.emulate_media(media="print")
    rows = page.locator(".mp-sheet tbody tr, .mp-lost > li, .mp-part, .mp-parts > li")
    assert rows.count() > 40
    assert set(rows.evaluate_all("all => all.map(one => getComputedStyle(one).breakInside)")) == {"avoid"}


def test_everything_is_there_without_script(inside: str, visit: Visit) -> None:
    plain, scripted = (visit(inside + NOT_READY, java_script_enabled=on) for on in (False, True))
    said = [page.locator(".mp").inner_text() for page in (plain, scripted)]
    assert said[0] == said[1]
    assert "vault:kv/readers#console" in said[0]
