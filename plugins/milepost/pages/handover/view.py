"""View-model of the handover page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from milepost.graph.portfolio import Entity
from milepost.kinds.handover.model import Handover
from milepost.kit import phrasing
from milepost.kit.components import BasePageView, EmptyState, Fact, Mark, Ref, WebLink
from milepost.kit.context import PageContext
from milepost.kit.projects import project_ref
from milepost.kit.web_links import links_of
from milepost.pages.handover import acceptance, operations, scope
from milepost.pages.handover.acceptance import Signature, signatures
from milepost.pages.handover.components import HandoverPart
from milepost.pages.handover.context import HandoverContext, parties
from milepost.pages.handover.dates import distance, key_dates
from milepost.pages.handover.readiness import PartScore, ReadinessVerdict, by_part, verdict_of
from milepost.pages.handover.reasons import MissingPoint, points_of

NOTHING_YET = EmptyState(
    "Nothing is written yet that has to be ready. Say what must be so before it changes hands:",
    "readiness:\n  - criterion: A month without the old team\n    gate: go-live\nownership:\n  - asset: The service\n"
    "    current: Build team\n    new: Night desk",
)
_PARTS: tuple[Callable[[HandoverContext], HandoverPart | None], ...] = (
    scope.scope,
    scope.system,
    acceptance.criteria,
    scope.ownership,
    operations.access,
    scope.artefacts,
    operations.runbooks,
    operations.monitoring,
    operations.backup,
    scope.contracts,
    operations.known_issues,
    operations.debt,
    acceptance.beside,
    acceptance.actions,
    acceptance.knowledge,
    operations.support,
)
_STATUS = {"draft": "proposed", "in_progress": "in_progress", "done": "done"}


@dataclass(frozen=True, slots=True)
class MissingRow:
    """Missing points with the anchor of the entry they are about; `mark` is how serious they are, `points` how many."""

    point: MissingPoint
    target: str
    mark: Mark
    points: str


@dataclass(frozen=True, slots=True)
class HandoverView(BasePageView):
    """The page of a handover.

    `signatures` are the sign-offs; `blank` is who gets a line to sign on in print, if there are none.
    """

    summary: str
    description: str
    project: Ref | None
    parties: tuple[str, str]
    status: Mark | None
    facts: tuple[Fact, ...]
    verdict: ReadinessVerdict | None
    missing: tuple[MissingRow, ...]
    missing_note: str
    waived: tuple[MissingRow, ...]
    scores: tuple[PartScore, ...]
    parts: tuple[HandoverPart, ...]
    signatures: tuple[Signature, ...]
    signatures_note: str
    blank: tuple[str, ...]
    links: tuple[WebLink, ...]
    tags: tuple[str, ...]


def handover_view(context: PageContext, entity: Entity[Handover]) -> HandoverView:
    """The page of a handover."""
    entry = entity.entry
    handover = HandoverContext(context, entity)
    found = context.insight.readiness(entity)
    points = points_of(context, found)
    signed = signatures(handover)
    both = parties(context, entity)
    inside = context.portfolio.innermost
    lost = found.of - found.points - found.waived
    return HandoverView(
        frame=context.frame(entity.title, NOTHING_YET if inside and not found.of else None),
        summary=entry.summary or "",
        description=entry.description or "",
        project=project_ref(context, entry.project),
        parties=both,
        status=Mark("status", _STATUS[entry.status], context.portfolio.label("handover", entry.status))
        if entry.status
        else None,
        facts=tuple(_facts(context, entity)),
        verdict=verdict_of(context, entity) if found.of else None,
        missing=tuple(_lost(handover, one) for one in points if not one.waived),
        missing_note=phrasing.count(lost, "point"),
        waived=tuple(_lost(handover, one) for one in points if one.waived),
        scores=by_part(handover),
        parts=tuple(part for make in _PARTS if (part := make(handover)) and not part.is_empty),
        signatures=signed,
        signatures_note=handover.note("acceptance"),
        blank=_blank(both) if inside and not signed else (),
        links=links_of(entity.entry),
        tags=tuple(context.name("tag", tag) for tag in entry.tags),
    )


def _facts(context: PageContext, entity: Entity[Handover]) -> Iterator[Fact]:
    entry = entity.entry
    for label, when in key_dates(entry, context.as_of):
        yield Fact(label, words=phrasing.period(when), note=distance(when, context.as_of))
    if entry.service:
        service = context.portfolio.find("service", entry.service)
        yield Fact(
            "Service", words=context.name("service", entry.service), note=(service and service.entry.criticality) or ""
        )
        if service and service.entry.slo:
            yield Fact("Service level", words=service.entry.slo)


def _lost(handover: HandoverContext, point: MissingPoint) -> MissingRow:
    if point.waived:
        mark = Mark("status", "cancelled", "Waived")
    elif point.stops:
        mark = Mark("health", "off_track", "Stops it")
    else:
        mark = Mark("health", "at_risk", "Missing")
    return MissingRow(
        point, handover.of(point.about) if point.about else point.key, mark, phrasing.count(point.weight, "point")
    )


def _blank(both: tuple[str, str]) -> tuple[str, ...]:
    """Both parties sign if no sign-offs are declared."""
    said = zip(("hands it over", "takes it over"), both, strict=True)
    return tuple(f"{party}, who {does}" if party else f"Who {does}" for does, party in said)
