"""The YAML files of a data folder, in an order independent of the file system."""

from __future__ import annotations

import os
import posixpath
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from milepost.front_matter import folder_file
from milepost.problem import Level, Place, Problem
from milepost.tables.csv_rows import SUFFIX as TABLE
from milepost.yaml.reader import MAX_BYTES

SUFFIXES = (".yml", ".yaml")
IGNORED_FOLDERS = frozenset(("node_modules", "__pycache__"))
# Without it, opening a pipe waits for somebody to write into it. Windows has neither.
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
_BINARY = getattr(os, "O_BINARY", 0)


def find(folder: Path, suffixes: tuple[str, ...] = SUFFIXES) -> tuple[list[Path], list[Problem]]:
    """(all files with a suffix in and below a folder, sorted by path; problems of files that cannot be used).

    Names with a leading dot are ignored. A symbolic link may lead to another file of the folder, but not out of it.
    """
    files: list[Path] = []
    problems: list[Problem] = []

    def unreadable(error: OSError) -> None:
        path = Path(error.filename or folder)
        problems.append(_problem("file-unreadable", folder, path, error.strerror or "cannot be read"))

    root = folder.resolve()
    for path in _walk(folder, unreadable):
        if path.is_symlink() and not _target(path).is_relative_to(root):
            message = "a symbolic link that leads out of the data folder"
            problems.append(_problem("file-outside", folder, path, message, "copy the file into the folder"))
        elif path.name.startswith(".") or path.suffix.lower() not in suffixes:
            # Of the names that are passed over, one that was meant to close its folder must not be.
            if folder_file.is_lookalike(path.name):
                problems.append(folder_file.misnamed(shown(folder, path)))
        elif not _is_text(path):
            problems.append(_problem("file-encoding", folder, path, "the file's name is not UTF-8", "rename it"))
        else:
            files.append(path)
    return sorted(files, key=lambda path: path.relative_to(folder).as_posix()), problems


def is_included(relative: str) -> bool:
    """Whether a path below the data folder is in no ignored folder; for paths that are not on disk."""
    parts = relative.split("/")
    return not any(part.startswith(".") for part in parts) and IGNORED_FOLDERS.isdisjoint(parts[:-1])


def is_yaml(relative: str) -> bool:
    """Whether a path has the suffix of a YAML file."""
    return posixpath.splitext(relative)[1].lower() in SUFFIXES


def load_bytes(folder: Path, path: Path) -> bytes | Problem:
    """Content of a file, or the problem if it cannot be read. Never blocks: pipes and devices are refused."""
    try:
        descriptor = os.open(path, os.O_RDONLY | _NO_WAIT | _BINARY)
    except OSError as error:
        return _problem("file-unreadable", folder, path, error.strerror or "cannot be read")
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return _problem("file-unreadable", folder, path, "not a regular file")
        if status.st_size > MAX_BYTES:
            return too_large(folder, path, f"{status.st_size:,}")
        with open(descriptor, "rb", closefd=False) as stream:
            content = stream.read(MAX_BYTES + 1)
        return content if len(content) <= MAX_BYTES else too_large(folder, path, f"more than {MAX_BYTES:,}")
    except OSError as error:
        return _problem("file-unreadable", folder, path, error.strerror or "cannot be read")
    finally:
        os.close(descriptor)


def too_large(folder: Path, path: Path, size: str) -> Problem:
    """The problem of a file over the size limit."""
    message = f"{size} bytes, and a file may have {MAX_BYTES:,}"
    rule = "csv-too-large" if path.suffix.lower() == TABLE else "yaml-too-large"
    return _problem(rule, folder, path, message, "split it into several files")


def shown(_folder: Path, path: Path) -> str:
    """A path as shown to people: relative to the working directory if it is below, with forward slashes.

    Always printable and on one line, whatever the file is called.
    """
    with suppress(ValueError, OSError):
        path = path.relative_to(Path.cwd())
    name = path.as_posix()
    if name.isprintable():
        return name
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)


def _walk(folder: Path, onerror: Callable[[OSError], None]) -> Iterator[Path]:
    for base, folders, names in os.walk(folder, onerror=onerror):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in IGNORED_FOLDERS)
        here = Path(base)
        for name in sorted(names):
            if not name.startswith(".") or folder_file.is_lookalike(name):
                yield here / name
        # A linked folder is not walked into; it is worth a word only when it leads out.
        yield from (here / name for name in folders if (here / name).is_symlink())


def _target(path: Path) -> Path:
    """Target of a symbolic link; one that leads to itself stays where it is and cannot be opened."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.parent.resolve() / path.name


def _is_text(path: Path) -> bool:
    try:
        path.name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _problem(rule: str, folder: Path, path: Path, message: str, hint: str | None = None) -> Problem:
    return Problem(rule, Level.ERROR, message, Place(shown(folder, path)), hint)
