"""The facts beside a post-mortem, and its related post-mortems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from milepost.graph.portfolio import Entity
from milepost.kinds.metrics.metric_marks import metrics_that_mark
from milepost.kinds.postmortem.model import TIMESTAMPS, Postmortem
from milepost.kit import phrasing
from milepost.kit.clock_times import Clock
from milepost.kit.components import Fact, Ref
from milepost.kit.context import PageContext
from milepost.kit.money import money
from milepost.kit.projects import project_ref
from milepost.pages.postmortem.times import PostmortemStat


def facts_of(
    context: PageContext, entity: Entity[Postmortem], clock: Clock, stats: Iterable[PostmortemStat], *, dated: bool
) -> Iterator[Fact]:
    """Further facts. `stats` are figures too few for cards; `dated`: its timestamps are shown elsewhere."""
    entry = entity.entry
    if not dated:
        yield from _stamps(context, entity, clock)
    for stat in stats:
        yield Fact(stat.label, words=stat.words, note=", ".join(stat.notes))
    if entry.impact and isinstance(entry.impact.cost, str):
        yield Fact("Cost", words=money(context, entry.impact.cost, None))
    if project := project_ref(context, entry.project):
        yield Fact("Project", (project,))
    for label, type_name, values in (
        ("Team", "team", (entry.team,)),
        ("Owner", "person", (entry.owner,)),
        ("Affected", "service", entry.affected),
    ):
        if names := [context.name(type_name, value) for value in values if value]:
            yield Fact(label, words=phrasing.listing(names))
    if entry.categories:
        yield Fact("Sort", words=phrasing.listing(entry.categories))
    yield from _metrics(context, entity)
    yield from _review(context, entry)
    yield Fact("As of", words=context.today.words)


def _metrics(context: PageContext, entity: Entity[Postmortem]) -> Iterator[Fact]:
    """The metrics that show it, and others that mark it because they measure an affected service."""
    impact, portfolio = entity.entry.impact, context.portfolio
    seen = [(value, portfolio.resolve_id(entity, "metric", value)) for value in (impact.metrics if impact else ())]
    if seen:
        yield Fact("Seen in", tuple(context.ref(one) if one else Ref(value) for value, one in seen))
    named = [one for _, one in seen]
    if others := [one for one in metrics_that_mark(context.insight, entity) if one not in named]:
        yield Fact("Metrics of its services", context.refs(others))


def _stamps(context: PageContext, entity: Entity[Postmortem], clock: Clock) -> Iterator[Fact]:
    """Timestamps of a post-mortem that has too few of them for a timeline."""
    found = context.insight.incident(entity).stamps
    for stage in TIMESTAMPS:
        if stamp := found.get(stage):
            moment, day = stamp.instant.moment, clock.period(stamp.instant)
            if not day.is_later:
                time = f", {clock.time(moment)} {clock.offset(moment)}".rstrip() if moment else ""
                yield Fact(
                    phrasing.sentence(stage), words=phrasing.period(day) + time, note=clock.name if moment else ""
                )


def _review(context: PageContext, entry: Postmortem) -> Iterator[Fact]:
    if entry.reviewed_on:
        yield Fact("Reviewed", words=phrasing.period(entry.reviewed_on))
    if names := [context.name("person", one) for one in entry.participants]:
        yield Fact("Reviewed by", words=phrasing.listing(names))
    if entry.updated:
        yield Fact("Checked", words=phrasing.period(entry.updated))


def related_of(context: PageContext, entity: Entity[Postmortem]) -> tuple[Ref, ...]:
    """Related post-mortems, whichever of the two declares it."""
    portfolio = context.portfolio
    others = (*portfolio.targets(entity, "related"), *portfolio.sources(entity, "related", "postmortem"))
    return context.refs(one for one in dict.fromkeys(others) if one is not entity)
