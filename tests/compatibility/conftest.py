"""A site that the neighbours share: two pages for everybody, two for the inside, and a roadmap."""

from __future__ import annotations

from collections.abc import Callable

import pytest
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
