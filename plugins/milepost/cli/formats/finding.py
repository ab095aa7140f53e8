"""Findings of `check` and `diff`, in the common form that machine-readable formats are written from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from milepost.cli.formats.links import ChangeLinks
from milepost.diff.change import Change
from milepost.diff.review import Review
from milepost.diff.rules import SECTIONS
from milepost.problem import Level, Place, Problem

# The place of findings without a file: some readers require one.
NOWHERE = Place("mkdocs.yml")


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding; `message`, `hint` and paths may contain any text.

    `place` is in the files as they are now, `was` is the former place of something removed. `topic` is the group in a
    list of findings. `entity` and `field` are what a change is about; `page` is its address on the published site.
    """

    rule: str
    level: Level
    message: str
    topic: str
    hint: str = ""
    place: Place | None = None
    was: Place | None = None
    entity: str = ""
    field: str = ""
    page: str | None = None

    @property
    def more(self) -> Iterator[str]:
        """Further lines after the message."""
        if self.hint:
            yield self.hint
        if self.was:
            yield f"It was at {path_of(self.was)}:{self.was.line}."


def of_problems(found: Iterable[Problem]) -> list[Finding]:
    """The findings of `milepost check`, grouped by file."""
    return [
        Finding(one.rule, one.level, one.message, (one.place or NOWHERE).path, one.hint or "", one.place)
        for one in found
    ]


def of_review(found: Review, links: ChangeLinks) -> list[Finding]:
    """The findings of `milepost diff`, grouped by section, with paths relative to the top of the repository."""
    return [_of_change(change, links) for change in found.changes]


def _of_change(change: Change, links: ChangeLinks) -> Finding:
    place = change.place and replace(change.place, path=links.from_top(change.place.path))
    return Finding(
        change.rule,
        change.level,
        change.message,
        SECTIONS[change.section],
        place=None if change.gone else place,
        was=place if change.gone else None,
        entity=change.ref,
        field=change.field,
        page=links.page(change),
    )


def ranked(findings: Iterable[Finding]) -> list[Finding]:
    """Findings by level, the most severe first; the sort is stable."""
    return sorted(findings, key=lambda finding: finding.level.rank)


def path_of(place: Place) -> str:
    """The path of a place, with unprintable characters replaced so that it fits on one line."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in place.path)


def tally(findings: Sequence[Finding]) -> str:
    """`100 date-slipped, 32 scope-removed`: counts by rule, the most frequent first."""
    counts = Counter(finding.rule for finding in findings).most_common()
    return ", ".join(f"{number} {rule}" for rule, number in counts)
