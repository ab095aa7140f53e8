"""What could reveal a value that `public:` replaces: the golden list of declarations, and a reading of types of its own."""

from __future__ import annotations

from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from tests.support.fields import STEERS

from milepost.schema.base import ALWAYS, Entry
from milepost.schema.duration import Duration
from milepost.schema.fields import fields_of
from milepost.schema.instant import Instant
from milepost.schema.period import Period

MOMENTS = ("started", "detected", "declared", "mitigated", "resolved")
OWN_STATE = "a state of its own, which its author can replace"
PLAN = "a planned date does not tell when anything else is planned"
# What every declaration that opens a field says, and why: which replaced values it could reveal, none where empty.
# Deleting one, or adding one without a reason, fails a test.
DECLARED: dict[str, tuple[tuple[str, ...], str]] = {
    "Item.status": ((), "an item cannot be without one"),
    "Item.stage": (("status",), "a text that tells how far it is, and not when"),
    "Item.start": ((), PLAN),
    "Item.end": ((), PLAN),
    "Item.health": ((), OWN_STATE),
    "Item.outcome": (("status",), "tells that it is done, and not when"),
    "Item.score": ((), "numbers that tell why, not when or how far"),
    "Item.asks": ((), "what other teams agreed to"),
    "Milestone.date": (("start", "end", "date"), "tells when its item or release is, and not how it goes"),
    "Milestone.done": ((), "without it, a milestone that is met would be shown as missed"),
    "Release.date": ((), PLAN),
    "Release.start": ((), PLAN),
    "Release.status": ((), OWN_STATE),
    "Release.type": ((), "what it is"),
    "Objective.timeframe": ((), PLAN),
    "Objective.status": ((), OWN_STATE),
    "KeyResult.baseline": ((), "where it began, not how far it is"),
    "KeyResult.target": ((), "what is aimed at, not how far it is"),
    "Project.status": ((), OWN_STATE),
    "Project.health": ((), OWN_STATE),
    "Action.type": ((), "what it is"),
    "Action.due": ((), PLAN),
    "Action.status": ((), OWN_STATE),
    "Action.verification": (("status", "closed_on"), "tells that it is done"),
    "Postmortem.type": ((), "what it is; it cannot be without one"),
    "Postmortem.status": ((), "how far the writing is"),
    "Postmortem.impact": ((), "who was affected, not when"),
    **{f"Postmortem.{name}": (MOMENTS, "when it was, not how far the writing is") for name in MOMENTS},
    **{f"Postmortem.{name}_after": (MOMENTS, "when it was, not how far the writing is") for name in ("detected", "mitigated", "resolved")},
    "Postmortem.objectives": ((), "goals have values of their own"),
    "Postmortem.estimates": ((), "estimates have values of their own"),
    "Postmortem.lessons": ((), "lessons tell what to do next time"),
    "Event.at": (MOMENTS, "when it was, not how far the writing is"),
    "Event.type": ((), "what it is"),
    "Goal.planned": ((), "a goal cannot be without it"),
    "Estimate.planned": ((), "what was expected, not what came"),
    "Artefact.accepted": ((), OWN_STATE),
    "Ownership.state": ((), OWN_STATE),
    "Access.rotate": ((), "what is to be done"),
    "Knowledge.demonstrated": ((), OWN_STATE),
    "Criterion.status": ((), OWN_STATE),
    "Criterion.evidence": (("status",), "how we know that it is met"),
    "Criterion.approver": (("status",), "who found it met"),
    "Acceptance.decision": (("status",), "tells that it changed hands, not when the decision was"),
    "Acceptance.conditions": (("status",), "goes with the decision"),
    "Plan.status": ((), "a plan cannot be without one"),
    "Plan.start": ((), PLAN),
    "Task.start": ((), PLAN),
    "Task.end": ((), PLAN),
    "Task.status": ((), OWN_STATE),
    "Task.milestone": ((), "what it is"),
    "TaskLink.type": ((), "which ends are linked, not when"),
    "Deliverable.due": ((), PLAN),
    "Deliverable.accepted": ((), OWN_STATE),
    "Assumption.status": ((), OWN_STATE),
    "Risk.status": ((), "a risk cannot be without one"),
    "Issue.status": ((), "an issue cannot be without one"),
    "Issue.resolution": (("status",), "tells that it is resolved"),
    "Decision.status": ((), OWN_STATE),
    "ChangeRequest.status": ((), "a change request cannot be without one"),
    "ReportPeriod.from": ((), "what the report covers, not what it says; it cannot be without one"),
    "ReportPeriod.to": ((), "what the report covers, not what it says; it cannot be without one"),
    "ReportVerdict.health": ((), "a report cannot be without one"),
    "Dimension.health": ((), "a dimension cannot be without one"),
    "Story.type": ((), "what it is"),
    "Story.status": ((), "a story cannot be without one"),
    "Feedback.sentiment": ((), "what customers felt, not when"),
    "Handover.status": ((), OWN_STATE),
    "Handover.backup": ((), "what a service promises"),
    "Handover.contracts": ((), "contracts have dates of their own"),
    "Handover.technical_debt": ((), "what it will cost"),
}  # fmt: skip
# Texts that hold a measured value, which no type tells.
MEANT = {
    "Item.stage", "Approval.decision", "Action.verification", "Goal.planned", "Goal.actual", "Estimate.planned",
    "Estimate.actual", "Criterion.evidence", "Acceptance.conditions", "QualityCriterion.target", "QualityCriterion.actual",
    "Issue.resolution", "ReportedMilestone.status",
}  # fmt: skip
REASONS = {"Criterion.evidence", "Acceptance.conditions"}  # to replace one alone takes nothing with it


