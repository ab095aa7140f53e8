"""What a reader meets: every page kind of the example, in a real browser, below a sub-path."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

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
}

# What Material itself puts around every page is not ours to mend.
OURS = {
    "include": [["body"]],
    "exclude": [[".md-search"], [".md-copyright"], [".md-header"], [".md-tabs"], [".md-sidebar"]],
}

Visit = Callable[..., Page]


def sideways(page: Page) -> float:
    """By how many pixels the page itself can be scrolled sideways."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(internal: str, visit: Visit, kind: str, scheme: str) -> None:
    page = visit(internal + KINDS[kind], color_scheme=scheme)
    assert page.locator("body").get_attribute("data-md-color-scheme") == ("slate" if scheme == "dark" else "default")

    results = Axe().run(page, context=OURS)

    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_on_a_phone(public: str, visit: Visit, kind: str) -> None:
    results = Axe().run(visit(public + KINDS[kind], width=390, height=844), context=OURS)

    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("width", [360, 390, 768, 1440, 2560])
@pytest.mark.parametrize("kind", KINDS)
def test_only_wide_things_scroll_sideways_and_never_the_page(
    internal: str, visit: Visit, kind: str, width: int
) -> None:
    assert sideways(visit(internal + KINDS[kind], width=width)) <= 0


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_missing_without_script(public: str, visit: Visit, kind: str) -> None:
    """Every word that the script shows at first is on the page without it too."""
    address = public + KINDS[kind]
    plain = visit(address, java_script_enabled=False)
    scripted = visit(address)

    def links(page: Page) -> set[str]:
        found = page.locator(".mp a[href]").evaluate_all("all => all.filter(a => a.checkVisibility()).map(a => a.href)")
        return {link.partition("?")[0] for link in found}

    assert links(scripted)
    assert links(scripted) <= links(plain)


@pytest.mark.parametrize("kind", KINDS)
def test_no_request_leaves_the_site(public: str, browser, kind: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(public + KINDS[kind], wait_until="networkidle")

    context.close()
    assert asked
    assert {urlsplit(address).netloc for address in asked if not address.startswith("data:")} == {
        urlsplit(public).netloc
    }


@pytest.mark.parametrize("kind", KINDS)
def test_no_script_fails(internal: str, browser, kind: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    page.goto(internal + KINDS[kind], wait_until="networkidle")

    context.close()
    assert errors == []


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


@pytest.mark.parametrize("kind", KINDS)
def test_print_leaves_out_what_paper_cannot_use(public: str, visit: Visit, kind: str) -> None:
    page = visit(public + KINDS[kind])
    page.emulate_media(media="print")

    assert not page.locator(".md-header").is_visible()
    assert page.locator(".mp-tools:visible, .mp-js:visible").count() == 0
    assert page.locator("h2" if kind == "poster" else "h1").first.is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.mp')).color") in (
        "rgb(0, 0, 0)",
        "rgba(0, 0, 0, 0.87)",
    )


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
