"""Base classes of documents and entries, and declarations of their fields.

A field is `shown` to everyone who sees its entry, `guarded` by a group that must be disclosed, or `always` public.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    ValidationInfo,
    WithJsonSchema,
    create_model,
    model_validator,
)

from milepost.schema.errors import described, flaw, scalar
from milepost.schema.meaning import (
    COLUMN,
    FACET,
    FILTER,
    LANE,
    MEASURES,
    EntrySpec,
    Meaning,
    Shows,
    label_of_class,
)
from milepost.schema.period import COARSENINGS
from milepost.schema.types import Address, Day, Id, Markdown, Related, Tag, Text, When, Word
from milepost.suggestions import nearest

CREATION = ""  # in place of the name of a field, in `recorded_when`
OPEN = "open"
ALWAYS = "always"
GROUPS: dict[str, str] = {
    "money": "costs, rates and budgets",
    "people": "names, e-mail addresses, owners, assignees, participants, deciders",
    "resources": "capacity, load, requests to other teams, stakeholders",
    "confidence": "how sure somebody is",
    "scores": "importance, satisfaction, scores of items with what drives them, and estimates of stories",
    "reasons": "why something is off track or slipped",
    "notes": "working notes: last update, tracking links, earlier ids, views on competitors",
    "feedback": "what customers said: quotes, segments, counts, evidence",
    "access": "access, contacts, references to secrets",
    "risks": "everything of a risk but its title and status",
    "actions": "follow-up actions",
}

# Meaning of the fields of a group, unless they declare one.
GROUP_MEANINGS = {
    "money": Meaning.MONEY,
    "people": Meaning.PEOPLE,
    "resources": Meaning.PEOPLE,
    "scores": Meaning.GOAL,
    "risks": Meaning.MONEY,
}

_BLANK_MATTERS = frozenset(("audience", "embargo_until"))  # a blank would disclose, so it is an error

Status = Literal["proposed", "planned", "in_progress", "paused", "done", "cancelled"]
CANCELLED = "cancelled"
CLOSED = ("done", CANCELLED)  # no more work is expected
Health = Literal["on_track", "at_risk", "off_track"]
DatePrecision = Literal["day", "month", "quarter", "half", "year", "horizon", "none"]
assert DatePrecision.__args__ == COARSENINGS  # type: ignore[attr-defined]


def _field(audience: str, description: str, default: Any, *, independent: bool, **declared: Any) -> Any:
    """A pydantic field that keeps each keyword of its declaration under `x-` in its JSON Schema extra."""
    measures, shows = declared.get("measures"), declared.get("shows", ())
    assert measures is None or measures in MEASURES, measures
    assert not (independent and declared.get("reveals")), "a field that reveals something is not independent"
    assert LANE not in shows or FACET in shows, "only a facet can divide a timeline into lanes"
    extra = {
        f"x-{name}": list(value) if isinstance(value, tuple) else value for name, value in declared.items() if value
    }
    if independent:
        extra["x-reveals"] = []
    return Field(default=default, description=description, json_schema_extra={"x-audience": audience, **extra})


def shown(
    description: str,
    default: Any = None,
    *,
    means: Meaning | None = None,
    measures: str | None = None,
    label: str = "",
    reveals: tuple[str, ...] | None = None,
    independent: bool = False,
    scheduled: bool = False,
    shows: tuple[Shows, ...] = (),
    heading: str = "",
    none: str = "",
    inherited: bool = False,
    joins: str = "",
    recorded_when: tuple[str, ...] = (),
    rows_from: str = "",
    rows_by: str = "",
) -> Any:
    """Declare a field that is visible to everyone who sees its entry; required with `default=...`.

    `means` is the field's meaning, if type, group, and entry do not imply it; on a mapping, that of everything in it.
    `label` is its display name if it differs from its name; a label with `{}` is wrapped around the labels inside a
    mapping. `scheduled`: the effective value may come from elsewhere, such as an item's end from its release, so
    `diff` compares computed values.

    `measures` (one of MEASURES) is what a text quantifies, if its type does not imply it. If `public:` overrides a
    date, state, or other measured value, its readers lose every other measuring field of the entry, since it could
    reveal the true value. `reveals` limits this to the named values; an `independent` field reveals none. On a part or
    a list of entries, both apply to everything in it.

    `shows` (of Shows) says where it is shown besides the page of its entry. `heading` is its name there if that is not
    its label, `none` the label of the group of entries without it if that is not "No …". An `inherited` field of an
    item falls back to the value of its nearest ancestor. The values of a field that `joins` another count there too.

    `recorded_when` is the name of a field of the entry and values of it: this is the day on which it became one of
    these, which `milepost set` writes down along with it. `(CREATION,)`: the day on which `milepost new` adds it.

    The rows of a list of mappings may come from a CSV file instead: `rows_from` is the key beside the list that names
    the file, `rows_by` the key of the command that writes it. Both are read before the document and are in no model, so
    nothing that shows, filters, or compares entries can know them.
    """
    return _field(
        OPEN,
        description,
        default,
        means=means,
        measures=measures,
        label=label,
        reveals=reveals,
        independent=independent,
        scheduled=scheduled,
        shows=shows,
        heading=heading,
        none=none,
        inherited=inherited,
        joins=joins,
        recorded_when=recorded_when,
        rows_from=rows_from,
        rows_by=rows_by,
    )


def guarded(
    group: str,
    description: str,
    default: Any = None,
    *,
    means: Meaning | None = None,
    measures: str | None = None,
    label: str = "",
    reveals: tuple[str, ...] | None = None,
    independent: bool = False,
    shows: tuple[Shows, ...] = (),
    heading: str = "",
    none: str = "",
    recorded_when: tuple[str, ...] = (),
) -> Any:
    """Declare a field that is restricted until its group (a key of GROUPS) is disclosed; otherwise like `shown`."""
    assert group in GROUPS, group
    return _field(
        group,
        description,
        default,
        means=means,
        measures=measures,
        label=label,
        reveals=reveals,
        independent=independent,
        shows=shows,
        heading=heading,
        none=none,
        recorded_when=recorded_when,
    )


def always(description: str, default: Any = None) -> Any:
    """Declare a field of the portfolio that every audience sees, whatever the document's audience."""
    return _field(ALWAYS, description, default, independent=True)


