"""Each plugin that people use beside Milepost, alone: it does its work, and nothing internal gets out."""

from __future__ import annotations

import pytest
from tests.compatibility import neighbors
from tests.compatibility.conftest import Make
from tests.compatibility.neighbors import NEIGHBORS, Neighbor


@pytest.mark.parametrize("neighbor", NEIGHBORS, ids=lambda one: one.id)
def test_the_public_site_is_whole_and_verified(make: Make, neighbor: Neighbor) -> None:
    built = make(neighbor).run("milepost", "build", "--strict", "--audience", "public")
    assert built.exit == 0, built.log
    assert neighbors.leaks(built) == []
    assert neighbor.shows is None or neighbor.shows(built)
    item = built.page("roadmap/items/checkout/")
    assert item.title.startswith("New checkout")
    assert item.article.words.count("Customers pay without an account.") == 1


@pytest.mark.parametrize("neighbor", NEIGHBORS, ids=lambda one: one.id)
def test_the_internal_site_has_everything(make: Make, neighbor: Neighbor, monkeypatch: pytest.MonkeyPatch) -> None:
    project = make(neighbor)
    monkeypatch.chdir(project.root)
    built = project.build("internal", strict=True)
    assert built.exit == 0, built.log
    assert built.page("roadmap/items/merger/").title.startswith("Merger with Zanzibar")
    assert "Salaries" in built.page("team/pay/").title
