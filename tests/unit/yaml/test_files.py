"""Which files of a folder are read, and which are refused unread."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from milepost.graph import files
from milepost.graph.files import find, load_bytes, shown
from milepost.problem import Problem

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX file system")


def names(folder: Path) -> list[str]:
    found, problems = find(folder)
    assert problems == []
    return [path.relative_to(folder).as_posix() for path in found]


def problem(folder: Path) -> Problem:
    """The one problem of a folder, of finding its files or of reading them."""
    found, problems = find(folder)
    loaded = [load_bytes(folder, path) for path in found]
    (one,) = [*problems, *(content for content in loaded if isinstance(content, Problem))]
    return one


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "data"
    made.mkdir()
    return made


def test_all_yaml_files_are_found_sorted_by_path(folder: Path) -> None:
    for name in ("b.yml", "a/z.yaml", "a-b/c.yml", "a/B.YML", "a/b/c.yml", "notes.md", "x.yml.bak", "series.csv"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    assert names(folder) == ["a-b/c.yml", "a/B.YML", "a/b/c.yml", "a/z.yaml", "b.yml"]


def test_hidden_names_and_machinery_are_passed_over(folder: Path) -> None:
    for name in (".a.yml", ".git/b.yml", "node_modules/c.yml", "__pycache__/d.yml", "e.yml"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    assert names(folder) == ["e.yml"]


def test_a_folder_with_the_name_of_a_file_is_a_folder(folder: Path) -> None:
    (folder / "x.yml").mkdir()
    (folder / "x.yml" / "a.yml").touch()
    assert names(folder) == ["x.yml/a.yml"]


@needs_posix
def test_a_link_to_another_file_of_the_folder_is_read(folder: Path) -> None:
    (folder / "a.yml").write_bytes(b"a: b")
    (folder / "b.yml").symlink_to("a.yml")
    assert names(folder) == ["a.yml", "b.yml"]
    assert load_bytes(folder, folder / "b.yml") == b"a: b"


@needs_posix
@pytest.mark.parametrize("target", ["../secret.yml", "/etc/passwd", "../missing.yml", ".."])
def test_a_link_that_leads_out_is_refused(folder: Path, target: str) -> None:
    (folder.parent / "secret.yml").write_text("a: b")
    (folder / "a.yml").symlink_to(target)
    found = problem(folder)
    assert (found.rule, found.message) == ("file-outside", "a symbolic link that leads out of the data folder")
    assert found.hint == "copy the file into the folder"
    assert found.place
    assert found.place.path == (folder / "a.yml").as_posix()


@needs_posix
def test_a_linked_folder_that_leads_out_is_refused_and_not_walked(folder: Path) -> None:
    (folder.parent / "else").mkdir()
    (folder.parent / "else" / "a.yml").touch()
    (folder / "link").symlink_to("../else")
    assert problem(folder).rule == "file-outside"


@needs_posix
def test_a_link_to_nothing_cannot_be_read(folder: Path) -> None:
    (folder / "a.yml").symlink_to("missing.yml")
    found = problem(folder)
    assert (found.rule, found.message) == ("file-unreadable", "No such file or directory")


@needs_posix
@pytest.mark.parametrize("name", ["a.yml", "link"])
def test_a_link_to_itself_does_not_hang(folder: Path, name: str) -> None:
    (folder / "a.yml").symlink_to(name)
    (folder / "link").symlink_to("a.yml")
    assert problem(folder).rule == "file-unreadable"


@needs_posix
def test_a_data_folder_may_be_a_link_itself(folder: Path) -> None:
    (folder / "a.yml").touch()
    (folder.parent / "link").symlink_to("data")
    assert names(folder.parent / "link") == ["a.yml"]


@pytest.fixture
def no_waiting() -> Iterator[None]:
    """Ends a test that waits for a writer who never comes."""

    def end(*_: object) -> None:
        pytest.fail("waited for a pipe")

    before = signal.signal(signal.SIGALRM, end)
    signal.alarm(5)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@needs_posix
@pytest.mark.usefixtures("no_waiting")
def test_a_pipe_is_refused_at_once(folder: Path) -> None:
    os.mkfifo(folder / "a.yml")
    assert problem(folder).headline.endswith("a.yml:1:1: file-unreadable: not a regular file")


@needs_posix
def test_a_device_is_refused_unread(folder: Path) -> None:
    found = load_bytes(folder, Path("/dev/zero"))
    assert isinstance(found, Problem)
    assert found.message == "not a regular file"


@needs_posix
def test_a_folder_where_a_file_was_expected_is_refused_and_leaves_nothing_open(folder: Path) -> None:
    (folder / "a.yml").mkdir()
    before = os.open(folder, os.O_RDONLY)
    os.close(before)
    found = load_bytes(folder, folder / "a.yml")
    assert isinstance(found, Problem)
    assert found.rule == "file-unreadable"
    after = os.open(folder, os.O_RDONLY)
    os.close(after)
    assert after == before


def test_a_file_that_may_not_be_read_is_a_problem(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a.yml").touch()

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    found = problem(folder)
    assert (found.rule, found.message) == ("file-unreadable", "Permission denied")


def test_a_folder_that_may_not_be_listed_is_a_problem(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "closed").mkdir()
    scan = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = problem(folder)
    assert (found.rule, found.message) == ("file-unreadable", "Permission denied")
    assert found.place
    assert found.place.path.endswith("data/closed")


def test_a_file_that_is_too_large_is_refused_unread(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 1000)
    (folder / "a.yml").write_bytes(b"a" * 1000)
    assert load_bytes(folder, folder / "a.yml") == b"a" * 1000
    (folder / "a.yml").write_bytes(b"a" * 1001)
    found = problem(folder)
    assert (found.rule, found.message) == ("yaml-too-large", "1,001 bytes, and a file may have 1,000")
    assert found.hint == "split it into several files"


@needs_posix
def test_a_file_that_hides_its_size_is_refused_all_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 3)
    found = load_bytes(folder, Path("/proc/self/status"))
    assert isinstance(found, Problem)
    assert found.rule == "yaml-too-large"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are text there")
def test_a_file_whose_name_is_not_utf_8_is_refused(folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.yml")).touch()
    found = problem(folder)
    assert (found.rule, found.message, found.hint) == ("file-encoding", "the file's name is not UTF-8", "rename it")
    assert found.headline.isprintable()


def test_a_path_is_told_from_the_working_directory(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder.parent)
    assert shown(folder, folder / "a" / "b.yml") == "data/a/b.yml"
    assert shown(Path("data"), Path("data/b.yml")) == "data/b.yml"


def test_a_path_elsewhere_is_told_whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder.parent / "elsewhere").mkdir()
    monkeypatch.chdir(folder.parent / "elsewhere")
    assert shown(folder, folder / "b.yml") == (folder / "b.yml").as_posix()


def test_a_path_is_told_on_one_line() -> None:
    assert shown(Path("data"), Path("data/a\nb\x1b[0m.yml")) == "data/a�b�[0m.yml"
