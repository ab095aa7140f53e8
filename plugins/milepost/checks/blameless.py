"""Blame in texts about the past that external readers see."""

from __future__ import annotations

from collections.abc import Iterator

from milepost.checks.blame_patterns import blame_in
from milepost.checks.check import Context, check
from milepost.checks.disclosures import looks_back, sightings
from milepost.checks.grouping import grouped
from milepost.checks.texts import TextField
from milepost.checks.violation import Violation
from milepost.problem import quoted


@check("blame", "warning", "A text that external readers see blames somebody.")
def blame(c: Context) -> Iterator[Violation]:
    """Only in texts that look back: a strategy may well say that passengers forget to tap."""
    hint = "say what made it likely, and what would have helped: people act on what they see"

    def search(audience: str, field: TextField) -> Iterator[tuple[str, str]]:
        for found in blame_in(field.prose):
            yield found, f"{audience} readers see {quoted(found)}, which reads as blame"

    yield from grouped(sightings(c, "blame", search, hint, where=looks_back))
