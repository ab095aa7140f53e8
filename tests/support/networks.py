"""Small networks in few words: `task("B", 3, "A FS+2")`, and published ones with their dates."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from milepost.schedule.calendar import TICKS_PER_DAY, WorkCalendar
from milepost.schedule.network import Activity, ActivityLink, Constraint, ConstraintType, Lag, LinkType, Network

MONDAY = date(2026, 1, 5)
EVERY_DAY = WorkCalendar(frozenset(range(7)))
_LINK = re.compile(r"(?P<id>\w+)(?: (?P<type>FS|SS|FF|SF))?(?P<lag>[+-][\d.]+)?(?P<elapsed>ed)?")


@dataclass(frozen=True)
class Task:
    """An activity with the links into it."""

    activity: Activity
    links: tuple[ActivityLink, ...]


def link(text: str, successor: str) -> ActivityLink:
    """A link such as `A`, `A SS+2` (working days) or `A FS+3ed` (elapsed days)."""
    match = _LINK.fullmatch(text)
    assert match, text
    amount = float(match["lag"] or 0)
    lag = Lag(elapsed_days=amount) if match["elapsed"] else Lag.days(amount)
    return ActivityLink(match["id"], successor, LinkType(match["type"] or "FS"), lag)


def task(name: str, days: float | None, *links: str, **fields: Any) -> Task:
    """An activity of a number of working days; `constraint="snet 2026-01-19"`."""
    if isinstance(fields.get("constraint"), str):
        kind, day = fields["constraint"].split()
        fields["constraint"] = Constraint(ConstraintType(kind), date.fromisoformat(day))
    duration = None if days is None else round(days * TICKS_PER_DAY)
    return Task(Activity(name, duration, **fields), tuple(link(text, name) for text in links))


def network(*tasks: Task, start: date = MONDAY, calendar: WorkCalendar | None = None, **fields: Any) -> Network:
    """A network that starts on Monday, 5 January 2026 and is worked from Monday to Friday, unless it says otherwise."""
    links = [one for each in tasks for one in each.links]
    return Network.of([each.activity for each in tasks], links, start=start, calendar=calendar, **fields)


def changed(base: Network, name: str, **fields: Any) -> Network:
    """The same network with other fields of one activity."""
    activities = {**base.activities, name: replace(base.activities[name], **fields)}
    return Network(activities, base.links, base.calendar, base.start, base.as_of)


@dataclass(frozen=True)
class Published:
    """A network with its dates in days: id, duration, links, then ES, EF, LS, LF, total and free slack."""

    rows: tuple[tuple[str, float, str, tuple[float, ...]], ...]

    def network(self) -> Network:
        tasks = [task(name, days, *filter(None, links.split(", "))) for name, days, links, _ in self.rows]
        return network(*tasks, calendar=EVERY_DAY)


# Render, Stair and Hanna: Quantitative Analysis for Management, General Foundry.
FOUNDRY = Published(
    (
        ("A", 2, "", (0, 2, 0, 2, 0, 0)),
        ("B", 3, "", (0, 3, 1, 4, 1, 0)),
        ("C", 2, "A", (2, 4, 2, 4, 0, 0)),
        ("D", 4, "B", (3, 7, 4, 8, 1, 1)),
        ("E", 4, "C", (4, 8, 4, 8, 0, 0)),
        ("F", 3, "C", (4, 7, 10, 13, 6, 6)),
        ("G", 5, "D, E", (8, 13, 8, 13, 0, 0)),
        ("H", 2, "F, G", (13, 15, 13, 15, 0, 0)),
    )
)
# Hillier and Lieberman: Introduction to Operations Research, Reliable Construction Co.
RELIABLE = Published(
    (
        ("A", 2, "", (0, 2, 0, 2, 0, 0)),
        ("B", 4, "A", (2, 6, 2, 6, 0, 0)),
        ("C", 10, "B", (6, 16, 6, 16, 0, 0)),
        ("D", 6, "C", (16, 22, 20, 26, 4, 0)),
        ("E", 4, "C", (16, 20, 16, 20, 0, 0)),
        ("F", 5, "E", (20, 25, 20, 25, 0, 0)),
        ("G", 7, "D", (22, 29, 26, 33, 4, 0)),
        ("H", 9, "E, G", (29, 38, 33, 42, 4, 0)),
        ("I", 7, "C", (16, 23, 18, 25, 2, 2)),
        ("J", 8, "F, I", (25, 33, 25, 33, 0, 0)),
        ("K", 4, "J", (33, 37, 34, 38, 1, 1)),
        ("L", 5, "J", (33, 38, 33, 38, 0, 0)),
        ("M", 2, "H", (38, 40, 42, 44, 4, 4)),
        ("N", 6, "K, L", (38, 44, 38, 44, 0, 0)),
    )
)
# All four types of link, lags, a lead, and a milestone; five engines agree on every figure.
FOURLINKS = Published(
    (
        ("A", 4, "", (0, 4, 0, 4, 0, 0)),
        ("B", 6, "A", (4, 10, 7, 13, 3, 0)),
        ("C", 5, "A SS+2", (2, 7, 2, 7, 0, 0)),
        ("D", 8, "B FF+3, C FS+1", (8, 16, 8, 16, 0, 0)),
        ("E", 3, "C FS-1", (6, 9, 9, 12, 3, 0)),
        ("F", 2, "D, E", (16, 18, 16, 18, 0, 0)),
        ("G", 7, "B SS+4, E SF+9", (8, 15, 11, 18, 3, 3)),
        ("H", 0, "F, G", (18, 18, 18, 18, 0, 0)),
    )
)
PUBLISHED = {"FOUNDRY": FOUNDRY, "RELIABLE": RELIABLE, "FOURLINKS": FOURLINKS}
