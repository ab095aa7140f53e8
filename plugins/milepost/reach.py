"""How far out a thing is seen: the nearest word, the groups that are disclosed, an embargo, and what is around."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from pydantic import BaseModel

from milepost.model.base import GROUPS
from milepost.model.fields import FieldSpec
from milepost.portfolio import Portfolio
from milepost.thing import DocumentFile, Thing, entry_lists, mentions

Disclosure = Mapping[str, tuple[str, ...]]


def audience_of(portfolio: Portfolio, thing: Thing[Any], as_of: date | None = None) -> str:
    """The outermost audience that may see a thing on a day; without a day, what is under embargo stays inside.

    Its own word counts, else that of the nearest around it, else it is for the innermost. A thing inside another
    is never seen by more than the other is, nor a mention by more than what it mentions.
    """
    if not thing.loc:
        return audience_around(portfolio, thing.document, as_of)
    whole = thing.parent is not None
    around = audience_of(portfolio, thing.parent, as_of) if thing.parent else ""
    around = around or audience_around(portfolio, thing.document, as_of)
    owner = thing.parent.entry if thing.parent else thing.document.model
    group = _guarded(type(owner)).get(str(thing.loc[-2]), "")
    own = thing.entry.audience or (
        default_audience(group, around, _disclosed_around(thing), portfolio.audiences) if group else around
    )
    found = _innermost_of(portfolio, own, around) if whole else own
    if mentions(thing):
        found = _innermost_of(portfolio, found, audience_of_mention(portfolio, thing, as_of))
    return found


def audience_of_mention(portfolio: Portfolio, thing: Thing[Any], as_of: date | None) -> str:
    """The audience of what a thing mentions; of nothing, or of a mention again, the innermost."""
    value = mentions(thing)
    target = portfolio.named(thing, thing.type, value) if value else None
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


def is_disclosed(thing: Thing[Any], group: str, audience: str, audiences: tuple[str, ...]) -> bool:
    """Whether a group of a thing's fields is open to an audience, should it see the thing."""
    disclose = {**_disclosed_around(thing), **(thing.entry.disclose or {})}
    return any(group in disclose.get(name, ()) for name in audiences[: audiences.index(audience) + 1])


def _disclosed_around(thing: Thing[Any]) -> Disclosure:
    """The groups that are open where a thing stands."""
    parent = thing.parent
    if parent is None or not parent.loc:
        return disclosed_by(thing.document)
    return {**_disclosed_around(parent), **(parent.entry.disclose or {})}


def _innermost_of(portfolio: Portfolio, one: str, other: str) -> str:
    return max(one, other, key=portfolio.audiences.index)


def _find_guarded(cls: type[BaseModel]) -> dict[str, str]:
    specs: tuple[FieldSpec, ...] = entry_lists(cls)
    return {spec.name: spec.group for spec in specs if spec.group in GROUPS}


_guarded = cache(_find_guarded)
