"""What a slip does, in words, for pages and for the command line."""

from __future__ import annotations

from milepost.analysis.slip_impact import AnyEntity, Missed, Shift, Spared, moved_period
from milepost.kinds.plan.model import Plan, Task
from milepost.kit import phrasing

CANNOT_TELL = "its dates are missing or too vague to tell"


def reason_words(shift: Shift, here: AnyEntity | None = None) -> str:
    """Why something moves: "depends on Readers", "Readers is a part of it". `here` is what the reader looks at."""
    via = "this" if shift.via is here else shift.via.title
    match shift.why:
        case "depends":
            return f"depends on {via}"
        case "delivers":
            return f"delivers {via}"
        case "release":
            return f"comes with {via}"
        case "milestone":
            return f"milestone of {via}"
    if isinstance(shift.via.entry, Plan):
        return f"delivered by the project {via}"
    return f"{via} is one of its tasks" if isinstance(shift.via.entry, Task) else f"{via} is a part of it"


def date_words(shift: Shift) -> str:
    """The date that moves: "12 March 2027 instead of 12 February 2027"; only what it is where that is no day."""
    after = shift.before and moved_period(shift.before, shift.days)
    if not shift.before:
        return ""
    return (
        f"{phrasing.period(after)} instead of {phrasing.period(shift.before)}"
        if after
        else (f"was {phrasing.period(shift.before)}")
    )


def missed_words(missed: Missed, here: AnyEntity | None = None) -> str:
    """What is missed: "due on 13 June 2027, missed by Readers". `here` is what the reader looks at."""
    by = "" if missed.via is here else f", missed by {missed.via.title}"
    return f"due {phrasing.on(missed.due)}{by}"


def spared_words(spared: Spared, here: AnyEntity | None = None) -> str:
    """Why something does not move: "12 days to spare after Readers". `here` is what the reader looks at."""
    if spared.days is None:
        return CANNOT_TELL
    left = phrasing.duration(spared.days) if spared.days else "nothing"
    return f"{left} to spare" + ("" if spared.via is here else f" after {spared.via.title}")
