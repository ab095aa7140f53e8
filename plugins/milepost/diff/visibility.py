"""What becomes visible further out, and what is withdrawn: told first, since nobody can take it back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from milepost.access.effective_audience import is_disclosed
from milepost.diff.audience_mapping import stood_for
from milepost.diff.change import Change
from milepost.diff.classification import rule_of
from milepost.diff.comparison import Comparison
from milepost.diff.dates import exactness, moved
from milepost.diff.matching import AnyEntity, Pair
from milepost.diff.values import FieldValue, another
from milepost.kit import phrasing
from milepost.schema.base import OPEN
from milepost.schema.period import Period

_Seen = Mapping[AnyEntity, AnyEntity]


def changes(states: Comparison) -> Iterator[Change]:
    """Each entity, and each field of it, once: for the outermost audience that is shown more of it, or less."""
    told: defaultdict[AnyEntity, set[str]] = defaultdict(set)
    for audience in states.outer:
        before, after = states.seen(audience)
        for pair in states.matched:
            if pair.both:
                yield from _of(states, pair, audience, before, after, told[pair.entity])


def _of(states: Comparison, pair: Pair, audience: str, before: _Seen, after: _Seen, told: set[str]) -> Iterator[Change]:
    assert pair.before
    assert pair.after
    was, now = before.get(pair.before), after.get(pair.after)
    if was and now:
        yield from _fields(states, pair, audience, (was, now), told)
    elif (was or now) and "" not in told and not type(pair.entity.entry).declares.container:
        told.add("")
        around = pair.after.parent
        earlier = states.pairs.earlier(around) if around else None
        if around and earlier and (earlier in before, around in after) == (bool(was), bool(now)):
            return  # it goes the way of what it stands in
        if now:
            with_it = _with(states, pair.after, after)
            yield states.change("audience-widened", pair, f"becomes visible to the {audience} audience{with_it}")
        else:
            yield states.change("audience-narrowed", pair, f"is no longer visible to the {audience} audience")


def _with(states: Comparison, entity: AnyEntity, after: _Seen) -> str:
    number = sum(one in after for one in states.inside(entity))
    return f", with {phrasing.count(number, 'entity')} in it" if number else ""


def _fields(
    states: Comparison, pair: Pair, audience: str, seen: tuple[AnyEntity, AnyEntity], told: set[str]
) -> Iterator[Change]:
    """What outsiders read of something that they saw before and still see."""
    assert pair.before
    assert pair.after
    if states.unchanged(*seen):
        return
    old, new = states.values(seen[0]), states.values(seen[1])
    wrote, writes = states.values(pair.before), states.values(pair.after)
    was_open = _open_before(states, pair.before, audience)
    shown = [
        path
        for path, value in new.items()
        if path not in old and path not in told and _opened(value, path in wrote, was_open)
    ]
    hidden = [path for path in old if path not in new and path not in told and path in writes and _is_own(old[path])]
    told.update(shown, hidden)
    if shown:
        names = phrasing.listing(new[path].label for path in shown)
        what = f"shows the {audience} audience its {names}"
        yield states.change("field-disclosed", pair, what, *shown[0].split("."), after=names)
    if hidden:
        names = phrasing.listing(old[path].label for path in hidden)
        what = f"no longer shows the {audience} audience its {names}"
        yield states.change("field-withdrawn", pair, what, *hidden[0].split("."), before=names)
    for path in new:
        was, now = old.get(path), new[path]
        if was is None or was.what == now.what or path in told or not _is_own(now):
            continue
        if found := _otherwise(states, pair, audience, (was, now), (wrote.get(path), writes.get(path))):
            told.add(path)
            yield found


def _open_before(states: Comparison, entity: AnyEntity, audience: str) -> Callable[[str], bool]:
    """Whether a group of fields was open to those who stood for an audience."""
    stood = stood_for(audience, states.base.audiences, states.head.audiences)
    return lambda group: stood is not None and is_disclosed(entity, group, stood, states.base.audiences)


def _opened(value: FieldValue, was_written: bool, was_open: Callable[[str], bool]) -> bool:
    """Whether a field was hidden, not merely empty: it was written, or its group was closed."""
    group = value.spec.group
    return (was_written and _is_own(value)) if group == OPEN else was_written or not was_open(group)


def _is_own(value: FieldValue) -> bool:
    """Whether it is not what it names that comes and goes."""
    return not value.spec.ref


def _otherwise(
    states: Comparison,
    pair: Pair,
    audience: str,
    outside: tuple[FieldValue, FieldValue],
    inside: tuple[FieldValue | None, FieldValue | None],
) -> Change | None:
    """A field that outsiders read otherwise, where that does not follow from what is written for everybody."""
    (was, now), (wrote, writes) = outside, inside
    path, who = now.path, f", as the {audience} audience reads it"
    replaced = any(one.entry.public and path in one.entry.public.model_fields_set for one in pair.both or ())
    same = replaced or (wrote and writes and wrote.what == writes.what)
    before, after = states.words(was, now=False), states.words(now, now=True)
    if isinstance(was.raw, Period) and isinstance(now.raw, Period):
        finer = exactness(now.raw) - exactness(was.raw)
        inner = exactness(writes.raw) - exactness(wrote.raw) if wrote and writes else 0
        if finer and finer != inner:
            rule, how = ("field-disclosed", "more") if finer > 0 else ("field-withdrawn", "less")
            what = f"shows the {audience} audience its {now.label} {how} exactly: {after}, not {before}"
            return states.change(rule, pair, what, *path.split("."), before=before, after=after)
        return moved(states, pair, was.raw, now.raw, path, who) if same else None
    if not same:
        return None
    what = f"has {another(now.label)} for the {audience} audience: {after}, not {before}"
    if len(what) > 200:
        what = f"has {another(now.label)} for the {audience} audience"
    return states.change(rule_of(pair, was, now), pair, what, "public", *path.split("."), before=before, after=after)
