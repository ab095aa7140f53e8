"""Effective audience of an entity, from its own `audience:`, its ancestors, disclosed groups, and embargo."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from pydantic import BaseModel

from milepost.graph.entity import DocumentFile, Entity, entry_lists, mentioned_id
from milepost.graph.portfolio import Portfolio
from milepost.schema.base import GROUPS
from milepost.schema.fields import FieldSpec

DisclosedGroups = Mapping[str, tuple[str, ...]]


def audience_of(portfolio: Portfolio, entity: Entity[Any], as_of: date | None = None) -> str:
    """The broadest audience that may see an entity on a day; without a day, anything under embargo is restricted.

    The entity's own `audience:` counts, else the nearest inherited one, else it is for the most restricted audience. A
    nested entity is never visible to more readers than its parent, nor a mention to more than what it references.
    """
    if not entity.loc:
        return document_audience(portfolio, entity.document, as_of)
    whole = entity.parent is not None
    around = audience_of(portfolio, entity.parent, as_of) if entity.parent else ""
    around = around or document_audience(portfolio, entity.document, as_of)
    owner = entity.parent.entry if entity.parent else entity.document.model
    group = _guarded_lists(type(owner)).get(str(entity.loc[-2]), "")
    own = entity.entry.audience or (
        default_audience(group, around, _inherited_disclosures(entity), portfolio.audiences) if group else around
    )
    # A nested entry is a part of its parent, so it cannot be wider. Entries of a plain file may be: the file only
    # holds them.
    found = _most_restricted(portfolio, own, around) if whole else own
    if mentioned_id(entity):
        found = _most_restricted(portfolio, found, audience_of_mention(portfolio, entity, as_of))
    return found


def audience_of_mention(portfolio: Portfolio, entity: Entity[Any], as_of: date | None) -> str:
    """The audience of what an entity merely references; the most restricted if that is nothing or another mention."""
    value = mentioned_id(entity)
    target = portfolio.resolve_id(entity, entity.type, value) if value else None
    if target is None or mentioned_id(target):
        return portfolio.audiences[-1]
    return audience_of(portfolio, target, as_of)


def document_audience(portfolio: Portfolio, document: DocumentFile, as_of: date | None = None) -> str:
    """The audience of a document, which its entries inherit."""
    if is_under_embargo(document, as_of):
        return portfolio.audiences[-1]
    return document.model.audience or document.folder_audience or portfolio.audiences[-1]


def is_under_embargo(document: DocumentFile, as_of: date | None) -> bool:
    """Whether a document is still restricted by `embargo_until`; without a day, any embargo holds."""
    until = getattr(document.model, "embargo_until", None)
    return until is not None and (as_of is None or until.first is None or as_of < until.first)


def default_audience(group: str, around: str, disclose: DisclosedGroups, audiences: tuple[str, ...]) -> str:
    """The audience of an entry without one of its own: the inherited one, or who its list's group is disclosed to.

    Of the two the more restricted.
    """
    if group not in GROUPS:
        return around
    opened = next((name for name in audiences if group in disclose.get(name, ())), audiences[-1])
    return max(around, opened, key=audiences.index)


def document_disclosures(document: DocumentFile) -> dict[str, tuple[str, ...]]:
    """Groups that a document discloses, by audience: its own declaration, else its folder's."""
    return {**document.folder_disclose, **(document.model.disclose or {})}


def is_disclosed(entity: Entity[Any], group: str, audience: str, audiences: tuple[str, ...]) -> bool:
    """Whether a group of an entity's fields is open to an audience that sees the entity."""
    disclose = {**_inherited_disclosures(entity), **(entity.entry.disclose or {})}
    return any(group in disclose.get(name, ()) for name in audiences[: audiences.index(audience) + 1])


def _inherited_disclosures(entity: Entity[Any]) -> DisclosedGroups:
    """Groups that are disclosed where an entity is nested."""
    parent = entity.parent
    if parent is None or not parent.loc:
        return document_disclosures(entity.document)
    return {**_inherited_disclosures(parent), **(parent.entry.disclose or {})}


def _most_restricted(portfolio: Portfolio, one: str, other: str) -> str:
    return max(one, other, key=portfolio.audiences.index)


def _find_guarded(cls: type[BaseModel]) -> dict[str, str]:
    specs: tuple[FieldSpec, ...] = entry_lists(cls)
    return {spec.name: spec.group for spec in specs if spec.group in GROUPS}


_guarded_lists = cache(_find_guarded)
