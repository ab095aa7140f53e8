"""A small site in a clone, looked at as `milepost doctor` does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from tests.support.clone import Clone

from milepost.doctor.examine import examine
from milepost.doctor.finding import DoctorReport
from milepost.doctor.subject import examined_site

CONFIG = """\
site_name: Till
plugins:
  - search
  - milepost:
      pages_audience: public
"""
PLAN = """\
kind: roadmap
audience: public
title: Plan
items:
  - {id: checkout, title: Checkout, status: planned}
"""
IGNORED = "/site/\n/site-*/\n"
SITE = {"mkdocs.yml": CONFIG, "data/plan.yml": PLAN, "docs/index.md": "# Till\n", ".gitignore": IGNORED}
Files = Mapping[str, "str | bytes | None"]
Doctor = Callable[..., DoctorReport]


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clone:
    """A clone with one commit of a public site, in which nothing is wrong; it is the working directory."""
    found = Clone(tmp_path / "clone")
    found.commit(SITE)
    monkeypatch.chdir(found.root)
    return found


@pytest.fixture
def doctor(clone: Clone) -> Doctor:
    """Commits some files and looks at the site."""

    def look(files: Files | None = None, *, config: str = "mkdocs.yml", visibility: str = "") -> DoctorReport:
        if files:
            clone.commit(files)
        found = examined_site(clone.root / config, visibility)
        assert found
        return examine(found)

    return look


def told(report: DoctorReport) -> list[str]:
    """The findings as `level rule place message`, without the place where there is none."""
    return [" ".join(filter(None, (one.level, one.rule, str(one.place or ""), one.message))) for one in report.findings]
