"""What the fields of an entry hold wherever they are listed, charted or asked for: read once, for all such views.

Which fields those are, and where each shows, is declared at the field (`shows=` of `shown`). How its value is read,
named, ordered and looked up follows from its type; `_COMPUTED` has the fields of which not the written value counts.
The columns of lists, the facets and lanes of timelines and the filters of blocks are made of this.
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
    """What a value is made of, which decides how it is shown, ordered and asked for."""

    CHOICE = auto()  # one of a few words
    WORD = auto()  # a word of the author's own
    NAME = auto()  # an id or name of something
    TRUTH = auto()
    DATE = auto()
    TEXT = auto()
    NUMBER = auto()
    LENGTH = auto()
    OTHER = auto()  # mappings, times of day and Markdown: for a column, somebody must say what stands in it


_DIVIDING = (Form.CHOICE, Form.WORD, Form.NAME, Form.TRUTH)  # those with values that several entries share
# The places that a form can show in without a line elsewhere.
_CAN_SHOW: Mapping[Shows, tuple[Form, ...]] = {
    COLUMN: tuple(Form),
    FACET: _DIVIDING,
    LANE: _DIVIDING,
    FILTER: (*_DIVIDING, Form.DATE, Form.TEXT),
}
_SEVERAL = (Form.CHOICE, Form.WORD, Form.NAME, Form.TEXT, Form.OTHER)  # those of which a field may hold several
_MEASURING = {"date": Form.DATE, "length": Form.LENGTH, "number": Form.NUMBER, "state": Form.TRUTH}  # see MEASURES
_TRUTHS = {"yes": "Yes", "no": "No"}


@dataclass(frozen=True, slots=True)
class Computed:
    """How a field is read where not what is written counts; `choices` and `order` as in FieldValues."""

    read: Read | None = None
    choices: tuple[str, ...] = ()
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldValues:
    """A field of entries of the class `owner`, with what is declared of it and how it is read.

    `written` are the fields that its values stand in: itself, and those that join it. `type` is what it names entities
    of; `strict` whether they must exist. `token` is what addresses, menus and blocks call one value of it: of
    `objectives`, an `objective`. `choices` are the words it may have, `order` those that are shown, in order.
    `read` gives the value that counts, inherited or computed.
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
        """The heading of one value of it."""
        return self.spec.heading if self.token == self.name else phrasing.sentence(self.token.replace("_", " "))

    @property
    def none(self) -> str:
        """What is said of entries without it: "No team", "On its own"."""
        return self.spec.none or f"No {self.singular.lower()}"

    def values(self, context: PageContext, entity: Entity[Any]) -> tuple[str, ...]:
        """The words, ids or names that an entity has in it; none where it has none."""
        found = self.read(context, entity)
        if self.form is Form.TRUTH:
            return () if found is None else ("yes" if found else "no",)
        return tuple(value for value in _several(found) if value)

    def title(self, context: PageContext, value: str) -> str:
        """The words for one of its values: the title of what it names, or the portfolio's words for it."""
        if self.form is Form.TRUTH:
            return _TRUTHS[value]
        if self.form is not Form.NAME:
            return context.portfolio.label(self.name, value)
        return context.horizon(value) if self.is_shared else context.name(self.type, value)

    def known(self, portfolio: Portfolio) -> Iterable[str]:
        """What it may name: ids that are declared, and where it may name others, what stands in it."""
        if self.is_shared:
            yield from portfolio.shared_ids(self.type)
            return
        yield from (entity.id for entity in portfolio.entities(self.type) if entity.id)
        for name in () if self.strict else self.written:
            for entity in portfolio.entities(self.owner.type_name):
                yield from _several(getattr(entity.entry, name))

    def all_values(self, portfolio: Portfolio) -> tuple[str, ...]:
        """All values that it may have, in the order to show them in; none where that depends on which there are."""
        if self.is_shared:
            return tuple(id.lower() for id in portfolio.shared_ids(self.type))
        return tuple(_TRUTHS) if self.form is Form.TRUTH else self.order if self.form is Form.CHOICE else ()

    @property
    def is_shared(self) -> bool:
        """Whether it names a column of the board, which several documents share and which needs no declaration."""
        return self.type in entry_types() and entry_types()[self.type].declares.shared


@cache
def field_values(cls: type[Entry]) -> Mapping[str, FieldValues]:
    """The fields of a class that show anywhere but on the page of their entry, by name and in order.

    Raises TypeError for one that cannot show where it is declared to.
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
    """The type of what a list of references names, where no other field goes by that; else the name of the field."""
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
    """What an entry says in a field, or the nearest that it is a part of where it is inherited; and what joins that."""

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
    """Everything that an item is a part of, over however many steps."""
    return tuple(one.key for one in context.insight.tree.line(item) if one is not item)


def _health(context: PageContext, item: Entity[Any]) -> str | None:
    """The health of an open item, that of its parts where it has none itself; also where it gives no warning."""
    mark, found = context.health(item), context.item(item).health
    return mark.value if mark else found if found == "on_track" else None


def _sure(context: PageContext, item: Entity[Any]) -> str | None:
    """How sure somebody is, in three steps."""
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
