"""The audit's own table of fields and the models say the same; what one of them forgets is told here."""

from __future__ import annotations

import pytest
from pydantic import BaseModel
from tests.support.declared import schema_of
from tests.support.fields import models

from milepost.kinds import registry
from milepost.leak_check.audit.field_table import DECLARING, FIELDS, HOLDING, KINDS, WRITTEN_AS_TEXT
from milepost.schema.base import ALWAYS, OPEN, Document, Entry, FolderAudience, PublicOverrides
from milepost.schema.fields import FieldSpec, fields_of

# Not written in documents as classes of their own.
BASES = (Entry, Document, PublicOverrides, FolderAudience)
CLASSES = [pytest.param(cls, id=cls.__name__) for cls in models() if cls not in BASES]
TABLE = "plugins/milepost/leak_check/audit/field_table.py"
SEARCHED = ("id", "title", "name", "text", "line", "email", "address", "money", "date", "moment")
LEFT_ASIDE = ("reference", "vocabulary", "number", "setting")
# What steers the audience filter or says how others are read.
SETTINGS = {"audience", "disclose", "public", "kind", "embargo_until", "timezone", "currency", "working_days"}


def said(cls: type[BaseModel], name: str) -> tuple[str, str]:
    what, _, group = FIELDS[cls.__name__][name].partition(" @")
    return what, group or OPEN


@pytest.mark.parametrize("cls", CLASSES)
def test_every_field_of_every_class_is_in_the_table_with_its_group(cls: type[BaseModel]) -> None:
    table = FIELDS.get(cls.__name__, {})
    missing = fields_of(cls).keys() - table.keys()
    assert not missing, (
        f"{TABLE} does not know {cls.__name__}.{', '.join(sorted(missing))}: add what the field holds (see the top of "
        'that file) and its group, such as "name @people", so that the audit searches for it where it is hidden'
    )
    gone = table.keys() - fields_of(cls).keys()
    assert not gone, f"{TABLE} knows {cls.__name__}.{', '.join(sorted(gone))}, which the model no longer has"
    for name, spec in fields_of(cls).items():
        assert said(cls, name)[1] == spec.group, f"{TABLE}: the group of {cls.__name__}.{name} is {spec.group}"


@pytest.mark.parametrize("cls", CLASSES)
def test_what_a_field_holds_fits_its_declaration(cls: type[BaseModel]) -> None:
    for name, spec in fields_of(cls).items():
        what, _ = said(cls, name)
        assert what in expected(cls, name, spec), f"{TABLE}: {cls.__name__}.{name} cannot be '{what}'"


def expected(cls: type[BaseModel], name: str, spec: FieldSpec) -> tuple[str, ...]:
    if name == "public" or spec.choices:
        return ("setting",)
    if spec.model:
        return (f"> {spec.model.__name__}",)
    if spec.ref:
        by_id = spec.ref.strict or spec.ref.type == "related"
        return ("line" if spec.ref.prose else "reference" if by_id else f"name:{spec.ref.type}",)
    if spec.is_period and name not in ("embargo_until", "holidays"):
        return ("date",)
    if spec.is_instant:
        return ("moment",)
    if name in SETTINGS or name in ("holidays", "fiscal_year_start"):
        return ("setting",)
    if spec.role in ("text", "markdown"):
        return ("title", "name", "text", "email")
    if spec.role == "word":
        return ("name", "vocabulary")
    if spec.group == "money" or "tbd" in str(schema_of(cls, name)):
        return ("money",)
    return ("id", "address", "number", "labels", "disclaimer")


def test_every_class_of_the_table_is_one_of_the_models() -> None:
    assert FIELDS.keys() == {cls.__name__ for cls in models() if cls not in BASES}


def test_kinds_and_what_holds_its_entries_are_those_of_the_models() -> None:
    assert {kind: cls.__name__ for kind, cls in registry.KINDS.items()} == KINDS
    assert {cls.__name__ for cls in models() if getattr(cls, "owns_entries", False)} == HOLDING


def test_classes_that_declare_names_are_those_that_loose_references_are_of() -> None:
    loose = {
        spec.ref.type
        for cls in models()
        for spec in fields_of(cls).values()
        if spec.ref and not (spec.ref.strict or spec.ref.prose)
    }
    classes = {cls.__name__: cls.type_name for cls in models() if issubclass(cls, Entry)}

    assert {name: classes[name] for name in DECLARING} == DECLARING
    assert loose - set(DECLARING.values()) == set()


def test_an_entry_that_may_be_a_text_has_the_field_that_the_text_is() -> None:
    by_text = {cls.__name__ for cls in models() if getattr(cls, "text_field", "")}
    assert by_text == WRITTEN_AS_TEXT.keys()
    assert all(field in FIELDS[name] for name, field in WRITTEN_AS_TEXT.items())


def test_the_table_uses_only_words_that_its_reader_knows() -> None:
    known = {*SEARCHED, *LEFT_ASIDE, "labels", "disclaimer"}
    held = {what.partition(" @")[0] for fields in FIELDS.values() for what in fields.values()}
    assert {what.partition(":")[2] for what in held if what.startswith("name:")} <= set(DECLARING.values())
    held = {what for what in held if not what.startswith("name:")}
    assert {what for what in held if not what.startswith("> ")} <= known
    assert {what[2:] for what in held if what.startswith("> ")} <= FIELDS.keys()
    assert ALWAYS in {what.partition(" @")[2] for fields in FIELDS.values() for what in fields.values()}
