"""The page of a metric: its sections in order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from milepost.graph.portfolio import Entity
from milepost.kinds.metrics.model import ProductMetric
from milepost.kit.addresses import metric_page
from milepost.kit.context import PageContext
from milepost.pages.declaration import OwnPage, OwnPages
from milepost.pages.metric.view import metric_view
from milepost.pages.page import Page, Section, beside, page_of
from milepost.pages.shared import facts, text


def page(context: PageContext, entity: Entity[ProductMetric]) -> Page:
    """The chart and what it marks, expectations of items, segments, and the definition; facts at the side."""
    view = metric_view(context, entity)
    marks = view.chart.marks if view.chart else ()
    main = (
        Section("metric/chart", view.chart, "Values over time", "values", frame="panel") if view.chart else None,
        Section("metric/marks", marks, "Shipped items and incidents", "events") if marks else None,
        Section("metric/effects", view.effects, "Expected and observed", "expected") if view.effects else None,
        Section("metric/segments", view.segments, "Segments", "segments") if view.segments else None,
        text(view.definition, "Definition", "definition"),
        text(view.description, "Details", "details"),
        Section("metric/limits", view.limits, "Control limits", "control-limits") if view.limits else None,
    )
    return page_of("metric", view, beside(main, facts(view) if view.facts else ()), shape="full")


def _pages(context: PageContext) -> Iterator[OwnPage]:
    for entity in context.portfolio.all(ProductMetric):
        yield OwnPage(metric_page(entity), entity.title, entity, partial(page, context, entity))


PAGE = OwnPages("metric", _pages)
