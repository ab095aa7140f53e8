"""What is typed on the command line as the value of a field."""

from __future__ import annotations

from typing import Any

from milepost.editing.field_paths import Step
from milepost.problem import Level, MilepostError, Problem, quoted
from milepost.schema.base import Part
from milepost.schema.fields import FieldSpec
from milepost.yaml.nodes import Node, Quoted
from milepost.yaml.reader import read
from milepost.yaml.text import SourceText, decode

_OPENING = ("[", "{")


def value_of(step: Step, typed: str) -> Any:
    """The value that replaces a field's whole value.

    Text is meant as it is typed. A list is written in YAML, `[a, b]`, or is a list of the one value; so is a mapping,
    `{start: 2027-01}`. Raises MilepostError for anything else.
    """
    spec = step.spec
    if spec is None or spec.keyed:
        return _written(step, typed) if typed.startswith(_OPENING) else Quoted(typed)
    if spec.many and not isinstance(step.name, int):
        if typed.startswith("["):
            return _written(step, typed)
        if "," in typed and not typed.startswith("{"):
            hint = f"write '[{typed}]', or add one value with {spec.name}+"
            raise _refused(f"{quoted(spec.name)} is a list, and {quoted(typed)} could be one value or several", hint)
        return [one_of(spec, typed)]
    return one_of(spec, typed)


def one_of(spec: FieldSpec, typed: str) -> Node:
    """One value of a field, or of the list that it holds. Raises MilepostError for what no file may hold."""
    decode(f"the value of {spec.name}", typed.encode("utf-8", "surrogateescape"))
    if spec.model is None:
        return _scalar(spec, typed)
    if typed.startswith("{"):
        return read(_source(spec.name, typed))
    if issubclass(spec.model, Part) and spec.model.text_field:
        return Quoted(typed)
    fields = ", ".join(list(spec.model.model_fields)[:3])
    raise _refused(
        f"{quoted(spec.name)} is a mapping, not {quoted(typed)}",
        f"set one of its fields, such as {spec.name}.{fields.split(', ')[0]}, or write {{{fields.split(', ')[0]}: …}}",
    )


def _scalar(spec: FieldSpec, typed: str) -> str:
    if spec.role == "markdown":
        text = "\n".join(typed.splitlines())
        return Quoted(f"{text}\n" if "\n" in text else text)
    if spec.role or spec.ref or spec.choices:
        return Quoted(" ".join(typed.split()) if "\n" in typed else typed)
    return typed


def _written(step: Step, typed: str) -> Any:
    return read(_source(str(step.name), typed))


def _source(name: str, typed: str) -> SourceText:
    return SourceText(f"the value of {name}", typed)


def _refused(message: str, hint: str) -> MilepostError:
    return MilepostError(Problem("wrong-shape", Level.ERROR, message, None, hint))
