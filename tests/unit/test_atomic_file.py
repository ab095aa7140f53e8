"""Files are replaced whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from milepost import atomic_file
from milepost.atomic_file import replace_file, replace_files


def test_a_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    target = tmp_path / "a.yml"
    target.write_bytes(b"old")
    target.chmod(0o640)

    replace_file(target, b"new")

    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["a.yml"]


def test_a_new_file_can_be_read_by_others(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        replace_file(tmp_path / "a.yml", b"new")
    finally:
        os.umask(before)

    assert stat.S_IMODE((tmp_path / "a.yml").stat().st_mode) == 0o644


def test_if_one_of_several_cannot_be_written_none_changes(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(b"old")

    with pytest.raises(OSError, match=r"none.b\.yml"):
        replace_files({tmp_path / "a.yml": b"new", tmp_path / "none" / "b.yml": b"new"})

    assert (tmp_path / "a.yml").read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.yml"]


def test_nothing_is_left_behind_when_a_write_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_handle: int) -> None:
        raise KeyboardInterrupt

    (tmp_path / "a.yml").write_bytes(b"old")
    monkeypatch.setattr(atomic_file.os, "fsync", interrupted)

    with pytest.raises(KeyboardInterrupt):
        replace_file(tmp_path / "a.yml", b"new")

    assert (tmp_path / "a.yml").read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.yml"]
