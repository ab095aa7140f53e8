"""Names that need no declaration, such as teams and tags, and which of them an audience may see."""

from __future__ import annotations

from milepost.graph.entity import entry_lists
from milepost.graph.portfolio import Portfolio
from milepost.schema.base import Entry


def listed_types(portfolio: Portfolio) -> frozenset[str]:
    """Types of entries that any document lists, even if the list is empty: `team` if `teams:` is written anywhere.

    For a listed type, a name without an entry may be that of a hidden entry that was deleted or renamed, so it is
    restricted. For an unlisted type, names are free text and visible. Whether a list is written is the only fact about
    hidden documents that broader sites depend on.
    """
    return frozenset(
        spec.model.type_name
        for document in portfolio.documents
        for spec in entry_lists(type(document.model))
        if spec.name in document.model.model_fields_set and spec.model and issubclass(spec.model, Entry)
    )
