"""JSON Schemas of the kinds for editors: draft-07 keywords, with the models' descriptions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from milepost.kinds.registry import KINDS
from milepost.schema.base import Document, Part, PublicOverrides
from milepost.schema.fields import fields_of
from milepost.schema.types import SCALAR_TYPES
from milepost.tables.csv_rows import SUFFIX

DRAFT = "http://json-schema.org/draft-07/schema#"
_NULL = {"type": "null"}
_DROPPED = ("default", "title")
_OURS = "x-"  # what `shown` and its kin declare for Milepost itself


class _Generator(GenerateJsonSchema):
    """Allows optional fields and lists to be left empty, as YAML does."""

    def tuple_schema(self, schema: core_schema.TupleSchema) -> JsonSchemaValue:
        found = super().tuple_schema(schema)
        found.pop("minItems", None)
        return {"anyOf": [found, _NULL]}


def json_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of a kind. Raises KeyError for an unknown one."""
    cls: type[Document] = KINDS[kind]
    schema = cls.model_json_schema(schema_generator=_Generator, mode="validation", ref_template="#/definitions/{model}")
    definitions = {name: _tidy(found) for name, found in sorted(schema.pop("$defs", {}).items())}
    schema = _tidy(schema)
    schema["properties"]["kind"] = {"const": kind, "description": "What this file holds."}
    for part in _parts(Part):
        if found := definitions.get(part.__name__):
            definitions[part.__name__] = _adapted(part, _with_row_files(part, found))
    return {"$schema": DRAFT, "title": f"Milepost {kind}", **schema, "definitions": definitions}


def _parts(cls: type[Part]) -> Iterator[type[Part]]:
    yield cls
    for child in cls.__subclasses__():
        yield from _parts(child)


def _adapted(cls: type[Part], schema: dict[str, Any]) -> dict[str, Any]:
    """What pydantic cannot express: entries that may be plain text, and overrides that must not be blank."""
    if issubclass(cls, PublicOverrides):
        for field in schema["properties"].values():
            if "anyOf" in field:
                field["anyOf"] = [choice for choice in field["anyOf"] if choice != _NULL]
    if cls.text_field:
        text = schema["properties"][cls.text_field] if cls.text_field == "id" else {"type": SCALAR_TYPES}
        return {"anyOf": [text, schema]}
    return schema


def _with_row_files(cls: type[Part], schema: dict[str, Any]) -> dict[str, Any]:
    """Add the keys for rows in a CSV file, which are in no model; rows are in the file or here, not in both."""
    for spec in (spec for spec in fields_of(cls).values() if spec.rows_from):
        schema["properties"][spec.rows_from] = {
            "type": "string",
            "description": f"A CSV file beside this one with the rows of {spec.name}.",
            "examples": [f"{spec.name}{SUFFIX}"],
        }
        schema["not"] = {"required": [spec.rows_from, spec.name]}
        if spec.rows_by:
            schema["properties"][spec.rows_by] = {
                "type": "array",
                "items": {"type": SCALAR_TYPES},
                "minItems": 1,
                "description": f"The program that writes {spec.rows_from}, and its arguments.",
            }
            schema["dependencies"] = {spec.rows_by: [spec.rows_from]}
    return schema


def _tidy(node: Any, *, names: bool = False) -> Any:
    """Drop what editors do not use; below `properties` the keys are names, not keywords."""
    if isinstance(node, list):
        return [_tidy(part) for part in node]
    if not isinstance(node, dict):
        return node
    return {
        key: _tidy(value, names=key in ("properties", "definitions") and not names)
        for key, value in node.items()
        if names or not (key in _DROPPED or key.startswith(_OURS))
    }
