"""Stories made of the rows of an export, each valid, or a problem at the cell that is not understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from milepost.importing.export_dates import AmbiguousDate, day_of
from milepost.importing.export_file import Export, ExportCell, ExportRow
from milepost.importing.export_texts import bullets, plain, user_story
from milepost.importing.export_words import DROPPED, EPIC, NOTHING, STATUSES, TYPES, folded, meanings
from milepost.kinds.backlog.model import Story
from milepost.kinds.reading import read_mapping
from milepost.problem import Level, Problem, quoted
from milepost.schema.fields import fields_of
from milepost.schema.scalars import ID, unsafe_address
from milepost.yaml.nodes import Map, Quoted
from milepost.yaml.text import SourceText

RULE = "import-value"
_DATES = ("created_on", "started_on", "done_on")


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """What the author of an import decides: what words mean, ids of people, and the order of dates.

    `priorities` has the words of the portfolio, by word as compared, if it declares any; `strict_priorities` if others
    are wrong. `known_stories` are the ids of existing stories in lower case, which imported ones may depend on.
    """

    statuses: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    priorities: Mapping[str, str] = field(default_factory=dict)
    strict_priorities: bool = False
    assignees: Mapping[str, str] = field(default_factory=dict)
    date_order: str | None = None
    known_stories: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ImportedStory:
    """A story as an export has it: its fields in the order of the declarations."""

    id: str
    fields: Map


@dataclass(slots=True)
class ImportedStories:
    """What an export holds.

    `ids` are those of all rows, in lower case. `epics` counts rows that name a group of stories, `unassigned` stories
    whose assignee nobody gave an id, and `unlinked` dependencies on stories that there are not.
    """

    stories: list[ImportedStory] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    epics: int = 0
    unassigned: int = 0
    unlinked: int = 0


def stories_of(export: Export, choices: ImportChoices, context: Mapping[str, Any]) -> ImportedStories:
    """The stories of an export. `context` as in `read_document`: audiences, fiscal year, and time zone."""
    return _Importer(export, choices, context).run()


def id_of(key: str) -> str:
    """The id of a story with a key: the key itself, or of an address of an issue, repository and number."""
    parts = key.rstrip("/").split("/")
    if "://" not in key or len(parts) < 5:
        return key.lstrip("#")
    if parts[3] == "c":  # https://trello.com/c/…/…
        return parts[4]
    return f"{parts[-3]}-{parts[-1]}" if parts[-1].isdecimal() and len(parts) > 5 else parts[-1]


class _Importer:
    def __init__(self, export: Export, choices: ImportChoices, context: Mapping[str, Any]) -> None:
        self.export = export
        self.source: SourceText = export.source
        self.choices = choices
        self.context = context
        self.statuses = meanings(STATUSES, choices.statuses)
        self.types = meanings(TYPES, choices.types)
        self.found = ImportedStories(problems=list(export.problems))
        self.row_problems: list[Problem] = []

    def run(self) -> ImportedStories:
        rows = [(row, id_of(cell.text)) for row in self.export.rows if (cell := row.cell("key"))]
        by_key = {id.lower(): row for row, id in rows}
        self.found.ids = {*by_key}
        seen: dict[str, ExportRow] = {}
        for row in self.export.rows:
            self.row_problems = []
            kind = self.type_of(row)
            if kind == EPIC:
                self.found.epics += 1
                continue
            story = self.story(row, kind, by_key)
            if story and story.id.lower() in seen:
                first = self.source.place(seen[story.id.lower()].offset).line
                self.problem(row.cell("key"), row, f"{quoted(story.id)} is there already, in line {first}", None)
            if story:
                seen.setdefault(story.id.lower(), row)
            self.found.problems += self.row_problems
            if story and not self.row_problems:
                self.found.stories.append(story)
        self.drop_unknown_dependencies()
        self.found.problems.sort(key=Problem.sort_key)
        return self.found

    def drop_unknown_dependencies(self) -> None:
        """Keep only dependencies on existing or imported stories, not on epics or rows left out."""
        known = self.choices.known_stories.union(story.id.lower() for story in self.found.stories)
        for story in self.found.stories:
            written = story.fields.get("depends_on", ())
            stay = [name for name in written if name.lower() in known and name.lower() != story.id.lower()]
            self.found.unlinked += len(written) - len(stay)
            if stay:
                story.fields["depends_on"] = stay
            elif written:
                del story.fields["depends_on"]

    def problem(self, cell: ExportCell | None, row: ExportRow, message: str, hint: str | None) -> None:
        place = self.source.place(cell.offset if cell else row.offset)
        self.row_problems.append(Problem(RULE, Level.ERROR, message, place, hint))

    def story(self, row: ExportRow, kind: str | None, by_key: Mapping[str, ExportRow]) -> ImportedStory | None:
        key, title = row.cell("key"), row.cell("title")
        for name, cell in (("key", key), ("title", title)):
            if cell is None:
                self.problem(None, row, f"this row has no {name}", "fill it in, or leave the row out with --skip")
        if key is None or title is None:
            return None
        id = id_of(key.text)
        if not ID.match(id):
            self.problem(key, row, f"{quoted(id)} cannot be an id", "name another column with --map key=COLUMN")
        found = Map(row.offset)
        values: dict[str, tuple[Any, ExportCell]] = {
            "id": (Quoted(id), key),
            "title": (Quoted(plain(title.text)), title),
        }
        if kind:
            values["type"] = Quoted(kind), row.cell("type") or key
        values |= dict(self.texts(row, title))
        values |= dict(self.words(row, by_key))
        values |= dict(self.dates(row))
        if "status" in values and values["status"][0] != "done":
            values.pop("done_on", None)  # the day on which it was closed without being done
        for name in fields_of(Story):
            if name in values:
                value, cell = values[name]
                found[name] = value
                found.offsets += (cell.offset, cell.offset)
        _, wrong = read_mapping(Story, found, self.source, self.context)
        said = {problem.place for problem in self.row_problems}
        # What is missing has been reported where it should be, or is what could not be understood.
        self.row_problems += [one for one in wrong if one.place not in said and one.rule != "missing-field"]
        return ImportedStory(id, found)

    def type_of(self, row: ExportRow) -> str | None:
        cell = row.cell("type")
        if cell is None or folded(cell.text) in NOTHING:
            return None
        return self.word(row, cell, self.types, "type", sorted({*TYPES}))

    def word(
        self, row: ExportRow, cell: ExportCell, known: Mapping[str, str], what: str, values: Sequence[str]
    ) -> str | None:
        """What a word means; a problem if nobody said it."""
        if found := known.get(folded(cell.text)):
            return found
        hint = f'say what it means, as in --{what} "{cell.text}={values[0]}"; it may mean {", ".join(values)}'
        self.problem(cell, row, f"the {what} {quoted(cell.text)} is not known", hint)
        return None

    def texts(self, row: ExportRow, title: ExportCell) -> Iterator[tuple[str, tuple[Any, ExportCell]]]:
        description = row.cell("description")
        for cell in (title, description):
            if cell and (parts := user_story(plain(cell.text))):
                yield from ((name, (Quoted(words), cell)) for name, words in parts.items())
                break
        if description and (text := plain(description.text)):
            yield "description", (Quoted(f"{text}\n" if "\n" in text else text), description)
        criteria = row.cell("acceptance_criteria")
        if criteria and (lines := bullets(criteria.text)):
            yield "acceptance_criteria", ([Quoted(line) for line in lines], criteria)
        link, key = row.cell("link"), row.cell("key")
        if link and key and not unsafe_address(link.text):
            pair = Map(link.offset)
            pair.update(title=Quoted(id_of(key.text)), url=link.text)
            yield "links", ([pair], link)

    def words(self, row: ExportRow, by_key: Mapping[str, ExportRow]) -> Iterator[tuple[str, tuple[Any, ExportCell]]]:
        if status := self.status(row):
            yield "status", status
        priority = row.cell("priority")
        if priority and folded(priority.text) not in NOTHING and (word := self.priority(row, priority)):
            yield "priority", (Quoted(word), priority)
        estimate = row.cell("estimate")
        if estimate and folded(estimate.text) not in NOTHING:
            number = estimate.text.removesuffix(".0").removesuffix(".00")
            yield "estimate", (number, estimate)
        sprint = row.cell("sprint")
        if sprint and folded(sprint.text) not in NOTHING:
            yield "sprint", (Quoted(sprint.text.rpartition("\\")[2]), sprint)
        if epic := self.epic(row, by_key, set()):
            yield "epic", epic
        if tags := [Quoted(" ".join(word.split())) for cell in row.cells.get("tags", ()) for word in _split(cell.text)]:
            yield "tags", (list(dict.fromkeys(tags)), row.cells["tags"][0])
        if blocked := [Quoted(id_of(word)) for cell in row.cells.get("depends_on", ()) for word in _split(cell.text)]:
            yield "depends_on", (list(dict.fromkeys(blocked)), row.cells["depends_on"][0])
        if assignee := row.cell("assignee"):
            if person := self.choices.assignees.get(folded(assignee.text)):
                yield "assignee", (Quoted(person), assignee)
            elif folded(assignee.text) not in NOTHING:
                self.found.unassigned += 1

    def status(self, row: ExportRow) -> tuple[Any, ExportCell] | None:
        cell, done = row.cell("status"), row.cell("done_on")
        resolution = row.cell("resolution")
        if cell is None:
            self.problem(None, row, "this row has no status", "fill it in, or leave the row out with --skip")
            return None
        found = self.statuses.get(folded(cell.text))
        if found is None and done:  # a section of Asana says where a task was, and its date that it is done
            found = "done"
        if found is None:
            found = self.word(row, cell, self.statuses, "status", list(STATUSES))
        if found == "done" and resolution and folded(resolution.text) in DROPPED:
            found = "dropped"
        return (Quoted(found), cell) if found else None

    def priority(self, row: ExportRow, cell: ExportCell) -> str | None:
        found = self.choices.priorities.get(folded(cell.text))
        if found or not self.choices.strict_priorities:
            return found or folded(cell.text)
        return self.word(row, cell, self.choices.priorities, "priority", sorted({*self.choices.priorities.values()}))

    def epic(self, row: ExportRow, by_key: Mapping[str, ExportRow], around: set[int]) -> tuple[Any, ExportCell] | None:
        """The name of the epic: that of the row that is named as parent, or of its parent's; else as it is written."""
        cell = next(iter(row.cells.get("epic", ())), None)
        if cell is None or folded(cell.text) in NOTHING:
            return None
        parent = by_key.get(id_of(cell.text).lower())
        if parent is None:
            return Quoted(plain(cell.text)), cell
        title, kind = parent.cell("title"), parent.cell("type")
        if title and kind and self.types.get(folded(kind.text)) == EPIC:
            return Quoted(plain(title.text)), cell
        if id(parent) in around:
            return None
        return self.epic(parent, by_key, {*around, id(parent)})

    def dates(self, row: ExportRow) -> Iterator[tuple[str, tuple[str, ExportCell]]]:
        for name in _DATES:
            cell = row.cell(name)
            if cell is None:
                continue
            try:
                yield name, (day_of(cell.text, self.choices.date_order).isoformat(), cell)
            except AmbiguousDate:
                hint = "say which with --date-format D/M/Y or --date-format M/D/Y"
                self.problem(cell, row, f"{quoted(cell.text)}: either number could be the month", hint)
            except ValueError:
                hint = f"write it as 2026-09-14, or leave the column out with --map {name}="
                self.problem(cell, row, f"{quoted(cell.text)} is no date that is known", hint)


def _split(text: str) -> list[str]:
    """The words of a cell that lists several, without the colors of Trello's labels."""
    words = (word.partition(" (")[0].strip() for part in text.split(";") for word in part.split(","))
    return [word for word in words if word]
