"""The CSV files of a data folder, on disk or in memory."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from milepost.graph import files
from milepost.graph.row_files import Tables
from milepost.problem import Level, MilepostError, Place, Problem
from milepost.yaml.reader import MAX_BYTES
from milepost.yaml.text import SourceText, decode


class FolderTables:
    """The CSV files on disk; `replaced` are contents in place of some of them, or of files that are not there yet."""

    def __init__(
        self, data_dir: Path, paths: Sequence[Path], refused: Sequence[Problem], replaced: Mapping[str, bytes]
    ) -> None:
        self._data_dir = data_dir
        self._paths = {path.relative_to(data_dir).as_posix(): path for path in paths}
        self._refused = {one.place.path for one in refused if one.place}
        self._replaced = replaced

    @property
    def names(self) -> Collection[str]:
        return self._paths.keys() | self._replaced.keys()

    def shown(self, path: str) -> str:
        return files.shown(self._data_dir, self._data_dir / path)

    def was_refused(self, path: str) -> bool:
        return self.shown(path) in self._refused

    def read(self, path: str) -> SourceText | Problem:
        if path in self._replaced:
            return _decoded(self.shown(path), self._replaced[path])
        content = files.load_bytes(self._data_dir, self._paths[path])
        return content if isinstance(content, Problem) else _decoded(self.shown(path), content)


class ContentTables:
    """CSV files in memory."""

    def __init__(self, folder: Path, contents: Mapping[str, bytes]) -> None:
        self._folder = folder
        self._contents = contents

    @property
    def names(self) -> Collection[str]:
        return self._contents.keys()

    def shown(self, path: str) -> str:
        return files.shown(self._folder, self._folder / path)

    def was_refused(self, _path: str) -> bool:
        return False

    def read(self, path: str) -> SourceText | Problem:
        content = self._contents[path]
        if len(content) > MAX_BYTES:
            return files.too_large(self._folder, self._folder / path, f"more than {MAX_BYTES:,}")
        return _decoded(self.shown(path), content)


def _decoded(shown: str, content: bytes) -> SourceText | Problem:
    try:
        return decode(shown, content)
    except MilepostError as error:
        return error.problems[0]


def unused_files(tables: Tables, named: Collection[str], documents: Iterable[str]) -> Iterator[Problem]:
    """CSV files that no document names, in folders of documents and of CSV files that are named.

    Other folders may hold pages with tables of their own, where the data folder contains `docs_dir`.
    """
    folders = {posixpath.dirname(path) for path in (*named, *documents)}
    for path in sorted(tables.names):
        if path not in named and posixpath.dirname(path) in folders:
            hint = "name it in a document, or move it out of the data folder"
            yield Problem("unused-file", Level.WARNING, "no document names this file", Place(tables.shown(path)), hint)
