"""The drawing of the threads: columns of entries, and the lines between them.

Rows have fixed heights, so that the server can draw the lines without knowing a screen. Vertical measures are in
hundredths of rem, horizontal ones in thousandths of the width. `thread-drawing.ts` lays out in the same way what is
left when a reader focuses on one thread; examples that both are tested with hold the two together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from milepost.kit.geometry import THREADS

# How wide each column is, and the room for lines before it, in shares of the width.
_WIDTHS = {"need": 17, "objective": 19, "item": 25, "story": 9, "metric": 16}
_GAPS = {"need": 0, "objective": 5, "item": 5, "story": 1, "metric": 6}
_ROW, _TALL, _GAP, _ABOVE = (round(one * 100) for one in (THREADS.row, THREADS.tall, THREADS.gap, THREADS.above))


@dataclass(frozen=True, slots=True)
class Node:
    """An entry in a column. `back` are the nodes to its left that lead to it.

    `group` is the objective of an item; items of one group stand next to each other. `has_stories`: a count of stories
    is drawn beside it. `loose` are its loose ends: `before` or `after`. `missing`: it stands for what is not there.
    """

    key: str
    column: str
    back: tuple[str, ...] = ()
    group: str = ""
    has_stories: bool = False
    loose: tuple[str, ...] = ()
    missing: bool = False


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
    """Everything in its place. `threads`, `also`, and `loose` are paths of SVG, `height` is that of the whole.

    `also` has the threads of items to objectives besides the first, in whose group they are drawn.
    """

    columns: tuple[Column, ...]
    spots: Mapping[str, Spot]
    threads: str
    also: str
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


def drawing_of(columns: Sequence[Column], nodes: Sequence[Node], *, spine: bool = False) -> Drawing:
    """The drawing of nodes with the threads between them and their loose ends. Linear but for a sort of each column.

    `spine`: a line leads down from above, from the vision, to all objectives.
    """
    spots, height = _layout(nodes)
    pen = _Pen({column.name: column for column in columns}, {node.key: node for node in nodes}, spots, spine)
    threads, also, loose = pen.draw()
    return Drawing(tuple(columns), spots, threads, also, loose, height)


def _layout(nodes: Sequence[Node]) -> tuple[dict[str, Spot], int]:
    spots: dict[str, Spot] = {}
    tops: dict[str, int] = {}
    height = _stacked([node for node in nodes if node.column == "item"], spots, tops)
    ahead: dict[str, list[str]] = {}
    for node in nodes:
        for key in node.back if node.column in ("objective", "item") else ():
            ahead.setdefault(key, []).append(node.key)
    for name in ("objective", "need", "metric"):
        wanted: list[tuple[bool, int, int, str]] = []
        for at, node in enumerate(one for one in nodes if one.column == name):
            near = node.back if name == "metric" else ahead.get(node.key, ())
            middles = [spots[one].middle for one in dict.fromkeys(near) if one in spots]
            if name == "objective" and node.key in tops:
                middles = [tops[node.key] + _TALL // 2]
            wanted.append((not middles, sum(middles) // len(middles) if middles else 0, at, node.key))
        height = max(height, _placed(wanted, spots))
    return spots, height


def _stacked(items: Sequence[Node], spots: dict[str, Spot], tops: dict[str, int]) -> int:
    """Items in their order, with room between groups; a group is at least as high as an objective.

    `tops` gets where each group begins: that is where its objective stands.
    """
    top = 0
    for name, found in groupby(items, key=lambda item: item.group):
        group = list(found)
        tops[name] = top
        start = top + max(0, _TALL - len(group) * _ROW) // 2
        for n, item in enumerate(group):
            spots[item.key] = Spot(start + n * _ROW, _ROW)
        top += max(_TALL, len(group) * _ROW) + _GAP
    return max(0, top - _GAP)


def _placed(wanted: Iterable[tuple[bool, int, int, str]], spots: dict[str, Spot]) -> int:
    """Nodes as near as possible to the middle that each wants, without overlaps; those that want none last."""
    bottom = 0
    for _, middle, _, key in sorted(wanted):
        top = max(bottom, middle - _TALL // 2)
        spots[key] = Spot(top, _TALL)
        bottom = top + _TALL + _GAP
    return max(0, bottom - _GAP)


class _Pen:
    """Draws lines between nodes."""

    def __init__(
        self, columns: Mapping[str, Column], nodes: Mapping[str, Node], spots: Mapping[str, Spot], spine: bool
    ) -> None:
        self._columns = columns
        self._nodes = nodes
        self._spots = spots
        self._spine = spine
        self._edge = columns.get("story") or columns.get("item")
        self._rows: dict[str, list[int]] = {}
        self._counted: set[int] = set()
        for node in nodes.values():
            if node.column == "item":
                self._rows.setdefault(node.group, []).append(spots[node.key].middle)
                if node.has_stories:
                    self._counted.add(spots[node.key].middle)

    def draw(self) -> tuple[str, str, str]:
        """The threads, those to further objectives, and the loose ends."""
        threads, also, loose = [*self._vision(), *self._stories()], list[str](), list[str]()
        bracketed: set[str] = set()
        for node in self._nodes.values():
            for key in node.back:
                start, y = self._columns[self._nodes[key].column].right, self._spots[key].middle
                missing = node.missing or self._nodes[key].missing
                if node.column == "metric" and self._edge and (rows := self._rows.get(key)):
                    # All items of an objective are to move its metrics, so their threads run together.
                    start, y = self._edge.right + THREADS.bracket, min(max(y, rows[0]), rows[-1])
                    threads += self._bracket(start, rows) if key not in bracketed else ()
                    bracketed.add(key)
                group = loose if missing else also if self._is_second(node, key) else threads
                group.append(_curve(start, y, self._columns[node.column].left, self._spots[node.key].middle))
            loose += self._stubs(node)
        return "".join(threads), "".join(also), "".join(loose)

    def _vision(self) -> Iterator[str]:
        """The line on which the objectives hang."""
        objectives = [self._spots[one.key].middle for one in self._nodes.values() if one.column == "objective"]
        if self._spine and objectives:
            column = self._columns["objective"]
            yield f"M{(column.left + column.right) // 2} -{_ABOVE}V{max(objectives)}"

    def _stories(self) -> Iterator[str]:
        story = self._columns.get("story")
        for middle in sorted(self._counted) if story else ():
            yield f"M{self._columns['item'].right} {middle}H{story.left}"  # type: ignore[union-attr]

    def _bracket(self, at: int, rows: Sequence[int]) -> Iterator[str]:
        """A line down the items of an objective, and one to it from each of them or from its stories."""
        assert self._edge
        yield f"M{at} {rows[0]}V{rows[-1]}"
        for row in rows:
            yield f"M{(self._edge if row in self._counted else self._columns['item']).right} {row}H{at}"

    def _is_second(self, node: Node, back: str) -> bool:
        return node.column == "item" and self._nodes[back].column == "objective" and back != node.group

    def _stubs(self, node: Node) -> Iterator[str]:
        column, y = self._columns[node.column], self._spots[node.key].middle
        for side in node.loose:
            start, by = (column.right, THREADS.stub) if side == "after" else (column.left, -THREADS.stub)
            yield f"M{start} {y}h{by}m0 -30v60"


def _curve(x1: int, y1: int, x2: int, y2: int) -> str:
    middle = (x1 + x2) // 2
    return f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}"
