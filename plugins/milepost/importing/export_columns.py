"""Which columns of an export hold which fields of a story, by the names that tools give them.

Names are those of the documented exports of Jira Cloud, Linear, Azure Boards, Asana, Trello, GitHub Issues (`gh issue
list`), and GitHub Projects (a view as tab-separated values). Case does not count, nor does "Custom field (…)" around a
name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from milepost.problem import Level, Problem, quoted
from milepost.suggestions import nearest
from milepost.tables.csv_records import CsvRecord
from milepost.yaml.text import SourceText

# For each field, the names of its column; of several, the first one in this order is read.
SYNONYMS: dict[str, tuple[str, ...]] = {
    "key": ("issue key", "key", "task id", "card id", "id", "number", "issue id", "url", "card url"),
    "title": ("summary", "title", "name", "card name", "task name"),
    "status": ("status", "state", "list name", "section/column", "section", "column"),
    "resolution": ("resolution", "state reason", "statereason"),
    "type": ("issue type", "work item type", "type", "task type"),
    "priority": ("priority",),
    "estimate": ("story points", "story point estimate", "estimate", "points", "effort", "size"),
    "sprint": ("sprint", "cycle name", "iteration path", "iteration"),
    "assignee": ("assignee", "assigned to", "assignees", "members", "owner"),
    "epic": ("parent summary", "epic name", "epic link", "epic link summary", "parent issue", "parent task", "parent"),
    "created_on": ("created", "created at", "created date", "createdat"),
    "started_on": ("started", "started at", "activated date"),
    "done_on": ("resolved", "completed", "completed at", "closed", "closed at", "closed date", "closedat"),
    "description": ("description", "notes", "card description", "body"),
    "acceptance_criteria": ("acceptance criteria",),
    "depends_on": ("inward issue link (blocks)", "blocked by", "blocked by (dependencies)"),
    "tags": (),
    "link": ("url", "card url", "issue url"),
}
# A column that may be repeated, such as Jira's sprints: all of its cells count.
REPEATED = frozenset(("sprint", "depends_on", "tags"))
REQUIRED = ("key", "title", "status")
_CUSTOM = re.compile(r"custom field \((.*)\)")
RULE = "csv-columns"


@dataclass(frozen=True, slots=True)
class ExportColumns:
    """The places of the columns of each field, from 0; of `epic`, all of them, the best first.

    `unused` are the names of columns that hold nothing for a story.
    """

    places: Mapping[str, tuple[int, ...]]
    unused: tuple[str, ...]


def normalized(name: str) -> str:
    """The name of a column as it is compared."""
    folded = " ".join(name.split()).casefold()
    found = _CUSTOM.fullmatch(folded)
    return found[1] if found else folded


def columns_of(
    header: CsvRecord, source: SourceText, chosen: Mapping[str, str]
) -> tuple[ExportColumns | None, list[Problem]]:
    """The columns of an export, or None and what is wrong with its first line.

    `chosen` has names of columns by field, in place of those above; an empty name leaves a field out.
    """
    names = [normalized(cell) for cell in header.cells]
    places: dict[str, tuple[int, ...]] = {}
    problems: list[Problem] = []
    for field, synonyms in SYNONYMS.items():
        wanted = (normalized(chosen[field]),) if field in chosen else synonyms
        found = [place for name in wanted for place, one in enumerate(names) if name and one == name]
        if field in chosen and chosen[field] and not found:
            message = f"there is no column {quoted(chosen[field])} for {field}"
            hint = nearest(chosen[field], header.cells, "the columns are: ")
            problems.append(_problem(message, source, header.offsets[0], hint))
        several = field in REPEATED or field == "epic"
        if found:
            same = [place for place in found if names[place] == names[found[0]]]
            places[field] = tuple(found if field == "epic" else same if several else found[:1])
    problems += _missing(places, header, source) if not problems else []
    used = {place for some in places.values() for place in some}
    unused = dict.fromkeys(cell for place, cell in enumerate(header.cells) if place not in used and cell)
    return (None if problems else ExportColumns(places, tuple(unused))), problems


def _missing(places: Mapping[str, tuple[int, ...]], header: CsvRecord, source: SourceText) -> Sequence[Problem]:
    found = []
    for field in REQUIRED:
        if field not in places:
            known = ", ".join(SYNONYMS[field][:4])
            message = f"no column is known to hold the {field} of a story: {known}, …"
            found.append(_problem(message, source, header.offsets[0], f"name it with --map {field}=COLUMN"))
    return found


def _problem(message: str, source: SourceText, offset: int, hint: str | None) -> Problem:
    return Problem(RULE, Level.ERROR, message, source.place(offset), hint)
