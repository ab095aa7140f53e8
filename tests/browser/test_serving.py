"""The server the browser tests stand on: a site below a sub-path, as a project's Pages are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page


@pytest.fixture
def address(tmp_path: Path, serve: Callable[..., str]) -> str:
    for name, text in {
        "index.html": '<title>Home</title><script src="page.js"></script><a href="board/">Board</a>',
        "page.js": 'document.documentElement.dataset.script = "ran"',
        "board/index.html": '<title>Board</title><a href="../">Home</a>',
        "404.html": "<title>Not here</title>",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return serve(tmp_path, at="/repo/")


def test_pages_assets_and_links_work_below_the_sub_path(address: str, visit: Callable[..., Page]) -> None:
    page = visit(address)
    assert page.locator("html").get_attribute("data-script") == "ran"

    page.get_by_role("link", name="Board").click()
    page.wait_for_url(address + "board/")
    page.get_by_role("link", name="Home").click()
    page.wait_for_url(address)


def test_a_folder_without_its_slash_is_sent_on_below_the_sub_path(address: str, visit: Callable[..., Page]) -> None:
    assert visit(address + "board").url == address + "board/"


@pytest.mark.parametrize("path", ["/", "/index.html", "/repo/../index.html", "/repository/"])
def test_nothing_is_served_outside_the_sub_path(address: str, visit: Callable[..., Page], path: str) -> None:
    page = visit(address)
    answer = page.request.get(address.removesuffix("/repo/") + path)

    assert answer.status == 404
    assert "Not here" in answer.text()


def test_a_page_can_be_seen_without_script_and_on_a_phone(address: str, visit: Callable[..., Page]) -> None:
    page = visit(address, width=390, height=844, java_script_enabled=False)

    assert page.locator("html").get_attribute("data-script") is None
    assert page.viewport_size == {"width": 390, "height": 844}
