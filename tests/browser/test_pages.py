"""What a reader meets: every page kind of the example, in a real browser, below a sub-path."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

KINDS = {
    "overview": "overview/",
    "strategy": "strategy/",
    "roadmap": "roadmap/",
    "board": "roadmap/board/",
    "list": "roadmap/list/",
    "releases": "roadmap/releases/",
    "poster": "roadmap/poster/",
    "item": "roadmap/items/island-readers/",
    "postmortems": "postmortems/",
    "postmortem": "postmortems/midsummer-scanners/",
    "lessons": "lessons/",
    "actions": "actions/",
    "projects": "projects/",
    "project": "projects/payment-provider-switch/",
    "metrics": "metrics/",
    "metric": "metrics/off-kiosk/",
    "feedback": "feedback/",
}

# What Material itself puts around every page is not ours to mend.
OURS = {
    "include": [["body"]],
    "exclude": [[".md-search"], [".md-copyright"], [".md-header"], [".md-tabs"], [".md-sidebar"]],
}

# The points of an element in the window at which something that is not in it would be met.
COVERED = """selector => {
  const box = document.querySelector(selector).getBoundingClientRect(), found = [];
  for (let x = Math.max(box.left, 0) + 3; x < Math.min(box.right, innerWidth); x += 40)
    for (let y = Math.max(box.top, 0) + 3; y < Math.min(box.bottom, innerHeight); y += 12) {
      const met = document.elementFromPoint(x, y);
      if (!met.closest(selector)) found.push(`${met.localName}.${met.className} at ${x},${y}`);
    }
  return found;
}"""
SCROLLED = (0, 200, 500, 900)

Visit = Callable[..., Page]


def sideways(page: Page) -> float:
    """By how many pixels the page itself can be scrolled sideways."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@dataclass
class Opened:
    """A page that a browser has opened, and what it asked for and complained of."""

    page: Page
    width: int
    asked: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def opened(browser: Browser, address: str, width: int, height: int, **context: Any) -> Iterator[Opened]:
    private = browser.new_context(viewport={"width": width, "height": height}, **context)
    found = Opened(private.new_page(), width)
    found.page.on("request", lambda request: found.asked.append(request.url))
    found.page.on("pageerror", lambda error: found.errors.append(str(error)))
    found.page.goto(address, wait_until="networkidle")
    yield found
    private.close()


@pytest.fixture(scope="module", params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def on_context(kind: str, internal: str, browser: Browser) -> Iterator[Opened]:
    """The page of a kind, opened once for all tests that change nothing in it but what `page` puts back."""
    yield from opened(browser, internal + KINDS[kind], 1440, 900)


@pytest.fixture(scope="module")
def on_phone(kind: str, public: str, browser: Browser) -> Iterator[Opened]:
    yield from opened(browser, public + KINDS[kind] + "?as=picture", 390, 844)


@pytest.fixture
def page(on_context: Opened) -> Iterator[Page]:
    """The open page as it is at first: at its top, of its size, on a screen."""
    yield on_context.page
    on_context.page.emulate_media(media="screen")
    on_context.page.set_viewport_size({"width": on_context.width, "height": 900})
    on_context.page.evaluate("scrollTo(0, 0)")


def test_axe_finds_nothing(page: Page) -> None:
    assert page.locator("body").get_attribute("data-md-color-scheme") == "default"

    results = Axe().run(page, context=OURS)

    assert results.violations_count == 0, results.generate_report()


def test_axe_finds_nothing_in_the_dark(kind: str, internal: str, visit: Visit) -> None:
    page = visit(internal + KINDS[kind], color_scheme="dark")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"

    results = Axe().run(page, context=OURS)

    assert results.violations_count == 0, results.generate_report()


def test_axe_finds_nothing_on_a_phone(on_phone: Opened) -> None:
    results = Axe().run(on_phone.page, context=OURS)

    assert results.violations_count == 0, results.generate_report()


def test_only_wide_entities_scroll_sideways_and_never_the_page(page: Page) -> None:
    for width in (1440, 2560, 768, 390, 360):
        page.set_viewport_size({"width": width, "height": 900})
        assert sideways(page) <= 0, width


def test_nothing_scrolls_sideways_on_a_phone(on_phone: Opened) -> None:
    assert sideways(on_phone.page) <= 0


def test_nothing_is_missing_without_script(kind: str, internal: str, page: Page, visit: Visit) -> None:
    """Every word that the script shows at first is on the page without it too."""

    def links(page: Page) -> set[str]:
        found = page.locator(".mp a[href]").evaluate_all("all => all.filter(a => a.checkVisibility()).map(a => a.href)")
        return {link.partition("?")[0] for link in found}

    assert links(page)
    assert links(page) <= links(visit(internal + KINDS[kind], java_script_enabled=False))


def test_no_request_leaves_the_site(on_context: Opened, internal: str) -> None:
    assert on_context.asked
    assert {urlsplit(address).netloc for address in on_context.asked if not address.startswith("data:")} == {
        urlsplit(internal).netloc
    }


def test_no_script_fails(on_context: Opened, on_phone: Opened) -> None:
    assert on_context.errors == on_phone.errors == []


def test_no_id_is_on_a_page_twice_once_the_scripts_have_run(page: Page) -> None:
    ids = page.locator("[id]").evaluate_all("all => all.map(el => el.id)")

    assert ids
    assert sorted({one for one in ids if ids.count(one) > 1}) == []


def test_print_leaves_out_what_paper_cannot_use(kind: str, page: Page) -> None:
    page.emulate_media(media="print")

    assert not page.locator(".md-header").is_visible()
    assert page.locator(".mp-tools:visible, .mp-js:visible").count() == 0
    assert page.locator("h2" if kind == "poster" else "h1").first.is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.mp')).color") in (
        "rgb(0, 0, 0)",
        "rgba(0, 0, 0, 0.87)",
    )


