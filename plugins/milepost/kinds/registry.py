"""The kinds of documents there are: one for each folder here, read from its model.py.

What else belongs to a kind is put together further up, in `catalog.py`: reading documents takes no more than this.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

from milepost import kinds
from milepost.schema.base import Document, Entry
from milepost.schema.fields import fields_of


class IncompleteKind(TypeError):
    """A kind lacks something without which a site would silently show, check or protect less than it holds."""


def part_of_kind(folder: str, module: str, what: str) -> ModuleType:
    """A module in the folder of a kind that no kind is without, `what` being what is in it. Raises IncompleteKind."""
    name = f"{kinds.__name__}.{folder}.{module}"
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        # Only where the module itself is missing: what it imports in vain is a mistake with words of its own.
        if error.name != name:
            raise
        raise IncompleteKind(f"the folder kinds/{folder} has no {module}.py with {what} in it") from error


def kind_folders() -> tuple[str, ...]:
    """The folders of kinds, by name. Raises IncompleteKind for one that is no package, which nobody would find."""
    folders = sorted(path for path in Path(kinds.__path__[0]).iterdir() if any(path.glob("*.py")))
    for folder in folders:
        if not (folder / "__init__.py").is_file():
            raise IncompleteKind(f"the folder kinds/{folder.name} has no __init__.py")
    return tuple(folder.name for folder in folders)


def document_in(module: ModuleType) -> type[Document]:
    """The class of the documents of a kind, which its model.py declares. Raises IncompleteKind for none or several."""
    found = [
        one
        for one in vars(module).values()
        if isinstance(one, type)
        and issubclass(one, Document)
        and "type_name" in vars(one)  # else what a class of documents is built on
        and one.__module__ == module.__name__
    ]
    if len(found) != 1:
        names = ", ".join(one.__name__ for one in found) or "none"
        raise IncompleteKind(f"{module.__name__} must declare one class of documents, and declares {names}")
    return found[0]


def in_order(found: Iterable[type[Document]]) -> dict[str, type[Document]]:
    """Classes of documents by the name of their kind. Raises IncompleteKind where two have the same."""
    by_name: dict[str, type[Document]] = {}
    for cls in sorted(found, key=lambda cls: (cls.place, cls.type_name)):
        if cls.type_name in by_name:
            raise IncompleteKind(f"two folders in kinds/ declare documents of kind '{cls.type_name}'")
        by_name[cls.type_name] = cls
    return by_name


KINDS = in_order(document_in(part_of_kind(name, "model", "a class of documents")) for name in kind_folders())
"""The classes of documents by the name of their kind, in the order in which people are told of them."""


def entry_types() -> dict[str, type[Entry]]:
    """The class of the entries of every type, documents among them, by the name of the type."""
    return _entry_types(tuple(KINDS.values()))


@cache
def _entry_types(kinds: tuple[type[Document], ...]) -> dict[str, type[Entry]]:
    found: dict[str, type[Entry]] = {}
    waiting: list[type[Entry]] = list(kinds)
    while waiting:
        cls = waiting.pop()
        if not cls.mention_field:  # a mention is of the type of what it mentions
            found[cls.type_name] = cls
        waiting += [spec.model for spec in fields_of(cls).values() if spec.is_entries]  # type: ignore[misc]
    return found


def loose_types() -> frozenset[str]:
    """The types of which a name may be written without a declaration, and is worth one: teams, themes, tags."""
    refs = {spec.ref for cls in entry_types().values() for spec in fields_of(cls).values() if spec.ref}
    return frozenset(ref.type for ref in refs if not ref.strict and not ref.free)


def label_of_type(type: str) -> str:
    """What people call an entry of a type: `item`, `key result`; of a type that is not known yet, its name."""
    cls = entry_types().get(type)
    return cls.declares.label if cls else type.replace("-", " ")


# What a text may link to by type and id: [words](item:checkout).
LINKED_TYPES = frozenset(type for type, cls in entry_types().items() if cls.declares.page or cls.declares.linked)
