"""Every field of every kind, and every entry, as `diff` tells of it.

The cases are made of the declarations, so that none can be forgotten; what is told of each is kept in the file of its
kind, `tests/unit/kinds/golden/<kind>.txt`. `python -m tests.unit.diff.test_declared` writes it anew, to be read like a
change of the program.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest
from tests.support import snapshot
from tests.support.alone import TOLD_ELSEWHERE, Place, bare, document, fields, read, values
from tests.support.declared import classes, value
from tests.support.fields import models, own_fields
from tests.support.revealing import declared_at

from milepost.diff.change import Change
from milepost.diff.classification import RULES
from milepost.diff.compare import compare
from milepost.diff.rules import SECTION_OF
from milepost.graph.portfolio import Portfolio
from milepost.kinds.portfolio.model import Team
from milepost.kinds.roadmap.model import Item
from milepost.ruleset import rule_levels
from milepost.schema.base import Entry, Named, guarded, shown
from milepost.schema.fields import fields_of
from milepost.schema.meaning import Meaning
from milepost.schema.types import Moment, Number, When

AS_OF = date(2026, 3, 2)
THIS = "tests.unit.diff.test_declared"
FIELDS = {name: (place, field) for name, place, field in fields()}
EARLY, LATE = "2026-09-14", "2027-12-01"


def changes(before: Portfolio, after: Portfolio) -> list[Change]:
    return compare(before, after, AS_OF, levels=rule_levels())


@cache
def of_field(name: str) -> tuple[tuple[str, list[Change]], ...]:
    """What is told where a field comes, says something else, and goes."""
    place, field = FIELDS[name]
    found: list[tuple[str, list[Change]]] = []
    for old, new in values(place[2], field):
        empty, first, second = (one(place, field, said) for said in (None, old, new))
        if empty:
            found += [("comes", changes(empty, first)), ("goes", changes(first, empty))]
        if old != new:
            found += [("changes", changes(first, second)), ("changes back", changes(second, first))]
    return tuple(found)


def one(place: Place, field: str, said: Any) -> Any:
    """An entry with a value in one field; None where it cannot be without."""
    cls, entry = place[2], bare(place[2], "e", "Entry")
    if said is not None:
        return read(document(place, [{**entry, field: said}]))
    if fields_of(cls)[field].required or (cls.mention_field and field == "title"):
        return None
    return read(document(place, [{name: value for name, value in entry.items() if name != field}]))


def told_of_fields() -> Iterator[str]:
    """What is told of the fields that a class adds; of what all entries have, for one class."""
    for name, (place, field) in FIELDS.items():
        if field not in fields_of(Entry) or place[2] in (Item, Team) or field in own_fields(place[2]):
            for how, found in of_field(name):
                if how != "changes back":
                    yield from (f"{name} {how}: {change.rule}: {change.what}" for change in found)


def told_of_entries() -> Iterator[str]:
    """What an entry of each class is called, and what is told where one comes and goes, in whichever status."""
    for kind, path, cls in once(classes()):
        place, name = (kind, path, cls), ".".join((kind.type_name, *path))
        yield f"{name} is called {cls.declares.with_article}, several are {cls.declares.plural}"
        entry = bare(cls, "e", "Entry")
        none, here = (
            (read(document(place, [])), read(document(place, [entry]))) if path else (read(), read(document(place, [])))
        )
        cases = [("comes", none, here), ("goes", here, none)]
        cases += [
            (f"goes {one}", read(document(place, [{**entry, "status": one}])), none)
            for one in (statuses(cls) if path else ())
        ]
        for how, before, after in cases:
            yield from (f"{name} {how}: {change.rule}: {change.what}" for change in changes(before, after))


def once(places: Iterable[Place]) -> Iterator[Place]:
    """The first place of every class."""
    found: set[type[Entry]] = set()
    for place in places:
        if place[2] not in found:
            found.add(place[2])
            yield place


def statuses(cls: type[Entry]) -> tuple[str, ...]:
    spec = fields_of(cls).get("status")
    return spec.choices if spec else ()


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_that_comes_goes_or_says_something_else_is_told(name: str) -> None:
    assert of_field(name)
    assert all(found for _, found in of_field(name))


def test_nothing_is_told_of_what_is_as_it_was() -> None:
    for place in classes():
        kind, path, cls = place
        entry = {name: value(cls, name) for name in fields_of(cls) if name not in TOLD_ELSEWHERE}
        whole = document(place, [{**entry, "id": "e", "title": "Entry"}])
        assert changes(read(whole), read(whole)) == [], (kind, path)


def test_what_is_told_of_fields_is_as_it_was() -> None:
    snapshot.check("fields", told_of_fields(), THIS)


def test_what_is_told_of_entries_is_as_it_was() -> None:
    snapshot.check("entries", told_of_entries(), THIS)


PROMISES = [name for name, (place, field) in FIELDS.items() if fields_of(place[2])[field].means is Meaning.PROMISE]


@pytest.mark.parametrize("name", PROMISES)
def test_a_promise_that_moves_later_slips(name: str) -> None:
    place, field = FIELDS[name]
    found = changes(one(place, field, EARLY), one(place, field, LATE))
    assert [change.rule for change in found] == ["date-slipped"]


# Dates that nobody counts on: what was, what holds, and who sees it.
NO_PROMISES = {
    "Entry.updated", "Milestone.baseline", "Approval.on", "PortfolioDocument.holidays", "Action.raised", "Action.closed_on",
    "Artefact.last_reviewed", "Access.rotated_on", "Runbook.last_rehearsed", "Backup.last_restore_test", "Event.at",
    "Postmortem.started", "Postmortem.detected", "Postmortem.declared", "Postmortem.mitigated", "Postmortem.resolved",
    "Postmortem.embargo_until", "Postmortem.reviewed_on", "BudgetLine.period", "ChangeRequest.decided",
    "ChangeRequest.requested", "DateConstraint.date", "Decision.date", "DecisionNeeded.by", "Deliverable.accepted_on",
    "Feedback.date", "Issue.raised", "MetricBaseline.date", "MetricValue.date", "Rebase.date", "Report.issued_on", "ReportPeriod.from", "ReportPeriod.to", "ReportedMilestone.actual",
    "ReportedMilestone.baseline", "ReportedMilestone.forecast", "Resource.leave", "Risk.raised", "TeamCapacity.period",
    "Story.created_on", "Story.started_on", "Story.done_on",
}  # fmt: skip


def test_a_date_is_a_promise_unless_it_is_known_to_be_none() -> None:
    specs = ((declared_at(cls, name), spec) for cls in models() for name, spec in fields_of(cls).items())
    assert {name for name, spec in specs if spec.is_date and spec.means is not Meaning.PROMISE} == NO_PROMISES


class Toy(Named, means=Meaning.DETAIL):
    """An entry of which no field says what it means."""

    launch: When | None = shown("When it starts.")
    risky_day: When | None = guarded("risks", "When it may go wrong.")
    moment: Moment | None = shown("When it happened.")
    weight: Number | None = shown("How much it is.")
    note: str | None = shown("Anything else.")


def test_what_does_not_say_what_it_means_counts_as_the_loudest_that_its_type_allows() -> None:
    names = ("launch", "risky_day", "moment", "weight", "note")
    assert [fields_of(Toy)[name].means for name in names] == ["promise", "promise", "promise", "goal", "detail"]


def test_an_entry_must_say_what_it_means_and_a_promise_what_date_it_has() -> None:
    with pytest.raises(TypeError, match="class Silent must declare means"):
        type("Silent", (Entry,), {"type_name": "silent", "__module__": __name__})
    with pytest.raises(TypeError, match="class Undated is promised, so it must declare dated_by"):
        type("Undated", (Entry,), {"type_name": "undated", "__module__": __name__}, means=Meaning.PROMISE)


def test_every_meaning_has_a_rule_but_those_that_are_told_of_in_what_people_see() -> None:
    assert RULES.keys() == set(Meaning) - {Meaning.IDENTITY, Meaning.AUDIENCE}
    assert set(RULES.values()) <= SECTION_OF.keys()


if __name__ == "__main__":
    snapshot.write("fields", told_of_fields())
    snapshot.write("entries", told_of_entries())
