"""`milepost import stories`: a backlog that another tool has exported, added or updated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import click

from milepost.cli import options
from milepost.cli.configured_site import configured
from milepost.cli.data_path import data_path
from milepost.cli.edit_report import finish
from milepost.cli.formats import text
from milepost.could_not_run import CouldNotRun
from milepost.editing.file_edits import FileEdit, edit_of
from milepost.editing.located_entries import LocatedEntry, as_written, entries_of
from milepost.editing.rendering import Indentation, pairs
from milepost.editing.tree_changes import appended
from milepost.escaping import line
from milepost.graph import files as data_files
from milepost.graph.loader import FOLDER_FILE, RawFile, read_files
from milepost.importing.export_columns import SYNONYMS
from milepost.importing.export_dates import ORDERS
from milepost.importing.export_file import Export, read_export
from milepost.importing.export_words import STATUSES, TYPES, folded
from milepost.importing.imported_stories import ImportChoices, ImportedStories, ImportedStory, stories_of
from milepost.importing.story_merge import StoryMerge, merged
from milepost.kinds.backlog.model import Backlog, Story
from milepost.problem import Problem
from milepost.schema.fields import fields_of
from milepost.settings import Settings
from milepost.suggestions import nearest
from milepost.wording import count
from milepost.yaml.nodes import Map, Quoted

FINDINGS = 1
_LISTED = 20


@click.command("import")
@click.argument("what", metavar="stories", type=click.Choice(["stories"]))
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--into",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The backlog that new stories go to.",
)
@click.option(
    "--map",
    "columns",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="The column of a field; FIELD= leaves the field out.",
)
@click.option(
    "--status", "statuses", multiple=True, metavar="WORD=STATUS", help="What a word in the column of the status means."
)
@click.option(
    "--type",
    "types",
    multiple=True,
    metavar="WORD=TYPE",
    help="What a word in the column of the type means; epic for what is no story.",
)
@click.option(
    "--priority",
    "priorities",
    multiple=True,
    metavar="WORD=PRIORITY",
    help="What a word in the column of the priority means.",
)
@click.option(
    "--assignees", multiple=True, metavar="NAME=ID", help="The id of a person or role; other names are not imported."
)
@click.option("--date-format", type=click.Choice(ORDERS), help="The order of dates such as 03/04/2026.")
@click.option("--keep", multiple=True, metavar="FIELD", help="A field that is not updated in existing stories.")
@click.option("--skip", is_flag=True, help="Leave out rows that are not understood, and import the others.")
@click.option("--dry-run", is_flag=True, help="Print what would change, as a unified diff, and write nothing.")
@options.config_file
@options.as_of
def command(
    what: str,  # noqa: ARG001
    file: Path,
    into: Path | None,
    columns: tuple[str, ...],
    statuses: tuple[str, ...],
    types: tuple[str, ...],
    priorities: tuple[str, ...],
    assignees: tuple[str, ...],
    date_format: str | None,
    keep: tuple[str, ...],
    skip: bool,
    dry_run: bool,
    config_file: str | None,
    as_of: date | None,
) -> None:
    """Imports the stories in FILE, the CSV export of Jira, Linear, Azure Boards, Asana, Trello, or GitHub.

    A story gets the key of its issue as its id. Run again with a later export, it updates existing stories: what an
    export does not hold stays, and so do comments. Stories that an export no longer has are listed. Nothing is
    written unless every row is understood. Names and e-mail addresses of assignees are not imported.
    """
    site = configured(config_file, as_of)
    settings = site.settings
    read, problems = read_files(settings.data_dir)
    files = [as_written(file) for file in read if _kind(file) == Backlog.type_name]
    if problems:
        click.echo(f"{len(problems)} of the files cannot be read; see milepost check.", err=True)
    for name in keep:
        _known(name, tuple(fields_of(Story)), "--keep")
    export = read_export(data_files.shown(file, file), file.read_bytes(), _columns(columns))
    labels = _priorities(read)
    choices = ImportChoices(
        statuses=_meanings(statuses, "--status", tuple(STATUSES)),
        types=_meanings(types, "--type", tuple(TYPES)),
        priorities=labels | {folded(word): value for word, value in _pairs(priorities, "--priority")},
        strict_priorities=bool(labels),
        assignees={folded(name): id for name, id in _pairs(assignees, "--assignees")},
        date_order=date_format,
        known_stories=frozenset(entry.id.lower() for one in files for entry in entries_of(one) if entry.cls is Story),
    )
    found = stories_of(export, choices, {"audiences": settings.audiences})
    _report(found.problems, skip=skip)
    merge = merged(files, found, keep)
    edits = list(_edits(settings, files, merge, into, file.stem))
    notes = [*_notes(export, found, merge), *_readers(settings, read, edits)]
    if edits:
        finish(site, edits, [_summary(merge), *notes], dry_run=dry_run)
    else:
        click.echo("\n".join([_summary(merge), *notes]))


def _kind(file: RawFile) -> str | None:
    return file.root.get("kind") if isinstance(file.root, Map) else None


def _pairs(values: Sequence[str], option: str) -> Iterator[tuple[str, str]]:
    for value in values:
        word, equals, meaning = value.rpartition("=")
        if not equals or not word:
            raise CouldNotRun(f"{option} takes two words with '=' between them, not '{value}'")
        yield word, meaning


def _meanings(values: Sequence[str], option: str, known: Sequence[str]) -> dict[str, str]:
    found = dict(_pairs(values, option))
    for meaning in found.values():
        _known(meaning, known, option)
    return found


def _known(word: str, known: Sequence[str], option: str) -> None:
    if word not in known:
        raise CouldNotRun(f"{option}: there is no '{word}'; {nearest(word, known, 'known are: ')}")


def _columns(values: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for value in values:
        field, equals, column = value.partition("=")
        if not equals:
            raise CouldNotRun(f"--map takes FIELD=COLUMN, not '{value}'")
        _known(field, tuple(SYNONYMS), "--map")
        found[field] = column
    return found


def _priorities(files: Sequence[RawFile]) -> dict[str, str]:
    """The priorities that the portfolio has labels for, by id and title as compared."""
    found: dict[str, str] = {}
    for file in files:
        labels = file.root.get("labels") if isinstance(file.root, Map) and _kind(file) == "portfolio" else None
        words = labels.get("priority") if isinstance(labels, Map) else None
        for id, label in words.items() if isinstance(words, Map) else ():
            found[folded(id)] = id
            if isinstance(label, Map) and isinstance(label.get("title"), str):
                found[folded(label["title"])] = id
    return found


def _report(problems: Sequence[Problem], *, skip: bool) -> None:
    """Print rows that are not understood; without `skip`, they end the command."""
    if not problems:
        return
    click.echo(text.first_problems(problems, _LISTED), err=True)
    if not skip:
        click.echo("Nothing was written; --skip leaves these rows out.", err=True)
        raise click.exceptions.Exit(FINDINGS)
    click.echo("These rows are left out.", err=True)


def _edits(
    settings: Settings, files: Sequence[RawFile], merge: StoryMerge, into: Path | None, stem: str
) -> Iterator[FileEdit]:
    by_path = {file.relative: file for file in files}
    trees = dict(merge.trees)
    relative = _target(settings, files, into) if merge.new else None
    if relative is not None and relative not in by_path:
        yield _new_file(settings, relative, merge.new, stem)
    elif relative is not None:
        file = by_path[relative]
        container = LocatedEntry(RawFile(relative, trees.get(relative, file.root), file.source), (), Backlog, "", "")
        trees[relative], _ = appended(container, fields_of(Backlog)["stories"], *(story.fields for story in merge.new))
    for path, tree in trees.items():
        yield edit_of(settings, by_path[path], tree)


def _target(settings: Settings, files: Sequence[RawFile], into: Path | None) -> str:
    """The path of the backlog that new stories go to. Raises CouldNotRun if that is not clear."""
    if into is None:
        if len(files) > 1:
            names = ", ".join(file.source.path for file in files)
            raise CouldNotRun(f"new stories could go into several files; name one, or a new one, with --into: {names}")
        return files[0].relative if files else "backlog.yml"
    relative = data_path(settings.data_dir, into)
    if relative not in [file.relative for file in files] and (settings.data_dir / relative).exists():
        raise CouldNotRun(f"{into} is no backlog that can be read")
    return relative


def _new_file(settings: Settings, relative: str, stories: Sequence[ImportedStory], stem: str) -> FileEdit:
    document = Map(0)
    document.update(kind=Quoted("backlog"), title=Quoted(f"Stories from {stem}"))
    document["stories"] = [story.fields for story in stories]
    path = settings.data_dir / relative
    if path.exists():
        raise CouldNotRun(f"{data_files.shown(settings.data_dir, path)} is there already; name a file with --into")
    content = "\n".join([*pairs(document, 0, Indentation()), ""])
    return FileEdit(relative, data_files.shown(settings.data_dir, path), None, content.encode())


def _readers(settings: Settings, files: Sequence[RawFile], edits: Sequence[FileEdit]) -> Iterator[str]:
    """Which files others than the most restricted audience see: a description may hold what nobody meant for them."""
    audiences = {file.relative: file.root.get("audience") for file in files if isinstance(file.root, Map)}
    for edit in edits:
        folder, seen_by = edit.relative, audiences.get(edit.relative)
        while seen_by is None and folder:
            folder = folder.rpartition("/")[0]
            seen_by = audiences.get(f"{folder}/{FOLDER_FILE}" if folder else FOLDER_FILE)
        if seen_by in settings.audiences[:-1]:
            yield line(
                f"The audience '{seen_by}' sees {edit.shown}: look through titles and descriptions before you publish."
            )


def _summary(merge: StoryMerge) -> str:
    numbers = (len(merge.new), len(merge.changed), len(merge.unchanged))
    return f"{numbers[0]} new, {numbers[1]} updated, and {numbers[2]} unchanged stories."


def _notes(export: Export, found: ImportedStories, merge: StoryMerge) -> Iterator[str]:
    if found.epics:
        yield f"Left out: {count(found.epics, 'epic')}. The name of an epic is in the field epic of its stories."
    if found.unassigned:
        stories = "1 story" if found.unassigned == 1 else f"{found.unassigned:,} stories"
        yield f"Left out: the assignees of {stories}. Import them with --assignees NAME=ID, by the id of a role."
    if found.unlinked:
        links = "1 dependency" if found.unlinked == 1 else f"{found.unlinked:,} dependencies"
        yield f"Left out: {links} on stories that are not there."
    if export.columns.unused:
        yield line(f"Columns that were not imported: {', '.join(export.columns.unused)}.")
    if merge.gone:
        yield "Stories that are no longer in the export, left as they are:"
        yield from (line(f"  {entry.place.path}:{entry.place.line}: {entry.ref}") for entry in merge.gone)