def _audience(value: Any, info: ValidationInfo) -> str:
    name = str(scalar(value, "an audience"))
    audiences = (info.context or {}).get("audiences", (name,))
    if name not in audiences:
        raise flaw("unknown-audience", f"there is no audience {described(name)}", _known_hint(name, audiences))
    return name


def _group(value: Any) -> str:
    name = str(scalar(value, "a field group"))
    if name not in GROUPS:
        raise flaw("unknown-word", f"there is no field group {described(name)}", _known_hint(name, GROUPS))
    return name


def _known_hint(word: str, words: Iterable[str]) -> str | None:
    return nearest(word, words, "known are: ")


def _refuse_blank(value: Any, info: ValidationInfo) -> Any:
    """Refuse a blank that would disclose what its author may have meant to restrict."""
    if value is not None:
        return value
    if info.field_name == "audience":
        audiences = ", ".join((info.context or {}).get("audiences", ()))
        raise flaw("unknown-audience", "no audience is named here", f"known are: {audiences}")
    if info.field_name == "embargo_until":
        raise flaw("bad-period", "no day is written here", "write a day, or delete the line to publish at once")
    hint = f"write other words, or delete the line to show the real {info.field_name}"
    raise flaw("bad-value", "nothing stands here for outsiders to read", hint)


AudienceName = Annotated[str, PlainValidator(_audience), WithJsonSchema({"type": "string"})]
Audience = Annotated[AudienceName | None, BeforeValidator(_refuse_blank), WithJsonSchema({"type": "string"})]
Embargo = Annotated[Day | None, BeforeValidator(_refuse_blank), WithJsonSchema({"type": "string", "format": "date"})]
_Group = Annotated[str, PlainValidator(_group)]
Disclosure = Annotated[
    dict[AudienceName, tuple[_Group, ...]],
    WithJsonSchema(
        {"type": "object", "additionalProperties": {"type": "array", "items": {"enum": list(GROUPS)}}},
    ),
]


