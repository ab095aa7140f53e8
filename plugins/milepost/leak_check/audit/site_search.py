"""The search of a site's files, in several processes if there is much to search."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from milepost.leak_check.audit.private_string import PrivateString
from milepost.leak_check.audit.search import FoundString, Search

T = TypeVar("T")

MOST_BYTES = 1024 * 1024 * 1024  # of one file
FEW_BYTES = 32_000_000  # size of a site below which starting processes takes longer than the search
MOST_PROCESSES = 4
_CHUNK = 32


@dataclass(frozen=True, slots=True)
class SearchedFile:
    """The result for one file. `from_theme`: it is an unchanged file of a theme, and was not searched."""

    path: str
    size: int
    found: tuple[FoundString, ...] = ()
    closed: tuple[str, ...] = ()
    from_theme: bool = False


@dataclass(frozen=True, slots=True)
class SearchTask:
    """A site's folder, the strings to search for, and the folders of themes whose files are skipped."""

    site_dir: Path
    strings: tuple[PrivateString, ...]
    themes: tuple[Path, ...] = ()


def search_files(task: SearchTask, paths: Sequence[str]) -> Iterator[SearchedFile]:
    """The result for each file, in the order of `paths`. Raises OSError if one cannot be read."""
    yield from _each(task, paths, _look)


def present(task: SearchTask, paths: Sequence[str]) -> set[int]:
    """The indexes of the strings that occur in any of these files or their paths."""
    found: set[int] = set()
    for numbers in _each(task, paths, _present):
        found |= numbers
        if len(found) == len(task.strings):
            break
    return found


def _each(task: SearchTask, paths: Sequence[str], work: Callable[[Search, SearchTask, str], T]) -> Iterator[T]:
    processes = min(os.cpu_count() or 1, MOST_PROCESSES)
    size = sum((task.site_dir / path).stat().st_size for path in paths)
    done = 0
    if processes > 1 and size > FEW_BYTES:
        context = get_context("spawn")  # a fork would copy other plugins' threads in an undefined state
        # If no process can be started, the rest is searched in this one.
        with suppress(BrokenProcessPool), ProcessPoolExecutor(processes, context, _begin, (task,)) as pool:
            for result in pool.map(partial(_work, work), paths, chunksize=_CHUNK):
                yield result
                done += 1
    search = Search(task.strings if done < len(paths) else ())
    yield from (work(search, task, path) for path in paths[done:])


_begun: list[tuple[Search, SearchTask]] = []


def _begin(task: SearchTask) -> None:
    _begun[:] = [(Search(task.strings), task)]


def _work(work: Callable[[Search, SearchTask, str], T], path: str) -> T:
    return work(*_begun[0], path)


def _look(search: Search, task: SearchTask, path: str) -> SearchedFile:
    file = task.site_dir / path
    size = file.stat().st_size
    found = search.path(path)
    if size > MOST_BYTES:
        return SearchedFile(path, size, found, ("too large",))
    data = file.read_bytes()
    if _is_theirs(path, data, task.themes):
        return SearchedFile(path, size, from_theme=True)
    result = search.file(data)
    return SearchedFile(path, size, (*found, *result.found), result.closed)


def _present(search: Search, task: SearchTask, path: str) -> set[int]:
    data = (task.site_dir / path).read_bytes()
    return {*search.present(data), *search.present(path.encode("utf-8", "replace"))}


def _is_theirs(path: str, data: bytes, themes: Sequence[Path]) -> bool:
    """Whether a file is an unchanged file of a theme, which cannot contain private text."""
    for folder in themes:
        file = folder / path
        if file.is_file() and file.stat().st_size == len(data) and file.read_bytes() == data:
            return True
    return False
