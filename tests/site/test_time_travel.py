"""The site, and an entry, as they were at a revision."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.conftest import MakeSite
from tests.support.clone import Clone
from tests.support.project import Project

ROADMAP = """\
kind: roadmap
title: Roadmap
audience: public
items:
- {id: a, title: %s, status: %s, end: %s}
- {id: secret, title: Project Lifeboat, status: planned, audience: internal}
"""
PAST = (
    ("v1", 3, "Count the boats", "planned", "2027-01-11"),
    ("v2", 12, "Count all boats", "in_progress", "2027-03-13"),
)


@pytest.fixture
def project(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A site below the top of its repository, with two tags, and an edit that is not committed."""
    made = site("docs/\n    index.md\n        ---\n        audience: public\n        ---\n        # Home", "plans")
    made.write("mkdocs.yml", "site_name: Demo\nplugins: [search, milepost]\n")
    clone = Clone(made.root.parent)
    for tag, day, title, status, end in PAST:
        for name in ("GIT_COMMITTER_DATE", "GIT_AUTHOR_DATE"):
            monkeypatch.setenv(name, f"2026-11-{day:02}T12:00:00+0000")
        clone.commit({"source/data/roadmap.yml": ROADMAP % (title, status, end)}, tag)
    made.write("data/roadmap.yml", ROADMAP % ("Count nothing", "done", "2026-11-20"))
    return made


def everything(folder: Path) -> dict[str, bytes]:
    return {
        os.path.relpath(path, folder): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git" not in path.parts
    }


@pytest.mark.whole
def test_both_sites_are_built_as_they_were_into_new_folders(project: Project) -> None:
    before = everything(project.root.parent)
    done = project.run("milepost", "build", "--as-of", "v1", "--site-dir", "../then")
    assert done.exit == 0, done.log
    public, internal = project.root.parent / "then", project.root.parent / "then-internal"
    home = (public / "roadmap" / "items" / "a" / "index.html").read_text()
    assert "Count the boats" in home
    assert "11 January 2027" in home
    assert "3 November 2026" in home  # as of the day of the commit
    assert not (public / "roadmap" / "items" / "secret").exists()
    assert (internal / "roadmap" / "items" / "secret").exists()
    after = everything(project.root.parent)
    assert {path: text for path, text in after.items() if not path.startswith("then")} == before


@pytest.mark.whole
def test_only_what_was_known_then_is_shown(project: Project) -> None:
    done = project.run("milepost", "show", "item:a", "--as-of", "v1")
    assert "Count the boats" in done.log
    assert "data/roadmap.yml:5" in done.log
    assert "Count all boats" in project.run("milepost", "show", "item:a", "--as-of", "HEAD").log
    assert "Count nothing" in project.run("milepost", "show", "item:a").log
    assert "Count nothing" in project.run("milepost", "show", "item:a", "--as-of", "2026-12-24").log


@pytest.mark.whole
@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("show", "item:a", "--as-of", "v3"), "there is no commit 'v3'"),
        (("show", "item:a", "--as-of", "2026-13-45"), "--as-of takes a day, such as 2026-09-14, or a revision"),
        (("show", "item:a", "--as-of", "--all"), "'--all' is neither a day"),
        (("build", "--as-of", "v1"), "name a new folder for the site as of v1: --site-dir site-v1"),
        (("build", "--as-of", "v1", "--site-dir", "data"), "is there already; a site as of a revision goes to a new"),
        (("show", "item:a", "--as-of", "v0"), "there is no source/mkdocs.yml at v0"),
    ],
)
def test_what_cannot_be_says_why_and_leaves_everything(project: Project, words: tuple[str, ...], message: str) -> None:
    Clone(project.root.parent).git("tag", "v0", Clone(project.root.parent).git("commit-tree", "-m", "x", EMPTY))
    before = everything(project.root.parent)
    done = project.run("milepost", *words)
    assert done.exit == 2
    assert message in done.log
    assert everything(project.root.parent) == before


EMPTY = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
"""The tree without a file."""


@pytest.mark.whole
def test_without_a_repository_there_is_no_revision(site: MakeSite) -> None:
    done = site("").run("milepost", "show", "item:a", "--as-of", "v1")
    assert done.exit == 2
    assert "lies in no git repository; --as-of takes a day" in done.log
