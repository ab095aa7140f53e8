"""Rows that lie in a CSV file beside their document: put into its tree, before anything reads it.

A field of a list says which key names the file. Whatever comes after (validation, the audience filter, the redacted
copy, comparisons) sees the list as if it had been written out.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Protocol

from pydantic import BaseModel

from milepost.kinds.registry import KINDS
from milepost.problem import Level, Problem, quoted
from milepost.schema.base import Part
from milepost.schema.errors import described
from milepost.schema.fields import FieldSpec, fields_of
from milepost.suggestions import nearest
from milepost.tables.csv_rows import SUFFIX, Columns, read_rows
from milepost.yaml.nodes import Loc, Map, Seq
from milepost.yaml.text import SourceText


class Tables(Protocol):
    """The CSV files of a data folder; paths are relative to it, with forward slashes."""

    @property
    def names(self) -> Collection[str]:
        """Their paths."""

    def shown(self, path: str) -> str:
        """The path of one as shown to people."""

    def was_refused(self, path: str) -> bool:
        """Whether there is such a file that cannot be used, and that is reported already."""

    def read(self, path: str) -> SourceText | Problem:
        """One of them, or what is wrong with it."""


@dataclass(frozen=True, slots=True)
class RowFile:
    """A list of a document that names a CSV file.

    `loc` leads to the mapping that holds the list, `spec` is the list's field, `path` is the file's path from the data
    folder, None if it cannot be used. `command` is the program that writes it with its arguments, empty if none is
    declared. `without_value` are rows that state that there is no value.
    """

    loc: Loc
    spec: FieldSpec
    path: str | None
    command: tuple[str, ...]
    offset: int
    without_value: list[Map] = field(default_factory=list)

    @property
    def model(self) -> type[Part]:
        """The class of the rows."""
        assert self.spec.model
        assert issubclass(self.spec.model, Part)
        return self.spec.model


def put_rows(root: Map, relative: str, source: SourceText, tables: Tables) -> tuple[list[RowFile], list[Problem]]:
    """Replace the names of CSV files in a document by the rows of the files; `relative` is the document's path.

    A file that cannot be used leaves an empty list and a problem.
    """
    kind = root.get("kind")
    cls = KINDS.get(kind) if isinstance(kind, str) else None
    found: list[RowFile] = []
    problems: list[Problem] = []
    for node, spec, loc in list(_lists(root, cls, ())) if cls else ():
        one, mistakes = _put(node, spec, loc, relative, source, tables)
        found += one
        problems += mistakes
    return found, problems


def columns_of(model: type[BaseModel]) -> Columns:
    """The columns of a file with rows of a class: its fields that hold one value each."""
    assert issubclass(model, Part)
    specs = {name: spec for name, spec in fields_of(model).items() if not (spec.many or spec.model)}
    required = tuple(name for name, spec in specs.items() if spec.required)
    return Columns(tuple(specs), required, model.named_by)


def written_lists(cls: type[BaseModel]) -> Iterator[tuple[type[BaseModel], FieldSpec]]:
    """The lists in a document of a class that may lie in a file, each with the class that holds it."""
    yield from ((cls, spec) for spec in _row_fields(cls))
    for inner in dict.fromkeys(_leading_to_rows(cls).values()):
        yield from written_lists(inner)


def _lists(node: Any, cls: type[BaseModel], loc: Loc) -> Iterator[tuple[Map, FieldSpec, Loc]]:
    """The mappings in a tree that name a file of rows or its command, with the field that the rows are for."""
    if isinstance(node, Seq):
        for number, one in enumerate(node):
            yield from _lists(one, cls, (*loc, number))
    elif isinstance(node, Map):
        for spec in _row_fields(cls):
            if spec.rows_from in node or spec.rows_by in node:
                yield node, spec, loc
        for name, inner in _leading_to_rows(cls).items():
            if name in node:
                yield from _lists(node[name], inner, (*loc, name))


def _rows_of(cls: type[BaseModel]) -> tuple[FieldSpec, ...]:
    return tuple(spec for spec in fields_of(cls).values() if spec.rows_from)


_row_fields: Callable[[type[BaseModel]], tuple[FieldSpec, ...]] = cache(_rows_of)


def _leading(cls: type[BaseModel]) -> Mapping[str, type[BaseModel]]:
    """The fields of a class that hold mappings in which a file of rows may be named."""
    return {name: spec.model for name, spec in fields_of(cls).items() if spec.model and _reaches(spec.model, {cls})}


_leading_to_rows: Callable[[type[BaseModel]], Mapping[str, type[BaseModel]]] = cache(_leading)


def _reaches(cls: type[BaseModel], seen: set[type[BaseModel]]) -> bool:
    if cls in seen:
        return False
    seen.add(cls)
    return bool(_rows_of(cls)) or any(_reaches(spec.model, seen) for spec in fields_of(cls).values() if spec.model)


def _put(
    node: Map, spec: FieldSpec, loc: Loc, relative: str, source: SourceText, tables: Tables
) -> tuple[list[RowFile], list[Problem]]:
    command, problems = _command(node, spec, source)
    if spec.rows_from not in node:
        message, at = f"'{spec.rows_by}' writes a file, and none is named", node.key_at(spec.rows_by)
        problems.append(_problem("missing-field", message, source, at, f"name the file in {spec.rows_from}:"))
        node.drop(spec.rows_by)
        return [], problems
    if spec.rows_by in node:
        node.drop(spec.rows_by)
    at, written = node.value_at(spec.rows_from), node[spec.rows_from]
    path, problem = _path(written, spec, relative, source, at)
    if problem is None and node.get(spec.name) is not None:
        message = f"the rows of '{spec.name}' are written here, and named as a file, too"
        problem = _problem("bad-value", message, source, at, f"delete {spec.name}: or {spec.rows_from}:")
    if problem:
        node.drop(spec.rows_from)
        return [RowFile(loc, spec, path, command, at)], [*problems, problem]
    if spec.name in node:  # a key without a value
        node.drop(spec.name)
    found = RowFile(loc, spec, path, command, at)
    rows = Seq(at)
    if path is not None:
        table = _table(path, found, source, tables)
        if isinstance(table, SourceText):
            read = read_rows(table, columns_of(found.model), source.attach(table), at)
            rows = read.rows
            found.without_value.extend(read.without_value)
            problems += read.problems
        elif table:
            problems.append(table)
    node.exchange(spec.rows_from, spec.name, rows)
    return [found], problems


def _table(path: str, found: RowFile, source: SourceText, tables: Tables) -> SourceText | Problem | None:
    """The CSV file, or what is wrong with it; None if that is reported already."""
    if path in tables.names:
        return tables.read(path)
    if tables.was_refused(path):
        return None
    if found.command:
        hint: str | None = "write it with: milepost metrics pull"
    else:
        folder = posixpath.dirname(path) or "."
        hint = nearest(posixpath.basename(path), (posixpath.relpath(name, folder) for name in tables.names))
    message = f"there is no file {quoted(path)} in the data folder"
    return _problem("file-missing", message, source, found.offset, hint)


def _path(
    written: Any, spec: FieldSpec, relative: str, source: SourceText, at: int
) -> tuple[str | None, Problem | None]:
    """The path of the file from the data folder, or what is wrong with it."""

    def wrong(message: str, hint: str) -> tuple[None, Problem]:
        return None, _problem("bad-value", message, source, at, hint)

    hint = f"name a file beside this one, such as {spec.rows_from}: {spec.name}{SUFFIX}"
    if not isinstance(written, str) or not written.strip():
        message = f"the name of a file is expected here, not {described(written)}"
        return None, _problem("wrong-shape", message, source, at, hint)
    name = written.strip()
    if "\\" in name:
        return wrong(f"{quoted(name)} has a backslash", "separate folders with /")
    if name.startswith(("/", "~")) or ":" in name:
        return wrong(f"{quoted(name)} is no path from this file's folder", hint)
    path = posixpath.normpath(posixpath.join(posixpath.dirname(relative), name))
    if path.startswith("../") or path == "..":
        return wrong(f"{quoted(name)} lies outside of the data folder", hint)
    if not path.lower().endswith(SUFFIX):
        return wrong(f"{quoted(name)} does not end in {SUFFIX}", "rows are read from CSV files")
    return path, None


def _command(node: Map, spec: FieldSpec, source: SourceText) -> tuple[tuple[str, ...], list[Problem]]:
    written = node.get(spec.rows_by) if spec.rows_by else None
    if written is None:
        return (), []
    words = list(written) if isinstance(written, Seq) else []
    if words and all(isinstance(word, str) for word in words) and words[0].strip():
        return tuple(map(str, words)), []
    message = f"a program and its arguments are expected here as a list, not {described(written)}"
    if isinstance(written, Seq):
        message = "a program and its arguments are expected here, each as plain text"
    hint = f"write it as {spec.rows_by}: [python, export.py, --weeks, '104']"
    return (), [_problem("wrong-shape", message, source, node.value_at(spec.rows_by), hint)]


def _problem(rule: str, message: str, source: SourceText, at: int, hint: str | None) -> Problem:
    return Problem(rule, Level.ERROR, message, source.place(at), hint)
