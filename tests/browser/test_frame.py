"""What Material puts around a page stays usable: its copy buttons, and those beside its title."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect
from tests.conftest import MakeSite
from tests.support.data import ROADMAP

Visit = Callable[..., Page]


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
