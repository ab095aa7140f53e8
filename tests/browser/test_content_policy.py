"""The example under its content security policy: everything works, and nothing is reported as blocked."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser.test_pages import KINDS
from tests.support.example import HOST, ROOT, moved
from tests.support.once import once
from tests.support.trees import build

# The policy of a page is in force before its first script: a listener of ours is there before both.
LISTEN = """document.addEventListener("securitypolicyviolation", event =>
  (window.blocked ??= []).push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`));"""
RUN = "window.attacked=1"


def made(root: Path) -> None:
    """The example with a policy, from a configuration that inherits its own."""
    root.mkdir()
    theirs = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), yaml.BaseLoader)
    (options,) = (one["milepost"] for one in theirs["plugins"] if "milepost" in one)
    options = {**options, "data_dir": str(ROOT / "content/data"), "content_security_policy": True}
    inherited = {"INHERIT": str(ROOT / "mkdocs.yml"), "docs_dir": str(ROOT / "content/pages")}
    plugins = {"plugins": {"search": {}, "milepost": options}}
    (root / "mkdocs.yml").write_text(json.dumps({**inherited, **plugins}))
    build(root, root / "site", MILEPOST_AUDIENCE="internal", SITE_URL=f"{HOST}/plan/")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "example-with-policy", made) / "site"


@pytest.fixture(scope="module")
def site(folder: Path, tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., str]) -> str:
    shown = tmp_path_factory.mktemp("shown") / "plan"
    address = serve(shown, at="/plan/")
    moved(folder, shown, address.removesuffix("/plan/"))
    return address


class Watch:
    """A browser that notes whatever a policy blocks, on every page that it opens."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.told: list[str] = []
        context.add_init_script(LISTEN)

    def open(self, address: str) -> Page:
        page = self.context.new_page()
        page.on("console", lambda message: "Content Security Policy" in message.text and self.told.append(message.text))
        page.on("pageerror", lambda error: self.told.append(str(error)))
        page.goto(address)
        return page

    def blocked(self, page: Page) -> list[str]:
        page.wait_for_load_state("networkidle")
        return [*page.evaluate("window.blocked ?? []"), *self.told]


@pytest.fixture
def watch(browser: Browser) -> Iterator[Watch]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield Watch(context)
    context.close()


@pytest.mark.parametrize("address", [*KINDS.values(), "", "guide/views/", "guide/command-line/", "no-such-page/"])
def test_nothing_of_a_page_is_blocked(site: str, watch: Watch, address: str) -> None:
    page = watch.open(site + address)

    assert page.locator("meta[http-equiv=Content-Security-Policy]").count() == 1
    assert watch.blocked(page) == []


def test_bars_are_where_they_are_without_a_policy(site: str, internal: str, watch: Watch) -> None:
    places = "all => all.map(el => { const box = el.getBoundingClientRect(); return [box.x, box.y, box.width, box.height]; })"
    found = [watch.open(one + "roadmap/").locator(".mp-lane .mp-bar").evaluate_all(places) for one in (site, internal)]

    assert found[0] == found[1]
    assert len(found[0]) > 20


def test_the_timeline_zooms_filters_and_opens_cards(site: str, watch: Watch) -> None:
    page = watch.open(site + "roadmap/")
    page.locator("[data-mp-timeline][data-mp-ready]").wait_for()
    bars = page.locator(".mp-lane .mp-bar:not([hidden])")
    before = bars.count()
    page.locator("[data-zoom-to=weeks]").click()
    expect(page.locator('.mp-tick[data-t="week"]').first).to_be_attached()
    page.locator(".mp input[type=search]").fill("islands")
    expect(page.locator("[data-clear]")).to_be_visible()
    assert 0 < bars.count() < before
    bars.locator("a").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".mp-pop")).to_be_visible()

    assert watch.blocked(page) == []


def test_search_palette_and_instant_navigation_work(site: str, watch: Watch) -> None:
    page = watch.open(site + "roadmap/list/")
    page.evaluate("window.stayed = true")
    scheme = page.locator("body").get_attribute("data-md-color-scheme")
    for _ in range(2):
        page.locator("label[for^=__palette]:visible").click()
    assert page.locator("body").get_attribute("data-md-color-scheme") != scheme

    page.locator(".md-search__input").click()
    page.keyboard.type("islands", delay=10)
    page.locator(".md-search-result__link").first.click()
    page.wait_for_url("**/roadmap/items/**")
    for way, ready in (
        ("Roadmap", "[data-mp-timeline][data-mp-ready]"),
        ("Board", "[data-mp-board][data-mp-ready]"),
        ("Post-mortems", "[data-mp-list][data-mp-ready]"),
        ("Guide", ".md-content__inner > h1"),
    ):
        page.get_by_role("link", name=way, exact=True).first.click()
        page.locator(ready).first.wait_for()
        if way == "Roadmap":
            page.locator("[data-lanes]").select_option("team")
            expect(page.locator(".mp-tl__corner")).to_have_text("Team")
    assert page.evaluate("window.stayed"), "the page was loaded anew"

    assert watch.blocked(page) == []


def test_views_in_a_page_work(site: str, watch: Watch) -> None:
    page = watch.open(site + "guide/views/")
    page.locator("[data-mp-timeline][data-mp-ready]").first.wait_for()
    page.locator("[data-clipboard-target]").first.dispatch_event("click")

    assert watch.blocked(page) == []


@pytest.mark.parametrize(
    "attack",
    [
        f"<script>{RUN}</script>",
        f"<img src=x onerror={RUN}>",
        f"<svg onload={RUN}></svg>",
        f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
        "<script src=//evil.example/x.js></script>",
        "<img src=//evil.example/x.png>",
        "<base href=//evil.example/>",
    ],
)
def test_what_comes_into_a_page_later_is_blocked(
    folder: Path, tmp_path: Path, serve: Callable[..., str], watch: Watch, attack: str
) -> None:
    shutil.copytree(folder / "assets", tmp_path / "site/assets")
    html = (folder / "404.html").read_text("utf-8")
    assert "</article>" in html
    (tmp_path / "site/index.html").write_text(html.replace("</article>", f"{attack}</article>"))
    page = watch.open(serve(tmp_path / "site", at="/plan/"))
    page.wait_for_load_state("networkidle")

    assert any("Content Security Policy" in told for told in watch.told)
    assert page.evaluate("window.attacked") is None
    assert page.evaluate("document.baseURI").startswith("http://127.0.0.1")
