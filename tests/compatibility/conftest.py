"""A site that the neighbours share: two pages for everybody, two for the inside, and a roadmap."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.compatibility import neighbors
from tests.compatibility.neighbors import Neighbor
from tests.conftest import MakeSite
from tests.support.data import ROADMAP
from tests.support.project import Project
from tests.support.tree import page

MKDOCS_YML = """\
site_name: Demo
site_url: https://example.com/demo/
theme:
  name: material
  features: [{features}]
plugins:
  - search
{before}  - milepost: {{as_of: 2026-09-14}}
{after}{more}"""

Shared = Callable[..., Project]
Make = Callable[..., Project]


@pytest.fixture
def shared(site: MakeSite) -> Shared:
    """Makes the site with a plugin `before` or `after` ours, features of the theme, more configuration."""

    def make(*, before: str = "", after: str = "", features: str = "", more: str = "") -> Project:
        project = site("")
        lists = {name: f"  - {plugin}\n" if plugin else "" for name, plugin in (("before", before), ("after", after))}
        project.write("mkdocs.yml", MKDOCS_YML.format(features=features, more=more, **lists))
        project.write("data/roadmap.yml", ROADMAP)
        project.write(
            "docs/index.md",
            page("Home", body="[Guide](guide/index.md), [pay](team/pay.md), [one](item:checkout)"),
        )
        project.write("docs/guide/index.md", page("Guide"))
        project.write("docs/guide/start.md", page("Start here"))
        project.write("docs/team/index.md", page("Team room", "internal"))
        project.write("docs/team/pay.md", page("Salaries", "internal"))
        return project

    return make


@pytest.fixture(autouse=True)
def _programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The programs that were installed beside Python, such as pngquant, are found."""
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent) + os.pathsep + os.environ["PATH"])


@pytest.fixture
def make(site: MakeSite) -> Make:
    """Makes the site of tests/compatibility/neighbors.py with some plugins."""

    def _make(*plugins: Neighbor, name: str = "project", **options: bool) -> Project:
        project = site("", name)
        neighbors.make(project, *plugins, **options)
        return project

    return _make
