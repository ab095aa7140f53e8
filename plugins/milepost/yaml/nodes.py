"""The tree a YAML file becomes: mappings, sequences and the text of scalars, with the offset of each."""

from __future__ import annotations

from typing import Any, TypeAlias

Node: TypeAlias = "Map | Seq | str | None"
Loc: TypeAlias = "tuple[str | int, ...]"


class Quoted(str):
    """A scalar that stood in quotes or in a block: always text, never a number or a truth value."""

    __slots__ = ()


class Lone(str):
    """A scalar that is all a file holds; `start` is its character offset."""

    __slots__ = ("start",)
    start: int

    def __new__(cls, text: str, start: int) -> Lone:
        lone = super().__new__(cls, text)
        lone.start = start
        return lone


class Map(dict[str, Any]):
    """A mapping; `places` holds the character offset of its first key, first value, second key, and so on."""

    __slots__ = ("_order", "places", "start")

    def __init__(self, start: int) -> None:
        super().__init__()
        self.start = start
        self.places: list[int] = []
        self._order: dict[str, int] = {}

    def key_at(self, key: str) -> int:
        """The character offset of a key, or of the mapping where the key was not read from a file."""
        return self._place(key, 0)

    def value_at(self, key: str) -> int:
        """The character offset of a key's value, or of the mapping where it was not read from a file."""
        return self._place(key, 1)

    def _place(self, key: str, which: int) -> int:
        if len(self._order) < len(self):
            self._order = {name: 2 * number for number, name in enumerate(self)}
        at = self._order.get(key, len(self.places)) + which
        return self.places[at] if at < len(self.places) else self.start


class Seq(list[Any]):
    """A sequence; `values_at` holds the character offset of each entry."""

    __slots__ = ("start", "values_at")

    def __init__(self, start: int) -> None:
        super().__init__()
        self.start = start
        self.values_at: list[int] = []


def offset_of(root: Node, loc: Loc, *, key: bool = False) -> int:
    """The character offset of what `loc` leads to; steps the tree does not know are passed over.

    With `key` the last step of a mapping gives its key's offset, not its value's.
    """
    node: Any = root
    offset = node.start if isinstance(node, Map | Seq | Lone) else 0
    for step in loc:
        if isinstance(node, Map) and step in node:
            name = str(step)
            offset = node.key_at(name) if key else node.value_at(name)
            node = node[name]
        elif isinstance(node, Seq) and isinstance(step, int) and -len(node) <= step < len(node):
            offset = node.values_at[step]
            node = node[step]
    return offset
