"""View-model of the alignment page: what is orphaned, the threads as a drawing and as a list, and the method."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from milepost.analysis import LevelOrphans
from milepost.analysis.traceability import TRACED, AnyEntity
from milepost.graph.portfolio import Entity, Portfolio
from milepost.kinds.backlog.model import Story
from milepost.kinds.metrics.model import ProductMetric
from milepost.kinds.roadmap.model import Item
from milepost.kinds.strategy.model import Need, Objective, Strategy
from milepost.kit import phrasing
from milepost.kit.addresses import BACKLOG
from milepost.kit.components import BasePageView, Mark, Phrase, Ref
from milepost.kit.context import ItemEntity, PageContext
from milepost.pages.alignment.nodes import NO_OBJECTIVE, ThreadDrawing, key_of, story_words, thread_drawing
from milepost.pages.alignment.threads import LEVELS, ItemGroup, Threads

_LISTED = 100  # orphaned stories that are listed here; the work list has all of them


@dataclass(frozen=True, slots=True)
class GapCount:
    """A count of orphans: "3", "items without an objective", and the section that lists exactly those."""

    number: str
    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class GapPanel:
    """Counts of orphans under a question; `fine` names the levels without any."""

    title: str
    counts: tuple[GapCount, ...]
    fine: str


@dataclass(frozen=True, slots=True)
class OrphanList:
    """The orphans of one level, each with its status; `rest` says how many more the backlog lists."""

    anchor: str
    title: str
    counted: str
    rows: tuple[tuple[Ref, Mark | None], ...]
    hint: str
    rest: str
    backlog: str | None


@dataclass(frozen=True, slots=True)
class ListedItem:
    """An item in the list form, with the needs it answers directly, its stories in words, and its parts.

    `backlog` is the page that lists its stories by its id, `item`.
    """

    key: str
    ref: Ref
    mark: Mark
    needs: tuple[Ref, ...]
    stories: str
    backlog: str | None
    item: str
    parts: tuple[ListedItem, ...]


@dataclass(frozen=True, slots=True)
class ListedThread:
    """An objective in the list form: the needs it serves, its items, and its metrics. Without one, items of none."""

    key: str
    anchor: str
    ref: Ref | None
    title: str
    mark: Mark | None
    needs: tuple[Ref, ...]
    no_needs: str
    items: tuple[ListedItem, ...]
    done: tuple[ListedItem, ...]
    done_words: str
    no_items: str
    metrics: tuple[Ref, ...]
    no_metrics: str


@dataclass(frozen=True, slots=True)
class AlignmentView(BasePageView):
    """The alignment page. `vision` has the statement of each strategy, with the product if there are several."""

    opening: tuple[Phrase, ...]
    panels: tuple[GapPanel, ...]
    vision: tuple[str, ...]
    drawing: ThreadDrawing
    threads: tuple[ListedThread, ...]
    other_needs: tuple[Ref, ...]
    other_metrics: tuple[Ref, ...]
    count: str
    orphans: tuple[OrphanList, ...]
    method: str


def has_threads(portfolio: Portfolio) -> bool:
    """Whether a site has the page: there are objectives or needs, and something that can lead to them."""
    present = [cls for cls in LEVELS if cls is not Story and portfolio.all(cls)]
    return len(present) > 1 and bool(portfolio.all(Objective) or portfolio.all(Need))


def alignment_view(context: PageContext, title: str) -> AlignmentView:
    """The alignment page."""
    threads = Threads(context)
    orphans = context.insight.orphans if context.portfolio.innermost else ()
    listed = _Lister(context, threads)
    groups = [listed.thread(group) for group in threads.groups]
    served = {need for one in threads.objectives for need in threads.needs_of(one)}
    measured = {metric for one in threads.objectives for metric in threads.metrics_of(one)}
    return AlignmentView(
        frame=context.frame(title),
        opening=_opening(orphans) if orphans else (),
        panels=tuple(_panels(orphans)),
        vision=tuple(one.entry.vision for one in context.portfolio.all(Strategy)),
        drawing=thread_drawing(context, threads),
        threads=tuple(groups),
        other_needs=context.refs(one for one in threads.needs if one not in served),
        other_metrics=context.refs(one for one in threads.metrics if one not in measured),
        count=_count(threads),
        orphans=tuple(_orphan_list(context, one) for one in orphans if one.entities),
        method=_METHOD if orphans else "",
    )


_METHOD = (
    "Done work counts as a link; cancelled and dropped work does not. Only open entries can be orphaned. A part counts "
    "with the item it is a part of. A guardrail metric needs no objective."
)


def _opening(orphans: Sequence[LevelOrphans]) -> tuple[Phrase, ...]:
    gaps = [one for one in orphans if one.entities]
    if not gaps:
        return (Phrase("Every open entry leads to a goal, and every goal has something under it."),)
    number = sum(len(one.entities) for one in gaps)
    one, many = (
        "an entry that leads to no goal, or has nothing under it",
        "entries that lead to no goal, or have nothing",
    )
    words = one if number == 1 else f"{many} under them"
    return (Phrase(f"{phrasing.count(number, 'gap')}: {words}."),)


def _panels(orphans: Sequence[LevelOrphans]) -> Iterator[GapPanel]:
    upward = [one for one in orphans if not _looks_down(one)]
    downward = [one for one in orphans if _looks_down(one)]
    for title, found in (("Leads to no goal", upward), ("Goals with nothing under them", downward)):
        if found:
            fine = [one.level.heading.lower() for one in found if not one.entities]
            yield GapPanel(title, tuple(map(_gap_count, (one for one in found if one.entities))), _none_of(fine))


def _looks_down(found: LevelOrphans) -> bool:
    """Whether a level asks what is under its entries, rather than what is above them."""
    return TRACED.index(found.level.cls) < min(map(TRACED.index, found.level.goals))


def _none_of(names: Sequence[str]) -> str:
    *most, last = names or ("",)
    return f"There are no {', '.join(most)}{' or ' if most else ''}{last}." if last else ""


def _gap_count(found: LevelOrphans) -> GapCount:
    number, _, words = found.level.counted(len(found.entities)).partition(" ")
    return GapCount(number, words, found.level.rule.id)


def _orphan_list(context: PageContext, found: LevelOrphans) -> OrphanList:
    shown = found.entities[:_LISTED] if found.level.cls is Story else found.entities
    rest = len(found.entities) - len(shown)
    return OrphanList(
        anchor=found.level.rule.id,
        title=found.level.heading,
        counted=f"{len(found.entities):,} of {found.total:,}",
        rows=tuple((context.ref(one), _mark(context, one)) for one in shown),
        hint=found.level.hint.format(id="its id"),
        rest=f"and {rest:,} more" if rest else "",
        backlog=context.addresses.page(BACKLOG) if found.level.cls is Story else None,
    )


def _mark(context: PageContext, entity: AnyEntity) -> Mark | None:
    status = getattr(entity.entry, "status", None)
    return context.mark("status", status) if status and isinstance(entity.entry, Item | Objective) else None


def _count(threads: Threads) -> str:
    items = [item for group in threads.groups for item in (*group.open, *group.done)]
    parts = sum(len(threads.parts(item)) for item in items)
    stories = threads.stories_without_item.total + sum(threads.stories(item).total for item in items)
    numbers = (
        (len(threads.needs), "need", "needs", ""),
        (len(threads.objectives), "objective", "objectives", ""),
        (len(items), "item", "items", f" with {phrasing.count(parts, 'part')}" if parts else ""),
        (stories, "story", "stories", ""),
        (len(threads.metrics), "metric", "metrics", ""),
    )
    return ", ".join(phrasing.count(number, one, many) + more for number, one, many, more in numbers if number)


class _Lister:
    """Makes the list form of the threads."""

    def __init__(self, context: PageContext, threads: Threads) -> None:
        self._context = context
        self._threads = threads
        self._says_gaps = context.portfolio.innermost

    def thread(self, group: ItemGroup) -> ListedThread:
        context, threads, objective = self._context, self._threads, group.objective
        needs = threads.needs_of(objective) if objective else ()
        metrics = threads.metrics_of(objective) if objective else ()
        key = key_of(objective) if objective else NO_OBJECTIVE
        status = objective.entry.status if objective else None
        return ListedThread(
            key=key,
            anchor=f"list-{key}",
            ref=context.ref(objective) if objective else None,
            title="" if objective else "No objective" if threads.objectives else "Items",
            mark=context.mark("status", status) if status else None,
            needs=context.refs(needs),
            no_needs=self._gap(objective, needs, Need, "No need"),
            items=tuple(self._item(one, needs) for one in group.open),
            done=tuple(self._item(one, needs) for one in group.done),
            done_words=phrasing.count(len(group.done), "done item"),
            no_items=self._gap(objective, (*group.open, *group.done), Item, "No item"),
            metrics=context.refs(metrics),
            no_metrics=self._gap(objective, metrics, ProductMetric, "No metric"),
        )

    def _gap(
        self,
        objective: Entity[Objective] | None,
        found: Sequence[AnyEntity],
        cls: type[Need] | type[Item] | type[ProductMetric],
        words: str,
    ) -> str:
        """What an open objective lacks, where the site has such a level."""
        asked = self._says_gaps and objective and not objective.entry.is_closed and cls in self._threads.levels
        return words if asked and not found else ""

    def _item(self, item: ItemEntity, served: Sequence[AnyEntity]) -> ListedItem:
        """An item; needs that its objective serves are named there."""
        count = self._threads.stories(item, with_parts=False)
        return ListedItem(
            key=key_of(item),
            ref=self._context.ref(item),
            mark=self._context.mark("status", item.entry.status),
            needs=self._context.refs(one for one in self._threads.needs_of(item) if one not in served),
            stories=story_words(count) if count.total else "",
            backlog=self._context.addresses.page(BACKLOG),
            item=item.slug,
            parts=tuple(self._item(one, served) for one in self._children(item)),
        )

    def _children(self, item: ItemEntity) -> Iterator[ItemEntity]:
        return (one for one in self._context.item(item).children if one.entry.status != "cancelled")
