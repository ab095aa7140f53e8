"""The record of an exchange of several folders, by which a half-finished one is rolled back.

Renames are atomic one by one, not together. So the folders to exchange are recorded first, each by its device and
inode, which a rename does not change. Whoever finds a record afterwards (the failed build itself, or the next one)
looks where each folder is now and moves the old ones back. Without a record the exchange is complete.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from milepost.publish.atomic_exchange import exchange

NAME = ".exchange.json"
ELSEWHERE = "recorded_in"
Identity = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ExchangeStep:
    """One folder to exchange: `new` becomes `target`. `old` is None if there was no target.

    An old folder ends up at `new`, or at `aside` if the system cannot exchange two folders.
    """

    target: str
    new: str
    aside: str
    old: Identity | None
    now: Identity

    @classmethod
    def of(cls, new: Path, target: Path, aside: Path) -> ExchangeStep:
        """A step that has not been taken yet. Raises OSError if there is no folder `new`."""
        identity = _identity(new)
        if identity is None:
            raise FileNotFoundError(2, os.strerror(2), str(new))
        return cls(str(target), str(new), str(aside), _identity(target), identity)


def write(steps: Sequence[ExchangeStep], stage: Path, others: Iterable[Path] = ()) -> None:
    """Record an exchange in a stage; `others` are further stages that hold some of its folders. Raises OSError."""
    _write(stage, {"steps": [asdict(step) for step in steps]})
    for other in others:
        _write(other, {ELSEWHERE: str(stage)})


def forget(stage: Path) -> None:
    """Remove the record: the exchange is now complete."""
    (stage / NAME).unlink()


def restore(stage: Path) -> None:
    """Roll back an exchange recorded in a stage, if any. Idempotent. Raises OSError."""
    for step in reversed(_steps(stage)):
        _undo(step)


def _undo(step: ExchangeStep) -> None:
    target, new, aside = Path(step.target), Path(step.new), Path(step.aside)
    there = _identity(target)
    if there not in (None, step.now):
        return  # the old folder, or one that another build has published meanwhile
    old = next((path for path in (new, aside) if step.old and _identity(path) == step.old), None)
    if there is None:
        if old:
            old.rename(target)
    elif step.old is None:
        target.rename(new)
    elif old and not exchange(old, target):
        target.rename(new if old == aside else new.with_name(f"{new.name}.undone"))
        old.rename(target)


def _steps(stage: Path) -> list[ExchangeStep]:
    try:
        found = json.loads((stage / NAME).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return []
    if ELSEWHERE in found:
        return _steps(Path(found[ELSEWHERE]))
    return [_step(**step) for step in found["steps"]]


def _step(target: str, new: str, aside: str, old: list[int] | None, now: list[int]) -> ExchangeStep:
    return ExchangeStep(target, new, aside, (old[0], old[1]) if old else None, (now[0], now[1]))


def _identity(path: Path) -> Identity | None:
    try:
        found = path.lstat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _write(stage: Path, content: object) -> None:
    """Write the record atomically: a truncated one could not be rolled back."""
    draft = stage / f"{NAME}.draft"
    with draft.open("w", encoding="utf-8") as stream:
        json.dump(content, stream)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(stage / NAME)
