"""Blame in what external readers see of texts that look back."""

from __future__ import annotations

from collections.abc import Iterator

from milepost.checks.blame_patterns import blame_in
from milepost.checks.check import Context, check, quoted
from milepost.checks.disclosures import looks_back, sightings
from milepost.checks.grouping import gathered
from milepost.checks.texts import TextField
from milepost.checks.violation import Violation


@check("blame", "warning", "A text that external readers see blames somebody.")
def blame(c: Context) -> Iterator[Violation]:
    """Asked of texts that look back; a strategy may well speak of passengers who forgot to tap."""
    hint = "say what made it likely, and what would have helped: people act on what they see"

    def search(audience: str, field: TextField) -> Iterator[tuple[str, str]]:
        for found in blame_in(field.prose):
            yield found, f"{audience} readers see {quoted(found)}, which reads as blame"

    yield from gathered(sightings(c, "blame", search, hint, where=looks_back))
