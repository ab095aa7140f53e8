"""Each net of the leak check catches what it is there for: leaks that are planted on purpose stop the build."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.support import forks
from tests.support.planted import COMPARED, NETS, PLANTS, READ, SCRAMBLED, SEARCHED, SOURCE, source
from tests.support.project import ENVIRONMENT, Built, Project

OLD = '<meta name="generator" content="mkdocs-1.6.1">the site of yesterday'
GUIDE = Path("content/pages/guide/what-the-public-can-see.md")
ALONE = ("absolute", "threshold")  # the one ends the build, the other is only found by a build more
TOGETHER = {
    "compared": [name for name, plant in PLANTS.items() if plant.net in (READ, COMPARED) and name not in ALONE],
    "searched": [name for name, plant in PLANTS.items() if plant.net == SEARCHED],
}
# In a process of its own: some plants change Milepost itself.
BUILD = """
import json, sys
from pathlib import Path
from milepost.mkdocs_plugin.config_loading import load
from milepost.publish.build_run import build
from milepost.mkdocs_plugin.site import Site
report = build(Site.of(load(Path("mkdocs.yml"))[0]), ["public"])
print(json.dumps({
    "failed": [result.log and result.log[0].text for result in report.results if result.outcome != "built"],
    "published": [str(site.folder) for site in report.sites],
    "differs": [difference.path for verdict in report.verdicts for difference in verdict.differences],
    "contains": [hit.path for audit in report.audits for hit in audit.hits],
}))
"""


def make(root: Path, files: dict[str, str | bytes]) -> Project:
    project = Project(root, "")
    for path, content in files.items():
        project.write(path, content.replace("ORIGINAL", repr(str(root))) if isinstance(content, str) else content)
    project.write("site/index.html", OLD)
    return project


def run(project: Project, *words: str) -> Built:
    return project.run("milepost", "build", "--audience", "public", *words)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What builds with many leaks at once report: each leak has a file of its own to show in."""
    found = {}
    for name, plants in TOGETHER.items():
        project = make(tmp_path_factory.mktemp(name) / "project", source(*plants))
        done = forks.run([sys.executable, "-c", BUILD], cwd=project.root, env={**os.environ, **ENVIRONMENT})
        assert done.returncode == 0, done.stderr
        found[name] = json.loads(done.stdout)
        assert project.read("site/index.html") == OLD
    return found


def test_the_site_without_a_leak_is_published(tmp_path: Path) -> None:
    project = make(tmp_path / "project", {**SOURCE})
    done = run(project, "--verify", "full")
    assert done.exit == 0, done.log
    assert "verified" in done.log
    for words in ("Merger", "Greywater", "merger"):
        assert done.mentions(words) == []


@pytest.mark.parametrize("name", [name for name in PLANTS if name not in ALONE])
def test_a_planted_leak_is_caught_by_its_net(reports: dict[str, dict[str, Any]], name: str) -> None:
    group, where = ("searched", "contains") if PLANTS[name].net == SEARCHED else ("compared", "differs")
    report = reports[group]
    assert (report["failed"], report["published"]) == ([], [])
    shows = PLANTS[name].shows or f"{name}/index.html"
    assert [path for path in report[where] if path.startswith(shows)], report[where]


def test_pages_without_a_leak_are_the_same(reports: dict[str, dict[str, Any]]) -> None:
    assert {"index.html", "about/index.html", "404.html"}.isdisjoint(reports["compared"]["differs"])
    assert reports["searched"]["differs"] == []


def test_reading_the_original_folder_is_refused(tmp_path: Path) -> None:
    project = make(tmp_path / "project", source("absolute"))
    done = run(project)
    assert done.exit == 1
    assert f"'hook_absolute.py' tried to read {Path('docs/greywater.md')}" in done.log
    assert "Traceback" not in done.log
    assert project.read("site/index.html") == OLD


def test_a_leak_that_shows_only_for_other_values_is_found_by_a_full_check(tmp_path: Path) -> None:
    project = make(tmp_path / "project", source("threshold"))
    done = run(project, "--verify", "full")
    assert done.exit == 1
    assert "differs from the build with every internal value changed in:" in done.log
    assert "  threshold/index.html:" in done.log
    assert run(project).exit == 0  # what the comparison alone cannot see


def test_the_guide_lists_what_is_planted_and_which_net_catches_it() -> None:
    section = GUIDE.read_text("utf-8").partition("## Which net catches")[2].partition("\n## ")[0]
    rows = [line for line in section.splitlines() if line.endswith(tuple(f"| {net} |" for net in NETS))]
    assert rows == [f"| {plant.leak} | {plant.net} |" for plant in PLANTS.values()]
    assert len(rows) >= 20
    assert {plant.net for plant in PLANTS.values()} == {READ, COMPARED, SEARCHED, SCRAMBLED}
