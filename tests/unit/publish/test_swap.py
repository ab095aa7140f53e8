"""Folders that replace others: all of them, or none."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from milepost.publish import atomic_exchange as exchanges
from milepost.publish import journal, swap
from milepost.publish.staging import clean, stage
from milepost.publish.swap import publish_all

NAMES = ("public", "partners", "internal")
WAYS = ("one step", "two renames")
# Ends the process right before the system call of that number that renames something. As in a build, the new
# folders are in a stage; "partners" has no site from before.
KILLED = """
import os, signal, sys
from pathlib import Path
from milepost.publish import exchange as exchanges, journal, stage, swap

root, way, last = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
calls = 0
def counted(function):
    def call(*words):
        global calls
        calls += 1
        if calls > last:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*words)
    return call
rename, exchange = counted(Path.rename), counted(exchanges.exchange)
Path.rename = rename
swap.exchange = journal.exchange = exchange if way == "one step" else lambda one, other: False
with stage.stage(root / "site") as folder:
    pairs = []
    for name in ("public", "partners", "internal"):
        new = folder / name
        new.mkdir()
        (new / "index").write_text("new")
        pairs.append((new, root / name))
    swap.publish_all(pairs, folder)
"""


def folder(path: Path, **files: str) -> Path:
    path.mkdir(parents=True)
    for name, text in files.items():
        (path / name).write_text(text)
    return path


def content(path: Path) -> dict[str, str]:
    return {found.name: found.read_text() for found in path.iterdir()} if path.exists() else {}


def leftovers(path: Path) -> list[str]:
    return sorted(entry.name for entry in path.iterdir() if entry.name.startswith("."))


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "two renames":
        for module in (swap, journal):
            monkeypatch.setattr(module, "exchange", lambda one, other: False)


@pytest.mark.usefixtures("way")
def test_a_new_site_replaces_the_old_one_whole(tmp_path: Path) -> None:
    target = folder(tmp_path / "site", index="old", gone="old")
    publish_all([(folder(tmp_path / "stage" / "public", index="new"), target)], tmp_path / "stage")
    assert content(target) == {"index": "new"}


@pytest.mark.usefixtures("way")
def test_hidden_files_of_the_old_site_are_kept(tmp_path: Path) -> None:
    target = folder(tmp_path / "site", index="old")
    (target / ".nojekyll").write_text("")
    folder(target / ".git", HEAD="ref")
    publish_all([(folder(tmp_path / "stage" / "public", index="new"), target)], tmp_path / "stage")
    assert (target / ".git" / "HEAD").read_text() == "ref"
    assert (target / ".nojekyll").exists()


@pytest.mark.usefixtures("way")
def test_the_first_site_needs_no_old_one(tmp_path: Path) -> None:
    target = tmp_path / "further" / "down" / "site"
    publish_all([(folder(tmp_path / "stage" / "public", index="new"), target)], tmp_path / "stage")
    assert content(target) == {"index": "new"}


def test_the_new_site_has_the_permissions_of_the_old_one(tmp_path: Path) -> None:
    target = folder(tmp_path / "site")
    target.chmod(0o750)
    publish_all([(folder(tmp_path / "stage" / "public"), target)], tmp_path / "stage")
    assert target.stat().st_mode & 0o777 == 0o750


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the call is Linux's")
def test_linux_exchanges_two_folders_in_one_step(tmp_path: Path) -> None:
    one, other = folder(tmp_path / "one", a="1"), folder(tmp_path / "other", b="2")
    assert exchanges.exchange(one, other)
    assert (one / "b").read_text() == "2"
    assert (other / "a").read_text() == "1"


def sites(root: Path) -> None:
    """Two old sites, and a third that has never been built."""
    for name in ("public", "internal"):
        folder(root / name, index="old")


def states(root: Path) -> list[str | None]:
    return [content(root / name).get("index") for name in NAMES]


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("failing", range(3))
def test_where_one_cannot_be_replaced_none_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int) -> None:
    sites(tmp_path)
    replace, done = swap._replace, []

    def failing_at(step: journal.ExchangeStep) -> None:
        if len(done) == failing:
            raise PermissionError(13, "Permission denied", "some file of it")
        done.append(step)
        replace(step)

    monkeypatch.setattr(swap, "_replace", failing_at)
    with pytest.raises(OSError, match="Permission denied") as caught, stage(tmp_path / "site") as beside:
        publish_all([(folder(beside / name, index="new"), tmp_path / name) for name in NAMES], beside)
    assert caught.value.filename == str(tmp_path / NAMES[failing])
    assert states(tmp_path) == ["old", None, "old"]
    assert leftovers(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("way", WAYS)
def test_a_build_killed_at_any_step_is_undone_by_the_next(tmp_path: Path, way: str) -> None:
    seen = set()
    for steps in range(12):
        root = tmp_path / str(steps)
        root.mkdir()
        sites(root)
        command = [sys.executable, "-c", KILLED, str(root), way, str(steps)]
        code = subprocess.run(command, check=False).returncode
        seen.add(tuple(states(root)))
        if code == 0:
            break
        assert code == -signal.SIGKILL
        clean(root)
        assert states(root) == ["old", None, "old"], steps
        assert leftovers(root) == []
    assert code == 0
    assert len(seen) >= 4
    assert states(root) == ["new", "new", "new"]


def test_what_another_build_has_published_meanwhile_is_not_undone(tmp_path: Path) -> None:
    sites(tmp_path)
    beside = folder(tmp_path / ".site.milepost-a")
    step = journal.ExchangeStep.of(folder(beside / "public", index="new"), tmp_path / "public", beside / "aside")
    journal.write([step], beside)
    (tmp_path / "public").rename(beside / "old")
    folder(tmp_path / "public", index="theirs")
    journal.restore(beside)
    assert states(tmp_path) == ["theirs", None, "old"]


def test_a_stage_whose_sites_cannot_be_restored_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sites(tmp_path)

    def refuse(*_: object) -> None:
        raise OSError(5, "Input/output error")

    replace = swap._replace

    def broken_after_the_first(step: journal.ExchangeStep) -> None:
        replace(step)
        broken.setattr(journal, "_undo", refuse)
        refuse()

    def publish() -> None:
        with stage(tmp_path / "site") as beside:
            publish_all([(folder(beside / name, index="new"), tmp_path / name) for name in NAMES], beside)

    with monkeypatch.context() as broken:
        broken.setattr(swap, "_replace", broken_after_the_first)
        with pytest.raises(OSError, match="Input/output"):
            publish()
    assert states(tmp_path)[0] == "new"
    clean(tmp_path)
    assert states(tmp_path) == ["old", None, "old"]
    assert leftovers(tmp_path) == []


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Path]:
    """A folder on another file system."""
    shm = Path("/dev/shm")
    if not os.access(shm, os.W_OK) or shm.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is no second file system")
    found = Path(tempfile.mkdtemp(dir=shm))
    yield found
    shutil.rmtree(found)


def test_a_site_on_another_file_system_is_replaced_like_any(tmp_path: Path, elsewhere: Path) -> None:
    folder(elsewhere / "site", index="old")
    with stage(tmp_path / "site") as beside:
        publish_all([(folder(beside / "public", index="new"), elsewhere / "site")], beside)
    assert content(elsewhere / "site") == {"index": "new"}
    assert leftovers(elsewhere) == leftovers(tmp_path) == []


@pytest.mark.parametrize("cleaned_first", [0, 1])
def test_a_build_killed_between_two_file_systems_is_undone(tmp_path: Path, elsewhere: Path, cleaned_first: int) -> None:
    folder(elsewhere / "public", index="old")
    folder(tmp_path / "internal", index="old")
    (tmp_path / "public").symlink_to(elsewhere / "public")
    script = KILLED.replace("root / name))", "(root / name).resolve()))")
    command = [sys.executable, "-c", script, str(tmp_path), "one step", "2"]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    assert states(tmp_path)[0] == "new"
    for place in ((tmp_path, elsewhere), (elsewhere, tmp_path))[cleaned_first]:
        clean(place)
    assert states(tmp_path) == ["old", None, "old"]
    assert leftovers(elsewhere) == leftovers(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows locks a file instead")
def test_two_builds_never_publish_half_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sites(tmp_path)
    replace, first_is_at_work, go_on = swap._replace, threading.Event(), threading.Event()

    def slow(step: journal.ExchangeStep) -> None:
        replace(step)
        if "one" in step.new and not first_is_at_work.is_set():
            first_is_at_work.set()
            go_on.wait(10)

    monkeypatch.setattr(swap, "_replace", slow)

    def publish(who: str) -> threading.Thread:
        beside = tmp_path / f"stage-{who}"
        pairs = [(folder(beside / name, index=who), tmp_path / name) for name in NAMES]
        thread = threading.Thread(target=publish_all, args=(pairs, beside))
        thread.start()
        return thread

    first = publish("one")
    assert first_is_at_work.wait(10)
    second = publish("two")
    second.join(0.3)
    assert states(tmp_path) == ["one", None, "old"]
    go_on.set()
    first.join(10)
    second.join(10)
    assert states(tmp_path) == ["two", "two", "two"]
