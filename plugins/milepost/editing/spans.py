"""Where each value of a YAML document begins and ends in its text.

The reader keeps where values begin, which is what messages need. To replace a value, its end is needed too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BREAKS = "\n\r\x85\u2028\u2029"  # what ends a line in YAML 1.1
_BREAK = re.compile(f"\r\n|[{_BREAKS}]")
_WHITE = " \t" + _BREAKS


@dataclass(slots=True, eq=False)
class ScalarSpan:
    """A scalar, from its first character to behind its last; `start == end` if nothing is written.

    `style` is `|`, `>`, `'`, `"`, or empty for a plain one. A block scalar ends with its last line that is not blank,
    unless it keeps the blank lines behind it (`|+`): then `whole_lines` is set, and it ends where the next line begins.
    """

    start: int
    end: int
    style: str = ""
    whole_lines: bool = False


@dataclass(slots=True, eq=False)
class MapSpan:
    """A mapping: its keys as read, and the spans of keys and values. A block mapping ends with its last value."""

    start: int
    end: int
    flow: bool
    names: list[str] = field(default_factory=list)
    keys: list[ScalarSpan] = field(default_factory=list)
    values: list[Span] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class SeqSpan:
    """A sequence. `start` of a block sequence is its first dash; it ends with its last value."""

    start: int
    end: int
    flow: bool
    items: list[Span] = field(default_factory=list)


Span: TypeAlias = "ScalarSpan | MapSpan | SeqSpan"


def spans_of(text: str) -> Span | None:
    """The spans of a text that `yaml.reader` has read without a problem; None if it holds no document."""
    root: Span | None = None
    stack: list[MapSpan | SeqSpan] = []
    event: Any
    for event in yaml.parse(text, _Loader):
        kind = type(event)
        span: Span | None = None
        if kind is yaml.ScalarEvent:
            span = _scalar(text, event)
        elif kind is yaml.MappingStartEvent:
            span = MapSpan(event.start_mark.index, event.start_mark.index, bool(event.flow_style))
        elif kind is yaml.SequenceStartEvent:
            span = SeqSpan(event.start_mark.index, event.start_mark.index, bool(event.flow_style))
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            _close(stack.pop(), event.end_mark.index)
        if span is None:
            continue
        if not stack:
            root = span
        else:
            _add(stack[-1], span, getattr(event, "value", ""))
        if not isinstance(span, ScalarSpan):
            stack.append(span)
    return root


def _add(parent: MapSpan | SeqSpan, span: Span, text: str) -> None:
    if isinstance(parent, SeqSpan):
        parent.items.append(span)
    elif len(parent.keys) == len(parent.values) and isinstance(span, ScalarSpan):
        parent.names.append(text)
        parent.keys.append(span)
    else:
        parent.values.append(span)


def _close(span: MapSpan | SeqSpan, end: int) -> None:
    children = span.values if isinstance(span, MapSpan) else span.items
    span.end = end if span.flow or not children else children[-1].end


def _scalar(text: str, event: Any) -> ScalarSpan:
    start, end, style = event.start_mark.index, event.end_mark.index, event.style or ""
    if not style and start == end:
        # The parsers put the empty value somewhere between the colon and the next token.
        while start and text[start - 1] in _WHITE:
            start -= 1
        return ScalarSpan(start, start)
    if style not in ("|", ">"):
        return ScalarSpan(start, end, style)
    header = text[start : line_end(text, start)].partition("#")[0]
    if "+" in header:
        return ScalarSpan(start, end, style, whole_lines=True)
    while text[end - 1] in _WHITE:
        end -= 1
    return ScalarSpan(start, end, style)


def line_start(text: str, at: int) -> int:
    """Offset of the first character of the line around an offset."""
    while at and text[at - 1] not in _BREAKS:
        at -= 1
    return at


def line_end(text: str, at: int) -> int:
    """Offset of the break that ends the line around an offset, or of the end of the text."""
    found = _BREAK.search(text, at)
    return found.start() if found else len(text)


def next_line(text: str, at: int) -> int:
    """Offset of the first character behind the line around an offset."""
    found = _BREAK.search(text, at)
    return found.end() if found else len(text)


def has_break(text: str, start: int, end: int) -> bool:
    """Whether a line ends within a range."""
    return _BREAK.search(text, start, end) is not None


def break_near(text: str, at: int) -> str:
    """The break that ends the line before an offset, else the first of the text, else `\\n`."""
    before = text.rfind("\n", 0, at)
    before = before if before >= 0 else text.find("\n")
    if before < 0:
        return "\n"
    return "\r\n" if before and text[before - 1] == "\r" else "\n"


def lines_after(text: str, span: Span) -> int:
    """Offset of the first line behind a value and a comment beside it."""
    last = span
    while not isinstance(last, ScalarSpan) and not last.flow:
        children = last.values if isinstance(last, MapSpan) else last.items
        if not children:
            break
        last = children[-1]
    if isinstance(last, ScalarSpan) and last.whole_lines:
        return last.end
    return next_line(text, last.end)
