"""Measured by boxes, not by eye: no label of the timeline leaves its room or covers another, wherever it is read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from tests.browser.test_pages import sideways
from tests.browser.test_timeline import CLASHES

Visit = Callable[..., Page]
# Labels whose words need more room than they have. One with a title too long for any room ends in an ellipsis.
CUT = """() => [...document.querySelectorAll(".mp-bar__label, .mp-bar__title, .mp-sign__label, .mp-lane__label > *")]
  .filter(one => one.checkVisibility() && one.clientWidth && one.scrollWidth > one.clientWidth + 1)
  .map(one => one.textContent.trim())"""
OUT = """() => {
  const scale = document.querySelector(".mp-tl__canvas").getBoundingClientRect();
  return [...document.querySelectorAll(".mp-lane .mp-bar__label")].filter(one => one.checkVisibility())
    .map(one => [one.textContent.trim(), one.getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.right > scale.right + 1 || box.left < scale.left - 1)).map(([words]) => words);
}"""


@pytest.fixture(scope="module")
def sites(public: str, internal: str) -> dict[str, str]:
    """The address of the roadmap of the example, by audience."""
    return {"public": public + "roadmap/", "internal": internal + "roadmap/"}


# Colors move nothing: one width is read in the dark too.
@pytest.mark.parametrize(
    ("width", "scheme"),
    [(360, "light"), (390, "light"), (768, "light"), (1440, "light"), (1440, "dark"), (2560, "light")],
)
@pytest.mark.parametrize("audience", ["public", "internal"])
def test_no_label_leaves_its_room_or_covers_another(
    sites: dict[str, str], visit: Visit, audience: str, width: int, scheme: str
) -> None:
    page = visit(sites[audience], width=width, color_scheme=scheme)

    assert sideways(page) <= 0
    assert page.evaluate(CLASHES) == []
    assert page.evaluate(CUT) == []
    assert page.evaluate(OUT) == []


@pytest.mark.parametrize("paper", [(1047, 718), (1512, 1047)], ids=["A4", "A3"])
@pytest.mark.parametrize("audience", ["public", "internal"])
def test_no_label_leaves_its_room_or_covers_another_on_paper(
    sites: dict[str, str], visit: Visit, audience: str, paper: tuple[int, int]
) -> None:
    page = visit(sites[audience], width=paper[0], height=paper[1])
    page.emulate_media(media="print")

    assert page.evaluate(CLASHES) == []
    assert page.evaluate(CUT) == []


def test_the_measures_find_what_they_are_there_to_find(sites: dict[str, str], visit: Visit) -> None:
    page = visit(sites["public"])
    page.evaluate(
        """() => document.querySelectorAll(".mp-lane .mp-bar").forEach(one => {
          one.style.setProperty("--w", 3);
          one.style.setProperty("--row", 0);
        })"""
    )

    assert page.evaluate(CLASHES)
    assert page.evaluate(CUT)


def test_to_a_screen_reader_it_is_a_list_of_links_with_dates(sites: dict[str, str], visit: Visit) -> None:
    page = visit(sites["public"])
    lane = page.locator(".mp-lane").first
    said = lane.aria_snapshot()
    items = lane.locator(".mp-bar").count()

    assert said.startswith('- heading "Boarding" [level=2]'), said
    assert "- list:" in said
    assert said.count("- listitem:") >= items
    assert 'link "In progress: Tap and walk aboard At risk 6 months later"' in said, said
    assert "3 Nov 2025 to 30 Sep 2027" in said, said
