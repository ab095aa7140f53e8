"""ProperDocs carries MkDocs 1.x on under another name, and loads its plugins."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.compatibility.conftest import Shared
from tests.support.project import Built, Project


@pytest.fixture
def project(shared: Shared) -> Project:
    return shared(after="tags", features="navigation.tabs, navigation.path")


def readable(built: Built) -> dict[str, bytes]:
    """The site without what the two programs sign with their own names and versions."""
    files = {path: content for path, content in built.files().items() if path.endswith((".html", ".json", ".xml"))}
    return {
        path: b"\n".join(line for line in content.split(b"\n") if b'name="generator"' not in line)
        for path, content in files.items()
    }


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_it_builds_the_same_site(project: Project, audience: str, tmp_path: Path) -> None:
    first = project.run("mkdocs", "build", "--strict", audience=audience)
    assert first.exit == 0, first.log
    expected = readable(first)
    second = project.run("properdocs", "build", "--strict", "-f", "mkdocs.yml", audience=audience)
    assert second.exit == 0, second.log
    assert readable(second) == expected


def test_warnings_count_for_its_strict_too(project: Project) -> None:
    project.write("docs/more.md", "---\naudience: internal\n---\n[gone](item:gone)\n")
    built = project.run("properdocs", "build", "--strict", "-f", "mkdocs.yml", audience="internal")
    assert built.exit == 1
    assert "more.md links to item:gone" in built.log


def test_errors_stop_it_before_the_old_site_is_touched(project: Project) -> None:
    before = project.run("properdocs", "build", "-f", "mkdocs.yml").files()
    project.write("data/bad.yml", "kind: raodmap\n")
    built = project.run("properdocs", "build", "-f", "mkdocs.yml")
    assert built.exit == 1
    assert "bad.yml:1" in built.log
    assert "Traceback" not in built.log
    assert built.files() == before
