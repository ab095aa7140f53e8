"""What every document and every entry has: identity, words, an audience, and fields that declare theirs.

A field is `shown` to whoever sees its entry, `guarded` by a group that must be disclosed, or `always` public.
"""

from __future__ import annotations

from collections.abc import Iterable
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

from milepost.model.flaw import described, flaw, scalar
from milepost.model.nearest import nearest
from milepost.model.period import COARSENINGS
from milepost.model.types import Address, Day, Id, Markdown, Related, Tag, Text, When, Word

OPEN = "open"
ALWAYS = "always"
GROUPS: dict[str, str] = {
    "money": "costs, rates and budgets",
    "people": "names, e-mail addresses, owners, assignees, participants, deciders",
    "resources": "capacity, load, requests to other teams, stakeholders",
    "confidence": "how sure somebody is",
    "scores": "importance, satisfaction, and scores of items with what drives them",
    "reasons": "why something is off track or slipped",
    "notes": "working notes: last update, tracking links, earlier ids, views on competitors",
    "feedback": "what customers said: quotes, segments, counts, evidence",
    "access": "access, contacts, references to secrets",
    "risks": "everything of a risk but its title and status",
    "actions": "follow-up actions",
}

# What a field holds that could reveal the true value of another; plain words, names and references mean none of it.
MEANINGS = ("date", "length", "number", "state", "reason")

_CLOSING = frozenset(("audience", "embargo_until"))  # their blanks are no blanks

Status = Literal["proposed", "planned", "in_progress", "paused", "done", "cancelled"]
Health = Literal["on_track", "at_risk", "off_track"]
DatePrecision = Literal["day", "month", "quarter", "half", "year", "horizon", "none"]
assert DatePrecision.__args__ == COARSENINGS  # type: ignore[attr-defined]


def _field(
    audience: str, description: str, default: Any, means: str | None, reveals: tuple[str, ...] | None, independent: bool
) -> Any:
    assert means is None or means in MEANINGS, means
    assert not (independent and reveals), "a field that reveals something is not independent"
    extra: dict[str, Any] = {"x-audience": audience}
    if means:
        extra["x-means"] = means
    if reveals or independent:
        extra["x-reveals"] = list(reveals or ())
    return Field(default=default, description=description, json_schema_extra=extra)


def shown(
    description: str,
    default: Any = None,
    *,
    means: str | None = None,
    reveals: tuple[str, ...] | None = None,
    independent: bool = False,
) -> Any:
    """A field that whoever sees its entry sees too; required with `default=...`.

    `means` (of MEANINGS) says what a text holds where its type does not tell. Where `public:` replaces a date, a
    state or another measured value of an entry, the readers of `public:` lose every other field of the entry that
    means something, for it could reveal the true value. `reveals` names the values that this field could reveal,
    where it is not all of them; an `independent` field reveals none. On a part or a list of entries, both hold for
    what is in it.
    """
    return _field(OPEN, description, default, means, reveals, independent)


def guarded(
    group: str,
    description: str,
    default: Any = None,
    *,
    means: str | None = None,
    reveals: tuple[str, ...] | None = None,
    independent: bool = False,
) -> Any:
    """A field that is internal until its group (a key of GROUPS) is disclosed; the rest as in `shown`."""
    assert group in GROUPS, group
    return _field(group, description, default, means, reveals, independent)


def always(description: str, default: Any = None) -> Any:
    """A field of the portfolio that every audience sees, whatever the document's own audience."""
    return _field(ALWAYS, description, default, None, None, True)


def _audience(value: Any, info: ValidationInfo) -> str:
    name = str(scalar(value, "an audience"))
    audiences = (info.context or {}).get("audiences", (name,))
    if name not in audiences:
        raise flaw("unknown-audience", f"there is no audience {described(name)}", _known(name, audiences))
    return name


def _group(value: Any) -> str:
    name = str(scalar(value, "a field group"))
    if name not in GROUPS:
        raise flaw("unknown-word", f"there is no field group {described(name)}", _known(name, GROUPS))
    return name


def _known(word: str, words: Iterable[str]) -> str | None:
    return nearest(word, words, "known are: ")


def _not_blank(value: Any, info: ValidationInfo) -> Any:
    """Where a blank would open a door that its author may have meant to close."""
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
Audience = Annotated[AudienceName | None, BeforeValidator(_not_blank), WithJsonSchema({"type": "string"})]
Embargo = Annotated[Day | None, BeforeValidator(_not_blank), WithJsonSchema({"type": "string", "format": "date"})]
_Group = Annotated[str, PlainValidator(_group)]
Disclosure = Annotated[
    dict[AudienceName, tuple[_Group, ...]],
    WithJsonSchema(
        {"type": "object", "additionalProperties": {"type": "array", "items": {"enum": list(GROUPS)}}},
    ),
]


