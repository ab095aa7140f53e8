"""Run the program that writes a CSV file, and keep what it prints only if every row of it is valid.

Nothing but `milepost metrics pull` imports this: no build, check, or server ever starts such a program.
"""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from milepost.could_not_run import CouldNotRun
from milepost.graph import loader
from milepost.problem import Level, Problem
from milepost.run_checks import check
from milepost.settings import Settings
from milepost.yaml.reader import MAX_BYTES

_SHOWN = 2_000  # characters of what a program writes to stderr


def printed(command: Sequence[str], folder: Path, timeout: float) -> bytes:
    """What a program prints, run in a folder without a shell and without input, within `timeout` seconds.

    Raises CouldNotRun if it cannot be started, ends with another code than 0, takes too long, or prints too much.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        try:
            process = subprocess.Popen(
                list(command), cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=errors, start_new_session=True
            )
        except (OSError, ValueError) as error:
            words = getattr(error, "strerror", None) or str(error)
            raise CouldNotRun(f"cannot run {command[0]}: {words}") from None
        try:
            code = process.wait(timeout)
        except subprocess.TimeoutExpired:
            _stop(process)
            raise CouldNotRun(f"{command[0]} took more than {timeout:g} seconds{_said(errors.fileno())}") from None
        except BaseException:
            _stop(process)
            raise
        if code:
            raise CouldNotRun(f"{command[0]} ended with {code}{_said(errors.fileno())}")
        if out.seek(0, os.SEEK_END) > MAX_BYTES:
            raise CouldNotRun(f"{command[0]} printed more than {MAX_BYTES:,} bytes")
        out.seek(0)
        return out.read()


def problems_of(settings: Settings, path: str, content: bytes) -> list[Problem]:
    """The errors that a CSV file of the data folder would have with a content: in it, or where it is named."""
    found = loader.load(settings.data_dir, settings.audiences, instead={path: content})
    errors = any(one.level is Level.ERROR for one in found.problems)
    every = [*found.problems, *check(found.portfolio, settings, whole=not errors)]
    table = loader.shown_path(settings.data_dir, path)
    raw, _ = loader.read_files(settings.data_dir)
    named = [file.source.place(one.offset) for file in raw for one in file.row_files if one.path == path]
    places = {(place.path, place.line) for place in named}

    def concerns(one: Problem) -> bool:
        at = one.place
        return at is not None and (at.path == table or (at.path, at.line) in places)

    return [one for one in every if one.level is Level.ERROR and concerns(one)]


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Stop a program and what it has started."""
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()


def _said(errors: int) -> str:
    """The end of what a program wrote to stderr, on lines of its own."""
    size = os.lseek(errors, 0, os.SEEK_END)
    os.lseek(errors, max(0, size - _SHOWN), os.SEEK_SET)
    words = os.read(errors, _SHOWN).decode("utf-8", "replace").strip()
    return f":\n{words}" if words else ", and wrote nothing to stderr"
