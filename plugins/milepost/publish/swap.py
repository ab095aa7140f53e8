"""Publishing built sites in place of the old ones: all of them, or none."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from milepost.publish import journal
from milepost.publish.atomic_exchange import exchange
from milepost.publish.staging import stage as new_stage

ASIDE = "before"


def publish_all(pairs: Sequence[tuple[Path, Path]], stage: Path) -> None:
    """Replace each `target` by its `new` folder; the old targets end up in stages.

    If one cannot be replaced, those already replaced are exchanged back. A build killed in between leaves a record in
    its stage, by which the next build rolls back. At every moment each target exists in full, old or new; only where
    the system cannot exchange two folders is there an instant between two renames.

    Hidden files at the top of an old target (`.git`, `.nojekyll`) are not part of any build and are kept, as MkDocs
    keeps them. For a target on another file system, the new folder is first copied to a stage beside it.

    Raises OSError, whose `filename` is the target that cannot be replaced; no target has changed then.
    """
    # Old sites must not be deleted before the record of the exchange: hence the order of these blocks.
    with ExitStack() as stages, _alone(target.parent for _, target in pairs):
        steps, others = [], []
        for number, (new, target) in enumerate(pairs):
            with _naming(target):
                source, holder = _near(new, target, stage, stages)
                _take_over(target, source)
                steps.append(journal.ExchangeStep.of(source, target, holder / f"{ASIDE}-{number}"))
                others += [holder] if holder != stage else []
        with _naming(pairs[0][1]):
            journal.write(steps, stage, others)
        try:
            for step in steps:
                with _naming(Path(step.target)):
                    _replace(step)
            journal.forget(stage)
        except BaseException:
            journal.restore(stage)
            raise


def _near(new: Path, target: Path, stage: Path, stages: ExitStack) -> tuple[Path, Path]:
    """The new folder on the file system of its target, and the stage it is in."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if new.stat().st_dev == target.parent.stat().st_dev:
        return new, stage
    holder = stages.enter_context(new_stage(target))
    return Path(shutil.copytree(new, holder / "new", symlinks=True)), holder


def _take_over(old: Path, new: Path) -> None:
    """Copy the old folder's permissions and hidden files to the new one."""
    if not old.exists():
        return
    for entry in old.iterdir():
        kept = new / entry.name
        if not entry.name.startswith(".") or kept.exists():
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, kept, symlinks=True)
        else:
            shutil.copy2(entry, kept, follow_symlinks=False)
    shutil.copymode(old, new)


def _replace(step: journal.ExchangeStep) -> None:
    target, new = Path(step.target), Path(step.new)
    if step.old and exchange(new, target):
        return
    if step.old:
        target.rename(step.aside)
    new.rename(target)


@contextmanager
def _naming(target: Path) -> Iterator[None]:
    """Make an OSError name the target instead of whichever file caused it."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno or 0, error.strerror or _first_words(error), str(target)) from error


def _first_words(error: OSError) -> str:
    """The first reason in a shutil.Error, which lists one for each file."""
    reasons = [str(entry[-1]) for entry in error.args[0]] if isinstance(error, shutil.Error) else []
    return re.sub(r"^\[Errno \d+\] ([^:]*).*", r"\1", reasons[0] if reasons else str(error), flags=re.DOTALL)


@contextmanager
def _alone(folders: Iterable[Path]) -> Iterator[None]:
    """Wait until no other build replaces sites in these folders: two builds must not publish half each."""
    with ExitStack() as held:
        for folder in sorted({folder.resolve() for folder in folders}):
            # Some network file systems cannot lock a folder. There the exchange is as safe as it is anywhere else
            # against a crash, and only two builds that end in the same instant could mix.
            with suppress(OSError):
                held.enter_context(_locked(folder))
        yield


if sys.platform == "win32":
    import msvcrt

    @contextmanager
    def _locked(folder: Path) -> Iterator[None]:
        # Windows cannot lock a folder. Its temporary folder belongs to the user alone.
        name = hashlib.sha256(os.fsencode(folder)).hexdigest()
        with open(Path(tempfile.gettempdir()) / f"milepost-{name}.lock", "ab") as stream:
            msvcrt.locking(stream.fileno(), msvcrt.LK_LOCK, 1)
            yield
else:
    import fcntl

    @contextmanager
    def _locked(folder: Path) -> Iterator[None]:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)