class Part(BaseModel):
    """A mapping without an identity of its own; frozen, and closed to unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, data: Any) -> Any:
        """A key with nothing behind it counts as left out."""
        if isinstance(data, dict) and None in data.values():
            blanks = cls.model_fields.keys() - _CLOSING
            return {key: value for key, value in data.items() if value is not None or key not in blanks}
        return data


class Link(Part):
    """A link to the web."""

    title: Text = shown("What the link leads to.", ...)
    url: Address = shown("A web address: https, http or mailto.", ...)


class Span(Part):
    """A start and an end."""

    start: When | None = shown("First day, or something vaguer.")
    end: When | None = shown("Last day, or something vaguer.")


class Words(Part):
    """Other words for outsiders, and how exact the dates may be that they see."""

    date_precision: Annotated[DatePrecision | None, BeforeValidator(_not_blank)] = shown(
        "The most exact that outsiders may see any date of this entry: "
        "day, month, quarter, half, year, horizon or none."
    )

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, data: Any) -> Any:
        """A blank does not hide what it stands for, so it may not look as if it did."""
        return data


class FolderAudience(Part):
    """`_audience.yml`: who may see what lies in and below a folder."""

    audience: Audience = shown("The outermost audience that may see what names none itself.")
    disclose: Disclosure | None = shown("Groups of fields opened to an audience: {public: [money]}.")


class Entry(Part):
    """Anything with an id: a document, or an entry of a list in one.

    `named_by` is the field that gives its name where it has no title. `stands_for` is the field that names what it
    is a mere mention of: where that is hidden, so is the mention. `has_name` is whether its title is a name that a text
    could give away, and neither a sentence nor a role.
    """

    type_name: ClassVar[str] = ""
    needs_id: ClassVar[bool] = False
    may_be_text: ClassVar[bool] = False
    named_by: ClassVar[str] = "title"
    stands_for: ClassVar[str] = ""
    has_name: ClassVar[bool] = True

    id: Id | None = shown("The id others refer to it by. It is part of public addresses.")
    title: Text = shown("What people call it.", ...)
    summary: Text | None = shown("One sentence that a stakeholder understands.")
    description: Markdown | None = shown("The whole of it, in Markdown. Link with [words](item:checkout).")
    audience: Audience = shown(
        "The outermost audience that may see it. With none here, the document's or folder's decides, "
        "else the innermost."
    )
    disclose: Disclosure | None = shown("Groups of fields opened to an audience: {public: [money]}.")
    public: Words | None = shown("What outsiders read instead: other words, another status, coarser dates.")
    tags: tuple[Tag, ...] = shown("Free keywords.", ())
    links: tuple[Link, ...] = shown("Links to the web.", ())
    updated: When | None = guarded("notes", "When somebody last looked at this and found it right.")
    related: tuple[Related, ...] = shown("Ids of things it has to do with: of its own type, or type:id.", ())
    formerly: tuple[Id, ...] = guarded("notes", "Ids it had before.", ())

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Gives each class its own `public:` block, with just the fields it may replace."""
        from milepost.model.fields import replaceable  # imports this module

        replaced: dict[str, Any] = {
            name: (
                Annotated[annotation | None, BeforeValidator(_not_blank)],
                shown(f"In place of {name}, for outsiders."),
            )
            for name, annotation in replaceable(cls)
        }
        words = create_model(f"{cls.__name__}Words", __base__=Words, __module__=cls.__module__, **replaced)
        cls.model_fields["public"].annotation = words | None


class Named(Entry):
    """An entry that others refer to, or that has an address: it must have an id."""

    needs_id: ClassVar[bool] = True
    id: Id = shown("The id others refer to it by. It is part of public addresses.", ...)


class Statement(Entry):
    """A sentence that may stand for itself: `- We never sell data` means `- title: We never sell data`."""

    may_be_text: ClassVar[bool] = True

    type_name: ClassVar[str] = "statement"
    has_name: ClassVar[bool] = False

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: Any) -> Any:
        return {"title": data} if isinstance(data, str) else data


class Titled(Entry):
    """An entry that says what it is in a field of its own, `named_by`, and needs no title besides."""

    has_name: ClassVar[bool] = False

    title: Text = shown("A short name, where its own words are too long.", "")


class Document(Entry):
    """One YAML file.

    Where `holds` is true, what stands in it is a part of it: named behind its id, and never seen by more than it is.
    """

    holds: ClassVar[bool] = False

    kind: Word = shown("What this file holds.", ...)
    product: Word | None = shown("The product it is about, where a site has several.")
