"""Adding entries to a sequence and removing them, in block and flow context."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from milepost.editing import rendering
from milepost.editing.rendering import Indentation
from milepost.editing.spans import MapSpan, SeqSpan, Span, has_break, line_start, lines_after, next_line
from milepost.editing.splices import CannotSplice, Splices


def dashes_of(text: str, span: SeqSpan) -> list[int]:
    """The offset of the dash of each entry of a block sequence."""
    column = span.start - line_start(text, span.start)
    dash = re.compile(rf" {{{column}}}-(?=\s|\Z)")
    found = [span.start]
    for before in span.items[:-1]:
        at = lines_after(text, before)
        while not dash.match(text, at):
            if at >= len(text):
                raise CannotSplice
            at = next_line(text, at)
        found.append(at + column)
    return found


def item_width(text: str, span: SeqSpan, dashes: list[int], at: int) -> int:
    """The width of the dash of an entry with the space behind it; 2 if the entry is not on the line of its dash."""
    item = span.items[at]
    beside = item.start < item.end and not has_break(text, dashes[at], item.start)
    return max(item.start - dashes[at], 2) if beside else 2


def insert_block_items(
    splices: Splices, style: Indentation, span: SeqSpan, dashes: list[int], place: int, values: list[Any]
) -> None:
    """Insert entries at a place of a block sequence; they look like the one before them."""
    text, model = splices.source, max(place - 1, 0)
    column = dashes[0] - line_start(text, dashes[0])
    width = item_width(splices.source, span, dashes, model)
    at = lines_after(text, span.items[place - 1]) if place else line_start(text, dashes[0])
    if not place and text[at : dashes[0]].strip(" "):
        raise CannotSplice
    like = span.items[model]
    blank = place > 1 and _blank_follows(text, span.items[place - 2])
    for value in values:
        if isinstance(like, MapSpan) and like.flow and isinstance(value, Mapping):
            lines = [f"{' ' * column}-{' ' * (width - 1)}{rendering.flow(value)}"]
        else:
            lines = list(rendering.items([value], column, style, width))
        splices.insert_lines(at, ["", *lines] if blank else lines)


def remove_block_items(splices: Splices, span: SeqSpan, dashes: list[int], places: range) -> None:
    """Remove entries of a block sequence; others stay."""
    text = splices.source
    for at in places:
        begin = line_start(text, dashes[at])
        if not text[begin : dashes[at]].strip(" "):
            splices.put(begin, lines_after(text, span.items[at]), "")
        elif at + 1 < len(dashes):
            splices.put(dashes[at], dashes[at + 1], "")
        else:
            raise CannotSplice


def insert_flow_items(splices: Splices, span: SeqSpan, place: int, values: list[Any]) -> None:
    """Insert entries at a place of a flow sequence."""
    words = ", ".join(map(rendering.flow, values))
    if place:
        splices.put(span.items[place - 1].end, span.items[place - 1].end, f", {words}")
    else:
        splices.put(span.items[0].start, span.items[0].start, f"{words}, ")


def remove_flow_items(splices: Splices, span: SeqSpan, places: range) -> None:
    """Remove entries of a flow sequence; others stay."""
    items = span.items
    if places.stop < len(items):
        splices.put(items[places.start].start, items[places.stop].start, "")
    elif places.start:
        splices.put(items[places.start - 1].end, items[-1].end, "")
    else:
        raise CannotSplice


def _blank_follows(text: str, span: Span) -> bool:
    """Whether the line behind an entry is blank, as between entries that are set apart."""
    after = lines_after(text, span)
    return not text[after : next_line(text, after)].strip()
