"""The one way to open the data of a site."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from milepost import open_portfolio as opening
from milepost.graph import loader
from milepost.kinds.roadmap.model import Item
from milepost.open_portfolio import open_portfolio
from milepost.settings import Settings

PLAN = """
kind: roadmap
title: Plan
audience: public
items:
  - {id: a, title: A, status: planned, end: 2026-11-01}
  - {id: b, title: B, status: planned, end: 2027, audience: internal, depends_on: [gone]}
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "plan.yml").write_text(PLAN)
    return Settings(tmp_path, date(2026, 11, 23))


def test_a_view_holds_and_computes_only_what_its_readers_may_see(settings: Settings) -> None:
    found = open_portfolio(settings)
    public, internal = found.view_for("public"), found.view_for("internal")
    assert [item.id for item in public.portfolio.all(Item)] == ["a"]
    assert [item.id for item in internal.portfolio.all(Item)] == ["a", "b"]
    assert public.insight.portfolio is public.portfolio
    assert public.insight is public.insight
    with pytest.raises(ValueError, match="there is no audience 'nobody'"):
        found.view_for("nobody")


def test_problems_are_those_of_files_and_of_rules(settings: Settings) -> None:
    assert {"overdue", "unknown-reference"} <= {one.rule for one in open_portfolio(settings).problems}
    (settings.data_dir / "broken.yml").write_text("kind: roadmap\ntitle: T\nitems: [{title: No id, status: planned}]\n")
    found = open_portfolio(settings)
    assert [one.rule for one in found.errors] == ["missing-field"]
    # What is not there may be in the file that cannot be read.
    assert "unknown-reference" not in {one.rule for one in found.problems}
    assert {"missing-field", "overdue"} <= {one.rule for one in found.problems}


def test_a_folder_is_read_and_checked_once(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    load, check = loader.load, opening.check
    monkeypatch.setattr(loader, "load", lambda *args, **named: calls.append("load") or load(*args, **named))
    monkeypatch.setattr(opening, "check", lambda *args, **more: calls.append("check") or check(*args, **more))
    found = open_portfolio(settings)
    assert found.problems
    assert found.problems
    assert found.view_for("public").portfolio
    assert calls == ["load", "check"]
