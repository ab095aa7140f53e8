"""Load a data folder: read, validate, and link its documents, and collect all problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic_core import PydanticCustomError

from milepost.front_matter import folder_file
from milepost.front_matter.folder_file import FOLDER_FILE
from milepost.gc_pause import gc_paused
from milepost.graph import files
from milepost.graph.portfolio import DocumentFile, Portfolio
from milepost.graph.row_files import RowFile, Tables, put_rows
from milepost.graph.table_files import ContentTables, FolderTables, unused_files
from milepost.kinds.portfolio.model import PortfolioDocument as Head
from milepost.kinds.reading import read_document, read_mapping
from milepost.kinds.registry import KINDS
from milepost.problem import Level, MilepostError, Problem
from milepost.schema import scalars
from milepost.schema.base import FolderAudience
from milepost.tables.csv_rows import SUFFIX as TABLE
from milepost.tables.row_limit import limited
from milepost.yaml.nodes import Map, Node, offset_of
from milepost.yaml.reader import MAX_BYTES, read
from milepost.yaml.text import SourceText, decode

__all__ = [
    "FOLDER_FILE",
    "FolderSettings",
    "RawFile",
    "Workspace",
    "load",
    "load_contents",
    "read_files",
    "read_folder_file",
    "shown_path",
]


@dataclass(frozen=True, slots=True)
class FolderSettings:
    """The `_audience.yml` of a folder, which applies to everything below it."""

    audience: str | None = None
    disclose: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RawFile:
    """A parsed file before validation, with the rows of its CSV files in the tree. `relative` has forward slashes."""

    relative: str
    root: Node
    source: SourceText
    row_files: list[RowFile] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Workspace:
    """A loaded data folder. The portfolio lacks documents that could not be read.

    `unused` are the CSV files that no document names.
    """

    portfolio: Portfolio
    problems: tuple[Problem, ...]
    unused: tuple[Problem, ...] = ()


def read_files(
    data_dir: Path, instead: Mapping[str, bytes] = MappingProxyType({})
) -> tuple[list[RawFile], list[Problem]]:
    """Every YAML file of a folder as a raw tree, and the problems of files that cannot be parsed.

    Rows that lie in CSV files are in the trees. `instead` has contents, by path from the folder, to read in place of
    those on disk; other files are added.
    """
    raw, problems, _ = _read_folder(data_dir, instead)
    return raw, problems


def shown_path(data_dir: Path, relative: str) -> str:
    """The path of a file of a data folder as messages show it."""
    return files.shown(data_dir, data_dir / relative)


def _read_folder(data_dir: Path, instead: Mapping[str, bytes]) -> tuple[list[RawFile], list[Problem], Tables]:
    if not data_dir.is_dir():
        hint = "set data_dir to the folder that holds the YAML"
        message = f"there is no data folder {files.shown(data_dir, data_dir)}"
        raise MilepostError(Problem("bad-option", Level.ERROR, message, None, hint))
    found, problems = files.find(data_dir, (*files.SUFFIXES, TABLE))
    replaced = {path: content for path, content in instead.items() if _is_table(path)}
    tables = FolderTables(data_dir, [path for path in found if _is_table(path.name)], problems, replaced)
    raw: list[RawFile] = []
    for path in sorted({*found, *(data_dir / path for path in instead)}, key=Path.as_posix):
        if _is_table(path.name):
            continue
        given = instead.get(path.relative_to(data_dir).as_posix())
        content = files.load_bytes(data_dir, path) if given is None else given
        if isinstance(content, Problem):
            problems.append(content)
        else:
            shown = files.shown(data_dir, path)
            _parse(path.relative_to(data_dir).as_posix(), shown, content, tables, raw, problems)
    return raw, problems, tables


def _is_table(path: str) -> bool:
    return path.lower().endswith(TABLE)


def _parse(
    relative: str, shown: str, content: bytes, tables: Tables, raw: list[RawFile], problems: list[Problem]
) -> None:
    try:
        source = decode(shown, content)
        root = read(source)
    except MilepostError as error:
        problems += error.problems
        return
    row_files: list[RowFile] = []
    if isinstance(root, Map):
        row_files, found = put_rows(root, relative, source, tables)
        problems += found
    raw.append(RawFile(relative, root, source, row_files))


def load(
    data_dir: Path,
    audiences: Sequence[str] = ("public", "internal"),
    *,
    instead: Mapping[str, bytes] = MappingProxyType({}),
) -> Workspace:
    """Load all documents of a folder and collect every problem; `instead` as in `read_files`.

    Raises MilepostError only if the folder does not exist.
    """
    with gc_paused():
        return _link(*_read_folder(data_dir, instead), tuple(audiences))


def load_contents(
    contents: Mapping[str, bytes], audiences: Sequence[str] = ("public", "internal"), *, folder: Path = Path()
) -> Workspace:
    """Like `load`, but from in-memory contents keyed by path; `folder` is only used in messages and need not exist."""
    raw: list[RawFile] = []
    problems: list[Problem] = []
    tables = ContentTables(folder, {path: text for path, text in contents.items() if _is_table(path)})
    with gc_paused():
        for relative in sorted(contents.keys() - set(tables.names)):
            path, content = folder / relative, contents[relative]
            if len(content) > MAX_BYTES:
                problems.append(files.too_large(folder, path, f"more than {MAX_BYTES:,}"))
            else:
                _parse(relative, files.shown(folder, path), content, tables, raw, problems)
        return _link(raw, problems, tables, tuple(audiences))


def _link(raw: list[RawFile], problems: list[Problem], tables: Tables, audiences: tuple[str, ...]) -> Workspace:
    folders: dict[str, FolderSettings] = {}
    documents: list[DocumentFile] = []
    context = {"audiences": audiences, **_calendar_context(raw)}
    for file in raw:
        if _file_name(file.relative) == FOLDER_FILE:
            folders[_folder_of(file.relative)], found = read_folder_file(file, audiences)
            problems += found
    for file in raw:
        if _file_name(file.relative) == FOLDER_FILE:
            continue
        kind = file.root.get("kind") if isinstance(file.root, Map) else None
        if kind is None and folder_file.is_lookalike(_file_name(file.relative)):
            problems.append(folder_file.misnamed(file.source.path))
            continue
        model, found = read_document(file.root, file.source, context, default_id(file.relative, kind, file.root))
        problems += (*found, *_empty_rows(file, context))
        if model and isinstance(file.root, Map):
            folder = _folder_settings(folders, file.relative)
            place = (file.source.path, file.relative, file.root, file.source)
            documents.append(DocumentFile(model, *place, folder.audience, folder.disclose))
    portfolio = Portfolio(documents, audiences)
    problems += (*_second_portfolios(portfolio), *_duplicates(portfolio))
    return Workspace(portfolio, tuple(limited(problems)), tuple(_unused(raw, tables)))


def _unused(raw: list[RawFile], tables: Tables) -> Iterator[Problem]:
    named = {table.path for file in raw for table in file.row_files if table.path}
    return unused_files(tables, named, (file.relative for file in raw if _file_name(file.relative) != FOLDER_FILE))


def _empty_rows(file: RawFile, context: Mapping[str, Any]) -> Iterator[Problem]:
    """What is wrong with rows that state that there is no value, which no model holds."""
    for table in file.row_files:
        for row in table.without_value:
            _, found = read_mapping(table.model, row, file.source, context)
            key = f"'{table.model.named_by}'"
            yield from (one for one in found if one.rule != "missing-field" or key in one.message)


def _calendar_context(raw: list[RawFile]) -> dict[str, Any]:
    """Fiscal year start and time zone, which reading dates depends on; invalid ones are left out."""
    heads = (file.root for file in raw if isinstance(file.root, Map) and file.root.get("kind") == "portfolio")
    head = next(heads, Map(0))
    found: dict[str, Any] = {}
    with suppress(PydanticCustomError):
        found["fiscal_year_start"] = scalars.whole(1, 12)(head.get("fiscal_year_start"))
    with suppress(PydanticCustomError):
        found["timezone"] = scalars.timezone(head.get("timezone"))
    return found


def _file_name(relative: str) -> str:
    return relative.rpartition("/")[2]


def _folder_of(relative: str) -> str:
    return relative.rpartition("/")[0]


def default_id(relative: str, kind: object, root: Node = None) -> str:
    """Id of a document without one: its file's stem, or its folder's name if the stem is its kind.

    A kind may declare fields that make the id, such as a report's project and the end of its period. Without these, it
    is the file's name again, and what is missing is reported where it should be.
    """
    cls = KINDS.get(kind) if isinstance(kind, str) else None
    if cls and cls.id_of and all(parts := [_text_at(root, path) for path in cls.id_of]):
        return "-".join(parts)
    stem = _file_name(relative).rpartition(".")[0]
    return _file_name(_folder_of(relative)) or stem if stem == kind else stem


def _text_at(root: Node, path: str) -> str:
    """The text at a path of keys; empty where there is none."""
    node: Any = root
    for key in path.split("."):
        node = node.get(key) if isinstance(node, Map) else None
    return node.strip() if isinstance(node, str) else ""


def _folder_settings(folders: Mapping[str, FolderSettings], relative: str) -> FolderSettings:
    """The nearest audience of the folders around a file, and for each audience the nearest disclosures."""
    audience: str | None = None
    disclose: dict[str, tuple[str, ...]] = {}
    folder: str | None = _folder_of(relative)
    while folder is not None:
        if found := folders.get(folder):
            audience = audience or found.audience
            disclose = {**found.disclose, **disclose}
        folder = _folder_of(folder) if folder else None
    return FolderSettings(audience, disclose)


def read_folder_file(file: RawFile, audiences: tuple[str, ...]) -> tuple[FolderSettings, list[Problem]]:
    """Read `_audience.yml`: an audience and disclosures. An invalid file restricts its folder completely."""
    closed = FolderSettings(audiences[-1])
    if not isinstance(file.root, Map):
        rule = "file-empty" if file.root is None else "document-shape"
        place = file.source.place(offset_of(file.root, ()))
        message, hint = f"{FOLDER_FILE} holds audience: and disclose:", f"audience: {audiences[-1]}"
        return closed, [Problem(rule, Level.ERROR, message, place, hint)]
    found, problems = read_mapping(FolderAudience, file.root, file.source, {"audiences": audiences})
    return (FolderSettings(found.audience, found.disclose or {}), []) if found else (closed, problems)


def _second_portfolios(portfolio: Portfolio) -> Iterator[Problem]:
    heads = [document for document in portfolio.documents if isinstance(document.model, Head)]
    for document in heads[1:]:
        message = f"a second document of kind portfolio; the first is {heads[0].path}"
        place = document.source.place(offset_of(document.root, ("kind",))) if document.source else None
        yield Problem("second-portfolio", Level.ERROR, message, place, "keep one of them")


def _duplicates(portfolio: Portfolio) -> Iterator[Problem]:
    for first, second in portfolio.duplicates:
        message = f"{second.type} '{second.id}' is there already, in {portfolio.place(first, 'id')}"
        place = portfolio.place(second, "id")
        yield Problem("duplicate-id", Level.ERROR, message, place, "give one of them another id")
