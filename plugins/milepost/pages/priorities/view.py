"""View-model of the priorities page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from milepost.kit import phrasing
from milepost.kit.addresses import LIST, PRIORITIES
from milepost.kit.components import Phrase
from milepost.kit.context import PageContext
from milepost.pages.list.view import UNSCORED
from milepost.pages.priorities.agreement import Agreement, DisputeRow, agreement_of, disputes_of, opening_of
from milepost.pages.priorities.capacity import CapacityView, capacity_of
from milepost.pages.priorities.ranking import Ranking, ranking_of
from milepost.pages.priorities.sensitivity import Sensitivity, sensitivity_of
from milepost.pages.priorities.value_matrix import ValueMatrix, value_matrix
from milepost.pages.roadmap.header import RoadmapPageView, views_of


@dataclass(frozen=True, slots=True)
class PrioritiesView(RoadmapPageView):
    """The priorities page. `disputes_note` says how many items methods rank far apart, if that is more than shown."""

    ranking: Ranking
    matrix: ValueMatrix | None
    agreement: Agreement | None
    disputes: tuple[DisputeRow, ...]
    disputes_note: str
    sensitivity: Sensitivity | None
    capacity: CapacityView | None


def priorities_view(context: PageContext, title: str) -> PrioritiesView:
    """The ranking by every method, value against effort, agreement, sensitivity, and capacity."""
    found = context.insight.priorities
    disputes = disputes_of(context, found)
    total = len(found.disputes)
    return PrioritiesView(
        frame=context.frame(title),
        opening=tuple(opening_of(context, found)),
        notes=tuple(_notes(context)),
        views=views_of(context, PRIORITIES),
        ranking=ranking_of(context, found),
        matrix=value_matrix(context, found),
        agreement=agreement_of(found),
        disputes=disputes,
        disputes_note=f"the first {len(disputes)} of {total}" if total > len(disputes) else "",
        sensitivity=sensitivity_of(context, found),
        capacity=capacity_of(context),
    )


def _notes(context: PageContext) -> Iterator[tuple[Phrase, ...]]:
    yield (Phrase("Done and cancelled items are left out"),)
    if unscored := context.insight.priorities.unscored:
        have = phrasing.plural(len(unscored), "has", "have")
        yield (
            Phrase(
                phrasing.count(len(unscored), "open item"),
                target=context.addresses.page(LIST),
                query=f"?scored={UNSCORED}",
            ),
            Phrase(f" {have} no score"),
        )
