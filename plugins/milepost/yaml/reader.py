"""Read one YAML document event by event: no aliases, tags, merge keys, duplicate keys, or deep nesting.

Events come from libyaml if PyYAML has it. `compose` and `load` would recurse, guess types, and let the last of two
equal keys win. A loop over events does none of that, and the depth limit stops hostile nesting before any parser
suffers.
"""

from __future__ import annotations

from typing import Any, NoReturn

import yaml

from milepost.problem import Level, MilepostError, Problem, quoted
from milepost.yaml.nodes import Map, Node, Quoted, Seq, SoleScalar
from milepost.yaml.syntax import NO_CHARACTER, syntax_problem
from milepost.yaml.text import FORBIDDEN, SourceText, forbidden

MAX_BYTES = 32 * 1024 * 1024
MAX_DEPTH = 64
MAX_NODES = 1_000_000

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_EMPTY = frozenset(("", "~", "null"))
_WRITE_OUT = "write the value out; references between things go by id"


def read(source: SourceText) -> Node:
    """The tree of a file's only document; None for an empty file. Raises MilepostError at the first problem.

    Scalars stay text: `Quoted` if they were quoted, None for a plain empty, `~`, or `null`.
    """
    reader = _Reader(source)
    try:
        return reader.read()
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # The pure Python parser lets chr() speak for an escape such as "\U00110000".
        raise MilepostError(syntax_problem(source, error, reader.offset)) from None
    finally:
        reader.close()


class _Reader:
    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.loader = _Loader(source.text)
        self.documents = 0
        self.keys: dict[str, str] = {}  # equal keys become one object: less memory, quicker to compare

    @property
    def offset(self) -> int:
        """Position of the pure Python parser; libyaml does not expose one."""
        return int(getattr(self.loader, "index", 0))

    def close(self) -> None:
        self.loader.dispose()

    def fail(self, rule: str, message: str, offset: int, hint: str | None = None) -> NoReturn:
        raise MilepostError(Problem(rule, Level.ERROR, message, self.source.place(offset), hint))

    def read(self) -> Node:  # noqa: PLR0912, PLR0915
        """The whole tree, in one loop: with a million nodes, every function call per node counts."""
        get = self.loader.get_event
        known = self.keys.setdefault
        scalar, map_start, seq_start = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
        map_end, seq_end = yaml.MappingEndEvent, yaml.SequenceEndEvent
        root: Node = None
        top: Any = None  # the open collection
        is_map = False  # what it is
        key: str | None = None  # the key that waits for its value, in a mapping
        stack: list[Any] = []
        nodes = 0
        while True:
            event = get()
            kind = type(event)
            if kind is scalar:
                at = event.start_mark.index
                if event.tag is not None or event.anchor is not None:
                    self.refuse_decoration(event, at)
                text: Any = event.value
                style = event.style
                if style == '"' and (bad := FORBIDDEN.search(text)):
                    self.refuse_character(bad.group(), at)
                if is_map:
                    top.offsets.append(at)
                    if key is None:
                        if text in top or text == "<<":
                            self.check_key(top, text, style, at)
                        key = known(text, text)
                        continue
                if style:
                    text = Quoted(text)
                elif text in _EMPTY:
                    text = None
                if is_map:
                    top[key] = text
                    key = None
                elif top is None:
                    root = text if text is None else SoleScalar(text, at)
                else:
                    top.values_at.append(at)
                    top.append(text)
            elif kind is map_start or kind is seq_start:
                at = event.start_mark.index
                if event.tag is not None or event.anchor is not None:
                    self.refuse_decoration(event, at)
                if len(stack) >= MAX_DEPTH:
                    self.fail("yaml-too-deep", f"nested more than {MAX_DEPTH} levels deep", at)
                child: Any = Map(at) if kind is map_start else Seq(at)
                if is_map:
                    if key is None:
                        self.fail("yaml-key", "a key must be plain text, not a list or a mapping", at)
                    top.offsets.append(at)
                    top[key] = child
                elif top is None:
                    root = child
                else:
                    top.values_at.append(at)
                    top.append(child)
                stack.append(top)
                top, is_map, key = child, kind is map_start, None
            elif kind is map_end or kind is seq_end:
                top = stack.pop()
                is_map = type(top) is Map
                key = None
                continue
            elif kind is yaml.StreamEndEvent:
                return root
            else:
                self.handle_other(event)
                continue
            nodes += 1
            if nodes > MAX_NODES:
                self.fail("yaml-too-large", f"more than {MAX_NODES:,} values in one file", event.start_mark.index)

    def check_key(self, top: Map, text: str, style: str | None, at: int) -> None:
        """Refuse merge keys and duplicate keys."""
        if text == "<<" and not style:
            self.fail("yaml-merge-key", "merge keys are not allowed", at, "write the values out")
        if text in top:
            first = self.source.place(top.key_at(text))
            message = f"{quoted(text)} stands twice in one mapping, first in line {first.line}"
            self.fail("yaml-duplicate-key", message, at, "keep one of them")

    def handle_other(self, event: Any) -> None:
        """Handle events without a value; refuse aliases and a second document."""
        kind, at = type(event), event.start_mark.index
        if kind is yaml.AliasEvent:
            self.fail("yaml-alias", f"alias *{event.anchor[:60]} is not allowed", at, _WRITE_OUT)
        if kind is yaml.DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                hint = "put each document in a file of its own"
                self.fail("yaml-documents", "a second document in one file", at, hint)

    def refuse_decoration(self, event: Any, at: int) -> NoReturn:
        """Refuse an anchor or a tag."""
        if event.anchor is not None:
            self.fail("yaml-alias", f"anchor &{event.anchor[:60]} is not allowed", at, _WRITE_OUT)
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        self.fail("yaml-tag", f"tag {tag[:60]} is not allowed", at, "write the value without a tag")

    def refuse_character(self, character: str, at: int) -> NoReturn:
        """Refuse an escaped character that may not be written plainly either, such as "\\x00"."""
        if "\ud800" <= character <= "\udfff":
            self.fail("yaml-syntax", NO_CHARACTER, at)
        raise MilepostError(forbidden(self.source, character, at, "delete it"))
