"""Which days are written down along with a new status."""

from __future__ import annotations

from datetime import date

from milepost.editing.entry_changes import FieldChange, Operation
from milepost.editing.field_paths import field_path
from milepost.editing.recorded_dates import recorded_dates
from milepost.kinds.backlog.model import Story
from milepost.kinds.registry import entry_types
from milepost.schema.base import CREATION
from milepost.schema.fields import fields_of
from milepost.yaml.nodes import Map

DAY = date(2026, 11, 23)


def test_these_days_are_recorded_with_these_values() -> None:
    found = {
        f"{type_name}.{name}": spec.recorded_when
        for type_name, cls in entry_types().items()
        for name, spec in fields_of(cls).items()
        if spec.recorded_when
    }

    assert found == {
        "story.created_on": (CREATION,),
        "action.raised": (CREATION,),
        "risk.raised": (CREATION,),
        "issue.raised": (CREATION,),
        "change.requested": (CREATION,),
        "story.started_on": ("status", "in_progress"),
        "story.done_on": ("status", "done"),
        "action.closed_on": ("status", "done", "rejected"),
        "deliverable.accepted_on": ("accepted", "true"),
        "decision.date": ("status", "decided", "rejected"),
        "change.decided": ("status", "approved", "rejected"),
        "postmortem.reviewed_on": ("status", "reviewed"),
    }


def test_a_declaration_names_a_field_of_the_entry_and_values_of_it() -> None:
    for cls in entry_types().values():
        for spec in fields_of(cls).values():
            if spec.recorded_when:
                field, *values = spec.recorded_when
                assert spec.is_period
                assert field == CREATION or set(values) <= {*fields_of(cls)[field].choices, "true"}


def _recorded(written: dict[str, str], **typed: str) -> dict[str, str]:
    entry = Map(0)
    entry.update(written)
    changes = [FieldChange(field_path(Story, name), Operation.SET, value) for name, value in typed.items()]
    return {change.name: change.typed for change in recorded_dates(Story, entry, changes, DAY)}


def test_the_day_is_that_of_the_site() -> None:
    assert _recorded({}, status="done") == {"done_on": "2026-11-23"}


def test_a_day_that_is_written_or_typed_stays() -> None:
    assert _recorded({"done_on": "2026-11-01"}, status="done") == {}
    assert _recorded({}, status="done", done_on="2026-11-02") == {}


def test_another_status_records_nothing() -> None:
    assert _recorded({}, status="ready") == {}
    assert _recorded({}, title="done") == {}
