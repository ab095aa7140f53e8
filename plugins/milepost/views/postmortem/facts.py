"""The facts beside a post-mortem, and what it is linked to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from milepost.model.postmortem import MOMENTS, Postmortem
from milepost.portfolio import Thing
from milepost.views import words
from milepost.views.clock import Clock
from milepost.views.desk import Desk
from milepost.views.money import money
from milepost.views.pieces import Fact, Ref
from milepost.views.postmortem.times import Stat
from milepost.views.works import project_ref


def facts_of(
    desk: Desk, thing: Thing[Postmortem], clock: Clock, stats: Iterable[Stat], *, dated: bool
) -> Iterator[Fact]:
    """What else is known. `stats` are numbers too few for cards; `dated`: its moments are shown elsewhere."""
    entry = thing.entry
    if not dated:
        yield from _stamps(desk, thing, clock)
    for stat in stats:
        yield Fact(stat.label, words=stat.words, note=", ".join(stat.notes))
    if entry.impact and isinstance(entry.impact.cost, str):
        yield Fact("Cost", words=money(desk, entry.impact.cost, None))
    if project := project_ref(desk, entry.project):
        yield Fact("Project", (project,))
    for label, type_name, values in (
        ("Team", "team", (entry.team,)),
        ("Owner", "person", (entry.owner,)),
        ("Affected", "service", entry.affected),
    ):
        if names := [desk.name(type_name, value) for value in values if value]:
            yield Fact(label, words=words.listing(names))
    if entry.categories:
        yield Fact("Sort", words=words.listing(entry.categories))
    if entry.impact and entry.impact.metrics:
        yield Fact("Seen in", words=words.listing(entry.impact.metrics))
    yield from _review(desk, entry)
    yield Fact("As of", words=desk.today.words)


def _stamps(desk: Desk, thing: Thing[Postmortem], clock: Clock) -> Iterator[Fact]:
    """Moments of which there are too few for a line."""
    found = desk.insight.incident(thing).stamps
    for stage in MOMENTS:
        if stamp := found.get(stage):
            moment, day = stamp.instant.moment, clock.period(stamp.instant)
            if not day.is_later:
                time = f", {clock.time(moment)} {clock.offset(moment)}".rstrip() if moment else ""
                yield Fact(words.sentence(stage), words=words.period(day) + time, note=clock.name if moment else "")


def _review(desk: Desk, entry: Postmortem) -> Iterator[Fact]:
    if entry.reviewed_on:
        yield Fact("Reviewed", words=words.period(entry.reviewed_on))
    if names := [desk.name("person", one) for one in entry.participants]:
        yield Fact("Reviewed by", words=words.listing(names))
    if entry.updated:
        yield Fact("Checked", words=words.period(entry.updated))


def related_of(desk: Desk, thing: Thing[Postmortem]) -> tuple[Ref, ...]:
    """What it has to do with, by its own word or by that of others of its kind."""
    portfolio = desk.portfolio
    others = (*portfolio.targets(thing, "related"), *portfolio.sources(thing, "related", "postmortem"))
    return desk.refs(one for one in dict.fromkeys(others) if one is not thing)
