"""New ids for hidden entries, consistent across all references."""

from __future__ import annotations

from milepost.leak_check.redacted_names import DeclaredNames
from milepost.leak_check.scrambled_values import ScrambledValues
from milepost.schema.types import RefTo


class ScrambledNames:
    """Gives every hidden entry, and every name that is hidden for lack of a declaration, one new id."""

    def __init__(self, names: DeclaredNames, values: ScrambledValues) -> None:
        self.names = names
        self.values = values
        self._new: dict[tuple[str, str], str] = {}

    def new(self, type: str, key: str) -> str:
        """The new id of a hidden entry. Entries with one id that any document may use get the same one."""
        if type in self.names.shared:
            key = key.rpartition("/")[2]
        return self._new.setdefault((type, key), self.values.token())

    def of(self, ref: RefTo, value: str, owner: str) -> str:
        """A reference to the same entry under its new id; a reference to something visible or undeclared stays."""
        type, name, kind = ref.type, str(value).strip(), ""
        if ref.is_prose(name):
            return value
        if type in self.names.shared:
            return value if name.lower() in self.names.shared[type] else self.new(type, name.lower())
        if type == "related":
            kind, _, name = name.rpartition(":")
            type = kind or owner
        key = next((key for key in self.names.keys(type, name) if key in self.names.declared), None)
        if (key is None and not ref.strict and type not in self.names.listed) or (key and self.names.declared[key]):
            return value
        around, slash, _ = name.rpartition("/")
        other = self.new(*(key or (type, name.lower())))
        if slash:
            other = f"{self._around(around.lower())}/{other}"
        return f"{kind}:{other}" if kind else other

    def _around(self, key: str) -> str:
        """The id of a hidden entry's parent, a new one if that is hidden, too."""
        found = [(type, name) for type, name in self.names.declared if name == key]
        hidden = [one for one in found if not self.names.declared[one]]
        return self.new(*hidden[0]) if hidden else key
