"""Values, labels, and order of the fields that lists, timelines, and filters show.

`shows=` at the field declares where it is shown. How its value is read, labeled, sorted, and looked up follows from its
type; `_COMPUTED` lists the fields whose effective value is not the written one. Columns of lists, facets and lanes of
timelines, and filters of embedded views are all derived from this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from typing import Any

from milepost.graph.portfolio import Entity, Portfolio
from milepost.kinds.registry import entry_types
from milepost.kinds.roadmap.model import Item, Release
from milepost.kit import phrasing
from milepost.kit.context import STATUSES, WARNINGS, PageContext
from milepost.schema.base import Entry
from milepost.schema.fields import FieldSpec, fields_of, shown_in
from milepost.schema.meaning import COLUMN, FACET, FILTER, LANE, Shows

Read = Callable[[PageContext, Entity[Any]], Any]


class Form(Enum):
    """The type of a field's value, which decides how it is shown, sorted, and filtered."""

    CHOICE = auto()  # one of a fixed set of words
    WORD = auto()  # a word of the author's choice
    NAME = auto()  # a reference: the id or name of an entry
    TRUTH = auto()
    DATE = auto()
    TEXT = auto()
    NUMBER = auto()
    LENGTH = auto()
    OTHER = auto()  # mappings, timestamps, and Markdown: a column of these needs a cell of its own


_DIVIDING = (Form.CHOICE, Form.WORD, Form.NAME, Form.TRUTH)  # entries can be grouped by these
_CAN_SHOW: Mapping[Shows, tuple[Form, ...]] = {
    COLUMN: tuple(Form),
    FACET: _DIVIDING,
    LANE: _DIVIDING,
    FILTER: (*_DIVIDING, Form.DATE, Form.TEXT),
}
_SEVERAL = (Form.CHOICE, Form.WORD, Form.NAME, Form.TEXT, Form.OTHER)  # allowed in lists
_MEASURING = {"date": Form.DATE, "length": Form.LENGTH, "number": Form.NUMBER, "state": Form.TRUTH}  # see MEASURES
_TRUTHS = {"yes": "Yes", "no": "No"}


@dataclass(frozen=True, slots=True)
class Computed:
    """How to read a field whose effective value is not the written one; `choices` and `order` as in FieldValues."""

    read: Read | None = None
    choices: tuple[str, ...] = ()
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldValues:
    """A field of the class `owner`: its declaration, and how to read it.

    `written` are the names of the fields that its values are written in: itself, and those that join it. `type` is the
    type of entries it refers to; `strict`: they must exist. `token` is its key in addresses and menus (of `objectives`,
    `objective`). `choices` are the words it accepts, `order` those that are shown, in order. `read` gives the effective
    value, inherited or computed.
    """

    owner: type[Entry]
    spec: FieldSpec
    form: Form
    written: tuple[str, ...]
    type: str
    strict: bool
    token: str
    choices: tuple[str, ...]
    order: tuple[str, ...]
    read: Read

    @property
    def name(self) -> str:
        """The key of the field in YAML."""
        return self.spec.name

    @property
    def singular(self) -> str:
        """The heading for a single value."""
        return self.spec.heading if self.token == self.name else phrasing.sentence(self.token.replace("_", " "))

    @property
    def none(self) -> str:
        """The label of the group of entries without a value: "No team", "On its own"."""
        return self.spec.none or f"No {self.singular.lower()}"

    def values(self, context: PageContext, entity: Entity[Any]) -> tuple[str, ...]:
        """The words, ids, or names that an entity has in this field."""
        found = self.read(context, entity)
        if self.form is Form.TRUTH:
            return () if found is None else ("yes" if found else "no",)
        return tuple(value for value in _several(found) if value)

    def title(self, context: PageContext, value: str) -> str:
        """The label of a value: the title of the entry it refers to, or the portfolio's own label."""
        if self.form is Form.TRUTH:
            return _TRUTHS[value]
        if self.form is not Form.NAME:
            return context.portfolio.label(self.name, value)
        return context.horizon(value) if self.is_shared else context.name(self.type, value)

    def known(self, portfolio: Portfolio) -> Iterable[str]:
        """The names that may be asked for: declared ids, and undeclared names in use unless it is strict."""
        if self.is_shared:
            yield from portfolio.shared_ids(self.type)
            return
        yield from (entity.id for entity in portfolio.entities(self.type) if entity.id)
        for name in () if self.strict else self.written:
            for entity in portfolio.entities(self.owner.type_name):
                yield from _several(getattr(entity.entry, name))

    def all_values(self, portfolio: Portfolio) -> tuple[str, ...]:
        """All possible values in display order; empty if they can only be known from the entries."""
        if self.is_shared:
            return tuple(id.lower() for id in portfolio.shared_ids(self.type))
        return tuple(_TRUTHS) if self.form is Form.TRUTH else self.order if self.form is Form.CHOICE else ()

    @property
    def is_shared(self) -> bool:
        """Whether it refers to entries that documents share and that need no declaration: horizons."""
        return self.type in entry_types() and entry_types()[self.type].declares.shared


