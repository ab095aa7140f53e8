"""Opportunities, the largest first, each with the item that answers it."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.graph.portfolio import Entity
from milepost.kinds.metrics.feedback import OpportunityInsight
from milepost.kinds.metrics.metrics import opportunity_metrics
from milepost.kinds.metrics.model import Opportunity
from milepost.kit import phrasing
from milepost.kit.addresses import anchor
from milepost.kit.components import Fact, Mark, Ref, WebLink
from milepost.kit.context import PageContext
from milepost.kit.web_links import links_of

NO_ANSWER = "No roadmap item answers it."
_LARGEST = 9


@dataclass(frozen=True, slots=True)
class OpportunityRow:
    """An opportunity. `answer` is None where no item answers it; `score` is empty where no need has a score."""

    anchor: str
    title: str
    score: str
    basis: str
    answer: Ref | None
    status: Mark | None
    no_answer: str
    summary: str
    description: str
    facts: tuple[Fact, ...]
    links: tuple[WebLink, ...]


def opportunities_of(context: PageContext) -> tuple[OpportunityRow, ...]:
    """All opportunities by score, the highest first; those without one last."""
    found = [context.insight.about(opportunity_metrics, one) for one in context.portfolio.all(Opportunity)]
    return tuple(_row(context, one) for one in sorted(found, key=lambda one: -(one.score or 0)))


def _row(context: PageContext, found: OpportunityInsight) -> OpportunityRow:
    entity: Entity[Opportunity] = found.entity
    item = found.item
    facts = (
        Fact("Needs", context.refs(found.needs)),
        Fact("Metrics", context.refs(context.portfolio.targets(entity, "metrics"))),
        Fact("Feedback", context.refs(found.feedback)),
    )
    place = ""
    if found.rank and found.ranked > 1:
        place = ", the largest" if found.rank == 1 else f", {phrasing.ordinal(found.rank)} of {found.ranked}"
    return OpportunityRow(
        anchor=anchor(entity),
        title=entity.title,
        score=f"{phrasing.number(found.score)} of {_LARGEST}{place}" if found.score is not None else "",
        basis=f"the score of the need {found.need.title}" if found.need and len(found.needs) > 1 else "",
        answer=context.ref(item) if item else None,
        status=context.mark("status", item.entry.status) if item else None,
        no_answer="" if item else NO_ANSWER,
        summary=entity.entry.summary or "",
        description=entity.entry.description or "",
        facts=tuple(fact for fact in facts if fact.refs),
        links=links_of(entity.entry),
    )
