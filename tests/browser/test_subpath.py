"""A fresh site, published by its own workflow: what Pages is handed works below /repo/ in a browser."""

from __future__ import annotations

import tarfile
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Response
from tests.support.github.origin import Origin, pushed
from tests.support.github.runner import Job, Runner

Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Runner:
    folder = tmp_path_factory.mktemp("pages")
    return Runner(folder / "forge", Origin(folder).bare, pushed(private=True))


@pytest.fixture(scope="module")
def jobs(runner: Runner) -> dict[str, Job]:
    return runner.run(runner.origin.parent / "plans/.github/workflows/pages.yml")


@pytest.fixture(scope="module")
def site(runner: Runner, jobs: dict[str, Job], serve: Callable[..., str]) -> str:
    assert jobs["build"].ok, jobs["build"].log
    folder = runner.folder / "published"
    with tarfile.open(runner.artifacts / "github-pages/artifact.tar") as tar:
        tar.extractall(folder, filter="data")
    return serve(folder, at="/repo/")


def test_the_workflow_builds_verifies_and_publishes(runner: Runner, jobs: dict[str, Job]) -> None:
    assert {name: job.ok for name, job in jobs.items()} == {"build": True, "deploy": True}
    assert "site/" in jobs["build"].log
    assert "for 'public', verified" in jobs["build"].log


def test_of_a_private_repository_the_inner_site_is_kept_apart(runner: Runner, jobs: dict[str, Job]) -> None:
    assert sorted(path.name for path in runner.artifacts.iterdir()) == ["github-pages", "inner-sites"]
    assert [path.name for path in (runner.artifacts / "inner-sites").iterdir()] == ["site-internal"]
    with tarfile.open(runner.artifacts / "github-pages/artifact.tar") as tar:
        names = tar.getnames()
    assert "./index.html" in names
    assert [name for name in names if "internal" in name or "working-notes" in name] == []


def test_every_link_and_file_of_every_page_is_there(site: str, visit: Visit) -> None:
    missing: list[str] = []

    def note(answer: Response) -> None:
        if answer.status >= 400:
            missing.append(answer.url)

    page = visit("about:blank")
    page.on("response", note)
    seen, waiting = set[str](), [site]
    while waiting:
        address = waiting.pop()
        seen.add(address)
        page.goto(address)
        links = page.locator("a[href]").evaluate_all("all => all.map(a => a.href.split('#')[0])")
        own = {link for link in links if link.startswith(site.removesuffix("/repo/"))}
        assert {link for link in own if not urlsplit(link).path.startswith("/repo/")} == set(), address
        for link in own - seen - set(waiting):
            if link.endswith("/"):
                waiting.append(link)
            elif page.request.get(link).status >= 400:
                missing.append(link)

    assert {site + path for path in ("roadmap/", "roadmap/board/", "strategy/", "about/")} <= seen
    assert missing == []


def test_search_finds_an_item_and_leads_to_it(site: str, visit: Visit) -> None:
    page = visit(site + "about/")
    page.locator(".md-search__input").click()
    page.keyboard.type("shelves", delay=20)
    page.locator(".md-search-result__link", has_text="Live shelves").first.click()
    page.get_by_role("heading", name="Live shelves", level=1).wait_for()
    assert page.url.startswith(site)


def test_the_timeline_comes_to_life(site: str, visit: Visit) -> None:
    page = visit(site + "roadmap/")
    page.locator("[data-mp-timeline][data-mp-ready]").wait_for()
    page.get_by_role("searchbox", name="Find an item").fill("reserve")
    assert page.locator(".mp-bar:visible").evaluate_all("all => all.map(bar => bar.dataset.id)") == ["reserve"]


@pytest.mark.parametrize("path", ["nowhere/", "roadmap/nowhere/at/all/"])
def test_what_is_not_there_is_said_on_a_whole_page_that_leads_home(site: str, visit: Visit, path: str) -> None:
    failed: list[str] = []
    page = visit("about:blank")
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    answer: Any = page.goto(site + path)
    assert answer.status == 404
    assert failed == [site + path]
    assert page.locator(".md-header").evaluate("it => getComputedStyle(it).position") == "sticky"

    page.locator("a.md-logo").first.click()
    page.wait_for_url(site)
