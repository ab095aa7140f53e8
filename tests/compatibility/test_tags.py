"""Material's tags plugin lists pages by the tags in their front matter; generated pages bring theirs."""

from __future__ import annotations

import json

import pytest
from tests.compatibility.conftest import Shared
from tests.support.project import Project
from tests.support.tree import page


@pytest.fixture(params=["before", "after"])
def project(shared: Shared, request: pytest.FixtureRequest) -> Project:
    found = shared(**{request.param: "tags: {export: true}"})
    found.write("docs/tags.md", page("All tags", body="<!-- material/tags -->"))
    found.write("docs/team/pay.md", "---\naudience: internal\ntags: [bonus]\n---\n# Salaries\n")
    return found


def test_items_are_listed_under_their_tags(project: Project) -> None:
    built = project.build("public", strict=True)
    article = built.page("tags/").article
    assert article.links["New checkout"] == "../roadmap/items/checkout/"
    item = built.page("roadmap/items/checkout/")
    assert item.article.one("nav", cls="md-tags").links == {"payments": "../../../tags/#tag:payments"}
    urls = [mapping["item"]["url"] for mapping in json.loads(built.read("tags.json"))["mappings"]]
    assert urls == ["roadmap/items/checkout/"]


def test_tags_of_what_is_hidden_are_not_there(project: Project) -> None:
    outside = project.build("public")
    for word in ("hushhush", "bonus", "merger", "salaries"):
        assert outside.mentions(word) == []
    inside = project.build("internal").page("tags/").article.words
    assert "hushhush" in inside
    assert "bonus" in inside
