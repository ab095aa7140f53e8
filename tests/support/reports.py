"""A project with a plan and six status reports, every two weeks, as tests and pictures show it."""

from __future__ import annotations

PORTFOLIO = """\
kind: portfolio
title: Quayside
audience: public
currency: EUR
projects:
  - {id: contactless, title: Contactless on the quay, status: in_progress}
"""

PLAN = """\
kind: plan
id: contactless
title: Contactless on the quay
audience: public
status: in_progress
start: 2026-09-01
tasks:
  - {id: first-quay, title: First quay live, milestone: true, end: 2026-10-19, baseline: {end: 2026-10-19},
     actual: {end: 2026-10-19}, status: done}
  - {id: inner-harbour, title: Inner harbour open, milestone: true, end: 2026-12-14, baseline: {end: 2026-12-14}}
  - {id: readers-delivered, title: Readers delivered, milestone: true, end: 2027-02-05, baseline: {end: 2026-11-27}}
  - {id: outer-islands, title: Outer islands open, milestone: true, end: 2027-04, baseline: {end: 2027-01-31}}
risks:
  - {id: supplier, title: The supplier of the readers delivers late, status: occurred}
  - {id: storms, title: Autumn storms stop work on the piers, status: open, probability: 4, impact: 4,
     review_by: 2026-11-30}
issues:
  - {id: power, title: No power on the two eastern piers, status: open}
"""

_NAMES = ("schedule", "scope", "cost", "quality", "risk")
_HEALTH = {
    "g": "on_track",
    "a": "at_risk",
    "r": "off_track",
}
_REASONS = {
    "schedule": "Readers arrive in February.",
    "scope": "Unchanged.",
    "cost": "One quote is still unknown.",
    "quality": "Taps take 0.6 s.",
    "risk": "Two closed, one occurred.",
}
_PATHS = {"schedule": "Rent hand-held readers until February."}
# End of the period, overall health, one health for each of _NAMES, forecasts of the milestones that are not met yet.
_HISTORY = (
    ("2026-08-31", "2026-09-13", "g", "gggag", ("2026-10-19", "2026-12-14", "2026-11-27", "2027-01-31")),
    ("2026-09-14", "2026-09-27", "g", "gggaa", ("2026-10-19", "2026-12-14", "2026-11-27", "2027-01-31")),
    ("2026-09-28", "2026-10-11", "a", "agggr", ("2026-10-19", "2026-12-14", "2026-12-18", "2027-02-26")),
    ("2026-10-12", "2026-10-25", "a", "agagr", ("", "2026-12-14", "2026-12-18", "2027-02-26")),
    ("2026-10-26", "2026-11-08", "a", "agaga", ("", "2026-12-14", "2027-01-15", "2027-03-31")),
    ("2026-11-09", "2026-11-22", "r", "rgaga", ("", "2026-12-14", "2027-02-05", "2027-04")),
)
_MILESTONES = (
    ("first-quay", "2026-10-19"),
    ("inner-harbour", "2026-12-14"),
    ("readers-delivered", "2026-11-27"),
    ("outer-islands", "2027-01-31"),
)
HEADLINE = (
    "The inner harbour opens on 14 December as promised. The ten outer quays move from January to April, because the "
    "reader supplier delivers ten weeks late."
)
_LATEST = f"""\
headline: {HEADLINE}
issued_on: 2026-11-24
achieved:
  - Third quay takes cards; 1,900 taps in its first week.
  - Deckhands tried the light on two boats and kept it.
  - Bank settlement tested to the cent.
planned_next:
  - Fourth inner quay.
  - Power on the two eastern piers.
  - Offline counting, in review.
decisions_needed:
  - title: Rent forty hand-held readers for the islands until February, for 28,000, or open all islands together in April.
    by: 2026-12-01
    from: Steering group
spend: {{planned: 310000, actual: 198000, forecast: 326000}}
risks: [storms, "The bank changes its settlement window"]
issues: [power]
metrics: ["12 % of fares are paid by card"]
"""


def report(at: int, audience: str = "public") -> str:
    """The YAML of one of the six reports, the oldest being 0."""
    start, end, overall, healths, forecasts = _HISTORY[at]
    dimensions = "\n".join(
        f'  {name}: {{health: {_HEALTH[health]}, reason: "{_REASONS[name]}"'
        + (f', path_to_green: "{_PATHS[name]}"' if name in _PATHS and health != "g" else "")
        + "}"
        for name, health in zip(_NAMES, healths, strict=True)
    )
    milestones = "\n".join(
        f"  - {{milestone: {name}, baseline: {promised}, "
        + (f"forecast: {forecast}}}" if forecast else f"actual: {promised}}}")
        for (name, promised), forecast in zip(_MILESTONES, forecasts, strict=True)
    )
    rest = _LATEST if at == len(_HISTORY) - 1 else f"headline: State of the quays on {end}.\n"
    return (
        f"kind: report\nproject: contactless\naudience: {audience}\nperiod: {{from: {start}, to: {end}}}\n"
        f'overall: {{health: {_HEALTH[overall]}, reason: "The readers come late."}}\n'
        f"dimensions:\n{dimensions}\nmilestones:\n{milestones}\n{rest}"
    )


def files(audience: str = "public") -> dict[str, str]:
    """Keyword arguments for the `portfolio` and `context` fixtures: the portfolio, the plan, and all reports."""
    reports = {f"report_{at}": report(at, audience) for at in range(len(_HISTORY))}
    return {"portfolio": PORTFOLIO, "plan": PLAN, **reports}
