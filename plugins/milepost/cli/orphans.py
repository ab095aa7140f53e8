"""`milepost check --orphans`: what does not lead to a goal, and what goal has nothing under it, level by level."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import click

from milepost.access.audience_filter import side_by_side
from milepost.analysis import computed
from milepost.analysis.orphans import LevelOrphans
from milepost.analysis.traceability import AnyEntity
from milepost.checks.alignment import message_about
from milepost.cli.configured_site import opened
from milepost.cli.formats.json import written
from milepost.escaping import line, plain
from milepost.kit import phrasing
from milepost.mkdocs_plugin.site import known_audience
from milepost.problem import Level, Problem
from milepost.ruleset import rule_levels
from milepost.settings import Settings

VERSION = 1
NOTHING = "Nothing can be orphaned: there are no objectives, needs, or other entries that something could lead to."


@dataclass(frozen=True, slots=True)
class ReportedLevel:
    """The orphans of one level, each with its place and what to write. `problems` has them at the site's own level."""

    found: LevelOrphans
    problems: tuple[Problem, ...]

    @property
    def heading(self) -> str:
        """What its orphans are, and how many of how many: "Items without an objective: 2 of 48"."""
        return f"{self.found.level.heading}: {len(self.problems):,} of {self.found.total:,}"


@dataclass(frozen=True, slots=True)
class OrphanReport:
    """The orphans of a portfolio as one audience sees it, at every level that it has entries for."""

    audience: str
    as_of: str
    innermost: bool
    levels: tuple[ReportedLevel, ...]

    @property
    def gaps(self) -> tuple[ReportedLevel, ...]:
        """The levels with orphans."""
        return tuple(one for one in self.levels if one.problems)

    def closing(self) -> Iterator[str]:
        """What is said after the lists: levels without orphans, and what a broader audience cannot know."""
        if not self.levels:
            yield NOTHING
            return
        if fine := [one.found.level.heading.lower() for one in self.levels if not one.problems]:
            *most, last = fine
            yield f"There are no {', '.join(most)}{' or ' if most else ''}{last}."
        number = sum(len(one.problems) for one in self.levels)
        yield f"{phrasing.count(number, 'gap')} at {phrasing.count(len(self.levels), 'level')}."
        if not self.innermost:
            yield f"As the {self.audience} audience sees it: what an entry leads to may be hidden from it."


def found_orphans(settings: Settings, audience: str | None) -> OrphanReport:
    """The orphans of a site's data, computed from what `audience` (the innermost by default) may see.

    A level whose rule is off is a note here. Raises CouldNotRun for an unknown audience.
    """
    name = known_audience(settings, audience)
    opening = opened(settings)
    seen, copies = side_by_side(opening.whole, name, settings.as_of)
    source = {id(copy): whole for whole, copy in copies.items()}
    levels = rule_levels(settings.rules)

    def problem(found: LevelOrphans, entity: AnyEntity) -> Problem:
        message, hint = message_about(found.level, entity)
        place = opening.whole.place(source[id(entity)])
        rule = found.level.rule.id
        # The line itself may have words that this audience does not see.
        return Problem(rule, levels.level(rule) or Level.INFO, message, replace(place, excerpt=""), hint)

    return OrphanReport(
        name,
        settings.as_of.isoformat(),
        seen.innermost,
        tuple(
            ReportedLevel(one, tuple(problem(one, entity) for entity in one.entities))
            for one in computed(seen, settings.as_of).orphans
        ),
    )


def orphan_text(found: OrphanReport) -> str:
    """The orphans for a terminal: a heading for each level, then each orphan with its place and what to write."""
    lines: list[str] = []
    for level in found.gaps:
        lines.append(click.style(level.heading, bold=True))
        for one in level.problems:
            lines += [f"  {line(str(one.place))}: {line(one.message)}", f"    = {line(one.hint or '')}"]
        lines.append("")
    return "\n".join([*lines, *found.closing()])


def orphan_markdown(found: OrphanReport) -> str:
    """The orphans as Markdown: a heading and a list for each level."""
    lines = ["### Orphans"]
    for level in found.gaps:
        lines += ["", f"#### {level.heading}", ""]
        lines += [
            f"- {plain(one.message)}<br><sub>`{one.rule}` · {plain(str(one.place))}</sub>" for one in level.problems
        ]
    return "\n".join([*lines, "", *found.closing()])


def orphan_json(found: OrphanReport) -> str:
    """`{"version": 1, "audience": ..., "as_of": ..., "levels": [...]}`; `milepost schema orphans` prints its schema."""
    return written(
        {
            "version": VERSION,
            "audience": found.audience,
            "as_of": found.as_of,
            "levels": [
                {
                    "rule": one.found.level.rule.id,
                    "title": one.found.level.heading,
                    "total": one.found.total,
                    "orphans": [
                        _orphan(entity, problem)
                        for entity, problem in zip(one.found.entities, one.problems, strict=True)
                    ],
                }
                for one in found.levels
            ],
        }
    )


def _orphan(entity: AnyEntity, problem: Problem) -> dict[str, Any]:
    assert problem.place
    return {
        "type": entity.type,
        "id": entity.key if entity.id else None,
        "title": entity.title,
        "level": problem.level.value,
        "message": problem.message,
        "hint": problem.hint,
        "path": problem.place.path,
        "line": problem.place.line,
        "column": problem.place.column,
    }
