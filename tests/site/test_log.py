"""What a build says, and what it keeps to itself."""

from __future__ import annotations

import pytest
from tests.conftest import MakeSite
from tests.support.data import ROADMAP
from tests.support.project import MKDOCS_YML, Project
from tests.support.tree import page

BAD = """\
kind: roadmap
title: Roadmap
audience: internal
items:
  - {id: merger, title: Merger with Acme, status: plannde}
"""
DOUBTFUL = """\
kind: roadmap
title: Roadmap
audience: internal
items:
  - {id: merger, title: Merger with Acme, status: planned, start: 2026-09-20, end: 2026-09-10}
"""


@pytest.fixture
def project(site: MakeSite) -> Project:
    found = site("")
    found.write("data/roadmap.yml", ROADMAP)
    return found


def test_errors_stop_the_build_before_the_old_site_is_touched(project: Project) -> None:
    project.write("mkdocs.yml", MKDOCS_YML)
    assert project.run("mkdocs", "build").exit == 0
    before = project.run("mkdocs", "build").files()
    project.write("data/more.yml", BAD)
    built = project.run("mkdocs", "build")
    assert built.exit == 1
    assert built.files() == before
    assert "Traceback" not in built.log


def test_inside_an_error_shows_its_line_and_what_was_meant(project: Project) -> None:
    project.write("data/more.yml", BAD)
    built = project.build("internal")
    assert built.exit == 1
    assert "more.yml:5:51: unknown-word" in built.log
    assert "plannde" in built.log
    assert "did you mean 'planned'?" in built.log


def test_outside_an_error_tells_its_place_and_rule_only(project: Project) -> None:
    project.write("data/more.yml", BAD)
    built = project.build("public")
    assert built.exit == 1
    assert "more.yml:5:51: unknown-word" in built.log
    assert "plannde" not in built.log
    assert "Acme" not in built.log
    assert "milepost check" in built.log


def test_warnings_count_for_strict_and_are_only_counted_outside(project: Project) -> None:
    project.change("mkdocs.yml", "milepost: {", "milepost: {rules: {end-before-start: warning}, ")
    project.write("data/more.yml", DOUBTFUL)
    inside, outside = project.build("internal", strict=True), project.build("public", strict=True)
    assert (inside.exit, outside.exit) == (1, 1)
    assert "more.yml:5" in inside.log
    assert "more.yml" not in outside.log
    assert "Acme" not in outside.log


def test_an_outer_site_with_nothing_to_show_says_how_to_disclose(project: Project) -> None:
    project.change("data/roadmap.yml", "audience: public", "audience: internal")
    (warning,) = [warning for warning in project.build("public").warnings() if "shows no plans" in warning]
    assert "audience: public" in warning
    assert "shows no plans" not in project.build("internal").log


def test_what_outsiders_do_not_see_is_counted_inside_only(project: Project) -> None:
    project.write("docs/pay.md", page("Pay", "internal"))
    assert "leaves out 1 item of 3 and 1 hand-written page of 2" in project.build("internal").log
    assert "leaves out" not in project.build("public").log
