"""The kinds of documents there are."""

from __future__ import annotations

from functools import cache

from milepost.kinds.handover.model import Handover
from milepost.kinds.lessons.model import Lessons
from milepost.kinds.portfolio.model import PortfolioDocument
from milepost.kinds.postmortem.model import Postmortem
from milepost.kinds.roadmap.model import Roadmap
from milepost.kinds.strategy.model import Strategy
from milepost.schema.base import Document, Entry
from milepost.schema.fields import fields_of

KINDS: dict[str, type[Document]] = {
    cls.type_name: cls for cls in (PortfolioDocument, Strategy, Roadmap, Postmortem, Lessons, Handover)
}


def entry_types() -> dict[str, type[Entry]]:
    """The class of the entries of every type, documents among them, by the name of the type."""
    return _entry_types(tuple(KINDS.values()))


@cache
def _entry_types(kinds: tuple[type[Document], ...]) -> dict[str, type[Entry]]:
    found: dict[str, type[Entry]] = {}
    waiting: list[type[Entry]] = list(kinds)
    while waiting:
        cls = waiting.pop()
        if not cls.stands_for:  # a mention is of the type of what it mentions
            found[cls.type_name] = cls
        waiting += [spec.model for spec in fields_of(cls).values() if spec.is_entries]  # type: ignore[misc]
    return found


def loose_types() -> frozenset[str]:
    """The types of which a name may be written without a declaration, and is worth one: teams, themes, tags."""
    refs = {spec.ref for cls in entry_types().values() for spec in fields_of(cls).values() if spec.ref}
    return frozenset(ref.type for ref in refs if not ref.strict and not ref.free)


def label_of_type(type: str) -> str:
    """What people call an entry of a type: `item`, `key result`; of a type that is not known yet, its name."""
    cls = entry_types().get(type)
    return cls.declares.label if cls else type.replace("-", " ")


# What a text may link to by type and id: [words](item:checkout).
LINKED_TYPES = frozenset(type for type, cls in entry_types().items() if cls.declares.page or cls.declares.linked)
