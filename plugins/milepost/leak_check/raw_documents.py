"""The raw documents of a data folder, each with the settings of the folders around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from milepost.graph.loader import FOLDER_FILE, RawFile
from milepost.kinds.registry import KINDS
from milepost.schema.base import Document, Part
from milepost.schema.fields import FieldSpec
from milepost.yaml.nodes import Map

Disclosure = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class RawSource:
    """A document as a tree. `audience` and `disclose` are its own, else those of the nearest folder."""

    path: str
    root: Map
    cls: type[Document]
    id: str
    audience: str
    disclose: Disclosure


def sources(files: list[RawFile], innermost: str, as_of: date | None = None) -> Iterator[RawSource]:
    """The documents among a data folder's files; without any `audience:` they are for the most restricted one.

    So are those under embargo until a day after `as_of`, and all with an embargo if `as_of` is None.
    """
    folders: dict[str, Any] = {file.relative[: -len(FOLDER_FILE)]: file.root for file in files if _is_folder_file(file)}
    for file in files:
        root = file.root
        if _is_folder_file(file) or not isinstance(root, Map):
            continue
        audience, disclose = innermost, Disclosure()
        parts = file.relative.split("/")[:-1]
        for depth in range(len(parts) + 1):  # from the top folder down: the nearest setting wins
            words = folders.get("".join(f"{part}/" for part in parts[:depth])) or {}
            audience = words.get("audience") or audience
            disclose = {**disclose, **(words.get("disclose") or {})}
        yield RawSource(
            path=file.relative,
            root=root,
            cls=KINDS[root["kind"]],
            id=root.get("id") or default_id(file.relative, root),
            audience=innermost if _waits(root, as_of) else root.get("audience") or audience,
            disclose={**disclose, **(root.get("disclose") or {})},
        )


def expanded(spec: FieldSpec, value: Any) -> Any:
    """A value of a field, or one of its list: text that is short for a mapping becomes that mapping."""
    if (
        not isinstance(value, str)
        or spec.model is None
        or not issubclass(spec.model, Part)
        or not spec.model.text_field
    ):
        return value
    found = Map(0)
    found[spec.model.text_field] = value
    return found


def _waits(root: Map, as_of: date | None) -> bool:
    until = root.get("embargo_until")
    return until is not None and (as_of is None or as_of.isoformat() < str(until).strip())


def default_id(path: str, root: Map) -> str:
    """The id of a document without one: the fields that its kind declares for that, else the stem of its file.

    A file named after its kind gives its folder's name instead.
    """
    if fields := KINDS[root["kind"]].id_of:
        found: list[Any] = [root] * len(fields)
        for number, field in enumerate(fields):
            for key in field.split("."):
                found[number] = found[number][key]
        return "-".join(map(str, found))
    *folders, name = path.split("/")
    stem = name.rpartition(".")[0]
    return folders[-1] if folders and stem == root["kind"] else stem


def _is_folder_file(file: RawFile) -> bool:
    return file.relative.rpartition("/")[2] == FOLDER_FILE
