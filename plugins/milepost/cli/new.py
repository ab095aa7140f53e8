"""`milepost new`: a document with every field named in it, or an entry in an existing one."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from milepost.cli import options
from milepost.cli.configured_site import configured
from milepost.cli.data_path import data_path
from milepost.cli.edit_report import finish
from milepost.could_not_run import CouldNotRun
from milepost.editing.entry_changes import FieldChange, Operation
from milepost.editing.field_paths import field_path
from milepost.editing.file_edits import FileEdit, edit_of
from milepost.editing.located_entries import LocatedEntry, as_written, child_key, entries_of, located
from milepost.editing.new_documents import path_of, skeleton, text_at
from milepost.editing.new_entries import (
    containers,
    fields_of_new,
    holders_of,
    list_for,
    nearest_container,
    obvious_value,
    proposed_id,
    slug,
    unique,
)
from milepost.editing.tree_changes import appended
from milepost.escaping import line
from milepost.graph import files as data_files
from milepost.graph.loader import RawFile, read_files
from milepost.kinds.registry import entry_types
from milepost.mkdocs_plugin.site import Site
from milepost.schema.base import Document, Entry
from milepost.schema.fields import FieldSpec, fields_of
from milepost.suggestions import nearest
from milepost.yaml.nodes import Map, offset_of
from milepost.yaml.reader import read
from milepost.yaml.text import decode


@click.command("new")
@click.argument("kind", metavar="KIND")
@click.argument("name", metavar="[ID]", required=False)
@click.option("--title", metavar="TEXT", default="", help="Its title, from which its id is made if none is given.")
@click.option(
    "--set", "values", multiple=True, metavar="FIELD=VALUE", help="A field of it. May be given several times."
)
@click.option(
    "--into", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False), help="The file that it goes to."
)
@click.option("--in", "parent", metavar="REF", help="The document or entry that it is added to.")
@click.option("--dry-run", is_flag=True, help="Print what would change, as a unified diff, and write nothing.")
@options.config_file
@options.as_of
def command(
    kind: str,
    name: str | None,
    title: str,
    values: tuple[str, ...],
    into: Path | None,
    parent: str | None,
    dry_run: bool,
    config_file: str | None,
    as_of: date | None,
) -> None:
    """Adds a document or an entry of the type KIND: a roadmap, plan, report, story, item, risk, milestone, action …

    A document gets a file of its own in which every field is named, with what it holds. An entry is added to the list
    for it, written like its neighbors. Nothing is written over, and nothing is written if milepost check would report
    an error that it does not report now.
    """
    types = entry_types()
    if kind not in types:
        raise CouldNotRun(f"there is no kind or type '{kind}'; {nearest(kind, types, 'there are: ')}")
    cls = types[kind]
    site = configured(config_file, as_of)
    files, problems = read_files(site.settings.data_dir)
    if problems:
        click.echo(f"{len(problems)} of the files cannot be read; see milepost check.", err=True)
    changes = _changes(cls, values)
    if issubclass(cls, Document):
        if parent:
            raise CouldNotRun(f"{cls.declares.with_article} is a file of its own: give it with --into, not --in")
        edit = _document(site, files, cls, name or "", title, changes, into)
        finish(site, [edit], [f"Wrote {line(edit.shown)}"], dry_run=dry_run)
        return
    edit, told = _entry(site, files, cls, name or "", title, changes, into, parent)
    finish(site, [edit], [told], dry_run=dry_run)


def _changes(cls: type[Entry], values: Sequence[str]) -> list[FieldChange]:
    found = []
    for value in values:
        name, equals, typed = value.partition("=")
        if not equals:
            raise CouldNotRun(f"--set takes FIELD=VALUE, not '{value}'")
        found.append(FieldChange(field_path(cls, name), Operation.SET, typed))
    return found


def _document(
    site: Site,
    files: Sequence[RawFile],
    cls: type[Document],
    name: str,
    title: str,
    changes: list[FieldChange],
    into: Path | None,
) -> FileEdit:
    settings = site.settings
    given = {change.path[0].name for change in changes}
    for field, spec in fields_of(cls).items():
        wanted = spec.required and field not in ("kind", "title") and field not in given
        if wanted and spec.role and obvious_value(spec, settings.as_of) is None:
            changes.append(FieldChange(field_path(cls, field), Operation.SET, f"TODO: {spec.description}"))
    title = title or ("" if "title" in given else f"New {cls.declares.label}")
    taken = {entry.key for file in files for entry in entries_of(file) if entry.cls.type_name == cls.type_name}
    made = slug(title, cls.type_name) if fields_of(cls)["title"].required else cls.type_name
    id = name or ("" if cls.id_of else unique(made, taken))
    document = fields_of_new(cls, id, title, changes, settings.as_of)
    if unnamed := [path for path in cls.id_of if not id and not text_at(document, path)]:
        raise CouldNotRun(f"{cls.declares.with_article} is named after its {unnamed[0]}: --set {unnamed[0]}=…")
    relative = data_path(settings.data_dir, into) if into else path_of(cls, id, document, files)
    path = settings.data_dir / relative
    shown = data_files.shown(settings.data_dir, path)
    if os.path.lexists(path):
        raise CouldNotRun(f"{shown} is there already; name another file with --into")
    return FileEdit(relative, shown, None, skeleton(cls, document, relative).encode())


def _entry(
    site: Site,
    files: Sequence[RawFile],
    cls: type[Entry],
    name: str,
    title: str,
    changes: list[FieldChange],
    into: Path | None,
    parent: str | None,
) -> tuple[FileEdit, str]:
    settings = site.settings
    draft = fields_of_new(cls, name or "x", title, changes, settings.as_of)
    container, spec = _container(site, files, cls, draft, into, parent)
    taken = {entry.key: entry for file in files for entry in entries_of(file) if entry.cls.type_name == cls.type_name}
    words = title or str(draft.get("title") or draft.get(cls.named_by) or "")
    id = name or proposed_id(container, cls, words, taken)
    if there := taken.get(child_key(container, cls, id)):
        raise CouldNotRun(f"there is {cls.declares.with_article} '{id}' already, in {there.place}")
    entry = fields_of_new(cls, id, title, changes, settings.as_of)
    tree, loc = appended(container, spec, entry)
    edit = edit_of(settings, container.file, tree)
    place = decode(edit.shown, edit.new).place(offset_of(read(decode(edit.shown, edit.new)), loc))
    return edit, line(f"{place.path}:{place.line}: new {cls.type_name}:{child_key(container, cls, id)}")


def _container(
    site: Site, files: Sequence[RawFile], cls: type[Entry], entry: Map, into: Path | None, parent: str | None
) -> tuple[LocatedEntry, FieldSpec]:
    """The document or entry that a new entry is added to. Raises CouldNotRun unless it is clear which."""
    label = cls.declares.with_article
    types = sorted(holders_of(cls))
    holders = " or ".join(types)
    if parent:
        found = located(files, parent)
        if spec := list_for(found.cls, cls):
            return found, spec
        raise CouldNotRun(f"{found.ref} holds no {cls.declares.plural}; {label} goes into: {holders}")
    if into:
        relative = data_path(site.settings.data_dir, into)
        files = [file for file in files if file.relative == relative]
        if not files:
            raise CouldNotRun(f"there is no file {into} that can be read; milepost new {types[0]} writes one")
    candidates = list(containers(files, cls))
    if chosen := nearest_container(candidates, entry):
        return replace(chosen[0], file=as_written(chosen[0].file)), chosen[1]
    if not any(not one.loc for one, _ in candidates):
        if not candidates and not into:
            raise CouldNotRun(f"there is nothing that {label} could go into; milepost new {types[0]} writes it")
        raise CouldNotRun(
            f"{label} goes into: {holders}; name one with --in, such as --in {_example(candidates, types)}"
        )
    names = ", ".join(one.file.source.path for one, _ in candidates if not one.loc)
    raise CouldNotRun(f"{label} could go into several files; name one with --into: {names}")


def _example(candidates: Sequence[tuple[LocatedEntry, Any]], types: list[str]) -> str:
    return candidates[0][0].ref if candidates else f"{types[0]}:ID"
