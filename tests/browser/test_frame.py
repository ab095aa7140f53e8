"""What Material puts around a page stays usable: its header, its search, its menu, its title and its copy buttons."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.browser.test_pages import KINDS
from tests.conftest import MakeSite
from tests.support.data import ROADMAP

Visit = Callable[..., Page]

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


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_covers_the_header_or_the_search_results_however_far_a_page_is_scrolled(
    internal: str, visit: Visit, kind: str
) -> None:
    page = visit(internal + KINDS[kind])
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


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_covers_the_menu_on_a_phone(internal: str, visit: Visit, kind: str) -> None:
    page = visit(internal + KINDS[kind] + "?as=picture", width=390, height=844)
    for top in SCROLLED:
        page.evaluate(f"scrollTo(0, {top})")
        page.locator("label.md-header__button[for=__drawer]").click()
        menu = page.locator(".md-sidebar--primary")
        menu.evaluate("el => Promise.all(el.getAnimations().map(one => one.finished))")
        expect(menu).to_be_in_viewport()
        assert page.evaluate(COVERED, ".md-sidebar--primary") == []
        page.evaluate("document.querySelector('[data-md-toggle=drawer]').click()")
        expect(menu).not_to_be_in_viewport()


@pytest.mark.parametrize("kind", KINDS)
def test_the_header_shows_the_name_of_the_site_until_the_title_is_out_of_sight(
    internal: str, visit: Visit, kind: str
) -> None:
    page = visit(internal + KINDS[kind])
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


@pytest.mark.parametrize("kind", KINDS)
def test_no_id_is_on_a_page_twice_once_the_scripts_have_run(internal: str, visit: Visit, kind: str) -> None:
    page = visit(internal + KINDS[kind])
    page.wait_for_load_state("networkidle")
    ids = page.locator("[id]").evaluate_all("all => all.map(el => el.id)")

    assert sorted({one for one in ids if ids.count(one) > 1}) == []


def test_each_copy_button_copies_the_code_it_is_on(site: MakeSite, serve: Callable[..., str], visit: Visit) -> None:
    project = site("")
    text = "\n\n".join(f"```\ncode {number}\n```" for number in range(3))
    project.write("data/roadmap.yml", f"{ROADMAP}    description: |\n{indented(text)}\n")
    project.change("mkdocs.yml", "{name: material}", "{name: material, font: false, features: [content.code.copy]}")
    page = visit(serve(project.build("internal").folder) + "roadmap/items/merger/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    buttons = page.locator("[data-clipboard-target]")
    expect(buttons).to_have_count(3)
    for number, button in enumerate(buttons.all()):
        button.dispatch_event("click")
        page.wait_for_function(f"async () => (await navigator.clipboard.readText()).trim() === 'code {number}'")


def indented(text: str) -> str:
    return "\n".join(f"      {line}" for line in text.split("\n"))


def test_the_buttons_of_a_page_are_beside_its_title(site: MakeSite, serve: Callable[..., str], visit: Visit) -> None:
    project = site("")
    project.write("data/roadmap.yml", ROADMAP)
    project.change(
        "mkdocs.yml",
        "{name: material}",
        "{name: material, font: false, features: [content.action.edit, content.action.view]}\n"
        "repo_url: https://example.org/repo\nedit_uri: edit/main/docs/",
    )
    page = visit(serve(project.build("internal").folder) + "roadmap/items/merger/")
    boxes = [button.bounding_box() for button in page.locator(".md-content__button").all()]
    title, content = page.locator("article h1").bounding_box(), page.locator(".md-content__inner").bounding_box()
    assert title and content and len(boxes) == 2
    for box in boxes:
        assert box
        assert abs(box["y"] - content["y"]) < 12
        assert content["x"] + content["width"] - box["x"] < 80
    assert abs(boxes[0]["x"] - boxes[1]["x"]) > 15  # type: ignore[index]
    assert page.locator(".md-content__button").first.evaluate(
        "el => { const box = el.querySelector('svg').getBoundingClientRect();"
        " return el.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)); }"
    )
    assert page.locator("article h1").evaluate("el => el.offsetParent === document.body")
