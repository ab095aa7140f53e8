"""The facts beside an item."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from milepost.kinds.metrics.metric_marks import metrics_that_mark
from milepost.kinds.plan.plan_periods import task_end
from milepost.kit import phrasing
from milepost.kit.components import Fact
from milepost.kit.context import CLOSED, ItemEntity, PageContext
from milepost.kit.projects import project_ref
from milepost.kit.schedule_words import person_days


def facts_of(context: PageContext, entity: ItemEntity, *, dated: bool) -> Iterator[Fact]:
    """Further facts about an item. `dated`: its start is already shown in the table of dates."""
    found = context.item(entity)
    if found.start and not dated:
        yield Fact("Start", words=phrasing.period(found.start), note=context.origin(found.start_from))
    yield from _what(context, entity)
    yield from _who(context, entity)
    yield from _beside(context, entity)
    if entity.entry.updated:
        yield Fact("Checked", words=phrasing.period(entity.entry.updated))
    yield Fact("As of", words=context.today.words)


def _what(context: PageContext, entity: ItemEntity) -> Iterator[Fact]:
    found = context.item(entity)
    for field in ("outcome", "type", "stage"):
        if value := getattr(entity.entry, field):
            yield Fact(phrasing.sentence(field), words=context.portfolio.label(field, value))
    if found.horizon and found.is_open:
        note = "" if found.horizon_from == "typed" else f"from its {found.horizon_from}"
        yield Fact("Horizon", words=context.horizon(found.horizon), note=note)
    if release := context.portfolio.target(entity, "release"):
        yield Fact("Release", (context.ref(release),))
    if effort := entity.entry.effort:
        yield Fact("Effort", words=person_days(effort.person_days or 0))
    yield from _projects(context, entity)
    if metrics := metrics_that_mark(context.insight, entity):
        yield Fact("Metrics", context.refs(metrics))


def _projects(context: PageContext, entity: ItemEntity) -> Iterator[Fact]:
    """The projects that deliver it, or the one of the same id, and their next milestone."""
    plans = [context.insight.plan(one) for one in context.item(entity).projects]
    names = dict.fromkeys(plan.entity.slug for plan in plans)
    if entity.slug in context.portfolio.project_names:
        names.setdefault(entity.slug)
    if refs := tuple(ref for name in names if (ref := project_ref(context, name))):
        yield Fact("Project" if len(refs) == 1 else "Projects", refs)
    going = [plan for plan in plans if plan.entity.entry.status not in CLOSED and plan.next_milestone]
    plan = min(going, key=lambda one: one.next_milestone.end or date.max, default=None)  # type: ignore[union-attr]
    if plan and (stone := plan.next_milestone) and (due := task_end(context.portfolio, plan, stone)):
        yield Fact("Next milestone", (context.ref(stone.entity),), note=phrasing.on(due))


def _who(context: PageContext, entity: ItemEntity) -> Iterator[Fact]:
    entry = entity.entry
    people: tuple[tuple[str, str, tuple[str | None, ...]], ...] = (
        ("Team", "team", (entry.team,)),
        ("With", "team", entry.teams),
        ("Owner", "person", (entry.owner,)),
        ("Champions", "person", entry.champions),
    )
    for label, type_name, values in people:
        if names := [context.name(type_name, value) for value in values if value]:
            yield Fact(label, words=phrasing.listing(names))


def _beside(context: PageContext, entity: ItemEntity) -> Iterator[Fact]:
    for field, label in (("continues", "Continues"), ("replaces", "Replaces"), ("related", "Related")):
        if getattr(entity.entry, field) and (others := context.portfolio.targets(entity, field)):
            yield Fact(label, context.refs(others))
    for field, label in (("continues", "Continued by"), ("replaces", "Replaced by")):
        if others := context.portfolio.sources(entity, field):
            yield Fact(label, context.refs(others))
