"""What two builds of one site have in common, whatever the folders are called in which they ran."""

from __future__ import annotations

from pathlib import Path

import pytest

from milepost.publish.job import Job, Message, Outcome, Result
from milepost.publish.verification import FULL_SOURCE, LOG, Verification, missing_inputs, verdict


def result(folder: Path, name: str, log: str, **more: dict[str, str]) -> Result:
    (folder / name).mkdir(parents=True)
    job = Job("public", "mkdocs.yml", "public", str(folder / name), "2026-09-14")
    return Result(job, Outcome.BUILT, log=(Message("WARNING", log),), **more)


def compared(folder: Path, source: str, published: str, full: str) -> Verification:
    copy = f"{source.rstrip('/')}/.stage/copies/public"
    one, other = result(folder, "one", published.format(copy=copy)), result(folder, "other", full)
    return verdict(one, other, lambda: one, (), name=FULL_SOURCE, moved={source: copy})


@pytest.mark.parametrize("source", ["/home/me/project", "/"])
def test_a_log_that_names_files_by_their_whole_paths_is_the_same(tmp_path: Path, source: str) -> None:
    full = f"{source.rstrip('/')}/docs/a.md: see {source}"
    assert compared(tmp_path, source, "{copy}/docs/a.md: see " + ("{copy}" if source != "/" else "/"), full).passed


def test_a_log_that_says_something_else_is_not(tmp_path: Path) -> None:
    found = compared(tmp_path, "/home/me/project", "{copy}/docs/a.md", "/home/me/project/docs/b.md")
    assert [difference.path for difference in found.differences] == [LOG]


def test_a_file_that_the_copy_has_was_not_missed(tmp_path: Path) -> None:
    source, copy = tmp_path / "source", tmp_path / "source/.stage/copies/public"
    copy.mkdir(parents=True)
    (copy / "kept.csv").touch()
    noted = {str(source / name): "reader" for name in ("kept.csv", "missed.csv")}
    found = list(missing_inputs(result(tmp_path, "full", "", noted=noted), {str(source): str(copy)}))
    assert [reading.path.name for reading in found] == ["missed.csv"]
