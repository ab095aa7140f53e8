"""Trees of parsed YAML: mappings, sequences, and scalar texts, with character offsets."""

from __future__ import annotations

from typing import Any, TypeAlias

Node: TypeAlias = "Map | Seq | str | None"
Loc: TypeAlias = "tuple[str | int, ...]"


class Quoted(str):
    """A scalar that was quoted or a block: always text, never a number or boolean."""

    __slots__ = ()


class SoleScalar(str):
    """A scalar that is the whole file; `start` is its character offset."""

    __slots__ = ("start",)
    start: int

    def __new__(cls, text: str, start: int) -> SoleScalar:
        lone = super().__new__(cls, text)
        lone.start = start
        return lone


class Map(dict[str, Any]):
    """A mapping; `offsets` has the character offsets of its first key, first value, second key, and so on."""

    __slots__ = ("_order", "offsets", "start")

    def __init__(self, start: int) -> None:
        super().__init__()
        self.start = start
        self.offsets: list[int] = []
        self._order: dict[str, int] = {}

    def key_at(self, key: str) -> int:
        """Character offset of a key; that of the mapping if the key was not read from the file."""
        return self._offset(key, 0)

    def value_at(self, key: str) -> int:
        """Character offset of a key's value; that of the mapping if it was not read from the file."""
        return self._offset(key, 1)

    def exchange(self, old: str, new: str, value: Any) -> None:
        """Put a key and its value in place of a key that was read from the file; they keep its positions."""
        entries = [(new, value) if key == old else (key, kept) for key, kept in self.items()]
        self.clear()
        self.update(entries)
        self._order = {}

    def drop(self, key: str) -> None:
        """Remove a key that was read from the file, with its positions."""
        at = 2 * list(self).index(key)
        del self[key], self.offsets[at : at + 2]
        self._order = {}

    def _offset(self, key: str, which: int) -> int:
        if len(self._order) < len(self):
            self._order = {name: 2 * number for number, name in enumerate(self)}
        at = self._order.get(key, len(self.offsets)) + which
        return self.offsets[at] if at < len(self.offsets) else self.start


class Seq(list[Any]):
    """A sequence; `values_at` has the character offset of each entry."""

    __slots__ = ("start", "values_at")

    def __init__(self, start: int) -> None:
        super().__init__()
        self.start = start
        self.values_at: list[int] = []


def offset_of(root: Node, loc: Loc, *, key: bool = False) -> int:
    """Character offset of the node at `loc`; steps that the tree does not have are ignored.

    With `key`, the last step into a mapping gives the offset of the key instead of the value.
    """
    node: Any = root
    offset = node.start if isinstance(node, Map | Seq | SoleScalar) else 0
    for step in loc:
        if isinstance(node, Map) and step in node:
            name = str(step)
            offset = node.key_at(name) if key else node.value_at(name)
            node = node[name]
        elif isinstance(node, Seq) and isinstance(step, int) and -len(node) <= step < len(node):
            offset = node.values_at[step]
            node = node[step]
    return offset
