"""Fields of an entry by their path: `status`, `baseline.end`, `acceptance_criteria.2.done`, `disclose.public`."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel

from milepost.problem import Level, MilepostError, Problem, quoted
from milepost.schema.base import Entry, Part
from milepost.schema.fields import FieldSpec, fields_of, written_keys
from milepost.schema.meaning import Meaning
from milepost.suggestions import nearest
from milepost.wording import with_article


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a path: a key of a mapping of class `cls`, or a position in a list, counted from 0.

    `spec` is the declaration of the field that the step leads to or into; None below a field with keys of its own,
    such as the audiences of `disclose`. A position has the declaration of its list.
    """

    name: str | int
    cls: type[BaseModel] | None
    spec: FieldSpec | None


def field_path(cls: type[Entry], written: str) -> tuple[Step, ...]:
    """The steps of a path from an entry. Raises MilepostError for a field that there is not, or that cannot be set."""
    steps: list[Step] = []
    model: type[BaseModel] | None = cls
    listed: FieldSpec | None = None  # the list that a position comes next of
    for part in written.split("."):
        if listed is not None:
            steps.append(Step(_position(part, listed, written), None, listed))
            model, listed = listed.model, None
            continue
        if model is None:
            if steps and steps[-1].spec is not None and not steps[-1].spec.keyed:
                raise _refused(f"{quoted(steps[-1].spec.name)} has no fields of its own", f"write it without '.{part}'")
            steps.append(Step(part, None, None))
            continue
        spec = fields_of(model).get(part)
        if spec is None and part in written_keys(model):  # such as the CSV file of a list, which is in no model
            steps.append(Step(part, None, None))
            model = None
            continue
        if spec is None:
            label = _label(model)
            raise _refused(f"{label} has no field {quoted(part)}", nearest(part, fields_of(model), "it has: "))
        steps.append(Step(part, model, spec))
        listed, model = (spec, None) if spec.many else (None, spec.model)
    _check_identity(steps[-1], written)
    return tuple(steps)


def _position(part: str, spec: FieldSpec, written: str) -> int:
    if not part.isdecimal() or part == "0" or len(part) > 9:
        hint = f"positions count from 1, as in {spec.name}.1"
        raise _refused(f"{quoted(spec.name)} is a list, and {quoted(part)} in {quoted(written)} is no position", hint)
    return int(part) - 1


def _check_identity(step: Step, written: str) -> None:
    """Refuse what others refer to: ids, and the kind of a document."""
    entry = step.cls is not None and issubclass(step.cls, Entry)
    if not (entry and step.spec and step.spec.means is Meaning.IDENTITY and not step.spec.many):
        return
    if step.name == "kind":
        raise _refused("the kind of a document cannot be set", "milepost new writes a document of another kind")
    hint = "change it by hand, add the old id to formerly:, and milepost check names what refers to it"
    raise _refused(f"{quoted(written)} cannot be set: other entries refer to it", hint)


def _label(model: type[BaseModel]) -> str:
    if issubclass(model, Part) and model.public_of:
        return f"the public block of {model.public_of.declares.with_article}"
    return model.declares.with_article if issubclass(model, Part) else with_article(model.__name__)


def _refused(message: str, hint: str | None) -> MilepostError:
    return MilepostError(Problem("unknown-field", Level.ERROR, message, None, hint))
