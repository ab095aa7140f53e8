"""View-model of the post-mortem page: what happened, what was learned, and what is done about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from milepost.graph.portfolio import Entity
from milepost.kinds.postmortem.model import Estimate, Factor, Goal, Postmortem
from milepost.kit import phrasing
from milepost.kit.clock_times import clock_of
from milepost.kit.components import BasePageView, Card, Fact, Mark, Ref, WebLink
from milepost.kit.context import PageContext
from milepost.kit.money import money
from milepost.kit.projects import project_ref, readable
from milepost.kit.severity import Severity, severity_of
from milepost.kit.similar_postmortems import SimilarRow, similar_rows
from milepost.kit.web_links import links_of
from milepost.pages.postmortem.actions import PostmortemActionRow, action_rows, done_of
from milepost.pages.postmortem.facts import facts_of, related_of
from milepost.pages.postmortem.incident_timeline import IncidentTimeline, story_of
from milepost.pages.postmortem.lessons import PostmortemLesson, lesson_cards
from milepost.pages.postmortem.timeline_entries import TROUBLE
from milepost.pages.postmortem.times import PostmortemStat, TimeSpan, span_of, times_of, when_of
from milepost.schema.base import Statement

_SHAPES = {"open": "planned", "draft": "proposed", "in_review": "in_progress", "reviewed": "done", "closed": "done"}
_SHAPES |= {"recorded": "done"}
_LEVEL = 0.7


@dataclass(frozen=True, slots=True)
class StatementColumn:
    """A list of statements, such as what went well; `shape` is the icon of each."""

    id: str
    title: str
    shape: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class PostmortemView(BasePageView):
    """The page of a post-mortem. `story_first`: the timeline comes before the objectives.

    `numbers` are cards; a single figure is among the `facts` instead. `taught_apart`: lessons and actions are below the
    facts, not beside them.
    """

    summary: str
    severity: Severity | None
    type: str
    when: str
    status: Mark | None
    project: Ref | None
    team: str
    notice: str
    span: TimeSpan | None
    numbers: tuple[PostmortemStat, ...]
    story_first: bool
    story: IncidentTimeline | None
    description: str
    impact: str
    trigger: str
    factors: tuple[Factor, ...]
    resolution: str
    columns: tuple[StatementColumn, ...]
    objectives: tuple[Goal, ...]
    objectives_note: str
    estimates: tuple[Estimate, ...]
    risks: tuple[str, ...]
    unforeseen: tuple[Statement, ...]
    taught_apart: bool
    lessons: tuple[PostmortemLesson, ...]
    actions: tuple[PostmortemActionRow, ...]
    actions_note: str
    similar: tuple[SimilarRow, ...]
    items: tuple[Card, ...]
    related: tuple[Ref, ...]
    facts: tuple[Fact, ...]
    links: tuple[WebLink, ...]
    tags: tuple[str, ...]


def postmortem_view(context: PageContext, entity: Entity[Postmortem]) -> PostmortemView:
    """The page of a post-mortem."""
    entry, found, clock = entity.entry, context.insight.incident(entity), clock_of(context.portfolio)
    story = story_of(entry, found, clock)
    span = None if story and entry.type in TROUBLE else span_of(found, clock)
    stats = [*_lasting(entry, context, entity, spanned=span is not None), *_harm(context, entry)]
    cards = stats if len(stats) > 1 else []
    similar, items = similar_rows(context, entity), context.cards(context.portfolio.targets(entity, "items"))
    facts = tuple(facts_of(context, entity, clock, [] if cards else stats, dated=bool(story or span)))
    return PostmortemView(
        frame=context.frame(entity.title),
        summary=entry.summary or "",
        severity=severity_of(context.portfolio, entry.severity),
        type=context.portfolio.label("type", entry.type),
        when=when_of(entry, found, clock),
        status=Mark("status", _SHAPES[entry.status], context.portfolio.label("status", entry.status))
        if entry.status
        else None,
        project=project_ref(context, entry.project),
        team=context.name("team", entry.team),
        notice=_notice(context, entry),
        span=span,
        numbers=tuple(cards),
        story_first=entry.type in (*TROUBLE, "maintenance"),
        story=story,
        description=entry.description or "",
        impact=(entry.impact and entry.impact.description) or "",
        trigger=entry.trigger or "",
        factors=entry.contributing_factors,
        resolution=entry.resolution or "",
        columns=tuple(_columns(entry)),
        objectives=entry.objectives,
        objectives_note=_met(entry.objectives),
        estimates=entry.estimates,
        risks=tuple(map(readable, entry.risks_realised)),
        unforeseen=entry.unforeseen,
        taught_apart=_taught_apart(entry, len(items), len(similar), len(facts)),
        lessons=lesson_cards(context, entity),
        actions=action_rows(context, entity),
        actions_note=done_of(context, entity),
        similar=similar,
        items=items,
        related=related_of(context, entity),
        facts=facts,
        links=links_of(entity.entry),
        tags=tuple(context.name("tag", tag) for tag in entry.tags),
    )


def _lasting(
    entry: Postmortem, context: PageContext, entity: Entity[Postmortem], *, spanned: bool
) -> list[PostmortemStat]:
    """Times to detect, mitigate and resolve; without the last if the span already shows it."""
    stats = list(times_of(entry, context.insight.incident(entity)))
    return [] if spanned and [stat.label for stat in stats] == ["Time to resolve"] else stats


def _harm(context: PageContext, entry: Postmortem) -> Iterator[PostmortemStat]:
    """How many people were affected, and the cost."""
    impact = entry.impact
    if impact is None:
        return
    if impact.users_affected is not None:
        yield PostmortemStat("People affected", ((phrasing.number(impact.users_affected), ""),))
    if not isinstance(impact.cost, str) and (cost := money(context, impact.cost, entry.currency)):
        amount, _, unit = cost.partition("\N{NO-BREAK SPACE}")
        yield PostmortemStat("Cost", ((amount, unit),))


def _notice(context: PageContext, entry: Postmortem) -> str:
    """The notice that an embargo hides this post-mortem from other audiences."""
    day = entry.embargo_until
    if not day or not day.first or day.first <= context.as_of:
        return ""
    return f"Only for readers inside until {phrasing.period(day)}."


def _columns(entry: Postmortem) -> Iterator[StatementColumn]:
    found = (
        ("went-well", "What went well", "done", entry.went_well),
        ("went-wrong", "What did not", "cancelled", entry.went_wrong),
        ("got-lucky", "Where we were lucky", "lucky", entry.got_lucky),
        ("surprises", "What surprised us", "surprise", entry.surprises),
    )
    for id, title, shape, statements in found:
        if statements:
            yield StatementColumn(id, title, shape, statements)


def _taught_apart(entry: Postmortem, items: int, similar: int, facts: int) -> bool:
    """Whether the main column is about as long as the facts beside it, estimated in lines."""
    columns = list(_columns(entry))
    parts = (entry.contributing_factors, entry.objectives, entry.estimates, entry.resolution, columns, columns[2:])
    entries = (*entry.contributing_factors, *entry.objectives, *entry.estimates)
    statements = sum(len(column.statements) for column in columns)
    long = 3 * sum(map(bool, parts)) + 1.7 * len(entries) + 1.2 * statements
    return long >= _LEVEL * (2.5 * items + 4 * similar + 1.5 * facts)


def _met(objectives: tuple[Goal, ...]) -> str:
    known = [one.met for one in objectives if one.met is not None]
    return f"{sum(known)} of {len(objectives)} met" if known and len(known) == len(objectives) else ""
