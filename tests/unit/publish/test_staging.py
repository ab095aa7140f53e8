from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from milepost.publish import staging as stages
from milepost.publish.staging import LOCK, clean, stage

KILLED = """
import os, signal, sys
from pathlib import Path
from milepost.publish.staging import stage
with stage(Path(sys.argv[1])) as folder:
    (folder / "half.html").write_text("half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def leftovers(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir() if ".milepost-" in entry.name)


def test_a_stage_lies_beside_its_site_closed_to_others_and_goes_away(tmp_path: Path) -> None:
    with stage(tmp_path / "site") as folder:
        assert folder.parent == tmp_path
        assert folder.stat().st_mode & 0o077 == 0
    assert leftovers(tmp_path) == []


def test_a_stage_goes_away_when_the_build_fails(tmp_path: Path) -> None:
    try:
        with stage(tmp_path / "site"):
            raise RuntimeError
    except RuntimeError:
        pass
    assert leftovers(tmp_path) == []


def test_the_next_build_cleans_what_a_killed_one_left(tmp_path: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "site")], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert len(leftovers(tmp_path)) == 1
    clean(tmp_path)
    assert leftovers(tmp_path) == []


def test_a_build_that_still_runs_keeps_its_stage(tmp_path: Path) -> None:
    with stage(tmp_path / "site") as running, stage(tmp_path / "site") as other:
        assert running != other
        assert running.is_dir()


def test_a_stage_that_has_no_lock_yet_is_given_time(tmp_path: Path) -> None:
    starting = tmp_path / ".site.milepost-abc"
    starting.mkdir()
    clean(tmp_path)
    assert starting.is_dir()
    old = stages.time.time() - 2 * stages.SETTLING_SECONDS
    os.utime(starting, (old, old))
    clean(tmp_path)
    assert not starting.exists()


def test_what_a_build_for_another_folder_left_is_cleaned_too(tmp_path: Path) -> None:
    other = tmp_path / ".public.milepost-abc"
    other.mkdir()
    (other / LOCK).touch()
    with stage(tmp_path / "site"):
        assert not other.exists()


def test_a_folder_that_cannot_be_read_has_nothing_to_clean(tmp_path: Path) -> None:
    clean(tmp_path / "nowhere")
