"""The plan page: its sections in order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from milepost.graph.portfolio import Entity
from milepost.kinds.plan.model import Plan
from milepost.kit.addresses import plan_page
from milepost.kit.context import PageContext
from milepost.pages.declaration import OwnPage, OwnPages
from milepost.pages.page import Page, Region, Section, page_of, plain
from milepost.pages.plan.components import PlanPart
from milepost.pages.plan.view import PlanView, plan_view, title_of
from milepost.pages.shared import links, tags, text

_SHORT = {"load": "Load", "changes": "Changes", "stakeholders": "Stakeholders"}  # in the contents
_UNLISTED = ("", "about", "links")


def page(context: PageContext, entity: Entity[Plan]) -> Page:
    """The schedule first, then how it is expected to go, what it costs, who does it, and what was agreed."""
    view = plan_view(context, entity)
    parts = tuple(_parts(view))
    contents = tuple(
        (one.id, _SHORT.get(one.id, one.title)) for one in parts if isinstance(one, Section) and one.id not in _UNLISTED
    )
    return page_of(
        "plan",
        view,
        plain("plan/contents", contents) if len(contents) > 2 else None,
        plain("plan/health", view.health) if view.health else None,
        plain("plan/problems", view.problems) if view.problems else None,
        *parts,
        shape="full",
        stacked=True,
    )


def _parts(view: PlanView) -> Iterator[Section | Region]:
    found = view.schedule
    if found:
        yield Section("plan/schedule", found, "Schedule", "schedule", frame="panel", note=found.count)
    yield from map(_part, filter(None, (view.forecast, view.performance, view.budget)))
    if view.load:
        yield Section("plan/load", view.load, "Resources and load", "load", frame="panel")
    yield from map(_part, view.scope)
    yield from map(_part, view.registers)
    if view.assessment:
        yield _part(view.assessment)
    if about := text(view.description, "About", "about"):
        yield about
    if external := links(view.links, frame="section"):
        yield external
    if labels := tags(view.tags):
        yield labels


def _part(part: PlanPart) -> Section:
    return Section("plan/part", part, part.title, part.anchor, frame="panel", note=part.note)


def _pages(context: PageContext) -> Iterator[OwnPage]:
    for entity in context.portfolio.all(Plan):
        yield OwnPage(plan_page(entity), title_of(entity), entity, partial(page, context, entity))


PAGE = OwnPages("plan", _pages)
