"""`milepost show REF --if-slips 4w`: what would move, what would be missed, and what would not move."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import click

from milepost.analysis.insight import Insight
from milepost.analysis.slip import NoSlip, slip_of
from milepost.analysis.slip_impact import AnyEntity, SlipImpact, moved_period
from milepost.could_not_run import CouldNotRun
from milepost.escaping import line
from milepost.kit import phrasing
from milepost.kit.slip_words import date_words, missed_words, reason_words, spared_words
from milepost.schema.period import Period

_LONGEST = 3650
_UNITS = {"d": 1, "w": 7}


class SlipParameter(click.ParamType):  # type: ignore[type-arg]
    """A length in calendar days: 10d, or 4w."""

    name = "length"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        found = re.fullmatch(r"(\d{1,4})([dw])", str(value).strip().lower())
        days = int(found[1]) * _UNITS[found[2]] if found else 0
        if not 0 < days <= _LONGEST:
            self.fail(f"'{value}' is no length; write calendar days such as 10d, or weeks such as 4w", param, ctx)
        return days


def impact_of(insight: Insight, entity: AnyEntity, days: int) -> SlipImpact:
    """What a slip does. Raises CouldNotRun for an entry that cannot slip."""
    try:
        return slip_of(insight, entity, days)
    except NoSlip as reason:
        raise CouldNotRun(f"{entity.ref} {reason}") from None


def slip_text(entity: AnyEntity, found: SlipImpact) -> str:
    """The impact for a terminal."""
    return "\n".join(_lines(entity, found))


def _lines(entity: AnyEntity, found: SlipImpact) -> Iterator[str]:
    yield f"{click.style(entity.ref, bold=True)}  {line(entity.title)}"
    yield f"If it slips by {phrasing.count(found.days, 'calendar day')}:"
    moves = [
        (
            phrasing.duration(one.days),
            one.entity.ref,
            one.entity.title,
            "; ".join(filter(None, (reason_words(one), date_words(one), _overlap(one.overlap)))),
        )
        for one in found.shifts
    ]
    missed = [
        (phrasing.duration(one.days), one.entity.ref, one.entity.title, missed_words(one)) for one in found.missed
    ]
    spared, unknown = (
        [
            ("", one.entity.ref, one.entity.title, spared_words(one))
            for one in found.spared
            if (one.days is None) is vague
        ]
        for vague in (False, True)
    )
    for heading, rows in (("Moves later", moves), ("Missed", missed), ("Does not move", spared), ("May move", unknown)):
        if rows:
            width = max(len(far) for far, *_ in rows)
            yield ""
            yield click.style(heading, bold=True)
            yield from (
                f"  {far:<{width}}{'  ' if width else ''}{ref}  {line(title)}: {line(words)}"
                for far, ref, title, words in rows
            )
    if not found:
        yield ""
        yield "Nothing else moves, and no date is missed."
    if found.stories:
        number = sum(found.stories.values())
        yield ""
        yield f"{phrasing.count(number, 'open story', 'open stories')} of what slips."


def _overlap(days: int) -> str:
    return f"starts {phrasing.duration(days)} too early as it is" if days else ""


def slip_json(found: SlipImpact) -> dict[str, Any]:
    """The impact in plain values, by stable names."""
    return {
        "days": found.days,
        "moves": [
            {
                "ref": one.entity.ref,
                "title": one.entity.title,
                "days": one.days,
                "why": one.why,
                "via": one.via.ref,
                "steps": one.steps,
                "before": _date(one.before),
                "after": _date(one.before and moved_period(one.before, one.days)),
                "starts_too_early_by": one.overlap,
            }
            for one in found.shifts
        ],
        "missed": [
            {
                "ref": one.entity.ref,
                "title": one.entity.title,
                "days": one.days,
                "via": one.via.ref,
                "due": _date(one.due),
            }
            for one in found.missed
        ],
        "spared": [
            {"ref": one.entity.ref, "title": one.entity.title, "days_left": one.days, "via": one.via.ref}
            for one in found.spared
        ],
        "open_stories": {item.ref: number for item, number in found.stories.items()},
    }


def _date(period: Period | None) -> str | None:
    return str(period) if period else None