class Part(BaseModel):
    """A mapping without identity; frozen, without unknown fields.

    `named_by` is the field that names it in a list. `text_field` is the field that is meant if it is written as plain
    text; empty if it may not be. `public_of` is the class that a `public:` block overrides.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)

    declares: ClassVar[EntrySpec] = EntrySpec("mapping", "mappings")
    public_of: ClassVar[type[Entry] | None] = None
    named_by: ClassVar[str] = "title"
    text_field: ClassVar[str] = ""

    def __init_subclass__(
        cls,
        *,
        label: str = "",
        plural: str = "",
        means: Meaning | None = None,
        fields_mean: Meaning | None = None,
        dated_by: str | None = None,
        page: str | None = None,
        anchor: str | None = None,
        linked: bool | None = None,
        of_document: bool | None = None,
        shared: bool | None = None,
        known: tuple[str, ...] | None = None,
        order: tuple[str, ...] | None = None,
        closed: tuple[str, ...] | None = None,
        container: bool | None = None,
        **options: Any,
    ) -> None:
        """Store what a class declares about its entries; see EntrySpec for the keywords.

        All but label and plural are inherited. A class with a type name must declare its meaning.
        """
        super().__init_subclass__(**options)
        if cls.__dict__.get("type_name") and means is None:
            raise TypeError(f"class {cls.__name__} must declare means=…: the sort of news it is when one comes or goes")
        if means is Meaning.PROMISE and not dated_by:
            raise TypeError(f"class {cls.__name__} is promised, so it must declare dated_by=…: the date that counts")
        said = {
            "means": means,
            "fields_mean": fields_mean,
            "dated_by": dated_by,
            "page": page,
            "anchor": anchor,
            "linked": linked,
            "of_document": of_document,
            "shared": shared,
            "known": known,
            "order": order,
            "closed": closed,
            "container": container,
        }
        label = label or label_of_class(cls.__name__)
        own: dict[str, Any] = {name: value for name, value in said.items() if value is not None}
        cls.declares = replace(cls.declares, label=label, plural=plural or f"{label}s", **own)

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, data: Any) -> Any:
        """A plain text stands for the field it is short for; a key without a value counts as omitted."""
        if isinstance(data, str) and cls.text_field:
            return cls.from_text(data)
        if isinstance(data, dict) and None in data.values():
            blanks = cls.model_fields.keys() - _BLANK_MATTERS
            return {key: value for key, value in data.items() if value is not None or key not in blanks}
        return data

    @classmethod
    def from_text(cls, text: str) -> dict[str, Any]:
        """What plain text in place of the mapping stands for."""
        return {cls.text_field: text}


class Link(Part):
    """A link to the web."""

    title: Text = shown("What the link leads to.", ...)
    url: Address = shown("A web address: https, http or mailto.", ...)


class Span(Part):
    """A start and an end."""

    start: When | None = shown("First day, or something vaguer.")
    end: When | None = shown("Last day, or something vaguer.")


class PublicOverrides(Part):
    """The `public:` block: texts and dates for broader audiences, and the precision of dates."""

    date_precision: Annotated[DatePrecision | None, BeforeValidator(_refuse_blank)] = shown(
        "The most exact that outsiders may see any date of this entry: "
        "day, month, quarter, half, year, horizon or none."
    )

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, data: Any) -> Any:
        """A blank override does not hide the original value, so it must not be accepted silently."""
        return data


class FolderAudience(Part):
    """`_audience.yml`: the audience of everything in and below a folder."""

    audience: Audience = shown("The outermost audience that may see what names none itself.")
    disclose: Disclosure | None = shown("Groups of fields opened to an audience: {public: [money]}.")


class Entry(Part, closed=CLOSED):
    """Anything with an id: a document, or an entry of a list.

    `named_by` is the field that names it if it has no title. `mention_field` is the field with the id of an entry that
    this one merely references; it is hidden together with that entry. `has_name`: the title is a name that could give
    something away, not a sentence or a role.
    """

    type_name: ClassVar[str] = ""
    needs_id: ClassVar[bool] = False
    mention_field: ClassVar[str] = ""
    has_name: ClassVar[bool] = True

    id: Id | None = shown("The id others refer to it by. It is part of public addresses.", means=Meaning.IDENTITY)
    title: Text = shown("What people call it.", ..., shows=(COLUMN,))
    summary: Text | None = shown("One sentence that a stakeholder understands.", shows=(COLUMN,))
    description: Markdown | None = shown("The whole of it, in Markdown. Link with [words](item:checkout).")
    audience: Audience = shown(
        "The outermost audience that may see it. With none here, the document's or folder's decides, "
        "else the innermost.",
        means=Meaning.AUDIENCE,
    )
    disclose: Disclosure | None = shown(
        "Groups of fields opened to an audience: {public: [money]}.", means=Meaning.AUDIENCE
    )
    public: PublicOverrides | None = shown(
        "What outsiders read instead: other words, another status, coarser dates.", means=Meaning.AUDIENCE
    )
    tags: tuple[Tag, ...] = shown("Free keywords.", (), shows=(COLUMN, FACET, FILTER))
    links: tuple[Link, ...] = shown("Links to the web.", ())
    updated: When | None = guarded(
        "notes",
        "When somebody last looked at this and found it right.",
        means=Meaning.RECORD,
        label="last update",
        shows=(COLUMN,),
        heading="Checked",
    )
    related: tuple[Related, ...] = shown("Ids of things it has to do with: of its own type, or type:id.", ())
    formerly: tuple[Id, ...] = guarded("notes", "Ids it had before.", (), means=Meaning.IDENTITY)

    @property
    def is_closed(self) -> bool:
        """Whether no more work is expected, by its status."""
        return getattr(self, "status", None) in self.declares.closed

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Give each class its own `public:` block, with just the fields that it may override."""
        from milepost.schema.fields import replaceable  # imports this module

        replaced: dict[str, Any] = {
            name: (
                Annotated[annotation | None, BeforeValidator(_refuse_blank)],
                shown(f"In place of {name}, for outsiders."),
            )
            for name, annotation in replaceable(cls)
        }
        words = create_model(f"{cls.__name__}Words", __base__=PublicOverrides, __module__=cls.__module__, **replaced)
        words.public_of = cls
        cls.model_fields["public"].annotation = words | None


