"""Two revisions side by side: matched entities, computed values, and texts for reports."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from milepost.analysis import Insight, computed
from milepost.diff.audience_mapping import earlier_audience
from milepost.diff.audience_snapshot import AudienceSnapshot
from milepost.diff.change import Change
from milepost.diff.matching import AnyEntity, MatchedEntities, Pair
from milepost.diff.rules import level_of
from milepost.diff.values import ComparedValue, parts_of, value_text, values_of
from milepost.kinds.plan.plan_periods import task_end, task_start
from milepost.kinds.plan.task_insight import TaskInsight
from milepost.kit import phrasing
from milepost.schema.base import Part
from milepost.schema.fields import fields_of
from milepost.schema.period import Period


class Comparison:
    """Two snapshots for the same readers, their entities matched, both evaluated as of the same day."""

    def __init__(self, base: AudienceSnapshot, head: AudienceSnapshot) -> None:
        self.snapshots = (base, head)
        self.base = base.portfolio
        self.head = head.portfolio
        self.as_of = head.as_of
        self.pairs = MatchedEntities(self.base, self.head)

    @cached_property
    def before(self) -> Insight:
        """Computed values of the earlier revision."""
        return computed(self.base, self.as_of)

    @cached_property
    def after(self) -> Insight:
        """Computed values of the later revision."""
        return computed(self.head, self.as_of)

    @cached_property
    def matched(self) -> tuple[Pair, ...]:
        """All pairs, in reading order of the later revision; removed entities last."""
        return tuple(self.pairs)

    def children(self, entity: AnyEntity) -> list[AnyEntity]:
        """Entities of the later revision whose parent is `entity`."""
        return self._children.get(entity, [])

    @cached_property
    def _children(self) -> dict[AnyEntity, list[AnyEntity]]:
        found: dict[AnyEntity, list[AnyEntity]] = {}
        for pair in self.matched:
            if pair.after and pair.after.parent:
                found.setdefault(pair.after.parent, []).append(pair.after)
        return found

    @cached_property
    def newly_visible_to(self) -> dict[AnyEntity, str]:
        """For each entity that a broader audience sees now, the broadest such audience."""
        found: dict[AnyEntity, str] = {}
        for audience in self.broader_audiences:
            for entity in self.visible_to(audience)[1]:
                found.setdefault(entity, audience)
        return found

    @property
    def broader_audiences(self) -> tuple[str, ...]:
        """Audiences broader than the readers at hand, the broadest first."""
        audiences = self.head.audiences
        return audiences[: audiences.index(self.head.audience)]

    def visible_to(self, audience: str) -> tuple[Mapping[AnyEntity, AnyEntity], Mapping[AnyEntity, AnyEntity]]:
        """What a broader audience sees of each entity: (in the earlier revision, in the later one)."""
        counterpart = earlier_audience(audience, self.base.audiences, self.head.audiences)
        return self.snapshots[0].visible_to(counterpart), self.snapshots[1].visible_to(audience)

    def unchanged(self, before: AnyEntity, after: AnyEntity) -> bool:
        """Whether an entry is equal in both revisions, so that its fields need not be compared."""
        return not self._renamed and bool(before.entry == after.entry)

    @cached_property
    def _renamed(self) -> bool:
        """Whether any entity has another id, so that equal text may refer to something else."""
        return any(pair.both and pair.both[0].key != pair.both[1].key for pair in self.matched)

    def for_broadest_audience(self) -> Comparison:
        """The same comparison for the broadest audience."""
        if not self.broader_audiences:
            return self
        counterpart = earlier_audience(self.broader_audiences[0], self.base.audiences, self.head.audiences)
        return Comparison(
            self.snapshots[0].for_audience(counterpart), self.snapshots[1].for_audience(self.broader_audiences[0])
        )

    def values(self, entity: AnyEntity) -> dict[str, ComparedValue]:
        """Fields of an entity by path. References compare as what they resolve to: a renamed target is equal."""
        return values_of(entity, self._resolve)

    def parts(self, value: ComparedValue, part: Part) -> dict[str, ComparedValue]:
        """Fields of a list entry that is no entity of its own, by path."""
        return parts_of(value.entity, part, self._resolve)

    def _resolve(self, entity: AnyEntity, type: str, value: str) -> Any:
        is_earlier = entity.document in self._earlier_documents
        found = (self.base if is_earlier else self.head).resolve_id(entity, type, value)
        if found is None or (self.pairs.later(found) if is_earlier else self.pairs.earlier(found)) is None:
            return value.lower()  # an added or removed target is reported itself
        return self.pairs.later(found) if is_earlier else found

    @cached_property
    def _earlier_documents(self) -> frozenset[Any]:
        return frozenset(self.base.documents)

    def main_date(self, entity: AnyEntity, *, now: bool) -> Period | None:
        """The date an entity is mostly about (`dated_by`); for scheduled dates the computed one."""
        return self.date_of(entity, type(entity.entry).declares.dated_by, now=now)

    def date_of(self, entity: AnyEntity, name: str, *, now: bool) -> Period | None:
        """A date of an entity by the name of its field; the computed one if the field is scheduled.

        None for what has no computed values, such as a cancelled task.
        """
        if not fields_of(type(entity.entry))[name].scheduled:
            written: Period | None = getattr(entity.entry, name)
            return written
        insight = self.after if now else self.before
        values = insight.of(entity)
        if isinstance(values, TaskInsight):
            assert entity.parent
            period_of = task_end if name == "end" else task_start
            return period_of(insight.portfolio, insight.plan(entity.parent), values)  # type: ignore[arg-type]
        found: Period | None = getattr(values, name, None)
        return found

    def value_text(self, value: ComparedValue | None, *, now: bool) -> str:
        """A value as readers see it; empty for None."""
        if value is None:
            return ""
        raw = value.raw if value.spec.many else (value.raw,)
        return phrasing.listing(self.item_text(value, one, now=now) for one in raw)

    def item_text(self, value: ComparedValue, raw: Any, *, now: bool) -> str:
        """A single value, or one entry of a list, as readers see it."""
        portfolio, spec = self.head if now else self.base, value.spec

        def name(type: str, id: str) -> str:
            found = portfolio.resolve_id(value.entity, type, id)
            return found.title if found else id

        if isinstance(raw, str) and (spec.choices or portfolio.has_label(spec.name, raw)):
            return portfolio.label(spec.name, raw).lower()
        if isinstance(raw, Part) and (ref := fields_of(type(raw))[raw.named_by].ref):
            return name(ref.type, getattr(raw, raw.named_by))
        return value_text(spec, raw, name)

    def change(
        self,
        rule: str,
        pair: Pair,
        what: str,
        *steps: str | int,
        before: str = "",
        after: str = "",
        days: int | None = None,
        gist: str = "",
        far: str = "",
    ) -> Change:
        """A change of the paired entity, placed at the field that `steps` lead to."""
        entity, eyes = pair.entity, self.snapshots[1 if pair.after else 0]
        return Change(
            rule,
            level_of(rule),
            entity.type,
            entity.key,
            _title(entity),
            what,
            field=".".join(map(str, steps)),
            before=before,
            after=after,
            days=days,
            place=eyes.place(entity, *steps),
            gone=pair.after is None,
            target=eyes.page_of(entity) if pair.after else None,
            shown_to=eyes.shown_to(entity),
            gist=gist,
            far=far,
        )


def _title(entity: AnyEntity) -> str:
    """Title of an entity, followed by its parent's in parentheses."""
    return f"{entity.title} ({entity.parent.title})" if entity.parent else entity.title
