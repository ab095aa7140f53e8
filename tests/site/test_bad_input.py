"""Bad input gives words at a place, soon and in little memory, and leaves the site that was there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support import forks
from tests.support.data import ROADMAP

BEFORE = '<meta name="generator" content="mkdocs-1.6.1">before'
START = b"kind: roadmap\ntitle: A\n"
ITEM = b"items:\n  - {id: a, title: A, status: planned"
BAD = {
    "a tab": (b"kind: roadmap\nitems:\n\t- id: a\n", "bad.yml:3:1: yaml-tab"),
    "a duplicate key": (START + b"title: B\n", "bad.yml:3:1: yaml-duplicate-key"),
    "an unknown field": (START + b"titel: B\n", "bad.yml:3:1: unknown-field"),
    "an unknown kind": (b"kind: roadmpa\n", "bad.yml:1:7: unknown-kind"),
    "two documents": (START + b"---\n" + START, "bad.yml:3:1: yaml-documents"),
    "Latin-1": (START + b"summary: caf\xe9\n", "bad.yml:3:13: file-encoding"),
    "a NUL": (START + b"summary: a\x00b\n", "bad.yml:3:11: file-control-character"),
    "an alias bomb": (b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "bad.yml:1:4: yaml-alias"),
    "a merge key": (START + b"<<: {id: b}\n", "bad.yml:3:1: yaml-merge-key"),
    "a tag": (START + b"summary: !!python/object:os.system x\n", "bad.yml:3:10: yaml-tag"),
    "60,000 brackets": (b"[" * 60_000, "bad.yml:1:65: yaml-too-deep"),
    "5,000,000 brackets": (b"[" * 5_000_000, "bad.yml:1:65: yaml-too-deep"),
    "a day there is not": (START + ITEM + b", end: 2026-02-30}\n", "bad.yml:4:45: bad-period"),
    "5,000 digits": (START + ITEM + b", progress: " + b"9" * 5_000 + b"}\n", "bad.yml:4:50: bad-value"),
    "not a number": (START + ITEM + b", progress: nan}\n", "bad.yml:4:50: bad-value"),
    "an id used twice": (
        START + ITEM + b"}\n  - {id: A, title: B, status: planned}\n",
        "bad.yml:5:10: duplicate-id",
    ),
    "a cycle": (
        START + ITEM + b", depends_on: [b]}\n  - {id: b, title: B, status: planned, depends_on: [a]}\n",
        "cycle",
    ),
    "an unknown audience": (START + b"audience: pubic\n", "bad.yml:3:11: unknown-audience"),
    "an unknown status": (
        START + b"items: [{id: a, title: A, status: plannd}]\n",
        "bad.yml:3:35: unknown-word",
    ),
    "an empty file": (b"", "bad.yml:1:1: file-empty"),
    "a list for a document": (b"- a\n", "bad.yml:1:1: document-shape"),
    "a script for a link": (
        START + b"links: [{title: A, url: 'javascript:alert(1)'}]\n",
        "bad.yml:3:25: unsafe-link",
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("docs", "data", "site"):
        (tmp_path / name).mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: Demo\nplugins: [milepost]\n")
    (tmp_path / "data/good.yml").write_text(ROADMAP)
    (tmp_path / "site/index.html").write_text(BEFORE)
    return tmp_path


# What is made to cost more than it looks.
COSTLY = ("an alias bomb", "60,000 brackets", "5,000,000 brackets", "5,000 digits")
# Far above what a small site needs, and far below what the worst of these files would take.
LIMITS = "ulimit -t 20 && ulimit -d 262144 && exec"


def built(folder: Path) -> tuple[int, str]:
    """Exit code, and what was said, of a build."""
    done = forks.run([sys.executable, "-m", "milepost", "build"], cwd=folder)
    return done.returncode, done.stdout + done.stderr


def built_within_limits(folder: Path) -> tuple[int, str]:
    """The same of a build that may have 20 seconds of processor time and 256 MB of data."""
    command = [f'{LIMITS} "$0" -m milepost build', sys.executable]
    done = subprocess.run(
        ["sh", "-c", *command], check=False, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120
    )
    return done.returncode, done.stdout.decode()


@pytest.mark.parametrize("kind", BAD)
def test_it_is_told_with_its_place(folder: Path, kind: str) -> None:
    content, message = BAD[kind]
    (folder / "data/bad.yml").write_bytes(content)
    code, said = (built_within_limits if kind in COSTLY else built)(folder)
    assert code == 1
    assert message in said
    assert "Traceback" not in said
    assert len(said) < 5_000
    assert (folder / "site/index.html").read_text() == BEFORE
    assert sorted(path.name for path in folder.iterdir()) == ["data", "docs", "mkdocs.yml", "site"]


def test_a_file_that_cannot_be_read_is_named(folder: Path) -> None:
    (folder / "data/bad.yml").symlink_to("nowhere.yml")
    (folder / "data/out.yml").symlink_to("/etc/hostname")
    os.mkfifo(folder / "data/pipe.yml")
    code, said = built(folder)
    assert code == 1
    assert "data/bad.yml:1:1: file-unreadable" in said
    assert "data/out.yml:1:1: file-outside" in said
    assert "data/pipe.yml:1:1: file-unreadable" in said


def test_every_problem_of_every_file_is_told_in_one_run(folder: Path) -> None:
    for number, kind in enumerate(("a tab", "Latin-1", "an unknown field", "an unknown kind", "an empty file")):
        (folder / f"data/bad{number}.yml").write_bytes(BAD[kind][0])
    code, said = built(folder)
    assert code == 1
    assert "5 errors" in said
