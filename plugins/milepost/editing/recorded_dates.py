"""The days that are written down along with a new status, as the fields declare it with `recorded_when`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from milepost.editing.entry_changes import FieldChange, Operation
from milepost.editing.field_paths import Step
from milepost.schema.base import CREATION, Entry
from milepost.schema.fields import fields_of
from milepost.yaml.nodes import Map, Node


def recorded_dates(cls: type[Entry], entry: Node, changes: Sequence[FieldChange], as_of: date) -> Iterator[FieldChange]:
    """Changes that fill in days: of fields that are not set yet, and that nobody changes in the same command.

    `entry` is None for one that is new.
    """
    typed = {change.name: change.typed for change in changes if change.operation is Operation.SET}
    named = {change.path[0].name for change in changes}
    written = entry if isinstance(entry, Map) else {}
    for name, spec in fields_of(cls).items():
        if not spec.recorded_when or name in named or written.get(name) is not None:
            continue
        field, *values = spec.recorded_when
        if entry is None if field == CREATION else typed.get(field) in values:
            reason = "today" if field == CREATION else f"the day of {field}: {typed[field]}"
            yield FieldChange((Step(name, cls, spec),), Operation.SET, as_of.isoformat(), reason)
