"""The story map: roadmap items and their epics across, stories down, cut by release or by priority."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from milepost.graph.portfolio import Entity
from milepost.kinds.backlog.story_metrics import StoryInsight
from milepost.kinds.roadmap.model import Item, Release
from milepost.kit import phrasing
from milepost.kit.components import ProgressBar, Ref
from milepost.kit.context import PageContext
from milepost.kit.stories import StoryGroup, priority_word, story_group
from milepost.schema.date_arithmetic import by_last_day


@dataclass(frozen=True, slots=True)
class Backbone:
    """A part of the backbone: an item, or stories without one, over the epics in it; `span` is their number."""

    ref: Ref
    progress: ProgressBar | None
    span: int


@dataclass(frozen=True, slots=True)
class MapSlice:
    """A slice of the map: a release with its date, or a priority."""

    ref: Ref
    note: str
    cells: tuple[StoryGroup, ...]


@dataclass(frozen=True, slots=True)
class StoryMap:
    """A story map. `epics` are the names of its columns; `has_epics` is whether any story has one.

    `labels` name each column in full, item included, for where it is not drawn below its head.
    """

    label: str
    corner: str
    backbone: tuple[Backbone, ...]
    epics: tuple[str, ...]
    has_epics: bool
    labels: tuple[str, ...]
    slices: tuple[MapSlice, ...]


@dataclass(frozen=True, slots=True)
class StoryMaps:
    """The map, cut by release if there are releases, else by priority; `second` is cut by priority, too.

    `left_out` says which items are not on it, as all their stories are closed.
    """

    first: StoryMap
    second: StoryMap | None
    left_out: str


_Column = tuple[Entity[Item] | None, str]


def story_maps(context: PageContext, stories: Sequence[StoryInsight]) -> StoryMaps | None:
    """The story maps of all items with open stories; None if no story is open."""
    going = {one.item for one in stories if one.is_open}
    if not going:
        return None
    shown = [one for one in stories if one.item in going]
    columns = _columns(context, shown)
    by_priority = _map(context, shown, columns, "priority", *_priority_slices(context, shown))
    hidden = {one.item for one in stories} - going
    left_out = f"{phrasing.count(len(hidden), 'item')} without open stories left out" if hidden else ""
    if not any(one.release for one in shown):
        return StoryMaps(by_priority, None, left_out)
    by_release = _map(context, shown, columns, "release", *_release_slices(context, shown))
    return StoryMaps(by_release, by_priority if len(by_priority.slices) > 1 else None, left_out)


def _columns(context: PageContext, stories: Sequence[StoryInsight]) -> tuple[_Column, ...]:
    """Items in the order of the roadmap, stories without an item last; within an item, epics by their first story."""
    epics: dict[Entity[Item] | None, dict[str, None]] = {}
    for one in stories:
        epics.setdefault(one.item, {})[one.entity.entry.epic or ""] = None
    items: list[Entity[Item] | None] = list(context.insight.in_order({item for item in epics if item}))
    if None in epics:
        items.append(None)
    return tuple((item, epic) for item in items for epic in epics[item])


_Slice = tuple[str, Ref, str]


def _release_slices(
    context: PageContext, stories: Sequence[StoryInsight]
) -> tuple[tuple[_Slice, ...], Callable[[StoryInsight], str]]:
    def key(release: Entity[Release]) -> tuple[str, str]:
        return by_last_day(release.entry.date), release.slug

    releases = sorted({one.release for one in stories if one.release}, key=key)
    found = [(one.slug, context.ref(one), phrasing.short(one.entry.date, context.as_of)) for one in releases]
    if any(one.release is None for one in stories):
        found.append(("", Ref("No release"), ""))
    return tuple(found), lambda one: one.release.slug if one.release else ""


def _priority_slices(
    context: PageContext, stories: Sequence[StoryInsight]
) -> tuple[tuple[_Slice, ...], Callable[[StoryInsight], str]]:
    rank = context.insight.story_order.priority_rank
    names = sorted({one.entity.entry.priority or "" for one in stories}, key=rank)
    found = ((name, Ref(priority_word(context, name) or "No priority"), "") for name in names)
    return tuple(found), lambda one: one.entity.entry.priority or ""


def _map(
    context: PageContext,
    stories: Sequence[StoryInsight],
    columns: Sequence[_Column],
    by: str,
    slices: Sequence[_Slice],
    slice_of: Callable[[StoryInsight], str],
) -> StoryMap:
    cells: dict[tuple[str, _Column], list[StoryInsight]] = {}
    for one in stories:
        cells.setdefault((slice_of(one), (one.item, one.entity.entry.epic or "")), []).append(one)
    spans = Counter(item for item, _ in columns)
    return StoryMap(
        label=f"Story map by {by}",
        corner=phrasing.sentence(by),
        backbone=tuple(
            Backbone(
                context.ref(item) if item else Ref("No item"),
                context.progress(item) if item else None,
                span,
            )
            for item, span in spans.items()
        ),
        epics=tuple(epic or "No epic" for _, epic in columns),
        has_epics=any(epic for _, epic in columns),
        labels=tuple(_label(item, epic) for item, epic in columns),
        slices=tuple(
            MapSlice(ref, note, tuple(story_group(context, cells.get((key, column), ())) for column in columns))
            for key, ref, note in slices
        ),
    )


def _label(item: Entity[Item] | None, epic: str) -> str:
    title = item.title if item else "No item"
    return f"{title}: {epic}" if epic else title
