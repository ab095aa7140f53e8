"""Whatever is changed in whatever file: reading it again gives that, and all other bytes stay."""

from __future__ import annotations

from typing import Any

import yaml
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.support import declared
from tests.support.edits import as_read, copied, source, tree, typed

from milepost.editing.entry_changes import FieldChange, Operation, changed_entry
from milepost.editing.field_paths import field_path
from milepost.editing.located_entries import LocatedEntry, entries_of
from milepost.editing.tree_edits import edited
from milepost.graph.loader import RawFile
from milepost.kinds.registry import KINDS
from milepost.problem import MilepostError
from milepost.schema.base import Entry
from milepost.schema.fields import fields_of
from milepost.schema.meaning import Meaning
from milepost.yaml.nodes import Map, Quoted, Seq

_TEXTS = (
    "a", "no", "1.10", "12:30", "a: b", "x #y", "- z", "[q]", "{", "*st", "&an", "!t", "'q'", '"dq"', "b\\c", "~", "null", "", " lead",
    "trail ", "a\nb\n", "a\n\n  b\nc", "🚢", "\u00a0nb", "nel\x85x", "ls\u2028", "2026-Q3", "true", "#h", "?", "-", "a,b", "x:", "@u", "%p",
    "---", "... z", "tab\tin", "'", "https://example.org/x?y=z#q", "long " * 40,
)  # fmt: skip
texts = st.sampled_from(_TEXTS) | st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff\ufffe\uffff"), max_size=12
)
keys = st.sampled_from(("id", "title", "x y", "no", "a", "b", "c"))
values = st.recursive(
    texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, min_size=1, max_size=4),
    max_leaves=6,
)
documents = st.dictionaries(keys, values, min_size=1, max_size=5).map(lambda found: {"kind": "x", **found})


@st.composite
def spelled(draw: st.DrawFn, document: Any) -> str:
    """A document in one of the ways to write it: flow or block, quotes, indentation, comments, line ends."""
    text = yaml.safe_dump(
        as_read(document),
        sort_keys=False,
        allow_unicode=draw(st.booleans()),
        default_flow_style=draw(st.sampled_from((False, False, None, True))),
        default_style=draw(st.sampled_from((None, None, "'", '"', "|"))),
        indent=draw(st.sampled_from((2, 4))),
        width=draw(st.sampled_from((20, 100, 10_000))),
    )
    before = tree(text)
    for _ in range(draw(st.integers(0, 3))):
        lines = text.split("\n")
        at = draw(st.integers(0, len(lines) - 1))
        comment = draw(st.sampled_from(("# note", "  # note", "    # note", "", None)))
        if comment is None:
            lines[at] += "  # note"
        else:
            lines.insert(at, comment)
        text = _unless_it_says_something_else("\n".join(lines), before) or text
    if draw(st.booleans()):
        text = _unless_it_says_something_else(text.rstrip("\n"), before) or text
    return text.replace("\n", "\r\n") if draw(st.booleans()) else text


def _unless_it_says_something_else(text: str, before: Any) -> str | None:
    try:
        return text if tree(text) == before else None
    except MilepostError:
        return None


@st.composite
def changed(draw: st.DrawFn, node: Any) -> Any:
    """A tree with a few changes anywhere."""
    if isinstance(node, dict):
        found = copied(node)
        for key in list(node):
            what = draw(st.sampled_from(("keep", "keep", "change", "change", "drop")))
            if what == "change" and key != "kind":
                found[key] = draw(changed(node[key]))
            elif what == "drop" and key != "kind" and len(found) > 1:
                del found[key]
        if draw(st.booleans()):
            pairs = list(found.items())
            pairs.insert(draw(st.integers(0, len(pairs))), ("new", _quoted(draw(values))))
            found.clear()
            found.update(pairs)
        return found
    if isinstance(node, list):
        entries = [draw(changed(one)) if draw(st.booleans()) else one for one in node]
        if entries and draw(st.booleans()):
            del entries[draw(st.integers(0, len(entries) - 1))]
        if draw(st.booleans()):
            entries.insert(draw(st.integers(0, len(entries))), _quoted(draw(values)))
        return entries
    if draw(st.booleans()):
        return {"text": node, "done": "true"}
    return _quoted(draw(values))