@cache
def field_values(cls: type[Entry]) -> Mapping[str, FieldValues]:
    """The fields of a class with `shows=`, by name and in order.

    Raises TypeError for a field whose type cannot be shown where it is declared.
    """
    return {spec.name: _field_values(cls, spec) for spec in shown_in(cls, *Shows)}


def _field_values(cls: type[Entry], spec: FieldSpec) -> FieldValues:
    found = [made for (owner, name), made in _COMPUTED.items() if name == spec.name and issubclass(cls, owner)]
    computed = found[0] if found else Computed()
    form = Form.CHOICE if computed.choices else _form(spec)
    for place in sorted(spec.shows):
        if form not in _CAN_SHOW[place] or (spec.many and form not in _SEVERAL):
            raise TypeError(f"{cls.__name__}.{spec.name} holds a {form.name.lower()}, which cannot show as a {place}")
    own_id = spec.name == "id"
    joining = tuple(name for name, other in fields_of(cls).items() if other.joins == spec.name)
    choices = computed.choices or spec.choices
    return FieldValues(
        owner=cls,
        spec=spec,
        form=form,
        written=(spec.name, *joining),
        type=cls.type_name if own_id else spec.ref.type if spec.ref else "",
        strict=own_id or bool(spec.ref and spec.ref.strict),
        token=_token(cls, spec),
        choices=choices,
        order=computed.order or choices,
        read=computed.read or (_own_id if own_id else _reader(spec, joining)),
    )


def _token(cls: type[Entry], spec: FieldSpec) -> str:
    """The type that a list of references refers to, unless another field goes by that; else the name of the field."""
    if not (spec.many and spec.ref) or spec.ref.type in fields_of(cls):
        return spec.name
    alike = [other for other in shown_in(cls, *Shows) if other.many and other.ref and other.ref.type == spec.ref.type]
    return spec.ref.type if len(alike) == 1 else spec.name


def _form(spec: FieldSpec) -> Form:
    if spec.model or spec.is_instant or spec.role == "markdown":
        return Form.OTHER
    if spec.ref or spec.name == "id":
        return Form.NAME
    if spec.choices:
        return Form.CHOICE
    if spec.role:
        return Form.WORD if spec.role == "word" else Form.TEXT
    return _MEASURING.get(spec.measures or "", Form.TEXT)


def _reader(spec: FieldSpec, joining: tuple[str, ...]) -> Read:
    """Reads the entry's own value, or its nearest ancestor's if the field is inherited, and adds those that join it."""

    def read(context: PageContext, entity: Entity[Any]) -> Any:
        holder = context.insight.holder(entity, spec.name) if spec.inherited else entity
        found = getattr(holder.entry, spec.name) if holder else None
        if not joining:
            return found
        return (*_several(found), *(value for name in joining for value in _several(getattr(entity.entry, name))))

    return read


def _several(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _own_id(_: PageContext, entity: Entity[Any]) -> str | None:
    return entity.key if entity.id else None


def _around(context: PageContext, item: Entity[Any]) -> tuple[str, ...]:
    """All ancestors of an item."""
    return tuple(one.key for one in context.insight.tree.ancestry(item) if one is not item)


def _health(context: PageContext, item: Entity[Any]) -> str | None:
    """The health of an item, if it warns (see `PageContext.health`) or is on track."""
    mark, found = context.health(item), context.item(item).health
    return mark.value if mark else found if found == "on_track" else None


def _sure(context: PageContext, item: Entity[Any]) -> str | None:
    """Confidence in three steps."""
    mark = context.confidence(item.entry.confidence)
    return mark.value.removeprefix("conf-") if mark else None


_SURE = ("low", "medium", "high")
_COMPUTED: Mapping[tuple[type[Entry], str], Computed] = {
    (Item, "status"): Computed(order=STATUSES),
    (Item, "health"): Computed(_health, order=WARNINGS),
    (Item, "parent"): Computed(_around),
    (Item, "horizon"): Computed(lambda context, item: context.item(item).horizon),
    (Item, "start"): Computed(lambda context, item: context.item(item).start),
    (Item, "end"): Computed(lambda context, item: context.item(item).end),
    (Item, "confidence"): Computed(_sure, choices=_SURE, order=_SURE[::-1]),
    (Release, "status"): Computed(lambda context, release: context.insight.release(release).status),
}
