"""Each net of the leak check catches what it is there for: leaks that are planted on purpose stop the build."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.planted import NETS, PLANTS, SOURCE
from tests.support.project import Built, Project

OLD = '<meta name="generator" content="mkdocs-1.6.1">the site of yesterday'
GUIDE = Path("content/pages/guide/what-the-public-can-see.md")


def make(root: Path, source: dict[str, str | bytes]) -> Project:
    project = Project(root, "")
    (root / "docs/index.md").unlink()
    for path, content in source.items():
        project.write(path, content.replace("ORIGINAL", repr(str(root))) if isinstance(content, str) else content)
    project.write("site/index.html", OLD)
    return project


def build(project: Project, *words: str) -> Built:
    return project.run("milepost", "build", "--audience", "public", *words)


def test_the_site_without_a_leak_is_published(tmp_path: Path) -> None:
    project = make(tmp_path / "project", {**SOURCE, "hooks.py": ""})
    done = build(project, "--verify", "full")
    assert done.exit == 0, done.log
    assert "verified" in done.log
    for words in ("Merger", "Greywater", "merger"):
        assert done.mentions(words) == []


@pytest.mark.parametrize("name", PLANTS)
def test_a_planted_leak_is_caught(tmp_path: Path, name: str) -> None:
    plant = PLANTS[name]
    project = make(tmp_path / "project", plant.source())
    done = build(project, *(("--verify", "full") if "full" in plant.net else ()))
    assert done.exit == 1, done.log
    assert plant.shows in done.log
    assert "Traceback" not in done.log
    assert project.read("site/index.html") == OLD


def test_the_guide_lists_what_is_planted_and_which_net_catches_it() -> None:
    section = GUIDE.read_text("utf-8").partition("## Which net catches")[2].partition("\n## ")[0]
    rows = [line for line in section.splitlines() if line.endswith(tuple(f"| {net} |" for net in NETS))]
    assert rows == [f"| {plant.leak} | {plant.net} |" for plant in PLANTS.values()]
    assert len(rows) >= 20