def declared_at(cls: type[BaseModel], name: str) -> str:
    """A field by the class that declares it: what an open action inherits is declared at the action."""
    declaring = (one for one in reversed(cls.__mro__) if name in getattr(one, "__annotations__", {}))
    owner = next(declaring, cls)  # what is no class of its own has no annotations
    return f"{owner.__name__}.{name}"


def is_measured(cls: type[BaseModel], name: str) -> bool:
    """Whether a field holds a date, a length, a number, a state or a reason, by its types, its group or MEANT."""
    spec = fields_of(cls)[name]

    def leaves(annotation: Any) -> set[Any]:
        if get_origin(annotation) is Literal:
            return {Literal}
        parts = get_args(annotation)
        return {leaf for part in parts for leaf in leaves(part)} if parts else {annotation}

    types = leaves(cls.model_fields[name].annotation)
    return (
        not types.isdisjoint({Period, Instant, Duration, bool, int, float, Literal})
        or spec.group == "reasons"
        or declared_at(cls, name) in MEANT
    )


def gone(cls: type[BaseModel], replaced: frozenset[str], at: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    """The paths of fields that readers must lose, of a mapping with everything in it."""
    found: set[tuple[str, ...]] = set()
    for name, spec in fields_of(cls).items():
        if name in STEERS or spec.group == ALWAYS:
            continue
        declared = DECLARED.get(declared_at(cls, name))
        left = replaced if declared is None else replaced & set(declared[0])
        if spec.model:
            found |= gone(spec.model, left, (*at, name))
        elif left and (is_measured(cls, name) or declared):
            found.add((*at, name))
    if not issubclass(cls, Entry) and any(_is_needed(cls, path[len(at) :]) for path in found):
        return every_path(cls, at)  # a mapping without what it cannot be without is not there at all
    return found


def _is_needed(cls: type[BaseModel], path: tuple[str, ...]) -> bool:
    spec = fields_of(cls)[path[0]]
    return len(path) == 1 and spec.required and not spec.is_date


def every_path(cls: type[BaseModel], at: tuple[str, ...]) -> set[tuple[str, ...]]:
    """The paths of all fields of a mapping."""
    found: set[tuple[str, ...]] = set()
    for name, spec in fields_of(cls).items():
        found |= every_path(spec.model, (*at, name)) if spec.model else {(*at, name)}
    return found
