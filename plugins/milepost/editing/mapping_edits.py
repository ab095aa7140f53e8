"""Adding keys to a mapping and removing them, in block and flow context."""

from __future__ import annotations

import re
from typing import Any

from milepost.editing import rendering
from milepost.editing.rendering import Indentation
from milepost.editing.spans import MapSpan, ScalarSpan, break_near, line_start, lines_after
from milepost.editing.splices import CannotSplice, Splices
from milepost.yaml.nodes import Map

_COLON = re.compile(r"[ \t]*:")


def behind_colon(text: str, key: ScalarSpan) -> int:
    """Offset behind the colon of a key. Raises CannotSplice for `? key` on a line of its own."""
    found = _COLON.match(text, key.end)
    if not found:
        raise CannotSplice
    return found.end()


def added_keys(old: Map, new: Map) -> dict[str | None, dict[str, Any]]:
    """New keys by the old key that they are written behind; None for those before all that stay."""
    found: dict[str | None, dict[str, Any]] = {}
    behind: str | None = None
    for name, value in new.items():
        if name in old:
            behind = name
        else:
            found.setdefault(behind, {})[name] = value
    return found


def remove_keys(splices: Splices, span: MapSpan, kept: list[int]) -> None:
    """Remove all keys of a block mapping but those at the places `kept`."""
    text, stays, moved_up = splices.source, set(kept), -1
    for number, (key, value) in enumerate(zip(span.keys, span.values, strict=True)):
        if number in stays or number <= moved_up:
            continue
        begin, after = line_start(text, key.start), lines_after(text, value)
        if not text[begin : key.start].strip(" "):
            splices.put(begin, after, "")
            continue
        # The first keys of an entry, on the line of its dash: the first that stays moves up.
        following = span.keys[kept[0]].start
        if "#" in text[lines_after(text, span.values[kept[0] - 1]) : following]:
            raise CannotSplice  # a comment above it would be lost
        splices.put(key.start, following, "")
        moved_up = kept[0]


def add_keys(
    splices: Splices,
    style: Indentation,
    span: MapSpan,
    kept: list[int],
    added: dict[str | None, dict[str, Any]],
    column: int,
) -> None:
    """Add keys to a block mapping whose keys are in a column; `added` as from `added_keys`."""
    for name, pairs in added.items():
        if name is None:
            first = span.keys[kept[0]].start
            lines = list(rendering.pairs(pairs, column, style))
            ending = break_near(splices.source, first)
            splices.put(first, first, "".join(f"{line}{ending}" for line in lines)[column:] + " " * column)
            continue
        after = lines_after(splices.source, span.values[span.names.index(name)])
        splices.insert_lines(after, rendering.pairs(pairs, column, style))


def change_flow_keys(splices: Splices, span: MapSpan, kept: list[int], added: dict[str | None, dict[str, Any]]) -> None:
    """Remove all keys of a flow mapping but those at the places `kept`, and add others."""
    removed = [number for number in range(len(span.names)) if number not in set(kept)]
    for number in removed:
        if number < kept[-1]:
            splices.put(span.keys[number].start, span.keys[number + 1].start, "")
    if removed and removed[-1] > kept[-1]:
        splices.put(span.values[kept[-1]].end, span.values[removed[-1]].end, "")
    for name, pairs in added.items():
        words = rendering.flow(pairs)[1:-1]
        if name is None:
            first = span.keys[kept[0]].start
            splices.put(first, first, f"{words}, ")
        else:
            behind = span.values[span.names.index(name)].end
            splices.put(behind, behind, f", {words}")