def _quoted(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _quoted(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_quoted(one) for one in value]
    return Quoted(value)


@given(st.data())
def test_any_change_of_any_tree_is_read_again_or_refused(data: st.DataObject) -> None:
    text = data.draw(documents.flatmap(spelled))
    old = tree(text)
    new = data.draw(changed(old))

    try:
        found = edited(source(text), old, new)
    except MilepostError as error:
        # A comment between keys of which the first goes cannot stay where it is.
        assert "#" in text
        assert error.problems[0].rule == "not-editable"
        return

    assert _bare(tree(found)) == _bare(new)
    _read_in_python(text, found)
    if "\r\n" in text:
        assert found.count("\n") == found.count("\r\n")
    assert (found == text) == (old == new)


def _read_in_python(before: str, after: str) -> None:
    """Where there is no libyaml, PyYAML's own parser reads it; it is stricter."""
    try:
        list(yaml.parse(before, yaml.SafeLoader))
    except yaml.YAMLError:
        return
    list(yaml.parse(after, yaml.SafeLoader))


def _bare(node: Any) -> Any:
    """A tree without the line breaks at the ends of texts: the last line of a file may lack one."""
    if isinstance(node, dict):
        return {key: _bare(one) for key, one in node.items()}
    return [_bare(one) for one in node] if isinstance(node, list) else node and node.removesuffix("\n")


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, LocatedEntry, str, Any]:
    """A document of any kind in any spelling, an entry of it, a field, and a value for it."""
    kind = draw(st.sampled_from(list(KINDS)))
    make = draw(st.sampled_from((declared.full, declared.needed)))
    text = draw(spelled({"kind": kind, **make(KINDS[kind], 1)}))
    entries = list(entries_of(RawFile("a.yml", tree(text), source(text))))
    entry = draw(st.sampled_from(entries))
    names = [name for name, spec in fields_of(entry.cls).items() if settable(entry.cls, name) and not spec.keyed]
    name = draw(st.sampled_from([name for name in names if name != "public"]))
    return text, entry, name, declared.value(entry.cls, name, draw(st.integers(0, 3)))


def settable(cls: type[Entry], name: str) -> bool:
    """Whether a field may be set: not ids and kinds."""
    spec = fields_of(cls)[name]
    return spec.many or spec.means is not Meaning.IDENTITY


@given(edits())
def test_a_field_of_an_entry_is_set_and_nothing_else(edit: tuple[str, LocatedEntry, str, Any]) -> None:
    text, entry, name, value = edit
    change = FieldChange(field_path(entry.cls, name), Operation.SET, typed(value))
    new = changed_entry(entry.file.root, entry.loc, entry.cls, [change])
    expected: Any = copied(entry.file.root)
    _entry_at(expected, entry)[name] = as_read(value)

    found = edited(source(text), entry.file.root, new)

    assert _bare(tree(found)) == _bare(expected)
    holder = _entry_at(entry.file.root, entry)
    if holder.get(name) is None:
        assert _shared(text, found) + _shared(text[::-1], found[::-1]) >= len(text)  # something was inserted
    else:
        begin, end = holder.key_at(name), _behind(entry.file.root, holder.value_at(name), holder[name])
        assert found.startswith(text[:begin])
        assert end is None or found.endswith(text[end:])
    if "\r\n" in text:
        assert found.count("\n") == found.count("\r\n")


def _behind(root: Any, at: int, value: Any) -> int | None:
    """Where the first key or value behind a value begins."""
    inside = {at, *_offsets(value)}
    return min((offset for offset in _offsets(root) if offset > max(inside)), default=None)


def _offsets(node: Any) -> list[int]:
    """Where everything in a tree begins."""
    if isinstance(node, Map):
        return [*node.offsets, *(at for one in node.values() for at in _offsets(one))]
    return [*node.values_at, *(at for one in node for at in _offsets(one))] if isinstance(node, Seq) else []


def _shared(one: str, other: str) -> int:
    """With how many characters two texts begin alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (first, second) in pairs if first != second), min(len(one), len(other)))


@given(edits())
def test_a_field_that_is_set_and_unset_again_leaves_what_was(edit: tuple[str, LocatedEntry, str, Any]) -> None:
    text, entry, name, value = edit
    assume(_entry_at(entry.file.root, entry).get(name) is None)
    path = field_path(entry.cls, name)
    new = changed_entry(entry.file.root, entry.loc, entry.cls, [FieldChange(path, Operation.SET, typed(value))])
    found = edited(source(text), entry.file.root, new)
    read_again = tree(found)
    back = changed_entry(read_again, entry.loc, entry.cls, [FieldChange(path, Operation.UNSET)])

    assert edited(source(found), read_again, back) == text


def _entry_at(node: Any, entry: LocatedEntry) -> Any:
    for step in entry.loc:
        node = node[step]
    return node
