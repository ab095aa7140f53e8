"""`use_directory_urls: false`: a file a page, for shops whose servers do not know index.html."""

from __future__ import annotations

from tests.compatibility.conftest import Shared


def test_pages_are_files_and_every_link_leads_to_one(shared: Shared) -> None:
    built = shared(more="use_directory_urls: false\n").build("public", strict=True)
    assert built.exit == 0, built.log
    pages = [path for path in built.files() if path.endswith(".html") and path != "404.html"]
    assert {
        "index.html",
        "overview.html",
        "roadmap/index.html",
        "roadmap/board.html",
        "roadmap/items/checkout.html",
    } <= set(pages)
    for path in pages:
        for address in built.page(path).links.values():
            if not address.startswith(("http", "#")) and address:
                target = (built.folder / path).parent / address.partition("#")[0]
                assert target.is_file(), f"{path} → {address}"


def test_links_by_id_in_hand_written_pages_lead_to_the_file(shared: Shared) -> None:
    built = shared(more="use_directory_urls: false\n").build("public")
    assert built.page("index.html").article.links["one"] == "roadmap/items/checkout.html"
