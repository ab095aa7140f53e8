"""Material's offline plugin: a site that is opened from a folder, without a server."""

from __future__ import annotations

import pytest
from tests.compatibility.conftest import Shared
from tests.support.project import Built


@pytest.fixture(params=["before", "after"])
def built(shared: Shared, request: pytest.FixtureRequest) -> Built:
    return shared(**{request.param: "offline"}).build("public", strict=True)


def test_pages_are_files_and_link_to_files(built: Built) -> None:
    assert built.exit == 0, built.log
    page = built.page("roadmap/items/checkout.html")
    addresses = [address.partition("#")[0] for address in page.links.values() if not address.startswith(("http", "#"))]
    assert addresses
    for address in addresses:
        assert ((built.folder / "roadmap/items") / address).is_file(), address


def test_search_finds_items_without_a_server(built: Built) -> None:
    assert built.read("search/search_index.js").startswith("var __index = ")
    assert "roadmap/items/checkout.html" in built.read("search/search_index.js")


def test_our_script_asks_no_server(built: Built) -> None:
    for name in ("milepost.js", "milepost-timeline.js"):
        script = built.read(f"assets/{name}")
        assert "fetch(" not in script
        assert "import(" not in script
        assert "XMLHttpRequest" not in script
