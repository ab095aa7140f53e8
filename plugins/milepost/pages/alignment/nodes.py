"""The entries of the drawing, in their places and words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from milepost.analysis.traceability import AnyEntity
from milepost.graph.portfolio import Entity
from milepost.kinds.backlog.model import Story
from milepost.kinds.metrics.model import ProductMetric
from milepost.kinds.roadmap.model import Item
from milepost.kinds.strategy.model import Need, Objective, Strategy
from milepost.kit import phrasing
from milepost.kit.addresses import BACKLOG
from milepost.kit.components import Mark, Ref
from milepost.kit.context import ItemEntity, PageContext
from milepost.pages.alignment.drawing import Drawing, Node, Spot, columns_of, drawing_of
from milepost.pages.alignment.threads import ItemGroup, StoryCount, Threads
from milepost.pages.metric.wording import value_words

_MOST = 40  # open items of one objective that are drawn; the list has all
NO_OBJECTIVE = "no-objective"
_COLUMNS = {Need: "need", Objective: "objective", Item: "item", Story: "story", ProductMetric: "metric"}
_HEADS = {"need": "Needs", "objective": "Objectives", "item": "Items", "story": "Stories", "metric": "Metrics"}


@dataclass(frozen=True, slots=True)
class StoryCell:
    """The stories of an item: a bar of those done and in progress, in percent, and words.

    `backlog` is the page that lists them, if they are all of one item, whose id is `item`.
    """

    done: int
    started: int
    words: str
    alt: str
    backlog: str | None
    item: str


@dataclass(frozen=True, slots=True)
class DrawnNode:
    """An entry of the drawing. `gaps` are its loose ends in words; `stands_for`: a place for what is missing or folded.

    Without a target, `list_anchor` is where the list of this page has it.
    """

    node: Node
    spot: Spot
    ref: Ref
    words: str
    gaps: str
    mark: Mark | None
    stories: StoryCell | None
    stands_for: str
    list_anchor: str


@dataclass(frozen=True, slots=True)
class DrawnColumn:
    """A column with its head; `stories` has cells instead of entries."""

    name: str
    title: str
    left: int
    width: int
    nodes: tuple[DrawnNode, ...]


@dataclass(frozen=True, slots=True)
class ThreadDrawing:
    """The drawing: columns, and the lines between them as paths of SVG; `height` is in hundredths of rem.

    `spine`: the objectives hang on the vision above them.
    """

    columns: tuple[DrawnColumn, ...]
    threads: str
    also: str
    loose: str
    height: int
    spine: bool


@dataclass(frozen=True, slots=True)
class _Draft:
    """An entry before it has its place."""

    node: Node
    ref: Ref
    words: str = ""
    gaps: tuple[str, ...] = ()
    mark: Mark | None = None
    stories: StoryCell | None = None
    stands_for: str = ""
    list_anchor: str = ""


def key_of(entity: AnyEntity) -> str:
    """The name of an entry in the drawing and in the address of a focused thread."""
    return f"{entity.type}-{entity.slug}"


def thread_drawing(context: PageContext, threads: Threads) -> ThreadDrawing:
    """The drawing of all threads."""
    drafts = list(_Drafts(context, threads).all())
    columns = columns_of([_COLUMNS[cls] for cls in threads.levels])
    spine = bool(context.portfolio.all(Strategy))
    drawing = drawing_of(columns, [draft.node for draft in drafts], spine=spine)
    found = [
        DrawnColumn(
            column.name,
            _HEADS[column.name],
            column.left,
            column.width,
            tuple(_drawn(drawing, draft) for draft in _ordered(drawing, drafts) if _is_in(column.name, draft)),
        )
        for column in drawing.columns
    ]
    return ThreadDrawing(tuple(found), drawing.threads, drawing.also, drawing.loose, drawing.height, spine)


def _is_in(column: str, draft: _Draft) -> bool:
    return draft.stories is not None if column == "story" else draft.node.column == column


def _ordered(drawing: Drawing, drafts: list[_Draft]) -> list[_Draft]:
    """Entries from top to bottom, as the keyboard goes through them."""
    return sorted(drafts, key=lambda draft: drawing.spots[draft.node.key].top)


def _drawn(drawing: Drawing, draft: _Draft) -> DrawnNode:
    return DrawnNode(
        draft.node,
        drawing.spots[draft.node.key],
        draft.ref,
        draft.words,
        phrasing.listing(draft.gaps) if draft.gaps else "",
        draft.mark,
        draft.stories,
        draft.stands_for,
        draft.list_anchor,
    )


class _Drafts:
    """Makes the entries of the drawing. Loose ends are drawn for the most restricted audience only: for others, what an
    entry leads to may be hidden.
    """

    def __init__(self, context: PageContext, threads: Threads) -> None:
        self._context = context
        self._threads = threads
        self._all_seen = context.portfolio.innermost
        self._orphans: dict[AnyEntity, list[str]] = {}
        for found in context.insight.orphans if self._all_seen else ():
            for entity in found.entities:
                self._orphans.setdefault(entity, []).append(found.level.rule.id)

    def all(self) -> Iterator[_Draft]:
        for need in self._threads.needs:
            yield self._entry(need, "need", ())
        for group in self._threads.groups:
            yield from self._group(group)
        count = self._threads.stories_without_item
        if count.total and self._all_seen and Item in self._threads.levels:
            node = Node("no-item", "item", group="no-item", has_stories=True, missing=True)
            yield _Draft(node, Ref("No item"), stories=self._cell(count, None), stands_for="gap")
        for metric in self._threads.metrics:
            yield self._entry(metric, "metric", tuple(map(key_of, self._threads.objectives_of(metric))))

    def _objective(self, entity: Entity[Objective]) -> Iterator[_Draft]:
        """An objective, with a place for the need and the metric that it lacks."""
        key, missing = key_of(entity), self._orphans.get(entity, ())
        back = tuple(map(key_of, self._threads.needs_of(entity)))
        if "objective-without-need" in missing:
            back = (f"no-need-{key}",)
            yield _Draft(Node(back[0], "need", missing=True), Ref("No need"), stands_for="gap")
        yield self._entry(entity, "objective", back)
        if "objective-without-metric" in missing:
            yield _Draft(Node(f"no-metric-{key}", "metric", (key,), missing=True), Ref("No metric"), stands_for="gap")

    def _entry(self, entity: AnyEntity, column: str, back: tuple[str, ...], group: str = "") -> _Draft:
        missing = self._orphans.get(entity, ())
        gaps = [words for rule, (words, _) in _GAPS.items() if rule in missing]
        loose = tuple(dict.fromkeys(side for rule, (_, side) in _GAPS.items() if rule in missing and side))
        status = entity.entry.status if column in ("objective", "item") else None
        return _Draft(
            Node(key_of(entity), column, back, group, loose=loose),
            self._context.ref(entity),
            self._words(entity),
            tuple(gaps),
            self._context.mark("status", status) if status else None,
        )

    def _words(self, entity: AnyEntity) -> str:
        if isinstance(entity.entry, ProductMetric):
            latest = self._context.insight.metric(entity).latest
            value = value_words(entity.entry, latest.value) if latest else ""
            target = entity.entry.target
            return ", ".join(
                filter(None, (value, f"target {value_words(entity.entry, target.value)}" if target else ""))
            )
        if isinstance(entity.entry, Objective):
            return phrasing.period(entity.entry.timeframe) if entity.entry.timeframe else ""
        return ""

    def _group(self, group: ItemGroup) -> Iterator[_Draft]:
        """An objective with its items; items without one have a place in the column of objectives that says so."""
        name, has_items = "", Item in self._threads.levels
        if group.objective:
            name = key_of(group.objective)
            yield from self._objective(group.objective)
        elif self._all_seen and self._threads.objectives:
            name = NO_OBJECTIVE
            yield _Draft(Node(name, "objective", missing=True), Ref("No objective"), stands_for="gap")
        for item in group.open[:_MOST]:
            yield self._item(item, name)
        yield from self._folded("more", "more item", group.open[_MOST:], name)
        yield from self._folded("done", "done item", group.done, name)
        if has_items and self._all_seen and not (group.open or group.done):
            yield _Draft(Node(f"none-{name}", "item", (name,), name, missing=True), Ref("No item"), stands_for="gap")

    def _folded(self, kind: str, noun: str, items: tuple[ItemEntity, ...], group: str) -> Iterator[_Draft]:
        """One place for several items, which leads to the list."""
        if items:
            cell, back = self._stories_of(items), (group,) if group else ()
            node = Node(f"{kind}-{group}", "item", back, group, has_stories=cell is not None)
            words, anchor = phrasing.count(len(items), noun), f"list-{group or NO_OBJECTIVE}"
            yield _Draft(node, Ref(words), stories=cell, stands_for="fold", list_anchor=anchor)

    def _item(self, item: ItemEntity, group: str) -> _Draft:
        threads = self._threads
        objectives = threads.objectives_of(item)
        served = {need for one in objectives for need in threads.needs_of(one)}
        # A need that an objective of the item serves leads to the item already.
        needs = [one for one in threads.needs_of(item) if one not in served]
        back = tuple(dict.fromkeys((*filter(None, (group,)), *map(key_of, (*objectives, *needs)))))
        draft, cell = self._entry(item, "item", back, group), self._stories_of((item,))
        parts = len(threads.parts(item))
        return replace(
            draft,
            node=replace(draft.node, has_stories=cell is not None),
            words=f"with {phrasing.count(parts, 'part')}" if parts else "",
            stories=cell,
        )

    def _stories_of(self, items: tuple[ItemEntity, ...]) -> StoryCell | None:
        count = StoryCount(0, 0, 0)
        for item in items:
            count = count.plus(self._threads.stories(item))
        alone = items[0] if len(items) == 1 else None
        own = alone if alone and self._threads.stories(alone, with_parts=False) == count else None
        return self._cell(count, own) if count.total else None

    def _cell(self, count: StoryCount, item: ItemEntity | None) -> StoryCell:
        return StoryCell(
            done=round(count.done / count.total * 100),
            started=round((count.done + count.started) / count.total * 100),
            words=f"{phrasing.number(count.done)} of {phrasing.number(count.total)} done",
            alt=story_words(count),
            backlog=self._context.addresses.page(BACKLOG) if item else None,
            item=item.slug if item else "",
        )


# What an orphan lacks in a word or two, and the side on which its loose end is drawn, if any. What an objective or an
# item lacks besides has a place of its own in the column where it would be.
_GAPS: dict[str, tuple[str, str]] = {
    "need-unserved": ("no item", "after"),
    "objective-without-key-results": ("no key result", ""),
    "item-without-need": ("no need", ""),
    "metric-unused": ("no objective", "before"),
}


def story_words(count: StoryCount) -> str:
    """Stories by state in words: "9 stories: 5 done, 2 in progress, 2 not started"."""
    waiting = count.total - count.done - count.started
    states = ((count.done, "done"), (count.started, "in progress"), (waiting, "not started"))
    parts = [f"{phrasing.number(number)} {words}" for number, words in states if number]
    return f"{phrasing.count(count.total, 'story', 'stories')}: {', '.join(parts)}"
