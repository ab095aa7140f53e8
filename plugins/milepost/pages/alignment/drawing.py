"""The drawing of the threads: columns of entries, and the lines between them.

Rows have fixed heights, so that the server can draw the lines without knowing a screen. Vertical measures are in
hundredths of rem, horizontal ones in thousandths of the width. `alignment.ts` lays out in the same way what is left
when a reader focuses on one thread; examples that both are tested with hold the two together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from milepost.kit.geometry import THREADS

# How wide each column is, and the room for lines before it, in shares of the width.
_WIDTHS = {"need": 17, "objective": 19, "item": 25, "story": 9, "metric": 16}
_GAPS = {"need": 0, "objective": 5, "item": 5, "story": 1, "metric": 6}
_ROW, _TALL, _GAP = (round(one * 100) for one in (THREADS.row, THREADS.tall, THREADS.gap))


@dataclass(frozen=True, slots=True)
class Node:
    """An entry in a column. `back` are the nodes to its left that lead to it.

    `group` is the objective of an item; items of one group stand next to each other. `has_stories`: a count of stories
    is drawn beside it. `loose` are its loose ends: `before` or `after`.
    """

    key: str
    column: str
    back: tuple[str, ...] = ()
    group: str = ""
    has_stories: bool = False
    loose: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a node is: its top and its height."""

    top: int
    height: int

    @property
    def middle(self) -> int:
        """The height at which lines meet it."""
        return self.top + self.height // 2


@dataclass(frozen=True, slots=True)
class Column:
    """A column: where it begins and how wide it is."""

    name: str
    left: int
    width: int

    @property
    def right(self) -> int:
        """Where it ends."""
        return self.left + self.width


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything in its place: `threads` and `loose` are paths of SVG, `height` is that of the whole."""

    columns: tuple[Column, ...]
    spots: Mapping[str, Spot]
    threads: str
    loose: str
    height: int


def columns_of(names: Sequence[str]) -> tuple[Column, ...]:
    """The columns that there are, which share the width. The first one has no room before it."""
    gaps = [_GAPS[name] if at else 0 for at, name in enumerate(names)]
    scale = 1000 / (sum(_WIDTHS[name] for name in names) + sum(gaps))
    found, left = [], 0.0
    for name, gap in zip(names, gaps, strict=True):
        left += gap * scale
        found.append(Column(name, round(left), round(_WIDTHS[name] * scale)))
        left += _WIDTHS[name] * scale
    return tuple(found)


def drawing_of(columns: Sequence[Column], nodes: Sequence[Node]) -> Drawing:
    """The drawing of nodes with the threads between them and their loose ends. Linear but for a sort of each column."""
    spots, height = _layout(nodes)
    pen = _Pen({column.name: column for column in columns}, {node.key: node for node in nodes}, spots)
    return Drawing(tuple(columns), spots, "".join(pen.threads()), "".join(pen.loose()), height)


def _layout(nodes: Sequence[Node]) -> tuple[dict[str, Spot], int]:
    spots: dict[str, Spot] = {}
    height = _stacked([node for node in nodes if node.column == "item"], spots)
    ahead: dict[str, list[str]] = {}
    for node in nodes:
        for key in node.back if node.column in ("objective", "item") else ():
            ahead.setdefault(key, []).append(node.key)
        if node.group:
            ahead.setdefault(node.group, []).append(node.key)
    inside = {node.key: node.group for node in nodes if node.column == "item"}
    for name in ("objective", "need", "metric"):
        column = [node for node in nodes if node.column == name]
        near = {
            node.key: node.back
            if name == "metric"
            else [one for one in ahead.get(node.key, ()) if name == "need" or inside.get(one) == node.key]
            for node in column
        }
        height = max(height, _placed(column, near, spots))
    return spots, height


def _stacked(items: Sequence[Node], spots: dict[str, Spot]) -> int:
    """Items in their order, with room between groups; a group is at least as high as an objective."""
    top = 0
    for _, found in groupby(items, key=lambda item: item.group):
        group = list(found)
        start = top + max(0, _TALL - len(group) * _ROW) // 2
        for n, item in enumerate(group):
            spots[item.key] = Spot(start + n * _ROW, _ROW)
        top += max(_TALL, len(group) * _ROW) + _GAP
    return max(0, top - _GAP)


def _placed(nodes: Sequence[Node], near: Mapping[str, Iterable[str]], spots: dict[str, Spot]) -> int:
    """Nodes as near as possible to the middle of what they are linked with, without overlaps; unlinked ones last."""
    wanted = []
    for at, node in enumerate(nodes):
        middles = [spots[one].middle for one in dict.fromkeys(near[node.key]) if one in spots]
        wanted.append((not middles, sum(middles) // len(middles) if middles else 0, at, node.key))
    bottom = 0
    for _, middle, _, key in sorted(wanted):
        top = max(bottom, middle - _TALL // 2)
        spots[key] = Spot(top, _TALL)
        bottom = top + _TALL + _GAP
    return max(0, bottom - _GAP)


@dataclass(frozen=True, slots=True)
class _Pen:
    """Draws lines between nodes."""

    columns: Mapping[str, Column]
    nodes: Mapping[str, Node]
    spots: Mapping[str, Spot]

    def threads(self) -> Iterator[str]:
        edge = self.columns.get("story") or self.columns.get("item")
        rows: dict[str, list[int]] = {}
        for node in self.nodes.values():
            if node.column == "item" and node.group:
                rows.setdefault(node.group, []).append(self.spots[node.key].middle)
            if node.has_stories and (story := self.columns.get("story")):
                yield f"M{self.columns['item'].right} {self.spots[node.key].middle}H{story.left}"
        bracketed = set()
        for node in self.nodes.values():
            here = self.columns[node.column]
            for key in node.back:
                start, y = self.columns[self.nodes[key].column].right, self.spots[key].middle
                if node.column == "metric" and edge and key in rows:
                    # All items of an objective are to move its metrics, so their threads run together.
                    first, last = rows[key][0], rows[key][-1]
                    start, y = edge.right + THREADS.bracket, (first + last) // 2
                    if key not in bracketed:
                        bracketed.add(key)
                        yield f"M{edge.right} {first}H{start}V{last}H{edge.right}"
                yield self._curve(start, y, here.left, self.spots[node.key].middle)

    def _curve(self, x1: int, y1: int, x2: int, y2: int) -> str:
        middle = (x1 + x2) // 2
        return f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}"

    def loose(self) -> Iterator[str]:
        for node in self.nodes.values():
            column, y = self.columns[node.column], self.spots[node.key].middle
            for side in node.loose:
                start, by = (column.right, THREADS.stub) if side == "after" else (column.left, -THREADS.stub)
                yield f"M{start} {y}h{by}m0 -30v60"
