"""New documents: where they go, and a skeleton that names every field."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from milepost.editing.rendering import Indentation, pairs
from milepost.graph.loader import RawFile, default_id
from milepost.schema.base import Document
from milepost.schema.fields import FieldSpec, fields_of
from milepost.yaml.nodes import Map

# Of the fields that every document has, those that most have.
_COMMON = ("kind", "id", "title", "summary", "description", "audience")
_STYLE = Indentation()


def path_of(cls: type[Document], name: str, document: Map, files: Iterable[RawFile]) -> str:
    """The path of a new document from the data folder: beside others of its kind, laid out as they are.

    `name` is its id, or empty if its fields make it.
    """
    parts = [text_at(document, path) for path in cls.id_of]
    stem = parts[-1] if parts and all(parts) else name
    project = text_at(document, "project")
    there = [file for file in files if isinstance(file.root, Map) and file.root.get("kind") == cls.type_name]
    # `projects/pier/plan.yml` has the id of its folder.
    around = [posixpath.dirname(folder) for folder, file in _split(there) if folder and file == cls.type_name]
    if around and name != cls.type_name:
        return posixpath.join(_most(around), project or name, f"{cls.type_name}.yml")
    folders = [_folder_for(project, file) for file in there]
    return posixpath.join(_most(folders), f"{stem}.yml")


def _split(files: Iterable[RawFile]) -> Iterator[tuple[str, str]]:
    """The folder of each file, and its name without the suffix."""
    for file in files:
        folder, name = posixpath.split(file.relative)
        yield folder, posixpath.splitext(name)[0]


def _folder_for(project: str, file: RawFile) -> str:
    """The folder of a document, with its project's name replaced by another."""
    folder = posixpath.dirname(file.relative)
    own = text_at(file.root, "project")
    if not (own and project):
        return folder
    return "/".join(project if part.lower() == own.lower() else part for part in folder.split("/"))


def _most(folders: Iterable[str]) -> str:
    found = Counter(folders).most_common()
    return min((folder for folder, count in found if count == found[0][1]), default="")


def text_at(node: Any, path: str) -> str:
    """The text at a path of keys; empty where there is none."""
    for key in path.split("."):
        node = node.get(key) if isinstance(node, Map) else None
    return node if isinstance(node, str) else ""


def skeleton(cls: type[Document], document: Map, relative: str) -> str:
    """The text of a new document: what is given, and each other field as a comment that says what it holds."""
    implied = default_id(relative, cls.type_name, document) == document.get("id")
    given = Map(0)
    given.update({name: value for name, value in document.items() if name != "id" or not implied})
    doc = " ".join((cls.__doc__ or "").split())
    return "\n".join([f"# {doc}", *_lines(cls, given)]) + "\n"


def _lines(cls: type[Document], given: Map) -> Iterator[str]:
    base = fields_of(Document)
    names = [
        *(name for name in _COMMON if name in fields_of(cls)),
        *(name for name in fields_of(cls) if name not in base),
    ]
    names += [name for name in given if name not in names]
    for name in names:
        if name in given:
            one = Map(0)
            one[name] = given[name]
            yield from pairs(one, 0, _STYLE)
        elif name != "id":
            yield _comment(fields_of(cls)[name])


def _comment(spec: FieldSpec) -> str:
    words = spec.description
    if spec.choices:
        words = f"{words.rstrip('.')}: {', '.join(spec.choices)}."
    return f"# {spec.name}: {words}"
