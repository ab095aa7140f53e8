"""History is read from real repositories, whatever was done to them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.support.clone import Clone
from tests.unit.history.conftest import AS_OF, FIELDS, INTERNAL, stories, trail

from milepost.history import git_source, site_history
from milepost.history.git_source import read_line
from milepost.history.ledger import Ledger, build_ledger
from milepost.settings import Settings

Day = Callable[..., str]
Say = Callable[[Path], str]


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    return Clone(tmp_path / "repository")


@pytest.fixture
def on(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> Day:
    """Commits files on a day of November 2026, at noon in UTC unless another time is given."""

    def commit(day: int, files: dict[str, str | bytes | None], time: str = "12:00:00+0000") -> str:
        moment(monkeypatch, day, time)
        return clone.commit(files)

    return commit


def moment(monkeypatch: pytest.MonkeyPatch, day: int, time: str = "12:00:00+0000") -> None:
    for name in ("GIT_COMMITTER_DATE", "GIT_AUTHOR_DATE"):
        monkeypatch.setenv(name, f"2026-11-{day:02}T{time}")


def ledger(folder: Path, as_of: date = AS_OF) -> Ledger:
    return build_ledger(read_line(folder, FIELDS).commits, as_of, INTERNAL)


def missing(folder: Path) -> str:
    known = site_history._known(Settings(folder, AS_OF, audience="internal"), NOBODY, NOBODY)
    return known.missing if known else "no history"


class _Innermost:
    innermost = True


NOBODY: object = _Innermost()


def test_the_day_of_a_commit_is_that_of_the_committer_in_utc(clone: Clone, on: Day) -> None:
    on(2, {"data/work.yml": stories(a="todo")}, "23:30:00-0200")
    on(3, {"data/work.yml": stories(a="done")}, "01:30:00+0300")
    # The second is earlier than the first, so its clock or time zone was wrong.
    assert trail(ledger(clone.root / "data"), "a") == [("11-03", "todo"), ("11-03", "done")]


def test_what_a_merge_brought_came_with_the_merge(clone: Clone, on: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    on(2, {"data/work.yml": stories(a="todo")})
    clone.git("checkout", "--quiet", "-b", "side")
    on(3, {"data/work.yml": stories(a="in_progress")})
    on(4, {"data/work.yml": stories(a="done")})
    clone.git("checkout", "--quiet", "main")
    on(5, {"README.md": "Nothing to do with it."})
    moment(monkeypatch, 6)
    clone.git("merge", "--quiet", "--no-ff", "--no-edit", "side")
    assert trail(ledger(clone.root / "data"), "a") == [("11-02", "todo"), ("11-06", "done")]


def test_a_revert_is_a_change_back(clone: Clone, on: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    on(2, {"data/work.yml": stories(a="todo")})
    on(3, {"data/work.yml": stories(a="done")})
    moment(monkeypatch, 9)
    clone.git("revert", "--no-edit", "HEAD")
    assert trail(ledger(clone.root / "data"), "a") == [("11-02", "todo"), ("11-03", "done"), ("11-09", "todo")]


def test_a_data_folder_that_was_renamed_is_followed(clone: Clone, on: Day) -> None:
    on(
        2,
        {"plan/deep/work.yml": stories(a="todo"), "plan/left.yml": stories(b="todo"), "plan/c.yml": stories(c="todo")},
    )
    on(3, {"plan/deep/work.yml": stories(a="in_progress")})
    clone.git("mv", "plan", "data")
    on(4, {"data/left.yml": None, "left.yml": stories(b="todo")})
    on(5, {"data/deep/work.yml": stories(a="done")})
    clone.git("mv", "data", "site-data")
    on(6, {})
    found = ledger(clone.root / "site-data")
    assert trail(found, "a") == [("11-02", "todo"), ("11-03", "in_progress"), ("11-05", "done")]
    assert trail(found, "b") == [("11-02", "todo"), ("11-04", None)]
    assert trail(found, "c") == [("11-02", "todo")]


def test_a_folder_that_was_made_anew_has_no_earlier_one(clone: Clone, on: Day) -> None:
    on(2, {"other/work.yml": stories(a="todo")})
    on(3, {"other/work.yml": None, "data/work.yml": stories(a="done"), "data/more.yml": stories(b="todo")})
    assert trail(ledger(clone.root / "data"), "a") == [("11-03", "done")]


def test_a_data_folder_may_be_the_whole_repository(clone: Clone, on: Day) -> None:
    on(2, {"work.yml": stories(a="todo"), "node_modules/x.yml": stories(b="todo"), ".hidden/y.yml": stories(c="todo")})
    assert [*ledger(clone.root).trails] == [("story", "a")]


def test_the_history_of_a_submodule_is_its_own(clone: Clone, on: Day, tmp_path: Path) -> None:
    on(2, {"work.yml": stories(a="todo")})
    on(3, {"work.yml": stories(a="done")})
    outer = Clone(tmp_path / "outer")
    outer.commit({"README.md": "The site."})
    outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(clone.root), "data")
    outer.commit()
    assert trail(ledger(outer.root / "data"), "a") == [("11-02", "todo"), ("11-03", "done")]


def test_a_shallow_clone_says_what_is_missing_and_how_to_get_it(clone: Clone, on: Day, tmp_path: Path) -> None:
    on(2, {"data/work.yml": stories(a="todo")})
    on(3, {"data/work.yml": stories(a="in_progress")})
    assert missing(clone.root / "data") == ""
    subprocess.run(["git", "clone", "--quiet", "--depth=1", clone.root.as_uri(), tmp_path / "new"], check=True)
    assert ledger(tmp_path / "new" / "data").trails["story", "a"][0].is_first
    words = missing(tmp_path / "new" / "data")
    assert "commits before 2026-11-03 are missing" in words
    assert "git fetch --unshallow" in words
    assert "fetch-depth: 0" in words
    subprocess.run(["git", "fetch", "--quiet", "--unshallow"], cwd=tmp_path / "new", check=True)
    assert missing(tmp_path / "new" / "data") == ""
    assert ledger(tmp_path / "new" / "data").trails == ledger(clone.root / "data").trails


def test_files_that_could_not_be_read_are_counted(clone: Clone, on: Day) -> None:
    on(2, {"data/work.yml": stories(a="todo"), "data/x.yml": "["})
    assert missing(clone.root / "data") == "1 file version of the past could not be read and is left out."


def test_more_commits_than_can_be_read_are_said(clone: Clone, on: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    on(2, {"data/work.yml": stories(a="todo")})
    on(3, {"data/work.yml": stories(a="done")})
    monkeypatch.setattr("milepost.git.repository._MAX_COMMITS", 1)
    assert "those before 2026-11-03 are left out" in missing(clone.root / "data")


def test_without_a_repository_or_a_commit_there_is_no_history(clone: Clone, tmp_path: Path) -> None:
    assert ledger(clone.root) == Ledger({})
    assert missing(clone.root) == ""
    (tmp_path / "elsewhere").mkdir()
    assert missing(tmp_path / "elsewhere") == "no history"


def test_a_repository_that_git_does_not_read_is_said(clone: Clone, on: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    on(2, {"data/work.yml": stories(a="todo")})
    (clone.root / ".git" / "HEAD").write_text("broken", encoding="utf-8")
    assert missing(clone.root / "data").startswith("The git history cannot be read: ")
    monkeypatch.setenv("PATH", "")
    assert (
        missing(clone.root / "data") == "The git history cannot be read: git cannot be run: No such file or directory."
    )


def test_a_clone_without_contents_says_that_it_is_not_complete(clone: Clone, on: Day, tmp_path: Path) -> None:
    on(2, {"data/work.yml": stories(a="todo")})
    on(3, {"data/work.yml": stories(a="done")})
    clone.git("config", "uploadpack.allowFilter", "true")
    command = ["git", "clone", "--quiet", "--filter=blob:none", clone.root.as_uri(), tmp_path / "new"]
    subprocess.run(command, check=True)
    shutil.rmtree(clone.root)
    assert "The git history cannot be read: " in missing(tmp_path / "new" / "data")


def test_a_fresh_a_full_and_a_cached_clone_say_the_same(
    clone: Clone, on: Day, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(2, {"data/work.yml": stories(a="todo", b="todo")})
    on(3, {"data/work.yml": stories(a="todo"), "data/more.yml": stories(b="done")})
    first = ledger(clone.root / "data")
    read: list[str] = []
    whole = git_source.read_record
    monkeypatch.setattr(git_source, "read_record", lambda content, fields: read.append("") or whole(content, fields))
    assert ledger(clone.root / "data") == first
    assert not read
    subprocess.run(["git", "clone", "--quiet", clone.root, tmp_path / "new"], check=True)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    assert ledger(tmp_path / "new" / "data") == first
    assert len(read) == 3
    clone.git("worktree", "add", "--quiet", str(tmp_path / "tree"))
    assert ledger(tmp_path / "tree" / "data") == first
    assert len(read) == 3  # work trees share what was kept


def test_a_history_that_was_rewritten_is_read_as_it_is_now(clone: Clone, on: Day) -> None:
    on(2, {"data/work.yml": stories(a="todo")})
    on(3, {"data/work.yml": stories(a="in_progress")})
    assert len(trail(ledger(clone.root / "data"), "a")) == 2
    clone.git("reset", "--quiet", "--hard", "HEAD~1")
    on(4, {"data/work.yml": stories(a="done")})
    assert trail(ledger(clone.root / "data"), "a") == [("11-02", "todo"), ("11-04", "done")]


def test_replaced_objects_do_not_count(clone: Clone, on: Day) -> None:
    first = on(2, {"data/work.yml": stories(a="todo")})
    other = on(3, {"data/work.yml": stories(a="done")})
    clone.git("replace", first, other)
    assert trail(ledger(clone.root / "data"), "a") == [("11-02", "todo"), ("11-03", "done")]


def test_a_file_over_the_size_limit_is_left_out(clone: Clone, on: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("milepost.git.program.MAX_BYTES", 200)
    on(2, {"data/work.yml": stories(a="todo"), "data/big.yml": stories(b="todo") + "#" * 2_000_000})
    on(3, {"data/work.yml": stories(a="done")})
    found = ledger(clone.root / "data")
    assert (trail(found, "a"), trail(found, "b")) == ([("11-02", "todo"), ("11-03", "done")], [])
    assert found.unreadable == 1
