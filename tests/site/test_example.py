"""The example as it is published: every link and every anchor of both sites leads somewhere."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from tests.support.example import example


class Links(HTMLParser):
    """The ids and the link targets of one page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.twice: list[str] = []
        self.targets: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value in self.ids:
                self.twice.append(value)
            if name in ("id", "name") and value:
                self.ids.add(value)
            elif name in ("href", "src") and value:
                self.targets.append(value)


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_every_link_and_anchor_leads_somewhere(tmp_path_factory: pytest.TempPathFactory, audience: str) -> None:
    site = example(tmp_path_factory, audience)
    pages = {f"/{path.relative_to(site).as_posix()}": Links(path.read_text()) for path in site.rglob("*.html")}
    broken = []
    for address, page in pages.items():
        for target in page.targets:
            found = urlsplit(urljoin(address, target))
            if found.scheme or found.netloc or address == "/404.html":
                continue
            path = unquote(found.path)
            path += "index.html" if path.endswith("/") else ""
            if not (site / path.lstrip("/")).is_file():
                broken.append(f"{address}: {target} is not there")
            elif found.fragment and path in pages and unquote(found.fragment) not in pages[path].ids:
                broken.append(f"{address}: {target} has no such anchor")

    assert pages
    assert sorted(set(broken)) == []


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_no_id_is_on_a_page_twice(tmp_path_factory: pytest.TempPathFactory, audience: str) -> None:
    site = example(tmp_path_factory, audience)
    pages = {path.relative_to(site).as_posix(): Links(path.read_text()) for path in site.rglob("*.html")}

    assert {path: page.twice for path, page in pages.items() if page.twice} == {}
