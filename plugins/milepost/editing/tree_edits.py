"""The fewest changes that turn the text of one tree into the text of another.

Both trees are compared from the root; where they are equal, the text stays as it is, byte for byte. Keys that both have
keep their order, a new key is written behind the one that precedes it in the new tree, and new entries of a list look
like their neighbors.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from milepost.editing import rendering
from milepost.editing.mapping_edits import add_keys, added_keys, behind_colon, change_flow_keys, remove_keys
from milepost.editing.rendering import Indentation, WrittenValue
from milepost.editing.sequence_edits import (
    dashes_of,
    insert_block_items,
    insert_flow_items,
    item_width,
    remove_block_items,
    remove_flow_items,
)
from milepost.editing.spans import (
    MapSpan,
    ScalarSpan,
    SeqSpan,
    Span,
    break_near,
    has_break,
    line_end,
    line_start,
    lines_after,
    next_line,
    spans_of,
)
from milepost.editing.splices import CannotSplice, Splices
from milepost.problem import Level, MilepostError, Problem
from milepost.yaml.nodes import Map, Node, Quoted, Seq
from milepost.yaml.reader import read
from milepost.yaml.text import SourceText

NOT_EDITABLE = "not-editable"


def edited(source: SourceText, old: Node, new: Node) -> str:
    """The text of a file with what differs between two trees changed; `old` is what was read from it.

    Raises MilepostError with the rule `not-editable` where the text is written in a way that cannot be spliced; reading
    what was written must give the new tree.
    """
    ending = break_near(source.text, len(source.text))
    missing = "" if source.text.endswith(("\n", "\r")) else ending  # so that every line ends alike
    text = source.text + missing
    root = spans_of(text)
    if not isinstance(old, Map) or not isinstance(new, Map) or not isinstance(root, MapSpan):
        raise _refused(source, 0)
    first = 0
    # A comment that is indented below a block would become a part of it; a quoted text cannot take it in.
    for style in (_style_of(text, root), replace(_style_of(text, root), literals=False)):
        writer = _Rewriter(text, style)
        try:
            writer.map(old, new, root)
            found = writer.splices.text().removesuffix(missing)
            if _same(read(SourceText(source.path, found)), new):
                return found
        except (CannotSplice, MilepostError):
            pass
        first = writer.splices.first
    raise _refused(source, first)


def _same(one: Any, other: Any) -> bool:
    """Whether two trees are equal; without a line break at the end of the file, a text there has none either."""
    if isinstance(one, str) and isinstance(other, str):
        return one.removesuffix("\n") == other.removesuffix("\n")
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return one is other is None


def _refused(source: SourceText, at: int) -> MilepostError:
    message, hint = "this part of the file cannot be edited from the command line", "edit the file by hand"
    return MilepostError(Problem(NOT_EDITABLE, Level.ERROR, message, source.place(at), hint))


@dataclass(frozen=True, slots=True)
class _Slot:
    """The place of a value: behind a colon or dash in a block collection, or within a flow collection.

    `anchor` is the offset behind the colon or dash, `indent` the column of the key or dash, `width` that of a dash with
    the space behind it (0 for a key).
    """

    anchor: int
    indent: int = 0
    flow: bool = False
    width: int = 0


class _Rewriter:
    """Turns values into others."""

    def __init__(self, text: str, style: Indentation) -> None:
        self.source = text
        self.style = style
        self.splices = Splices(text)

    def change(self, old: Node, new: Node, span: Span, slot: _Slot) -> None:
        """Turn one value into another."""
        if old == new:
            return
        if isinstance(old, Map) and isinstance(new, Map) and isinstance(span, MapSpan) and old.keys() & new.keys():
            self.map(old, new, span)
        elif isinstance(old, Seq) and isinstance(new, list) and isinstance(span, SeqSpan) and old and new:
            self.seq(old, new, span)
        elif isinstance(old, str) and isinstance(new, Mapping) and self.can_widen(old, new, span, slot):
            self.widen(new, span, slot)
        elif slot.flow:
            self.replace_in_flow(old, new, span)
        else:
            self.replace_in_block(old, new, span, slot)

    def replace_in_flow(self, old: Node, new: Node, span: Span) -> None:
        words = (
            rendering.scalar(new, flow=True, quote=_quote(old, new, span))
            if isinstance(new, str)
            else rendering.flow(new)
        )
        if span.start == span.end:
            before = self.source[span.start - 1]
            words = f" {words}" if before == ":" else f": {words}"
        self.splices.put(span.start, span.end, words)

    def replace_in_block(self, old: Node, new: Node, span: Span, slot: _Slot) -> None:
        text, after = self.source, lines_after(self.source, span)
        empty = span.start == span.end
        beside = not empty and not has_break(text, slot.anchor, span.start)
        if empty:
            after = next_line(text, slot.anchor)
        found = self.block(new, slot, _quote(old, new, span))
        if beside:
            self.replace_beside(span, slot, found.inline)
        else:
            self.splices.put(slot.anchor, slot.anchor, f" {found.inline}" if found.inline else "")
            if not empty:
                self.splices.put(next_line(text, slot.anchor), after, "")
        self.splices.insert_lines(after, found.lines)

    def replace_beside(self, span: Span, slot: _Slot, inline: str) -> None:
        """Replace a value that begins on the line of its key or dash; a comment on that line stays."""
        text = self.source
        comment = ""
        if isinstance(span, ScalarSpan) and span.style in ("|", ">"):
            _, mark, words = text[span.start : line_end(text, span.start)].partition("#")
            comment = f"  {mark}{words.rstrip()}" if mark else ""
        end = break_near(text, span.end) if isinstance(span, ScalarSpan) and span.whole_lines else ""
        start = span.start if inline or comment else slot.anchor
        self.splices.put(start, span.end, f"{inline}{comment}{end}")

    def block(self, value: Any, slot: _Slot, quote: str) -> WrittenValue:
        if slot.width and not quote:
            return rendering.item(value, slot.indent, self.style, slot.width)
        return rendering.block(value, slot.indent, self.style, quote)

    def can_widen(self, old: str, new: Mapping[str, Any], span: Span, slot: _Slot) -> bool:
        """Whether a text may stay where it is, as the first value of a mapping."""
        return (
            isinstance(span, ScalarSpan)
            and next(iter(new.values()), None) == old
            and span.start < span.end
            and span.style not in ("|", ">")
            and not has_break(self.source, span.start, span.end)
            and (slot.flow or (slot.width > 0 and not has_break(self.source, slot.anchor, span.start)))
        )

    def widen(self, new: Mapping[str, Any], span: Span, slot: _Slot) -> None:
        (key, _), *rest = new.items()
        if slot.flow:
            others = "".join(f", {rendering.flow(dict([pair]))[1:-1]}" for pair in rest)
            self.splices.put(span.start, span.start, f"{{{rendering.scalar(key, flow=True)}: ")
            self.splices.put(span.end, span.end, f"{others}}}")
            return
        column = span.start - line_start(self.source, span.start)
        after = lines_after(self.source, span)
        self.splices.put(span.start, span.start, f"{rendering.scalar(key, flow=False)}: ")
        self.splices.insert_lines(after, rendering.pairs(dict(rest), column, self.style))

    def map(self, old: Map, new: Map, span: MapSpan) -> None:
        """Change a mapping with keys that stay."""
        if span.names != list(old):
            raise CannotSplice
        column = span.start - line_start(self.source, span.start)
        for name, key, value in zip(span.names, span.keys, span.values, strict=True):
            if name in new and new[name] != old[name]:
                anchor = 0 if span.flow else behind_colon(self.source, key)
                self.change(old[name], new[name], value, _Slot(anchor, column, span.flow))
        kept = [number for number, name in enumerate(span.names) if name in new]
        added = added_keys(old, new)
        if span.flow:
            change_flow_keys(self.splices, span, kept, added)
        else:
            remove_keys(self.splices, span, kept)
            add_keys(self.splices, self.style, span, kept, added, column)

    def seq(self, old: Seq, new: list[Any], span: SeqSpan) -> None:
        """Change a sequence: what both begin and end with stays, what is between is changed in pairs."""
        shared = min(len(old), len(new))
        head = next((at for at in range(shared) if old[at] != new[at]), shared)
        tail = next((at for at in range(shared - head) if old[-1 - at] != new[-1 - at]), shared - head)
        pairs = shared - head - tail
        dashes = [] if span.flow else dashes_of(self.source, span)
        column = span.start - line_start(self.source, span.start)
        for at in range(head, head + pairs):
            slot = (
                _Slot(0, flow=True)
                if span.flow
                else _Slot(dashes[at] + 1, column, width=item_width(self.source, span, dashes, at))
            )
            self.change(old[at], new[at], span.items[at], slot)
        place = head + pairs
        more, less = new[place : len(new) - tail], range(place, len(old) - tail)
        if span.flow:
            if more:
                insert_flow_items(self.splices, span, place, more)
            if less:
                remove_flow_items(self.splices, span, less)
            return
        if more:
            insert_block_items(self.splices, self.style, span, dashes, place, more)
        if less:
            remove_block_items(self.splices, span, dashes, less)


def _quote(old: Node, new: Node, span: Span) -> str:
    """The quotation mark of a text that stays one; anything else, such as a number, must not have any."""
    written = isinstance(span, ScalarSpan) and isinstance(old, str) and span.style in ("'", '"')
    return span.style if written and isinstance(new, Quoted) else ""  # type: ignore[union-attr]


def _style_of(text: str, root: MapSpan) -> Indentation:
    """How a file indents, by the first mapping and the first sequence below a key."""
    step = dash = None
    waiting: list[Span] = [root]
    while waiting and (step is None or dash is None):
        span = waiting.pop()
        if isinstance(span, ScalarSpan) or span.flow:
            continue
        if isinstance(span, SeqSpan):
            waiting += reversed(span.items)
            continue
        column = span.start - line_start(text, span.start)
        for value in span.values:
            if isinstance(value, ScalarSpan) or value.flow:
                continue
            offset = value.start - line_start(text, value.start) - column
            if isinstance(value, SeqSpan):
                dash = offset if dash is None else dash
            elif step is None:
                step = offset
        waiting += reversed(span.values)
    return Indentation(step or 2, 2 if dash is None else dash)
