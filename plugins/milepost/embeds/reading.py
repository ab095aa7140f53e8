"""Parse a block: YAML to a `Spec`, or all problems at their positions in the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pydantic_core import PydanticCustomError

from milepost.embeds.block_source import BlockText
from milepost.embeds.fields import FIELDS
from milepost.embeds.scan import Block
from milepost.embeds.spec import KEYS, LANES, SINGLE_VIEWS, VIEWS, Condition, EmbeddedView, NamedValue, Spec
from milepost.pages.list.columns import COLUMNS
from milepost.problem import Level, MilepostError, Place, Problem
from milepost.schema import scalars
from milepost.schema.errors import described, scalar
from milepost.suggestions import nearest
from milepost.yaml.nodes import Map, Node, Seq, offset_of
from milepost.yaml.reader import read
from milepost.yaml.text import FORBIDDEN, forbidden

RULE = "bad-block"
_MAX_LIMIT = 10_000


def read_block(block: Block, source: BlockText, fiscal_year_start: int) -> tuple[Spec | None, list[Problem]]:
    """The parsed block, or None, and its problems."""
    try:
        reading = _BlockParser(source, _tree(block, source), fiscal_year_start)
    except MilepostError as error:
        return None, [source.at_page_position(problem) for problem in error.problems]
    spec = reading.spec()
    problems = sorted(reading.problems, key=Problem.sort_key)
    return (None if problems else spec), [source.at_page_position(problem) for problem in problems]


def _tree(block: Block, source: BlockText) -> Node:
    """The raw tree of a block. Raises MilepostError if it is not a closed block of valid YAML."""
    opening = source.place(source.opening)
    if block.options:
        hint = "write what the block asks for in lines of its own, such as view: list"
        raise _error("a block takes nothing in its first line but its name", opening, hint)
    if not block.closed:
        hint = "end it with the same fence, indented like the first, and indent all lines of it as much"
        raise _error("this block does not end", opening, hint)
    if bad := FORBIDDEN.search(source.text):
        raise MilepostError(forbidden(source, bad.group(), bad.start(), "delete it"))
    return read(source)


def _error(message: str, place: Place, hint: str) -> MilepostError:
    return MilepostError(Problem(RULE, Level.ERROR, message, place, hint))


class _BlockParser:
    """Parses the keys of one block and collects `problems` and `names`."""

    def __init__(self, source: BlockText, root: Node, fiscal_year_start: int) -> None:
        self.source = source
        self.root = root
        self.fiscal_year_start = fiscal_year_start
        self.problems: list[Problem] = []
        self.names: list[NamedValue] = []

    def problem(self, at: int, message: str, hint: str | None = None) -> None:
        self.problems.append(Problem(RULE, Level.ERROR, message, self.source.place(at), hint))

    def spec(self) -> Spec | None:
        """The whole block."""
        root = self.root
        if not isinstance(root, Map):
            what = "this block is empty" if root is None else f"a block is a mapping, not {described(root)}"
            at = self.source.opening if root is None else offset_of(root, ())
            self.problem(at, what, "begin it with view: timeline")
            return None
        for key in root.keys() - set(KEYS):
            self.problem(root.key_at(key), f"a block has no key {described(key)}", nearest(key, KEYS, "it has: "))
        name = self.view(root)
        if name is None:
            return None
        view = VIEWS[name]
        for key in root.keys() & set(KEYS) - {"view", "title", *view.keys}:
            hint = f"it takes: {', '.join((*view.keys, 'title'))}"
            self.problem(root.key_at(key), f"'view: {name}' takes no '{key}'", hint)
        return Spec(
            view=name,
            where=(*self.one(root, name), *self.conditions(root, view)),
            lanes=self.word(root, "lanes", LANES) or "",
            sort=tuple(self.sort(root)),
            fields=tuple(self.fields(root)),
            limit=self.value(root, "limit", scalars.whole(1, _MAX_LIMIT)),
            title=self.value(root, "title", scalars.line) or "",
            names=tuple(self.names),
        )

    def view(self, root: Map) -> str | None:
        """The name of the view; `item: checkout` implies it."""
        if "view" in root:
            return self.word(root, "view", tuple(VIEWS))
        named = [key for key in SINGLE_VIEWS if key in root]
        if len(named) == 1:
            return named[0]
        self.problem(root.start, "a block says which view it shows", f"view: {', '.join(VIEWS)}")
        return None

    def one(self, root: Map, name: str) -> Iterator[Condition]:
        """The condition for the single entity that `view: item` and the like show."""
        if name not in SINGLE_VIEWS:
            return
        if name not in root:
            self.problem(root.value_at("view"), f"'view: {name}' does not say which", f"{name}: {name}-id")
            return
        yield from self.condition("id", name, root[name], root.value_at(name), name)

    def conditions(self, root: Map, view: EmbeddedView) -> Iterator[Condition]:
        """The conditions under `where`."""
        if "where" not in root or "where" not in view.keys:
            return
        where, known = root["where"], FIELDS[view.type]
        if not isinstance(where, Map):
            message = f"a mapping is expected here, not {described(where)}"
            self.problem(root.value_at("where"), message, "where: {status: planned}")
            return
        for key, value in where.items():
            if key in known:
                yield from self.condition(key, view.type, value, where.value_at(key), key)
            else:
                hint = nearest(key, known, "known are: ")
                self.problem(where.key_at(key), f"{view.noun[1]} cannot be chosen by {described(key)}", hint)

    def condition(self, key: str, type: str, value: Any, at: int, said: str) -> Iterator[Condition]:
        """One condition, with a value or a list of values."""
        field = FIELDS[type][key]
        values = zip(value, value.values_at, strict=True) if isinstance(value, Seq) else ((value, at),)
        wanted = []
        for one, place in values:
            found = self.read(one, place, lambda one: field.read(one, self.fiscal_year_start), f"'{said}': ")
            if found is not None:
                wanted.append(found)
                if field.names:
                    self.names.append(NamedValue(field.names, one, place))
        if isinstance(value, Seq) and not value:
            self.problem(at, f"'{said}': this list is empty")
        yield Condition(key, field, tuple(wanted))

    def sort(self, root: Map) -> Iterator[tuple[str, bool]]:
        """Columns to sort by, most important first; '-' means descending."""
        for word, at in self.words(root, "sort"):
            name = word.removeprefix("-")
            if name in COLUMNS:
                yield name, word != name
            else:
                self.problem(at, f"a list has no column {described(name)}", nearest(name, COLUMNS, "known are: "))

    def fields(self, root: Map) -> Iterator[str]:
        """The columns of a list."""
        seen: set[str] = set()
        for word, at in self.words(root, "fields"):
            if word not in COLUMNS:
                self.problem(at, f"a list has no column {described(word)}", nearest(word, COLUMNS, "known are: "))
            elif word in seen:
                self.problem(at, f"the column '{word}' stands here twice", "keep one of them")
            else:
                seen.add(word)
                yield word

    def words(self, root: Map, key: str) -> Iterator[tuple[str, int]]:
        """One or several words with their offsets."""
        if key not in root:
            return
        value = root[key]
        values = zip(value, value.values_at, strict=True) if isinstance(value, Seq) else ((value, root.value_at(key)),)
        for one, at in values:
            if (found := self.read(one, at, lambda one: str(scalar(one, "the name of a column")))) is not None:
                yield found, at

    def word(self, root: Map, key: str, known: tuple[str, ...]) -> str | None:
        """One of the words that a key accepts."""
        found: str | None = self.value(root, key, lambda value: str(scalar(value, "a word")))
        if found is None or found in known:
            return found
        what = "view" if key == "view" else "sort of lanes"
        self.problem(root.value_at(key), f"there is no {what} {described(found)}", nearest(found, known, "known are: "))
        return None

    def value(self, root: Map, key: str, read: Callable[[Any], Any]) -> Any:
        """The value of a key; None if it is missing or invalid."""
        return self.read(root[key], root.value_at(key), read) if key in root else None

    def read(self, value: Any, at: int, read: Callable[[Any], Any], about: str = "") -> Any:
        """A parsed scalar; None if it is invalid, which is recorded as a problem."""
        try:
            return read(value)
        except PydanticCustomError as error:
            context = error.context or {}
            self.problem(at, about + str(context.get("message")), context.get("hint"))
            return None
