"""Machines, persons, secrets and hidden names in hand-written pages are found at their lines."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from tests.conftest import MakeSite
from tests.support.project import Project
from tests.support.tree import page

from milepost.cli.main import main

MKDOCS_YML = """\
site_name: Demo
theme: {name: material}
plugins: [milepost: {as_of: 2026-09-14, audiences: [public, partners, internal]}]
"""
ROADMAP = """\
kind: roadmap
title: Plan
items:
- {id: k, title: Kiosk contract, status: planned}
- {id: db-7, title: Mobile app, status: planned}
"""


@pytest.fixture
def project(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> Project:
    found = site("")
    found.write("mkdocs.yml", MKDOCS_YML)
    found.write("data/roadmap.yml", ROADMAP)
    found.write("docs/index.md", page("Home"))
    monkeypatch.chdir(found.root)
    return found


def found(project: Project) -> list[str]:
    lines = CliRunner().invoke(main, ["check"]).stdout.splitlines()
    return [line for line in lines if ": public-" in line]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("It ran on prod-db-2.", "public-host: public readers see 'prod-db-2', the name of a machine"),
        ("<!-- on 10.2.3.4 -->", "public-host: public readers see '10.2.3.4', the address of a machine"),
        ("`ssh db-3.prod.internal`", "public-host: public readers see 'db-3.prod.internal', the name of a machine"),
        ("Ask ada@harbour.example.", "public-person: public readers see 'ada@harbour.example', an e-mail address"),
        ("token: a1b2c3d4e5f6", "public-secret: public readers see what looks like a token"),
        ("The kiosk contract.", "public-names-hidden: 'Kiosk contract' is hidden from public readers, and this page names it"),
    ],
)  # fmt: skip
def test_it_is_found_at_its_line_and_only_where_somebody_outside_reads_it(
    project: Project, words: str, message: str
) -> None:
    project.write("docs/start.md", page("Start", body=f"Words.\n\n{words}"))
    [line] = found(project)
    number = project.read("docs/start.md").split("\n").index(words) + 1
    assert f"docs/start.md:{number}:" in line
    assert line.endswith(message)
    project.write("docs/start.md", page("Start", "internal", f"Words.\n\n{words}"))
    assert found(project) == []


def test_ordinary_words_ids_and_front_matter_are_fine(project: Project) -> None:
    body = "Our mobile app is described in db-7 and in `kiosk contract`.\n\nWrite to support@acme.com, open localhost:8000."
    project.write("docs/start.md", f"---\naudience: public\nauthor: ada@acme.com\n---\n# Start\n\n{body}\n")
    assert found(project) == []
    project.change("docs/start.md", "author:", "description: On prod-db-2\nauthor:")
    assert len(found(project)) == 1


def test_one_cause_is_one_finding_for_the_broadest_audience(project: Project) -> None:
    for name, audience in (("a", "public"), ("b", "partners"), ("c", "public")):
        project.write(f"docs/{name}.md", page(name, audience, "On prod-db-2."))
    first, second = found(project)
    assert "docs/a.md:" in first
    assert first.endswith("public readers see 'prod-db-2', the name of a machine (in 2 places, also docs/c.md, line 6)")
    assert "docs/b.md:" in second
    assert second.endswith("partners readers see 'prod-db-2', the name of a machine")


def test_a_rule_that_is_off_is_not_asked(project: Project) -> None:
    project.write("docs/start.md", page("Start", body="On prod-db-2."))
    assert len(found(project)) == 1
    project.change("mkdocs.yml", "as_of: 2026-09-14", "as_of: 2026-09-14, rules: {public-host: off}")
    assert found(project) == []
