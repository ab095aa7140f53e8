"""Instant navigation loads pages in place, and only those that the sitemap knows."""

from __future__ import annotations

from urllib.parse import urljoin

from tests.compatibility.conftest import Shared

ROOT = "https://example.com/demo/"


def test_every_link_between_pages_is_one_that_instant_navigation_follows(shared: Shared) -> None:
    built = shared(features="navigation.instant, navigation.instant.prefetch").build("public", strict=True)
    sitemap = built.read("sitemap.xml")
    for address in ("", "overview/", "roadmap/", "roadmap/board/", "roadmap/items/checkout/"):
        page = built.page(address)
        assert page.article.links or address == "roadmap/items/checkout/"
        for target in page.article.links.values():
            url = urljoin(ROOT + address, target).partition("#")[0]
            assert f"<loc>{url}</loc>" in sitemap, f"{address} → {target}"


def test_our_script_starts_anew_on_each_page(shared: Shared) -> None:
    built = shared(features="navigation.instant").build("public")
    assert "document$" in built.read("assets/milepost.js")
