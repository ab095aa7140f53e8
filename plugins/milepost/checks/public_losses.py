"""What readers of a public site do not get because `public:` replaces a value that it could reveal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from milepost.checks.check import Context, check, listed, named
from milepost.checks.outside import Outside
from milepost.checks.violation import Violation
from milepost.model.base import GROUPS, Entry, Part
from milepost.model.fields import FieldSpec, fields_of, replaceable, replaced_in
from milepost.portfolio import Thing
from milepost.reach import is_disclosed


@check("public-override-hides", "info", "A value in `public:` hides fields that could reveal the true one.")
def public_override_hides(c: Context) -> Iterator[Violation]:
    said: set[Thing[Any]] = set()
    for outside in c.outsides:
        parts: dict[Thing[Any], list[Thing[Any]]] = {}
        for thing in outside.pairs:
            if thing.parent:
                parts.setdefault(thing.parent, []).append(thing)
        for thing in outside.pairs:
            replaced = replaced_in(thing.entry)
            if not replaced or thing in said:
                continue
            own = _lost(c, outside, thing, replaced)
            inner = _lost_inside(c, outside, thing, replaced, parts)
            if lost := [*own, *inner]:
                said.add(thing)
                yield _problem(c, outside, thing, replaced, lost, own)


def _problem(
    c: Context, outside: Outside, thing: Thing[Any], replaced: frozenset[str], lost: list[str], own: list[str]
) -> Violation:
    first = next(name for name in fields_of(type(thing.entry)) if name in replaced)
    message = (
        f"{outside.audience} readers do not see {listed(lost, 9)} of {named(thing)}, "
        f"for {'it' if len(lost) == 1 else 'they'} could reveal its true {first}, which public: replaces"
    )
    writable = {name for name, _ in replaceable(type(thing.entry))}
    again = [name for name in own if name in writable]
    hint = f"write what they may know of {listed(again)} in public: as well" if again else None
    return c.found(thing, ("public", first), message, hint)


def _lost(c: Context, outside: Outside, thing: Thing[Any], replaced: frozenset[str]) -> list[str]:
    """The written fields that an audience would see, were it not for the values that are replaced."""
    entry = thing.entry
    again = entry.public.model_fields_set if entry.public else ()
    specs = fields_of(type(entry))
    return [
        name
        for name in specs
        if name in entry.model_fields_set
        and not specs[name].steers
        and name not in again
        and _is_open(c, outside, thing, specs[name])
        and _loses(specs[name], getattr(entry, name), replaced)
    ]


def _is_open(c: Context, outside: Outside, thing: Thing[Any], spec: FieldSpec) -> bool:
    return spec.group not in GROUPS or is_disclosed(thing, spec.group, outside.audience, c.portfolio.audiences)


def _loses(spec: FieldSpec, value: Any, replaced: frozenset[str]) -> bool:
    """Whether a written value, or something in it, could reveal what is replaced."""
    if value is None or value == ():
        return False
    if spec.gives_away(replaced):
        return True
    inside = spec.revealed(replaced)
    for one in value if spec.many else (value,):
        if isinstance(one, Part) and not isinstance(one, Entry):
            specs = fields_of(type(one))
            if any(_loses(specs[name], getattr(one, name), inside) for name in one.model_fields_set):
                return True
    return False


def _lost_inside(
    c: Context, outside: Outside, thing: Thing[Any], replaced: frozenset[str], parts: dict[Thing[Any], list[Thing[Any]]]
) -> list[str]:
    """What is lost of the entries in an entry: 'the date of milestones'."""
    found: dict[str, None] = {}
    for part in parts.get(thing, ()):
        inside = fields_of(type(thing.entry))[str(part.loc[-2])].revealed(replaced)
        own = _lost(c, outside, part, inside)
        found |= dict.fromkeys(f"the {name} of its {part.loc[-2]}".replace("_", " ") for name in own)
        found |= dict.fromkeys(_lost_inside(c, outside, part, inside, parts))
    return list(found)
