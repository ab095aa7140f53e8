"""View-model of the backlog page: the story map, and the work list with every story in full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from milepost.kinds.backlog.model import AcceptanceCriterion
from milepost.kinds.backlog.story_metrics import StoryInsight
from milepost.kit import phrasing
from milepost.kit.addresses import BACKLOG, anchor, plain_name
from milepost.kit.components import Choice, Fact, Ref, WebLink
from milepost.kit.context import PageContext
from milepost.kit.stories import StoryCard, story_card, story_sentence
from milepost.kit.web_links import links_of
from milepost.pages.backlog.header import NO_STORIES, BacklogPageView, story_summary, views_of
from milepost.pages.backlog.story_map import StoryMaps, story_maps
from milepost.pages.report.wording import brief_periods
from milepost.schema import period

_STATES = (
    ("open", "Open"),
    ("ready", "Ready to start"),
    ("started", "In progress"),
    ("blocked", "Blocked"),
    ("done", "Done"),
    ("unlinked", "Without an item"),
)


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story in full. `facets` are what the list is filtered by, `sorts` the keys of columns that do not sort by their
    words; `place` is the story's position in working order, by which the list is sorted at first.
    """

    anchor: str
    card: StoryCard
    sentence: str
    summary: str
    description: str
    criteria: tuple[AcceptanceCriterion, ...]
    item: Ref | None
    points: str
    epic: str
    sprint: str
    assignee: str
    facts: tuple[Fact, ...]
    tags: tuple[str, ...]
    links: tuple[WebLink, ...]
    facets: dict[str, str]
    sorts: dict[str, str]


@dataclass(frozen=True, slots=True)
class StoryMenu:
    """A menu that filters the work list."""

    kind: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class BacklogView(BacklogPageView):
    """The backlog. `has` names the columns with any content."""

    maps: StoryMaps | None
    rows: tuple[StoryRow, ...]
    has: frozenset[str]
    states: tuple[Choice, ...]
    menus: tuple[StoryMenu, ...]
    count: str


def backlog_view(context: PageContext, title: str) -> BacklogView:
    """All stories, in working order."""
    stories = context.insight.stories
    rows = tuple(_row(context, one) for one in stories)
    return BacklogView(
        frame=context.frame(title, NO_STORIES if not stories and context.portfolio.innermost else None),
        opening=story_summary(stories) if stories else "",
        views=views_of(context, BACKLOG),
        maps=story_maps(context, stories),
        rows=rows,
        has=frozenset(_columns(rows)),
        states=_states(rows),
        menus=_menus(context, stories, rows),
        count=phrasing.count(len(rows), "story", "stories"),
    )


def _row(context: PageContext, found: StoryInsight) -> StoryRow:
    entity, entry = found.entity, found.entity.entry
    day = found.age_days if found.age_days is not None else found.waiting_days
    rank, name = context.insight.story_order.priority_rank(entry.priority)
    return StoryRow(
        anchor=anchor(entity),
        card=story_card(context, found),
        sentence=story_sentence(entry),
        summary=entry.summary or "",
        description=entry.description or "",
        criteria=entry.acceptance_criteria,
        item=context.ref(found.item) if found.item else None,
        points="" if entry.estimate is None else phrasing.number(entry.estimate),
        epic=entry.epic or "",
        sprint=entry.sprint or "",
        assignee=context.name("person", entry.assignee),
        facts=tuple(_facts(context, found)),
        tags=tuple(context.name("tag", tag) for tag in entry.tags),
        links=links_of(entry),
        facets={
            "state": _state(context, found),
            "type": entry.type or "story",
            "item": found.item.slug if found.item else "",
            "release": found.release.slug if found.release else "",
            "epic": _token(entry.epic),
            "sprint": _token(entry.sprint),
            "team": _token(entry.team),
            "priority": _token(entry.priority),
        },
        sorts={
            "priority": f"{rank:03} {name}" if entry.priority else "",
            "points": "" if entry.estimate is None else f"{entry.estimate:g}",
            "age": "" if day is None else str(day),
        },
    )


def _facts(context: PageContext, found: StoryInsight) -> Iterable[Fact]:
    entry = found.entity.entry
    if entry.customer:
        customer = context.portfolio.target(found.entity, "customer")
        yield Fact("Customer", (context.ref(customer),)) if customer else Fact("Customer", words=entry.customer)
    if own := context.portfolio.target(found.entity, "release"):
        yield Fact("Release", (context.ref(own),))
    if found.depends_on:
        yield Fact("Depends on", context.refs(found.depends_on))
    if found.needed_by:
        yield Fact("Needed by", context.refs(found.needed_by))
    dates = (
        ("Added", "created_on", found.created_on),
        ("Started", "started_on", found.started_on),
        ("Done", "done_on", found.done_on),
    )
    words = brief_periods((period.parse(day.isoformat()) if day else None for _, _, day in dates), context.as_of)
    for (label, name, _), when in zip(dates, words, strict=True):
        if when:
            yield Fact(label, words=f"{when} (from git)" if name in found.from_git else when)


def _state(context: PageContext, found: StoryInsight) -> str:
    """Every state of a story that the list can be filtered by.

    Whether it belongs to no item is said to the most restricted audience only: for others, its item may be hidden.
    """
    states = (
        ("open", found.is_open),
        ("ready", found.ready),
        ("started", found.started),
        ("blocked", found.blocked),
        ("done", found.entity.entry.status == "done"),
        ("unlinked", context.portfolio.innermost and found.entity in context.insight.orphaned),
    )
    return " ".join(name for name, so in states if so)


def _token(name: str | None) -> str:
    return plain_name(name) if name else ""


def _columns(rows: Iterable[StoryRow]) -> Iterable[str]:
    for row in rows:
        found = {
            "priority": row.card.priority,
            "points": row.card.points,
            "age": row.card.age,
            "item": row.item or row.epic,
            "sprint": row.sprint,
            "who": row.card.who or row.assignee,
        }
        yield from (name for name, value in found.items() if value)


def _states(rows: Sequence[StoryRow]) -> tuple[Choice, ...]:
    counts = Counter(value for row in rows for value in row.facets["state"].split())
    return tuple(Choice(value, word, counts[value]) for value, word in _STATES if counts[value])


def _menus(context: PageContext, stories: Sequence[StoryInsight], rows: Sequence[StoryRow]) -> tuple[StoryMenu, ...]:
    """The menus with at least two choices, each in the order in which the work list names them."""

    def words(one: StoryInsight) -> dict[str, str]:
        entry = one.entity.entry
        return {
            "item": one.item.title if one.item else "",
            "epic": entry.epic or "",
            "release": one.release.title if one.release else "",
            "sprint": entry.sprint or "",
            "team": context.name("team", entry.team),
            "priority": context.portfolio.label("priority", entry.priority) if entry.priority else "",
            "type": context.portfolio.label("type", entry.type or "story"),
        }

    found = []
    said = [words(one) for one in stories]
    for kind, label in _MENUS:
        counts = Counter(row.facets[kind] for row in rows if row.facets[kind])
        names = {row.facets[kind]: one[kind] for row, one in zip(rows, said, strict=True) if row.facets[kind]}
        choices = tuple(
            Choice(value, names[value], counts[value]) for value in sorted(counts, key=lambda one: (names[one], one))
        )
        if len(choices) > 1:
            found.append(StoryMenu(kind, label, choices))
    return tuple(found)


_MENUS = (
    ("item", "Item"),
    ("epic", "Epic"),
    ("release", "Release"),
    ("sprint", "Sprint"),
    ("team", "Team"),
    ("priority", "Priority"),
    ("type", "Type"),
)
