"""Adding entries to the lists of a tree. What does not change is shared with the old tree."""

from __future__ import annotations

from typing import Any

from milepost.editing.entry_changes import changed_at, with_key
from milepost.editing.located_entries import LocatedEntry
from milepost.schema.fields import FieldSpec
from milepost.yaml.nodes import Loc, Map, Node


def appended(container: LocatedEntry, spec: FieldSpec, *entries: Map) -> tuple[Node, Loc]:
    """The tree of a file with entries behind the others of a list, and where the first of them is."""
    place = 0

    def update(node: Any) -> Any:
        nonlocal place
        there = node.get(spec.name) or []
        place = len(there)
        return with_key(node, spec.name, [*there, *entries], container.cls)

    tree = changed_at(container.file.root, container.loc, update)
    return tree, (*container.loc, spec.name, place)
