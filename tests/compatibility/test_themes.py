"""MkDocs' own themes: plain, but every page is there and nothing breaks."""

from __future__ import annotations

import json

import pytest
from tests.compatibility.conftest import Shared


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_pages_are_there_and_found(shared: Shared, theme: str) -> None:
    project = shared()
    project.change("mkdocs.yml", "  name: material\n  features: []\n", f"  name: {theme}\n")
    built = project.build("public", strict=True)
    assert built.exit == 0, built.log
    page = built.page("roadmap/items/checkout/")
    assert page.title.startswith("New checkout")
    assert page.one("h1").words == "New checkout"
    documents = json.loads(built.read("search/search_index.json"))["docs"]
    (found,) = [entry for entry in documents if entry["location"] == "roadmap/items/checkout/"]
    assert "Pay in one step." in found["text"]
