"""Added, removed, and renamed entities."""

from __future__ import annotations

from collections.abc import Iterator

from milepost.diff.change import Change
from milepost.diff.classification import RULES
from milepost.diff.comparison import Comparison
from milepost.diff.matching import AnyEntity, Pair
from milepost.kit import phrasing
from milepost.schema.meaning import Meaning


def changes(comparison: Comparison, pair: Pair) -> Iterator[Change]:
    """Yield one change for an entity that was added, removed, or given another id; none for a matched one otherwise."""
    if pair.both:
        before, after = pair.both
        addressed = after.loc or type(after.entry).owns_entries
        if addressed and before.id and before.id.lower() != after.id.lower():
            what = f"has the id {after.id}; it was {before.id}"
            yield comparison.change("renamed", pair, what, "id", before=before.id, after=after.id)
        return
    # An entry that came or went together with its parent is reported there, not once more.
    around = pair.entity.parent
    gone_with = around and (comparison.pairs.earlier(around) if pair.after else comparison.pairs.later(around)) is None
    declared = type(pair.entity.entry).declares
    if gone_with or declared.container:
        return  # reported at the parent, or a mere container
    facts = _facts(comparison, pair)
    kind = declared.label
    after_that = f": {facts}" if facts else ""
    if pair.after is None:
        dependents = _orphaned_dependents(comparison, pair.entity)
        what = f"is no longer there; it was {declared.with_article}{after_that}{dependents}"
        yield comparison.change(_removal_rule(pair.entity), pair, what, before=facts)
    elif audience := comparison.newly_visible_to.get(pair.after):
        what = (
            f"is a new {kind}{_with_children(comparison, pair.after)}, visible to the {audience} audience{after_that}"
        )
        yield comparison.change("published", pair, what, after=facts)
    else:
        what = f"is a new {kind}{_with_children(comparison, pair.after)}{after_that}"
        yield comparison.change(_rule(pair.entity, "scope-added"), pair, what, after=facts)


def _orphaned_dependents(comparison: Comparison, gone: AnyEntity) -> str:
    """Suffix that counts the items whose `depends_on` still names a removed item; empty if there are none."""
    if gone.type != "item":
        return ""
    waiting = [comparison.pairs.later(one) for one in comparison.before.item(gone).needed_by]
    number = sum(gone.id.lower() in map(str.lower, one.entry.depends_on) for one in waiting if one)
    return (
        f"; {phrasing.count(number, 'item')} still {phrasing.plural(number, 'waits', 'wait')} for it" if number else ""
    )


def _rule(entity: AnyEntity, of_promises: str) -> str:
    """Rule for an added or removed entity: `of_promises` for a promise, else that of its class's meaning."""
    means = type(entity.entry).declares.means or Meaning.PROMISE
    return of_promises if means is Meaning.PROMISE else RULES[means]


def _removal_rule(entity: AnyEntity) -> str:
    """Removing a closed entity breaks no promise, so it is a wording change."""
    return "words-changed" if entity.entry.is_closed else _rule(entity, "scope-removed")


def _facts(comparison: Comparison, pair: Pair) -> str:
    """Status and main date of an entity whose class is a promise, such as "planned, Q3 2026"; else empty."""
    entity, portfolio = pair.entity, comparison.head if pair.after else comparison.base
    if type(entity.entry).declares.means is not Meaning.PROMISE:
        return ""
    when = comparison.main_date(entity, now=pair.after is not None)
    status = getattr(entity.entry, "status", None)
    state = portfolio.label("status", status).lower() if status else ""
    return ", ".join(filter(None, (state, phrasing.period(when) if when else "")))


def _with_children(comparison: Comparison, entity: AnyEntity) -> str:
    """Suffix that counts the entries inside a new entity: ", with 2 milestones"."""
    inside = [type(one.entry).declares for one in comparison.children(entity)]
    if not inside:
        return ""
    if len(inside) == 1:
        return f", with {inside[0].with_article}"
    plural = inside[0].plural if len(set(inside)) == 1 else "things"
    return f", with {phrasing.number(len(inside))} {plural}"