class Named(Entry):
    """An entry with a required id, because others refer to it or it has an address."""

    needs_id: ClassVar[bool] = True
    id: Id = shown(
        "The id others refer to it by. It is part of public addresses.", ..., means=Meaning.IDENTITY, shows=(FILTER,)
    )


class Statement(Entry, means=Meaning.DETAIL):
    """A sentence that may be written as plain text: `- We never sell data` is `- title: We never sell data`."""

    text_field: ClassVar[str] = "title"

    type_name: ClassVar[str] = "statement"
    has_name: ClassVar[bool] = False


class Titled(Entry):
    """An entry named by one of its own fields, `named_by`, with an optional title."""

    has_name: ClassVar[bool] = False

    title: Text = shown("A short name, where its own words are too long.", "")


class Document(Entry):
    """One YAML file.

    If `owns_entries`, its entries belong to it: they are named below its id, and never visible to more readers. `id_of`
    are the paths of the fields that make the id of a document without one, instead of the name of its file.
    """

    owns_entries: ClassVar[bool] = False
    id_of: ClassVar[tuple[str, ...]] = ()
    place: ClassVar[int] = 100

    kind: Word = shown("What this file holds.", ..., means=Meaning.IDENTITY)
    product: Word | None = shown("The product it is about, where a site has several.")
