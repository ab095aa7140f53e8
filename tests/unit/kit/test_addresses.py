"""Where every type of entry is shown.

The cases are made of the declarations; the addresses are public, and kept in `tests/unit/kinds/golden/<kind>.txt`.
`python -m tests.unit.kit.test_addresses` writes them anew.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.support import snapshot
from tests.support.alone import bare, document, read
from tests.support.declared import classes

from milepost.kinds.registry import LINKED_TYPES
from milepost.kit.addresses import (
    ACTIONS,
    BACKLOG,
    LESSONS,
    POSTMORTEMS,
    PROJECTS,
    RELEASES,
    ROADMAP,
    STRATEGY,
    Addresses,
)

PAGES = (ACTIONS, BACKLOG, LESSONS, POSTMORTEMS, PROJECTS, RELEASES, ROADMAP, STRATEGY)


def shown() -> Iterator[str]:
    """Every place in documents: what texts may call an entry there, and where it is shown."""
    for place in classes():
        kind, path, cls = place
        entries = (
            [bare(cls, "e", "Entry")] if path else [{"project": "Öresund"}] if "project" in cls.model_fields else []
        )
        portfolio = read(document(place, entries))
        entity = next(one for one in portfolio.entities(cls.type_name) if one.id in ("e", "doc"))
        address = Addresses(portfolio, PAGES).of(entity) or "nowhere"
        named = f"linked to as {cls.type_name}" if cls.type_name in LINKED_TYPES else "not linked to"
        yield f"{'.'.join((kind.type_name, *path))}: {address}, {named}"
        assert Addresses(portfolio, ()).of(entity) is None


def test_every_entry_is_where_it_was() -> None:
    snapshot.check("addresses", shown(), "tests.unit.kit.test_addresses")


if __name__ == "__main__":
    snapshot.write("addresses", shown())
