"""How far out an entity is seen: the nearest word, the groups that are disclosed, an embargo, and what is around."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from pydantic import BaseModel

from milepost.graph.entity import DocumentFile, Entity, entry_lists, mentions
from milepost.graph.portfolio import Portfolio
from milepost.schema.base import GROUPS
from milepost.schema.fields import FieldSpec

Disclosure = Mapping[str, tuple[str, ...]]


def audience_of(portfolio: Portfolio, entity: Entity[Any], as_of: date | None = None) -> str:
    """The outermost audience that may see an entity on a day; without a day, what is under embargo stays inside.

    Its own word counts, else that of the nearest around it, else it is for the innermost. An entity inside another
    is never seen by more than the other is, nor a mention by more than what it mentions.
    """
    if not entity.loc:
        return audience_around(portfolio, entity.document, as_of)
    whole = entity.parent is not None
    around = audience_of(portfolio, entity.parent, as_of) if entity.parent else ""
    around = around or audience_around(portfolio, entity.document, as_of)
    owner = entity.parent.entry if entity.parent else entity.document.model
    group = _guarded(type(owner)).get(str(entity.loc[-2]), "")
    own = entity.entry.audience or (
        default_audience(group, around, _disclosed_around(entity), portfolio.audiences) if group else around
    )
    found = _innermost_of(portfolio, own, around) if whole else own
    if mentions(entity):
        found = _innermost_of(portfolio, found, audience_of_mention(portfolio, entity, as_of))
    return found


def audience_of_mention(portfolio: Portfolio, entity: Entity[Any], as_of: date | None) -> str:
    """The audience of what an entity mentions; of nothing, or of a mention again, the innermost."""
    value = mentions(entity)
    target = portfolio.named(entity, entity.type, value) if value else None
    if target is None or mentions(target):
        return portfolio.audiences[-1]
    return audience_of(portfolio, target, as_of)


def audience_around(portfolio: Portfolio, document: DocumentFile, as_of: date | None = None) -> str:
    """The audience of a document, and of what stands in it and says nothing itself."""
    if under_embargo(document, as_of):
        return portfolio.audiences[-1]
    return document.model.audience or document.folder_audience or portfolio.audiences[-1]


def under_embargo(document: DocumentFile, as_of: date | None) -> bool:
    """Whether a document must not be seen from outside yet; nobody knows that without a day."""
    until = getattr(document.model, "embargo_until", None)
    return until is not None and (as_of is None or until.first is None or as_of < until.first)


def default_audience(group: str, around: str, disclose: Disclosure, audiences: tuple[str, ...]) -> str:
    """The audience of an entry that names none: those around it, of whom its list's group is disclosed to."""
    if group not in GROUPS:
        return around
    opened = next((name for name in audiences if group in disclose.get(name, ())), audiences[-1])
    return max(around, opened, key=audiences.index)


def disclosed_by(document: DocumentFile) -> dict[str, tuple[str, ...]]:
    """The groups that a document opens, by audience: its own word, else its folder's."""
    return {**document.folder_disclose, **(document.model.disclose or {})}


def is_disclosed(entity: Entity[Any], group: str, audience: str, audiences: tuple[str, ...]) -> bool:
    """Whether a group of an entity's fields is open to an audience, should it see the entity."""
    disclose = {**_disclosed_around(entity), **(entity.entry.disclose or {})}
    return any(group in disclose.get(name, ()) for name in audiences[: audiences.index(audience) + 1])


def _disclosed_around(entity: Entity[Any]) -> Disclosure:
    """The groups that are open where an entity stands."""
    parent = entity.parent
    if parent is None or not parent.loc:
        return disclosed_by(entity.document)
    return {**_disclosed_around(parent), **(parent.entry.disclose or {})}


def _innermost_of(portfolio: Portfolio, one: str, other: str) -> str:
    return max(one, other, key=portfolio.audiences.index)


def _find_guarded(cls: type[BaseModel]) -> dict[str, str]:
    specs: tuple[FieldSpec, ...] = entry_lists(cls)
    return {spec.name: spec.group for spec in specs if spec.group in GROUPS}


_guarded = cache(_find_guarded)