def test_nothing_covers_the_header_or_the_search_results_however_far_a_page_is_scrolled(page: Page) -> None:
    for top in SCROLLED:
        page.evaluate(f"scrollTo(0, {top})")
        page.locator(".md-search__input").click()
        page.locator("[data-md-toggle=search]:checked").wait_for(state="attached")
        page.locator(".md-search__output").wait_for()
        assert page.evaluate(COVERED, ".md-search__form") == []
        assert page.evaluate(COVERED, ".md-search__output") == []
        page.keyboard.press("Escape")
        expect(page.locator("[data-md-toggle=search]")).not_to_be_checked()
        expect(page.locator(".md-search__output")).to_be_hidden()
        page.locator(".md-search__overlay").evaluate("el => Promise.all(el.getAnimations().map(one => one.finished))")
        assert page.evaluate(COVERED, ".md-header") == []


def test_nothing_covers_the_menu_on_a_phone(on_phone: Opened) -> None:
    page = on_phone.page
    for top in SCROLLED:
        page.evaluate(f"scrollTo(0, {top})")
        page.locator("label.md-header__button[for=__drawer]").click()
        menu = page.locator(".md-sidebar--primary")
        menu.evaluate("el => Promise.all(el.getAnimations().map(one => one.finished))")
        expect(menu).to_be_in_viewport()
        assert page.evaluate(COVERED, ".md-sidebar--primary") == []
        page.evaluate("document.querySelector('[data-md-toggle=drawer]').click()")
        expect(menu).not_to_be_in_viewport()
    page.evaluate("scrollTo(0, 0)")


def test_the_header_shows_the_name_of_the_site_until_the_title_is_out_of_sight(page: Page) -> None:
    title = page.locator(".md-header__title")
    expect(title).not_to_have_class("md-header__title md-header__title--active")
    below = page.locator("article h1").evaluate("el => el.getBoundingClientRect().bottom + scrollY")
    assert page.locator("article h1").evaluate("el => el.offsetParent === document.body")
    if page.evaluate("document.documentElement.scrollHeight - innerHeight") < below:
        return
    page.evaluate("scrollTo(0, 20)")
    page.wait_for_timeout(100)
    expect(title).not_to_have_class("md-header__title md-header__title--active")
    page.evaluate(f"scrollTo(0, {below})")
    expect(title).to_have_class("md-header__title md-header__title--active")


def test_the_script_still_works_after_instant_navigation(public: str, visit: Visit) -> None:
    page = visit(public + "roadmap/")
    page.evaluate("window.stayed = true")
    page.get_by_role("link", name="List", exact=True).first.click()
    page.locator("[data-mp-list][data-mp-ready]").wait_for()  # the address changes before the page does
    assert page.url == public + "roadmap/list/"
    assert page.evaluate("window.stayed"), "the page was loaded anew"

    rows = page.locator(".mp-table tbody tr:visible")
    before = rows.count()
    page.locator(".mp input[type=search]").fill("islands")

    assert 0 < rows.count() < before
    assert "find=islands" in page.url


