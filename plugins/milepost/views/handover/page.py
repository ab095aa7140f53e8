"""The page of a handover."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from milepost.model.handover import Handover
from milepost.portfolio import Thing
from milepost.views import words
from milepost.views.desk import Desk
from milepost.views.facts import WebLink, links_of
from milepost.views.handover import agreed, running, things
from milepost.views.handover.agreed import Signature, signatures
from milepost.views.handover.case import Case, parties
from milepost.views.handover.dates import distance, key_dates
from milepost.views.handover.pieces import Part
from milepost.views.handover.ready import PartScore, Verdict, by_part, verdict_of
from milepost.views.handover.reasons import Point, points_of
from milepost.views.pieces import Empty, Fact, Framed, Mark, Ref
from milepost.views.works import project_ref

NOTHING_YET = Empty(
    "Nothing is written yet that has to be ready. Say what must be so before it changes hands:",
    "readiness:\n  - criterion: A month without the old team\n    gate: go-live\nownership:\n  - asset: The service\n"
    "    current: Build team\n    new: Night desk",
)
_PARTS: tuple[Callable[[Case], Part | None], ...] = (
    things.scope,
    things.system,
    agreed.criteria,
    things.ownership,
    running.access,
    things.artefacts,
    running.runbooks,
    running.monitoring,
    running.backup,
    things.contracts,
    running.known_issues,
    running.debt,
    agreed.beside,
    agreed.actions,
    agreed.knowledge,
    running.support,
)
_STATUS = {"draft": "proposed", "in_progress": "in_progress", "done": "done"}


@dataclass(frozen=True, slots=True)
class Lost:
    """A lost point with the place on the page where more is said; `mark` says how bad that is, `points` how much."""

    point: Point
    target: str
    mark: Mark
    points: str


@dataclass(frozen=True, slots=True)
class HandoverView(Framed):
    """Everything on a handover's page.

    `signatures` are the decisions; `blank` is who has a line to sign on, on paper, where there are none.
    """

    summary: str
    description: str
    project: Ref | None
    parties: tuple[str, str]
    status: Mark | None
    facts: tuple[Fact, ...]
    verdict: Verdict | None
    missing: tuple[Lost, ...]
    missing_note: str
    waived: tuple[Lost, ...]
    scores: tuple[PartScore, ...]
    parts: tuple[Part, ...]
    signatures: tuple[Signature, ...]
    signatures_note: str
    blank: tuple[str, ...]
    links: tuple[WebLink, ...]
    tags: tuple[str, ...]


def handover_view(desk: Desk, thing: Thing[Handover]) -> HandoverView:
    """The page of a handover."""
    entry = thing.entry
    case = Case(desk, thing)
    found = desk.insight.readiness(thing)
    points = points_of(desk, found)
    signed = signatures(case)
    both = parties(desk, thing)
    inside = desk.portfolio.innermost
    lost = found.of - found.points - found.waived
    return HandoverView(
        frame=desk.frame(thing.title, NOTHING_YET if inside and not found.of else None),
        summary=entry.summary or "",
        description=entry.description or "",
        project=project_ref(desk, entry.project),
        parties=both,
        status=Mark("status", _STATUS[entry.status], desk.portfolio.label("handover", entry.status))
        if entry.status
        else None,
        facts=tuple(_facts(desk, thing)),
        verdict=verdict_of(desk, thing) if found.of else None,
        missing=tuple(_lost(case, one) for one in points if not one.waived),
        missing_note=words.count(lost, "point"),
        waived=tuple(_lost(case, one) for one in points if one.waived),
        scores=by_part(case),
        parts=tuple(part for make in _PARTS if (part := make(case)) and not part.is_empty),
        signatures=signed,
        signatures_note=case.note("acceptance"),
        blank=_blank(both) if inside and not signed else (),
        links=links_of(thing),
        tags=tuple(desk.name("tag", tag) for tag in entry.tags),
    )


def _facts(desk: Desk, thing: Thing[Handover]) -> Iterator[Fact]:
    entry = thing.entry
    for label, when in key_dates(entry, desk.as_of):
        yield Fact(label, words=words.period(when), note=distance(when, desk.as_of))
    if entry.service:
        service = desk.portfolio.find("service", entry.service)
        yield Fact(
            "Service", words=desk.name("service", entry.service), note=(service and service.entry.criticality) or ""
        )
        if service and service.entry.slo:
            yield Fact("Service level", words=service.entry.slo)


def _lost(case: Case, point: Point) -> Lost:
    if point.waived:
        mark = Mark("status", "cancelled", "Waived")
    elif point.stops:
        mark = Mark("health", "off_track", "Stops it")
    else:
        mark = Mark("health", "at_risk", "Missing")
    return Lost(point, case.of(point.about) if point.about else point.key, mark, words.count(point.weight, "point"))


def _blank(both: tuple[str, str]) -> tuple[str, ...]:
    """Both sides sign, where nobody has written down who does."""
    said = zip(("hands it over", "takes it over"), both, strict=True)
    return tuple(f"{party}, who {does}" if party else f"Who {does}" for does, party in said)
