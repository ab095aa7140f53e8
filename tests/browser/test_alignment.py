"""The alignment page: counts that lead to their lists, one thread alone, the keyboard, and the way back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from tests.browser.test_pages import OURS, sideways

Visit = Callable[..., Page]
PATH = "strategy/alignment/"
NODES = ".mp-node:not([hidden])"


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.closest('.mp-node')?.dataset.node ?? ''"))


@pytest.mark.parametrize("audience", ["internal", "public"])
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (390, "light")])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    audience: str, width: int, scheme: str, request: pytest.FixtureRequest, visit: Visit
) -> None:
    page = visit(request.getfixturevalue(audience) + PATH, width=width, color_scheme=scheme)

    results = Axe().run(page, context=OURS)

    assert results.violations_count == 0, results.generate_report()
    assert sideways(page) == 0


def test_every_count_leads_to_as_many_entries(internal: str, visit: Visit) -> None:
    page = visit(internal + PATH, width=1440)
    counts = page.locator(".mp-gaps li a")
    assert counts.count() > 0
    for link in counts.all():
        anchor = (link.get_attribute("href") or "").rpartition("#")[2]
        listed = page.locator(f".mp-orphans:has(#{anchor}) > ul > li")
        assert listed.count() == int(link.locator("b").inner_text())


def test_lines_end_at_the_entries_that_they_link(internal: str, visit: Visit) -> None:
    page = visit(internal + PATH, width=1440)
    touching = page.evaluate(
        """() => {
          const plane = document.querySelector('.mp-threads__plane'), box = plane.getBoundingClientRect();
          const boxes = [...plane.querySelectorAll('.mp-node > div')].map(one => one.getBoundingClientRect());
          const curves = plane.querySelector('[data-threads]').getAttribute('d').match(/C[^M]*/g);
          const height = plane.querySelector('svg').viewBox.baseVal.height;
          return curves.filter(curve => {
            const [x, y] = curve.split(' ').slice(-2).map(Number);
            const [left, top] = [box.left + x / 1000 * box.width, box.top + y / height * box.height];
            return boxes.some(one => Math.abs(one.left - left) < 2 && one.top < top && top < one.bottom);
          }).length / curves.length;
        }"""
    )
    assert touching == 1


def test_a_thread_alone_can_be_shared_and_ends_with_escape(internal: str, visit: Visit) -> None:
    page = visit(internal + PATH, width=1440)
    every = page.locator(NODES).count()
    page.locator("[data-node=objective-trust-in-storms] [data-focus]").click()
    some = page.locator(NODES).count()
    assert 1 < some < every
    assert "thread=objective-trust-in-storms" in page.url

    shared = visit(page.url, width=1440)

    expect(shared.locator(NODES)).to_have_count(some)
    expect(shared.locator("[data-focused]")).to_have_text("Thread of Keep people's trust when boats do not sail")
    shared.keyboard.press("Escape")
    expect(shared.locator(NODES)).to_have_count(every)
    assert "thread=" not in shared.url
    assert focused(shared) == "objective-trust-in-storms"


def test_the_keyboard_moves_along_threads_and_enter_opens_the_page(internal: str, visit: Visit) -> None:
    page = visit(internal + PATH, width=1440)
    page.locator("[data-node=objective-buy-in-a-minute] a").focus()
    page.keyboard.press("ArrowRight")
    item = focused(page)
    assert item.startswith("item-")
    page.keyboard.press("ArrowDown")
    assert focused(page).startswith("item-")
    assert focused(page) != item
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowLeft")
    assert focused(page).startswith("objective-")
    page.keyboard.press("Space")
    expect(page.locator("[data-clear]")).to_be_visible()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url("**/roadmap/items/**")


def test_the_way_back_from_an_item_leads_to_the_same_thread(internal: str, visit: Visit) -> None:
    page = visit(internal + PATH, width=1440)
    page.locator("[data-node=item-visitor-pass] [data-focus]").click()
    count = page.locator(NODES).count()
    page.locator("[data-node=item-visitor-pass] a").click()
    page.wait_for_url("**/roadmap/items/visitor-pass/")

    page.go_back()

    page.wait_for_url("**/strategy/alignment/?thread=item-visitor-pass")
    expect(page.locator(NODES)).to_have_count(count)


def test_stories_lead_to_as_many_in_the_work_list(internal: str, visit: Visit) -> None:
    page = visit(internal + PATH, width=1440)
    link = page.locator(".mp-storybar a").first
    total = int(link.inner_text().split(" of ")[1].split()[0])
    link.click()
    page.wait_for_url("**/backlog/?state=open,done&item=**")
    expect(page.locator("[data-count=story]")).to_contain_text(f"{total} of ")


def test_a_phone_and_paper_get_the_list(internal: str, visit: Visit) -> None:
    phone = visit(internal + PATH, width=390)
    assert not phone.locator(".mp-threads__drawing").is_visible()
    assert phone.locator(".mp-threads__list").is_visible()
    wide = visit(internal + PATH, width=1440)
    assert not wide.locator(".mp-threads__list").is_visible()
    wide.emulate_media(media="print")
    assert wide.locator(".mp-threads__list").is_visible()
    assert not wide.locator(".mp-threads__drawing").is_visible()


def test_no_title_is_cut_without_a_way_to_read_it(internal: str, visit: Visit) -> None:
    page = visit(internal + PATH, width=1440)
    untitled = page.evaluate(
        "[...document.querySelectorAll('.mp-node :is(a, span[dir], small)')]"
        ".filter(one => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1)"
        ".filter(one => !one.title).map(one => one.textContent)"
    )
    assert untitled == []
