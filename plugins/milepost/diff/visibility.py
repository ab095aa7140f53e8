"""What became visible to broader audiences, or was withdrawn from them; reported first, since it cannot be undone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from milepost.access.effective_audience import is_disclosed
from milepost.diff.audience_mapping import earlier_audience
from milepost.diff.change import Change
from milepost.diff.classification import rule_of
from milepost.diff.comparison import Comparison
from milepost.diff.dates import date_change, exactness
from milepost.diff.matching import AnyEntity, Pair
from milepost.diff.values import ComparedValue, other_noun
from milepost.kit import phrasing
from milepost.schema.base import OPEN
from milepost.schema.period import Period

_Seen = Mapping[AnyEntity, AnyEntity]


def changes(comparison: Comparison) -> Iterator[Change]:
    """Yield each entity and each field once, for the broadest audience that sees more or less of it."""
    reported: defaultdict[AnyEntity, set[str]] = defaultdict(set)
    for audience in comparison.broader_audiences:
        before, after = comparison.visible_to(audience)
        for pair in comparison.matched:
            if pair.both:
                yield from _entity_changes(comparison, pair, audience, before, after, reported[pair.entity])


def _entity_changes(
    comparison: Comparison, pair: Pair, audience: str, before: _Seen, after: _Seen, reported: set[str]
) -> Iterator[Change]:
    assert pair.before
    assert pair.after
    was, now = before.get(pair.before), after.get(pair.after)
    if was and now:
        yield from _field_changes(comparison, pair, audience, (was, now), reported)
    elif (was or now) and "" not in reported and not type(pair.entity.entry).declares.container:
        reported.add("")
        around = pair.after.parent
        earlier = comparison.pairs.earlier(around) if around else None
        if around and earlier and (earlier in before, around in after) == (bool(was), bool(now)):
            return  # it follows its parent, which is reported
        if now:
            with_it = _with_children(comparison, pair.after, after)
            yield comparison.change("audience-widened", pair, f"becomes visible to the {audience} audience{with_it}")
        else:
            yield comparison.change("audience-narrowed", pair, f"is no longer visible to the {audience} audience")


def _with_children(comparison: Comparison, entity: AnyEntity, after: _Seen) -> str:
    number = sum(one in after for one in comparison.children(entity))
    return f", with {phrasing.count(number, 'thing')} in it" if number else ""


def _field_changes(
    comparison: Comparison, pair: Pair, audience: str, seen: tuple[AnyEntity, AnyEntity], reported: set[str]
) -> Iterator[Change]:
    """Field changes of an entity that an audience saw before and still sees."""
    assert pair.before
    assert pair.after
    if comparison.unchanged(*seen):
        return
    old, new = comparison.values(seen[0]), comparison.values(seen[1])
    wrote, writes = comparison.values(pair.before), comparison.values(pair.after)
    was_open = _was_group_open(comparison, pair.before, audience)
    shown = [
        path
        for path, value in new.items()
        if path not in old and path not in reported and _was_hidden(value, path in wrote, was_open)
    ]
    hidden = [
        path for path in old if path not in new and path not in reported and path in writes and _is_value(old[path])
    ]
    reported.update(shown, hidden)
    if shown:
        names = phrasing.listing(new[path].label for path in shown)
        what = f"shows the {audience} audience its {names}"
        yield comparison.change("field-disclosed", pair, what, *shown[0].split("."), after=names)
    if hidden:
        names = phrasing.listing(old[path].label for path in hidden)
        what = f"no longer shows the {audience} audience its {names}"
        yield comparison.change("field-withdrawn", pair, what, *hidden[0].split("."), before=names)
    for path in new:
        was, now = old.get(path), new[path]
        if was is None or was.comparable == now.comparable or path in reported or not _is_value(now):
            continue
        if found := _shown_differently(comparison, pair, audience, (was, now), (wrote.get(path), writes.get(path))):
            reported.add(path)
            yield found


def _was_group_open(comparison: Comparison, entity: AnyEntity, audience: str) -> Callable[[str], bool]:
    """A function that tells whether a group of fields was disclosed to an audience in the earlier revision."""
    counterpart = earlier_audience(audience, comparison.base.audiences, comparison.head.audiences)
    return lambda group: counterpart is not None and is_disclosed(entity, group, counterpart, comparison.base.audiences)


def _was_hidden(value: ComparedValue, was_written: bool, was_open: Callable[[str], bool]) -> bool:
    """Whether a now visible field was hidden before, not just empty: it was written, or its group was closed."""
    group = value.spec.group
    return (was_written and _is_value(value)) if group == OPEN else was_written or not was_open(group)


def _is_value(value: ComparedValue) -> bool:
    """Whether a value is the field's own. A reference comes and goes with its target, which is reported itself."""
    return not value.spec.ref


def _shown_differently(
    comparison: Comparison,
    pair: Pair,
    audience: str,
    outside: tuple[ComparedValue, ComparedValue],
    inside: tuple[ComparedValue | None, ComparedValue | None],
) -> Change | None:
    """A field that an audience reads differently, unless that follows from a change everybody sees."""
    (was, now), (wrote, writes) = outside, inside
    path, who = now.path, f", as the {audience} audience reads it"
    replaced = any(one.entry.public and path in one.entry.public.model_fields_set for one in pair.both or ())
    same = replaced or (wrote and writes and wrote.comparable == writes.comparable)
    before, after = comparison.value_text(was, now=False), comparison.value_text(now, now=True)
    if isinstance(was.raw, Period) and isinstance(now.raw, Period):
        # A coarser or finer public date is a disclosure of its own, unless the true date changed precision alike.
        finer = exactness(now.raw) - exactness(was.raw)
        inner = exactness(writes.raw) - exactness(wrote.raw) if wrote and writes else 0
        if finer and finer != inner:
            rule, how = ("field-disclosed", "more") if finer > 0 else ("field-withdrawn", "less")
            what = f"shows the {audience} audience its {now.label} {how} exactly: {after}, not {before}"
            return comparison.change(rule, pair, what, *path.split("."), before=before, after=after)
        return date_change(comparison, pair, was.raw, now.raw, path, who) if same else None
    if not same:
        return None
    what = f"has {other_noun(now.label)} for the {audience} audience: {after}, not {before}"
    if len(what) > 200:
        what = f"has {other_noun(now.label)} for the {audience} audience"
    return comparison.change(
        rule_of(pair, was, now), pair, what, "public", *path.split("."), before=before, after=after
    )
