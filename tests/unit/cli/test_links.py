"""Where a change can be looked at: its page on the published site, its line at the forge."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from tests.unit.cli.test_review_formats import BASE, GONE, HEAD, LINKS, SLIP

from milepost.cli.formats.links import ChangeLinks, PublishedSite
from milepost.diff.change import Change
from milepost.diff.review import Review, Side
from milepost.problem import Place

TOP = Path("/srv/work/clone")
REVIEW = Review(Side("main", BASE), Side("fix", HEAD), date(2026, 3, 2), "internal", ())
ACTIONS = {"GITHUB_SERVER_URL": "https://git.example.org", "GITHUB_REPOSITORY": "example/plan"}
PIPELINE = {"CI_PROJECT_URL": "https://code.example.org/group/plan"}


def links(environment: dict[str, str] | None = None, *, below: str = ".", **options: str | bool) -> ChangeLinks:
    config = MkDocsConfig()
    config.load_dict({"site_name": "Plan", **options})
    config.validate()
    published = PublishedSite(config.site_url, config.repo_url, config.use_directory_urls)
    return ChangeLinks.of(REVIEW, published, "public", (TOP / below, TOP), environment or {})


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("roadmap/items/checkout.md", "roadmap/items/checkout/"),
        ("roadmap/releases.md#v1", "roadmap/releases/#v1"),
        ("strategy/index.md#kr-speed/seconds", "strategy/#kr-speed/seconds"),
        ("index.md", ""),
    ],
)
def test_a_page_has_the_address_that_the_site_gives_it(target: str, address: str) -> None:
    change = replace(SLIP, target=target)
    assert links(site_url="https://example.org/plan").page(change) == f"https://example.org/plan/{address}"


def test_a_site_without_folders_has_addresses_that_end_in_html() -> None:
    found = links(site_url="https://example.org/", use_directory_urls=False)
    assert found.page(SLIP) == "https://example.org/roadmap/items/checkout.html"
    assert found.page(replace(SLIP, target="strategy/index.md#x")) == "https://example.org/strategy/index.html#x"


def test_what_only_those_inside_see_has_no_published_page() -> None:
    assert LINKS.page(SLIP)
    assert LINKS.page(replace(SLIP, shown_to="internal")) is None
    assert LINKS.page(replace(SLIP, target=None)) is None
    assert links().page(SLIP) is None


@pytest.mark.parametrize(
    ("repo", "address"),
    [
        ("https://github.com/example/plan/", f"https://github.com/example/plan/blob/{HEAD}/data/plan.yml#L14"),
        ("https://gitlab.com/example/plan.git", f"https://gitlab.com/example/plan/-/blob/{HEAD}/data/plan.yml#L14"),
        ("https://bitbucket.org/example/plan", f"https://bitbucket.org/example/plan/src/{HEAD}/data/plan.yml#lines-14"),
        ("https://codeberg.org/example/plan", f"https://codeberg.org/example/plan/src/commit/{HEAD}/data/plan.yml#L14"),
        ("https://code.example.org/plan", None),
        ("ssh://git@github.com/example/plan", None),
    ],
)
def test_a_line_has_the_address_that_the_forge_gives_it(repo: str, address: str | None) -> None:
    assert links(repo_url=repo).source(SLIP) == address


@pytest.mark.parametrize(
    ("environment", "repo"),
    [
        (ACTIONS, "https://git.example.org/example/plan/blob"),
        (PIPELINE, "https://code.example.org/group/plan/-/blob"),
    ],
)
def test_a_workflow_says_where_its_repository_is(environment: dict[str, str], repo: str) -> None:
    address = f"{repo}/{HEAD}/data/plan.yml#L14"
    assert links(environment).source(SLIP) == address
    # A forge with a host of one's own is known by the workflow that it runs.
    assert links(environment, repo_url=repo.removesuffix("/blob").removesuffix("/-")).source(SLIP) == address
    assert ChangeLinks.of(REVIEW, None, "public", (TOP, TOP), environment).source(SLIP) == address


def test_what_is_gone_is_shown_as_it_was() -> None:
    assert LINKS.source(GONE) == f"https://github.com/example/plan/blob/{BASE}/data/plan.yml#L21"


def test_a_line_is_named_from_the_top_of_the_repository_whatever_the_folder() -> None:
    below = replace(LINKS, below=f"{TOP}/sites/plan", top=f"{TOP}")
    assert (below.source(SLIP) or "").endswith(f"{HEAD}/sites/plan/data/plan.yml#L14")
    assert (below.source(at("../data/plan.yml")) or "").endswith(f"{HEAD}/sites/data/plan.yml#L14")
    assert below.source(at("../../../elsewhere/plan.yml")) is None
    assert below.source(at("/srv/plan.yml")) is None
    around = replace(below, below=f"{TOP.parent}")
    assert (around.source(at("clone/data/plan.yml")) or "").endswith(f"{HEAD}/data/plan.yml#L14")


def test_a_name_of_a_file_cannot_break_out_of_an_address() -> None:
    assert (LINKS.source(at("data/a b)#<c>?.yml")) or "").endswith("/data/a%20b%29%23%3Cc%3E%3F.yml#L14")


def test_a_page_of_markdown_is_shown_with_its_lines() -> None:
    assert (LINKS.source(at("docs/about.md")) or "").endswith("/docs/about.md?plain=1#L14")


def test_without_a_commit_or_a_place_there_is_no_line_to_show() -> None:
    assert replace(LINKS, head_commit=None).source(SLIP) is None
    assert LINKS.source(replace(SLIP, place=None)) is None


def at(path: str) -> Change:
    return replace(SLIP, place=Place(path, 14, 10))
