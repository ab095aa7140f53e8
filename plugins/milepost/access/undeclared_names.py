"""Names that need no declaration, such as teams and tags: which of them readers of an audience are shown."""

from __future__ import annotations

from milepost.graph.entity import Reference, entry_lists
from milepost.graph.portfolio import Portfolio
from milepost.schema.base import Entry


def listed_types(portfolio: Portfolio) -> frozenset[str]:
    """The types of entries that some document lists, be the list empty: `team` where `teams:` is written anywhere.

    Of a listed type, a name that no entry has may be a hidden one's, whose entry was deleted or renamed; so it is for
    the most restricted audience. Where nothing of a type is listed, its names are free. That a list is written is the
    one fact about hidden documents that other sites depend on.
    """
    return frozenset(
        spec.model.type_name
        for document in portfolio.documents
        for spec in entry_lists(type(document.model))
        if spec.name in document.model.model_fields_set and spec.model and issubclass(spec.model, Entry)
    )


def shown_names(seen: Portfolio) -> dict[tuple[str, str], Reference]:
    """The undeclared names that the readers of one audience see, by type and name in lower case: where each is first.

    `seen` is what the audience filter leaves for them; compared between two revisions, it shows the names that a
    change makes visible, such as by the deletion of the last list of their type.
    """
    found: dict[tuple[str, str], Reference] = {}
    for reference in seen.references():
        if not reference.strict and seen.resolve(reference) is None:
            found.setdefault((reference.type, reference.value.lower()), reference)
    return found
