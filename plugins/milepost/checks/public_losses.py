"""Fields that a public site does not show because `public:` replaces a value that they could reveal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from milepost.access.effective_audience import is_disclosed
from milepost.analysis import Insight, computed
from milepost.checks.audience_view import BroaderView
from milepost.checks.check import Context, check, first_of, named
from milepost.checks.violation import Violation
from milepost.graph.portfolio import Entity
from milepost.kinds.roadmap.model import Item
from milepost.schema.base import GROUPS, Entry, Part
from milepost.schema.fields import FieldSpec, fields_of, replaceable, replaced_in


@check("public-override-hides", "info", "A value in `public:` hides fields that could reveal the true one.")
def public_override_hides(c: Context) -> Iterator[Violation]:
    said: set[Entity[Any]] = set()
    for view in c.audience_views:
        insight = computed(view.redacted, c.as_of)
        parts: dict[Entity[Any], list[Entity[Any]]] = {}
        for entity in view.pairs:
            if entity.parent:
                parts.setdefault(entity.parent, []).append(entity)
        for entity in view.pairs:
            replaced = replaced_in(entity.entry)
            if not replaced or entity in said:
                continue
            seen_anyway = _computed_fields(view, insight, entity)
            own = [name for name in _hidden_fields(c, view, entity, replaced) if name not in seen_anyway]
            inner = _hidden_in_parts(c, view, entity, replaced, parts)
            if lost := [*own, *inner]:
                said.add(entity)
                yield _violation(c, view, entity, replaced, lost, own)


def _violation(
    c: Context, view: BroaderView, entity: Entity[Any], replaced: frozenset[str], lost: list[str], own: list[str]
) -> Violation:
    first = next(name for name in fields_of(type(entity.entry)) if name in replaced)
    message = (
        f"{view.audience} readers do not see {first_of(lost, 9)} of {named(entity)}, "
        f"for {'it' if len(lost) == 1 else 'they'} could reveal its true {first}, which public: replaces"
    )
    writable = {name for name, _ in replaceable(type(entity.entry))}
    again = [name for name in own if name in writable]
    hint = f"write what they may know of {first_of(again)} in public: as well" if again else None
    return c.found(entity, ("public", first), message, hint)


def _computed_fields(view: BroaderView, insight: Insight, entity: Entity[Any]) -> set[str]:
    """Fields of an item for which readers see a value from elsewhere: its visible stories, parts, or plans."""
    if entity.type != Item.type_name:
        return set()
    found = insight.item(view.pairs[entity])
    return {name for name, origin in (("progress", found.progress_from), ("health", found.health_from)) if origin}


def _hidden_fields(c: Context, view: BroaderView, entity: Entity[Any], replaced: frozenset[str]) -> list[str]:
    """Written fields that an audience would see if `public:` did not replace other values of the entry."""
    entry = entity.entry
    again = entry.public.model_fields_set if entry.public else ()
    specs = fields_of(type(entry))
    return [
        name
        for name in specs
        if name in entry.model_fields_set
        and not specs[name].controls_visibility
        and name not in again
        and _is_open(c, view, entity, specs[name])
        and _could_reveal(specs[name], getattr(entry, name), replaced)
    ]


def _is_open(c: Context, view: BroaderView, entity: Entity[Any], spec: FieldSpec) -> bool:
    return spec.group not in GROUPS or is_disclosed(entity, spec.group, view.audience, c.portfolio.audiences)


def _could_reveal(spec: FieldSpec, value: Any, replaced: frozenset[str]) -> bool:
    """Whether a written value, or something in it, could reveal a replaced value."""
    if value is None or value == ():
        return False
    if spec.could_reveal(replaced):
        return True
    inside = spec.revealable(replaced)
    for one in value if spec.many else (value,):
        if isinstance(one, Part) and not isinstance(one, Entry):
            specs = fields_of(type(one))
            if any(_could_reveal(specs[name], getattr(one, name), inside) for name in one.model_fields_set):
                return True
    return False


def _hidden_in_parts(
    c: Context,
    view: BroaderView,
    entity: Entity[Any],
    replaced: frozenset[str],
    parts: dict[Entity[Any], list[Entity[Any]]],
) -> list[str]:
    """Hidden fields of nested entries, in words: 'the date of its milestones'."""
    found: dict[str, None] = {}
    for part in parts.get(entity, ()):
        inside = fields_of(type(entity.entry))[str(part.loc[-2])].revealable(replaced)
        own = _hidden_fields(c, view, part, inside)
        found |= dict.fromkeys(f"the {name} of its {part.loc[-2]}".replace("_", " ") for name in own)
        found |= dict.fromkeys(_hidden_in_parts(c, view, part, inside, parts))
    return list(found)
