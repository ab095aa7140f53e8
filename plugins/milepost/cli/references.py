"""References to entries as users type them."""

from __future__ import annotations

from typing import Any

from milepost.could_not_run import CouldNotRun
from milepost.graph.portfolio import Entity, Portfolio
from milepost.suggestions import nearest


def found_entity(portfolio: Portfolio, ref: str) -> Entity[Any]:
    """The entity that a reference names: a type and an id, or an id alone where only one entity has it.

    Raises CouldNotRun with a suggestion if there is none, or several.
    """
    type_name, colon, name = ref.rpartition(":")
    types = (type_name,) if colon else portfolio.types
    found = [entity for one in types if (entity := portfolio.find(one, name))]
    if type_name == "project" and not found:
        # A project that only its plan declares.
        types = ("project", "plan")
        found = [entity for one in types if (entity := portfolio.find(one, name))]
    if len(found) == 1:
        return found[0]
    if found:
        raise CouldNotRun(f"several entries have the id '{name}': {', '.join(entity.ref for entity in found)}")
    known = [entity.key for one in types for entity in portfolio.entities(one) if entity.id]
    hint = nearest(name, known)
    raise CouldNotRun(f"there is no '{ref}'{f'; {hint}' if hint else ''}")
