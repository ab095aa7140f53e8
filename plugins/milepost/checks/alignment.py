"""Rules of strategy alignment, one for each level at which entries can be orphaned.

They are made of the levels, so that a check, a page and `milepost check --orphans` cannot count differently.
"""

from __future__ import annotations

from collections.abc import Iterator

from milepost.analysis.orphans import LEVELS, GapLevel
from milepost.analysis.traceability import AnyEntity
from milepost.checks.check import Check, Context, named
from milepost.checks.violation import Violation


def message_about(level: GapLevel, entity: AnyEntity) -> tuple[str, str]:
    """What an orphan lacks, and what to write."""
    return f"{named(entity)} {level.lacks}", level.hint.format(id=entity.id or "its id")


def _check(level: GapLevel) -> Check:
    def find(c: Context) -> Iterator[Violation]:
        for one in c.insight.orphans:
            if one.level is level:
                for entity in one.entities:
                    message, hint = message_about(level, entity)
                    yield c.found(entity, (), message, hint)

    # A link may be in a document that cannot be read.
    return Check(level.rule, find, of_absence=True)


CHECKS = tuple(map(_check, LEVELS))
