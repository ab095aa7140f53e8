from __future__ import annotations

import sys
from pathlib import Path

import pytest

from milepost.build import swap
from milepost.build.swap import put_in_place


def folder(path: Path, **files: str) -> Path:
    path.mkdir(parents=True)
    for name, text in files.items():
        (path / name).write_text(text)
    return path


@pytest.fixture(params=["one step", "two renames"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "two renames":
        monkeypatch.setattr(swap, "exchange", lambda one, other: False)


@pytest.mark.usefixtures("way")
def test_a_new_site_replaces_the_old_one_whole(tmp_path: Path) -> None:
    target = folder(tmp_path / "site", index="old", gone="old")
    put_in_place(folder(tmp_path / "stage" / "public", index="new"), target, tmp_path / "stage")
    assert {path.name: path.read_text() for path in target.iterdir()} == {"index": "new"}


@pytest.mark.usefixtures("way")
def test_hidden_files_of_the_old_site_are_kept(tmp_path: Path) -> None:
    target = folder(tmp_path / "site", index="old")
    (target / ".nojekyll").write_text("")
    folder(target / ".git", HEAD="ref")
    put_in_place(folder(tmp_path / "stage" / "public", index="new"), target, tmp_path / "stage")
    assert (target / ".git" / "HEAD").read_text() == "ref"
    assert (target / ".nojekyll").exists()


@pytest.mark.usefixtures("way")
def test_the_first_site_needs_no_old_one(tmp_path: Path) -> None:
    put_in_place(folder(tmp_path / "stage" / "public", index="new"), tmp_path / "site", tmp_path / "stage")
    assert (tmp_path / "site" / "index").read_text() == "new"


def test_the_new_site_has_the_permissions_of_the_old_one(tmp_path: Path) -> None:
    target = folder(tmp_path / "site")
    target.chmod(0o750)
    put_in_place(folder(tmp_path / "stage" / "public"), target, tmp_path / "stage")
    assert target.stat().st_mode & 0o777 == 0o750


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the call is Linux's")
def test_linux_exchanges_two_folders_in_one_step(tmp_path: Path) -> None:
    one, other = folder(tmp_path / "one", a="1"), folder(tmp_path / "other", b="2")
    assert swap.exchange(one, other)
    assert (one / "b").read_text() == "2"
    assert (other / "a").read_text() == "1"
