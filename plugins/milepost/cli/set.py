"""`milepost set`: fields of an entry, changed in place in its file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import click

from milepost.cli import options
from milepost.cli.configured_site import configured
from milepost.cli.edit_report import finish
from milepost.could_not_run import CouldNotRun
from milepost.editing.entry_changes import FieldChange, Operation, changed_entry
from milepost.editing.field_paths import field_path
from milepost.editing.file_edits import edit_of
from milepost.editing.located_entries import LocatedEntry, located
from milepost.editing.recorded_dates import recorded_dates
from milepost.editing.rendering import flow
from milepost.escaping import cut, line
from milepost.graph.loader import read_files
from milepost.problem import Place
from milepost.schema.base import Entry
from milepost.yaml.nodes import Loc, Map, Node, Seq, offset_of
from milepost.yaml.reader import read
from milepost.yaml.text import decode

_LONGEST = 60


@click.command("set", context_settings={"ignore_unknown_options": True})
@click.argument("ref", metavar="REF")
@click.argument("values", metavar="[FIELD VALUE]...", nargs=-1, type=click.UNPROCESSED)
@click.option("--unset", "unset", multiple=True, metavar="FIELD", help="Delete this field. May be given several times.")
@click.option("--dry-run", is_flag=True, help="Print what would change, as a unified diff, and write nothing.")
@options.config_file
@options.as_of
def command(
    ref: str,
    values: tuple[str, ...],
    unset: tuple[str, ...],
    dry_run: bool,
    config_file: str | None,
    as_of: date | None,
) -> None:
    """Sets fields of the entry REF in its file. All else in the file stays as it is, comments and order too.

    REF is a type and an id, such as story:wallet-all-lines or risk:checkout/r1. FIELD is a field, a field within one
    (baseline.end), or a position in a list (acceptance_criteria.2.done). FIELD+ adds VALUE to a list, FIELD- takes it
    out. Nothing is written if milepost check would report an error that it does not report now.
    """
    site = configured(config_file, as_of)
    files, problems = read_files(site.settings.data_dir)
    if problems:
        click.echo(f"{len(problems)} of the files cannot be read; see milepost check.", err=True)
    entry = located(files, ref)
    changes = list(_changes(entry.cls, values, unset))
    changes += recorded_dates(entry.cls, _node(entry.file.root, entry.loc), changes, site.settings.as_of)
    tree = changed_entry(entry.file.root, entry.loc, entry.cls, changes)
    edit = edit_of(site.settings, entry.file, tree)
    if edit.new == edit.old:
        click.echo("Nothing to change.")
        return
    written = decode(edit.shown, edit.new)
    new = read(written)
    told = [
        _told(written.place(offset_of(new, (*entry.loc, *_steps(change)), key=True)), entry, new, change)
        for change in changes
    ]
    finish(site, [edit], told, dry_run=dry_run)


def _changes(cls: type[Entry], values: Sequence[str], unset: Sequence[str]) -> Iterator[FieldChange]:
    if not values and not unset:
        raise CouldNotRun("name a field and its value, or a field to --unset")
    if len(values) % 2:
        raise CouldNotRun(f"fields and values come in pairs, and '{values[-1]}' has no value")
    for written, typed in list(pairwise(values))[::2]:
        sign = {"+": Operation.ADD, "-": Operation.TAKE_OUT}.get(written[-1:])
        path = field_path(cls, written[:-1] if sign else written)
        yield FieldChange(path, sign or Operation.SET, typed)
    for written in unset:
        yield FieldChange(field_path(cls, written), Operation.UNSET)


def _told(place: Place, entry: LocatedEntry, new: Node, change: FieldChange) -> str:
    """`data/backlog.yml:12: status: in_progress → done`."""
    before, after = (_text(_node(root, (*entry.loc, *_steps(change)))) for root in (entry.file.root, new))
    reason = f" ({change.reason})" if change.reason else ""
    return line(f"{place.path}:{place.line}: {change.name}: {before} → {after}{reason}")


def _steps(change: FieldChange) -> Loc:
    return tuple(step.name for step in change.path)


def _node(node: Any, loc: Loc) -> Node:
    """The value at a path; None where there is none."""
    for step in loc:
        if isinstance(node, Map):
            node = node.get(str(step))
        elif isinstance(node, Seq) and isinstance(step, int) and step < len(node):
            node = node[step]
        else:
            return None
    return node  # type: ignore[no-any-return]


def _text(node: Node) -> str:
    if node is None:
        return "not set"
    return cut(" ".join((node if isinstance(node, str) else flow(node)).split()), _LONGEST)
