"""Addresses of hidden pages in hand-written ones are told before anybody else reads them."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from tests.conftest import MakeSite
from tests.support.data import ROADMAP
from tests.support.project import Project
from tests.support.tree import page

from milepost.cli.main import main

MKDOCS_YML = """\
site_name: Demo
site_url: https://example.com/demo/
theme: {name: material}
plugins: [milepost: {as_of: 2026-09-14}]
"""


@pytest.fixture
def project(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> Project:
    found = site("")
    found.write("mkdocs.yml", MKDOCS_YML)
    found.write("data/roadmap.yml", ROADMAP)
    found.write("docs/index.md", page("Home"))
    found.write("docs/team/pay.md", page("Salaries", "internal", "[Up](../guide/start.md)"))
    found.write("docs/team/index.md", page("Team"))
    monkeypatch.chdir(found.root)
    return found


def told(body: str, project: Project) -> list[str]:
    project.write("docs/guide/start.md", page("Start", body=body))
    lines = CliRunner().invoke(main, ["check"]).stdout.splitlines()
    return [line for line in lines if "public-links-hidden" in line]


@pytest.mark.parametrize(
    "body",
    [
        '<a href="../../team/pay/">u</a>',
        "<a href='../team/pay.md'>u</a>",
        "<a href=../../team/pay/index.html>u</a>",
        "[u](../team/pay/)",
        "[u](../../team/pay/#all)",
        "[u](/team/pay.md)",
        "[u](/demo/team/pay/)",
        "[u](https://example.com/demo/team/pay/)",
    ],
)
def test_an_address_that_would_stay_is_told_at_its_place(body: str, project: Project) -> None:
    (line,) = told(f"Words.\n\nSee {body}.", project)
    number = (project.root / "docs/guide/start.md").read_text().split("\n").index(f"See {body}.") + 1
    assert f"guide/start.md:{number}:" in line
    assert "is where team/pay.md is, hidden from public readers who see this" in line


@pytest.mark.parametrize(
    "body",
    [
        "[u](../team/pay.md)",
        "`[u](/team/pay.md)`",
        '<a href="../../team/">u</a>',
        "[u](/team/index.md)",
        "[u](https://example.org/demo/team/pay/)",
        "[u](pay/)",
        "[u](item:sail)",
        "[u](#pay)",
    ],
)
def test_no_other_address_is_told(body: str, project: Project) -> None:
    assert told(body, project) == []


def test_it_can_be_switched_off(project: Project) -> None:
    project.write("mkdocs.yml", MKDOCS_YML.replace("2026-09-14}", "2026-09-14, rules: {public-links-hidden: off}}"))
    assert told("[u](/team/pay.md)", project) == []
