"""View-model of the item page: why, when, what, and its dependencies."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.kinds.backlog.model import DROPPED
from milepost.kinds.roadmap.model import Ask
from milepost.kit import phrasing
from milepost.kit.components import (
    BasePageView,
    Card,
    Fact,
    LaneRef,
    Mark,
    MilestoneRow,
    ProgressBar,
    Ref,
    SlipBadge,
    WebLink,
)
from milepost.kit.context import ItemEntity, PageContext
from milepost.kit.milestones import milestone_rows
from milepost.kit.prior_lessons import RelatedLessons, related_lessons_view
from milepost.kit.priority import PriorityView, priorities_of
from milepost.kit.stories import StoryGroup, story_group
from milepost.kit.web_links import links_of
from milepost.pages.flow.forecast import LIKELY
from milepost.pages.item.dependencies import DependencyRow, after, before
from milepost.pages.item.facts import facts_of
from milepost.pages.item.promise_history import PromiseHistory, promise_history
from milepost.pages.item.slips import SlipView, slip_view
from milepost.pages.report.wording import unbroken
from milepost.schema.date_arithmetic import slip
from milepost.schema.period import Period

_ASKED = {"requested": "planned", "agreed": "in_progress", "declined": "cancelled", "done": "done"}


@dataclass(frozen=True, slots=True)
class TraceabilityStep:
    """A step of the strategy alignment: a label and its entries."""

    label: str
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class DateRow:
    """The start or end of an item: baseline, current date and its source, and the slip."""

    label: str
    promised: str
    now: str
    note: str
    moved: str


@dataclass(frozen=True, slots=True)
class AskRow:
    """A request to another team."""

    team: str
    what: str
    size: str
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """An approval: its gate, and who decided."""

    gate: str
    role: str
    decision: str
    on: str


@dataclass(frozen=True, slots=True)
class ItemView(BasePageView):
    """The page of an item."""

    summary: str
    thread: tuple[TraceabilityStep, ...]
    status: Mark
    health: Mark | None
    health_note: str
    due: str
    due_note: str
    slip: SlipBadge | None
    late: str
    progress: ProgressBar | None
    lane: LaneRef | None
    confidence: Mark | None
    why: Fact | None
    notice: Fact | None
    description: str
    dates: tuple[DateRow, ...]
    dates_now: str
    slip_reason: str
    promises: PromiseHistory | None
    children: tuple[Card, ...]
    children_note: str
    stories: StoryGroup | None
    stories_note: str
    seen: RelatedLessons | None
    asks: tuple[AskRow, ...]
    approvals: tuple[ApprovalRow, ...]
    priorities: tuple[PriorityView, ...]
    milestones: tuple[MilestoneRow, ...]
    waits_for: tuple[DependencyRow, ...]
    needed_by: tuple[DependencyRow, ...]
    slips: SlipView | None
    facts: tuple[Fact, ...]
    links: tuple[WebLink, ...]
    tags: tuple[str, ...]


def item_view(context: PageContext, entity: ItemEntity) -> ItemView:
    """The page of an item."""
    entry, found, stories = entity.entry, context.item(entity), context.insight.stories_of(entity)
    health = context.health(entity)
    dates = _dates(context, entity)
    fine = found.health == "on_track" and found.health_from in ("typed", "project") and found.is_open
    return ItemView(
        frame=context.frame(entity.title),
        summary=entry.summary or "",
        thread=_thread(context, entity),
        status=context.mark("status", entry.status),
        health=health or (context.mark("health", "on_track") if fine else None),
        health_note=context.origin(found.health_from) if health or fine else "",
        due=phrasing.period(found.end),
        due_note=context.origin(found.end_from),
        slip=context.slip(entity),
        late=context.late(entity),
        progress=context.progress(entity),
        lane=context.lanes.of(entity),
        confidence=context.confidence(entry.confidence),
        why=_why(context, entity, health),
        notice=_notice(context, entity),
        description=entry.description or "",
        dates=dates,
        dates_now="Now" if found.is_open else "Actual",
        slip_reason=entry.slip_reason or "",
        promises=promise_history(context, entity),
        children=context.cards(found.children),
        children_note=_children_note(found.children),
        seen=related_lessons_view(context, entity),
        asks=tuple(_ask(context, ask) for ask in entry.asks),
        approvals=tuple(
            ApprovalRow(
                one.gate or "",
                context.name("person", one.role),
                phrasing.sentence(one.decision or ""),
                phrasing.period(one.on) if one.on else "",
            )
            for one in entry.approvals
        ),
        priorities=priorities_of(found),
        milestones=milestone_rows(context, context.portfolio.nested(entity, "milestone")),
        stories=story_group(context, stories) if stories else None,
        stories_note=_stories_note(context, entity),
        waits_for=tuple(before(context, entity, other) for other in found.waits_for),
        needed_by=tuple(after(context, entity, other) for other in found.needed_by),
        slips=slip_view(context, entity),
        facts=tuple(facts_of(context, entity, dated=bool(dates))),
        links=links_of(entity.entry),
        tags=tuple(context.name("tag", tag) for tag in entry.tags),
    )


def _thread(context: PageContext, entity: ItemEntity) -> tuple[TraceabilityStep, ...]:
    """Strategy alignment of an item, top down: needs, objectives, parent item."""
    holder = context.insight.holder(entity, "objectives")
    objectives = context.portfolio.targets(holder, "objectives") if holder else ()
    needs = context.portfolio.targets(entity, "needs") or tuple(
        dict.fromkeys(need for objective in objectives for need in context.portfolio.targets(objective, "needs"))
    )
    parent = context.item(entity).parent
    steps = (
        ("Need", "Needs", needs),
        ("Objective", "Objectives", objectives),
        ("Part of", "Part of", (parent,) if parent else ()),
    )
    return tuple(
        TraceabilityStep(one if len(entities) == 1 else many, context.refs(entities))
        for one, many, entities in steps
        if entities
    )


def _why(context: PageContext, entity: ItemEntity, health: Mark | None) -> Fact | None:
    reason = context.card(entity).reason
    return Fact(f"Why it is {health.word.lower()}.", words=phrasing.sentence(reason)) if health and reason else None


def _notice(context: PageContext, entity: ItemEntity) -> Fact | None:
    other = context.portfolio.target(entity, "superseded_by")
    return Fact("Superseded by", (context.ref(other),)) if other else None


def _dates(context: PageContext, entity: ItemEntity) -> tuple[DateRow, ...]:
    """Start and end against the baseline; empty without a baseline."""
    found, promise = context.item(entity), entity.entry.baseline
    if not promise:
        return ()
    rows = (
        ("Start", promise.start, found.start, found.start_from),
        ("End", promise.end, found.end, found.end_from),
    )
    return tuple(
        DateRow(
            label,
            phrasing.period(then) if then else "",
            phrasing.period(now),
            context.origin(origin),
            _moved(now, then),
        )
        for label, then, now, origin in rows
        if then or now
    )


def _moved(now: Period | None, then: Period | None) -> str:
    change = slip(now, then)
    if change is None:
        return ""
    amount = phrasing.amount(change.days, change.precision)
    return f"{amount} {'later' if change.days > 0 else 'earlier'}" if change.days else "on baseline"


def _children_note(children: tuple[ItemEntity, ...]) -> str:
    done = sum(child.entry.status == "done" for child in children)
    return f"{done} of {len(children)} done"


def _stories_note(context: PageContext, entity: ItemEntity) -> str:
    kept = [one for one in context.insight.stories_of(entity) if one.entity.entry.status != DROPPED]
    done = sum(one.entity.entry.status == "done" for one in kept)
    counted = f"{done} of {len(kept)} done"
    forecast = dict(context.insight.story_forecast.items).get(entity) if context.portfolio.innermost else None
    likely = forecast.days[LIKELY] if forecast else None
    return f"{counted}; {LIKELY}% likely to be complete by {unbroken(phrasing.day(likely))}" if likely else counted


def _ask(context: PageContext, ask: Ask) -> AskRow:
    mark = Mark("status", _ASKED[ask.status], context.portfolio.label("ask", ask.status)) if ask.status else None
    return AskRow(context.name("team", ask.team), ask.what or "", ask.size or "", mark)
