"""References to unknown ids, undeclared names, and unused declarations."""

from __future__ import annotations

from collections.abc import Iterator

from milepost.access.effective_audience import is_disclosed
from milepost.access.undeclared_names import listed_types
from milepost.checks.check import Context, check, named
from milepost.checks.id_suggestions import IdSuggestions
from milepost.checks.violation import Violation
from milepost.graph.portfolio import Reference
from milepost.kinds.registry import entry_types, label_of_type, loose_types
from milepost.problem import quoted
from milepost.schema.base import GROUPS
from milepost.schema.fields import fields_of
from milepost.suggestions import nearest


@check("unknown-reference", "error", "A field names an id that nothing has.", of_absence=True)
def unknown_reference(c: Context) -> Iterator[Violation]:
    directory = IdSuggestions(c.portfolio)
    for reference, found in c.references:
        type, ref = reference.type, reference.value
        if found or not reference.strict:
            continue
        if type == "related":
            kind, _, ref = ref.rpartition(":")
            type = kind or reference.entity.type
        cls = entry_types().get(type)
        known = c.portfolio.shared_ids(type) if cls and cls.declares.shared else ()
        if c.portfolio.exists(type, ref) or ref.lower() in known:
            continue
        hint = nearest(ref, known, "known are: ") if known else directory.suggest(type, ref)
        message = f"there is no {label_of_type(type)} '{ref}'"
        yield c.found(reference.entity, _field_steps(reference), message, hint)


def _field_steps(reference: Reference) -> tuple[str | int, ...]:
    return reference.loc[len(reference.entity.loc) :]


@check(
    "undeclared-name", "warning", "A theme, team, tag or the like is not declared, though others are.", of_absence=True
)
def undeclared_name(c: Context) -> Iterator[Violation]:
    listed = listed_types(c.portfolio)
    uses: dict[tuple[str, str], list[Reference]] = {}
    for reference, found in c.references:
        if found is None and not reference.strict and reference.type in listed:
            uses.setdefault((reference.type, reference.value.lower()), []).append(reference)
    directory = IdSuggestions(c.portfolio)
    for (type, _), references in uses.items():
        unseen = ((one, audience) for one in references for audience in _hiding_audiences(c, one))
        first, audience = next(unseen, (references[0], ""))
        same = directory.id_of_title(type, first.value)
        hint = f"write its id: '{same}'" if same else directory.nearest(type, first.value)
        if hint or audience or not first.free:
            times = f" (used {len(references):,} times)" if len(references) > 1 else ""
            others = ", though others are" if c.portfolio.entities(type) else ""
            message = f"the {label_of_type(type)} {quoted(first.value)} is not declared{others}{times}"
            message += f"; {audience} readers do not see it" if audience else ""
            hint = hint or "declare it among the others, or name one of them"
            yield c.found(first.entity, _field_steps(first), message, hint)


def _hiding_audiences(c: Context, reference: Reference) -> Iterator[str]:
    """Audiences that see the field but not the name in it: an undeclared name may be that of a hidden entry."""
    steps = _field_steps(reference)
    group = fields_of(type(reference.entity.entry))[str(steps[0])].group
    for view in c.audience_views:
        audience = view.audience
        open_to = group not in GROUPS or is_disclosed(reference.entity, group, audience, c.portfolio.audiences)
        if reference.entity in view.pairs and open_to:
            yield audience


@check(
    "unused-name", "info", "A theme, team, tag or kind of customer is declared, and nothing names it.", of_absence=True
)
def unused_name(c: Context) -> Iterator[Violation]:
    used = {found for _, found in c.references if found}
    for type in sorted(loose_types()):
        for entity in c.portfolio.entities(type):
            if entity.id and entity not in used:
                yield c.found(entity, (), f"nothing names the {label_of_type(type)} {named(entity)}", "is it needed?")