def test_the_lanes_of_the_timeline_can_be_chosen_after_instant_navigation(public: str, visit: Visit) -> None:
    page = visit(public + "roadmap/list/")
    page.evaluate("window.stayed = true")
    page.get_by_role("link", name="Roadmap", exact=True).first.click()
    page.locator("[data-mp-timeline][data-mp-ready]").wait_for()
    page.locator("[data-lanes]").select_option("team")

    expect(page.locator(".mp-tl__corner")).to_have_text("Team")
    assert page.evaluate("window.stayed"), "the page was loaded anew"


def test_a_filtered_list_can_be_shared_as_an_address(public: str, visit: Visit) -> None:
    page = visit(public + "roadmap/list/?find=islands")

    assert 0 < page.locator(".mp-table tbody tr:visible").count() < page.locator(".mp-table tbody tr").count()
    assert page.locator(".mp input[type=search]").input_value() == "islands"


def test_a_chip_says_how_many_rows_it_would_leave(public: str, visit: Visit) -> None:
    page = visit(public + "roadmap/list/")
    page.locator('.mp-chip[data-filter="status"]').filter(has_text="Planned").click()
    slipped = page.locator('.mp-chip[data-filter="slipped"]')
    promised = int(slipped.locator("span").inner_text())
    slipped.click()

    rows = page.locator(".mp-table tbody tr")
    assert page.locator(".mp-table tbody tr:visible").count() == promised
    assert 0 < promised < rows.count()
    expect(page.get_by_role("status").first).to_have_text(f"{promised} of {rows.count()} items")


def test_a_board_keeps_its_filter_when_its_columns_are_made_anew(public: str, visit: Visit) -> None:
    page = visit(public + "roadmap/board/")
    page.locator('.mp-chip[data-filter="group"]').first.click()
    titles = "all => all.map(card => card.querySelector('a').textContent).sort()"
    kept = page.locator(".mp-card:not([hidden])").evaluate_all(titles)
    page.get_by_role("button", name="Status", exact=True).click()

    assert 0 < len(kept) < page.locator(".mp-card").count()
    assert page.locator(".mp-card:not([hidden])").evaluate_all(titles) == kept
    again = visit(page.url)
    again.locator("[data-mp-board][data-mp-ready]").wait_for()
    assert again.locator(".mp-card:not([hidden])").evaluate_all(titles) == kept
    assert again.get_by_role("button", name="Status", exact=True).get_attribute("aria-pressed") == "true"


def test_the_list_sorts_by_a_column_from_the_keyboard(public: str, visit: Visit) -> None:
    page = visit(public + "roadmap/list/")
    titles = page.locator(".mp-table tbody tr")
    head = page.locator(".mp-table thead th").first
    head.get_by_role("button").press("Enter")
    first = head.get_attribute("aria-sort")
    up = titles.all_inner_texts()
    head.get_by_role("button").press("Enter")

    assert {first, head.get_attribute("aria-sort")} == {"ascending", "descending"}
    assert titles.all_inner_texts() != up


def test_search_finds_an_item_and_leads_to_it_below_a_sub_path(public: str, visit: Visit) -> None:
    page = visit(public)
    page.locator(".md-search__input").click()
    page.keyboard.type("islands", delay=10)
    page.locator(".md-search-result__link").first.wait_for()
    hrefs = page.locator(".md-search-result__link").evaluate_all("all => all.map(a => a.href)")

    assert any(href.partition("?")[0] == public + "roadmap/items/island-readers/" for href in hrefs)


def test_an_unknown_address_shows_the_site_s_own_page(public: str, visit: Visit) -> None:
    page = visit(public + "roadmap/items/no-such-item/")

    assert page.locator(".md-header").is_visible()
    assert "404" in page.content()


def test_every_filter_and_every_title_is_reached_by_keyboard(public: str, visit: Visit) -> None:
    page = visit(public + "roadmap/board/")
    cards = page.locator(".mp-card:visible a").evaluate_all("all => all.map(a => a.href)")
    reached: set[str] = set()
    for _ in range(400):
        page.keyboard.press("Tab")
        href = page.evaluate("document.activeElement.closest('.mp-card') && document.activeElement.href")
        if href:
            reached.add(href)
        if reached >= set(cards):
            break
    assert reached >= set(cards)


def test_what_is_copied_from_a_terminal_is_what_was_typed(public: str, visit: Visit) -> None:
    page = visit(public + "guide/command-line/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for block in page.locator(".highlight:has(.gp)").all():
        block.hover()
        block.locator(".md-code__nav button").click()
        shown, copied = block.locator("code").inner_text(), page.evaluate("navigator.clipboard.readText()")
        assert copied.splitlines() == [line[2:] for line in shown.splitlines() if line.startswith("$ ")]
    assert copied
