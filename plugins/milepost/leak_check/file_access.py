"""File reads of a build, observed by Python's audit events: refused where files are private, or recorded.

In the build of a redacted copy nothing may be read from the folders it was copied from. In the build from the full
source, reads by other plugins are recorded, so that a difference can be traced to the plugin that caused it. Of
programs that a plugin starts (such as git) only the paths in their arguments are seen, not what they read.
"""

from __future__ import annotations

import errno
import os
import re
import sys
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

_READS = frozenset(("open", "os.listdir", "os.scandir", "os.link", "os.symlink", "sqlite3.connect"))
_STARTS = "subprocess.Popen"
_BETWEEN = re.compile(r"[\s'\"=;|&<>()]+")  # separators in a command line, including those before an option's value
_PYTHON = (".py", ".pyc", ".pyi", ".so", ".pyd", ".dll", ".dylib")
# Modules that read on behalf of their caller.
_CARRIERS = ("codecs", "io", "os", "pathlib", "posixpath", "genericpath", "shutil", "glob", "tempfile", "importlib",
             "zipfile", "fileinput", "linecache", "subprocess", "tokenize", "json", "csv", "<frozen")  # fmt: skip
# Readers whose output passes the audience filter: Milepost, and MkDocs reading pages.
_FILTERED = ("milepost", "mkdocs", "yaml", "jinja2", "properdocs", "watchdog")


class AccessRefused(PermissionError):
    """Something tried to read the private source from the build of a redacted copy."""


@dataclass
class FileAccess:
    """The observed reads of a process: `refused` and `noted` map a path to the module that read it."""

    refused: dict[str, str] = field(default_factory=dict)
    noted: dict[str, str] = field(default_factory=dict)


def watch(private: Sequence[Path], open_folders: Iterable[Path], *, refuse: bool) -> FileAccess:
    """Observe every file that this process opens from now on below the `private` folders, but outside `open_folders`.

    With `refuse`, reading there raises AccessRefused for any reader except imports; otherwise reads by other plugins
    are recorded. The hook cannot be removed: use it in a process of its own.
    """
    access = FileAccess()
    closed = tuple(map(_folder, private))
    allowed = tuple(map(_folder, open_folders))
    busy = threading.local()

    def look(path: str, caller: FrameType) -> None:
        real = os.path.realpath(path)  # a link may lead back into the source
        if not _below(real, closed) or _below(real, allowed):
            return
        if _name(caller).startswith("importlib") and (real.endswith(_PYTHON) or os.path.isdir(real)):
            return
        reader = _reader(caller)
        if refuse:
            access.refused.setdefault(real, reader)
            raise AccessRefused(errno.EACCES, "not part of the working copy of this site", path)
        if reader.partition(".")[0] not in _FILTERED and os.path.isfile(real):
            access.noted.setdefault(real, reader)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if (event not in _READS and event != _STARTS) or getattr(busy, "looking", False):
            return
        busy.looking = True  # the checks raise events, too
        try:
            paths = _given(arguments) if event == _STARTS else [_path(arguments[0] if arguments else None)]
            for path in paths:
                if path and not (event == "open" and _only_writes(arguments)):
                    look(path, sys._getframe(1))  # noqa: SLF001  # the only way to the caller
        except AccessRefused:
            raise
        except (OSError, ValueError, RuntimeError):
            return  # other errors in an audit hook would break the audited operation
        finally:
            busy.looking = False

    sys.addaudithook(hook)
    return access


def _path(value: Any) -> str | None:
    """A path as text; None for a descriptor, whose path was seen when it was opened, and for the current folder."""
    return os.fsdecode(value) if isinstance(value, (str, bytes, os.PathLike)) else None


def _given(arguments: tuple[Any, ...]) -> list[str]:
    """The working directory of a program, and the absolute paths among its arguments."""
    words = arguments[1] if len(arguments) > 1 else ()
    texts = [words] if isinstance(words, (str, bytes, os.PathLike)) else list(words)[1:]
    given = [part for text in map(_path, texts) if text for part in (text, *_BETWEEN.split(text))]
    folder = _path(arguments[2]) if len(arguments) > 2 else None
    return [path for path in (folder, *given) if path and os.path.isabs(path)]


def _only_writes(arguments: tuple[Any, ...]) -> bool:
    """Whether a file is opened only to write: the event's third argument has the flags of open(2)."""
    flags = arguments[2] if len(arguments) > 2 else 0
    return isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR) == os.O_WRONLY


def _folder(path: Path) -> str:
    return os.path.realpath(path).rstrip(os.sep) + os.sep


def _below(path: str, folders: tuple[str, ...]) -> bool:
    return any((path + os.sep).startswith(folder) for folder in folders)


def _reader(frame: FrameType | None) -> str:
    """The module that asked for a file, skipping modules that read on behalf of others."""
    last = "?"
    while frame is not None:
        name = _name(frame)
        if not name.startswith(_CARRIERS) and not name.startswith("_"):
            return name
        last, frame = name, frame.f_back
    return last


def _name(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__", "?"))
