"""Merging imported stories into existing ones: which are new, which change, and which are gone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from milepost.editing.entry_changes import changed_at, with_key
from milepost.editing.located_entries import LocatedEntry, entries_of
from milepost.graph.loader import RawFile
from milepost.importing.imported_stories import ImportedStories, ImportedStory
from milepost.kinds.backlog.model import Story
from milepost.yaml.nodes import Map, Node, Seq


@dataclass(slots=True)
class StoryMerge:
    """The trees of the files that change, and what happens to each story, by id."""

    trees: dict[str, Node] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    new: list[ImportedStory] = field(default_factory=list)
    gone: list[LocatedEntry] = field(default_factory=list)


def merged(files: Iterable[RawFile], found_in: ImportedStories, kept: Collection[str]) -> StoryMerge:
    """The stories of all files with the imported ones written into them; fields in `kept` stay as they are.

    A story is the same if it has the id, or had it (`formerly`). Others beside them whose ids look like those of the
    export are gone: they are reported, and stay.
    """
    imported = found_in.stories
    there = [(file, entry) for file in files for entry in entries_of(file) if entry.cls is Story]
    by_id: dict[str, tuple[RawFile, LocatedEntry]] = {}
    for file, entry in there:
        for name in (entry.id, *_former(file.root, entry)):
            by_id.setdefault(name.lower(), (file, entry))
    found = StoryMerge()
    updates: dict[str, list[tuple[LocatedEntry, Map]]] = {}
    matched: set[tuple[str, str]] = set()
    for story in imported:
        match = by_id.get(story.id.lower())
        if match is None:
            found.new.append(story)
            continue
        file, entry = match
        matched.add((file.relative, entry.key))
        old = _at(file.root, entry)
        new = _updated(old, story.fields, kept)
        (found.unchanged if new == old else found.changed).append(entry.id)
        if new != old:
            updates.setdefault(file.relative, []).append((entry, new))
    shapes = {shape_of(id) for id in found_in.ids}
    files_of_it = {relative for relative, _ in matched}
    for file, entry in there:
        absent = entry.id.lower() not in found_in.ids and (file.relative, entry.key) not in matched
        if absent and file.relative in files_of_it and shape_of(entry.id) in shapes:
            found.gone.append(entry)
    roots = {file.relative: file.root for file, _ in there}
    found.trees = {relative: _replaced(roots[relative], changes) for relative, changes in updates.items()}
    return found


def shape_of(id: str) -> str:
    """What keys of one tracker have in common: `pay-` of `PAY-12`, that they are numbers, or hexadecimal."""
    name = id.lower()
    if name.isdecimal():
        return "number"
    if re.fullmatch(r"[0-9a-f]{24}", name):
        return "hexadecimal"
    return name.rstrip("0123456789")


def _former(root: Node, entry: LocatedEntry) -> list[str]:
    node = _at(root, entry)
    names = node.get("formerly") if isinstance(node, Map) else None
    return [name for name in names if isinstance(name, str)] if isinstance(names, Seq) else []


def _at(node: Any, entry: LocatedEntry) -> Any:
    for step in entry.loc:
        node = node[step]
    return node


def _updated(old: Any, fields: Map, kept: Collection[str]) -> Any:
    """A story with the fields of an export; what only differs in its line breaks stays."""
    new = old
    for name, value in fields.items():
        if name == "id" or name in kept or not isinstance(new, Map):
            continue
        written = new.get(name)
        if name == "acceptance_criteria" and written is not None:
            continue  # whether they are met is written there
        wanted = value
        if name == "links" and isinstance(written, Seq):
            wanted = [*written, *(link for link in value if not _has_link(written, link))]
        if _said(written) != _said(wanted):
            new = with_key(new, name, wanted, Story)
    return new


def _has_link(links: Seq, link: Map) -> bool:
    return any(isinstance(one, Map) and one.get("url") == link["url"] for one in links)


def _said(value: Any) -> Any:
    """A value as readers see it, whatever its line breaks."""
    if isinstance(value, str):
        return " ".join(value.split())
    return [_said(one) for one in value] if isinstance(value, list) else value


def _replaced(root: Node, changes: Sequence[tuple[LocatedEntry, Map]]) -> Node:
    """A tree with stories replaced; each list is copied once."""
    by_list: dict[Any, dict[int, Map]] = {}
    for entry, new in changes:
        *around, at = entry.loc
        by_list.setdefault(tuple(around), {})[int(at)] = new
    for loc, stories in by_list.items():

        def update(node: Any, stories: dict[int, Map] = stories) -> Any:
            return [stories.get(at, one) for at, one in enumerate(node)]

        root = changed_at(root, loc, update)
    return root
