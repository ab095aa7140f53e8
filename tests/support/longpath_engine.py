"""The schedule of a network by longpath, a critical path engine of other authors."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from longpath import cpm, model
from longpath.calendars import WorkCalendar
from tests.support.networks import MONDAY
from tests.support.random_networks import Plain, Row

DAY = [(8 * 60, 16 * 60)]


def schedule_of(plain: Plain) -> dict[str, Row]:
    """The rows of all activities by id, free slack capped by total slack."""
    result = run(plain)
    rows = {}
    for name in result.order:
        moments = (result.es[name], result.ef[name], result.ls[name], result.lf[name])
        dates = [result.dt(moment).date() for moment in moments]
        total = result.tf_h[name] / 8
        rows[name] = Row(*dates, total, min(total, result.ff_h[name] / 8))
    return rows


def run(plain: Plain) -> cpm.CpmResult:
    """longpath's own result, with lags on the project's calendar as in Primavera's option of that name."""
    week = [DAY if weekday in plain.weekdays else [] for weekday in range(7)]
    calendar = WorkCalendar("c", "c", week, {day: [] for day in plain.holidays}, 8)
    activities = {
        f"T{index}": model.Activity(
            f"T{index}",
            f"T{index}",
            "",
            calendar_id="c",
            orig_dur_h=days * 8,
            rem_dur_h=days * 8,
            type=model.TASK if days else model.FINISH_MS,
        )
        for index, days in enumerate(plain.durations)
    }
    for index, constraint in enumerate(plain.constraints):
        if constraint:
            kind, days = constraint
            hour = 8 if kind in ("snet", "snlt", "mso") else 16
            activities[f"T{index}"].cstr_type = getattr(model, kind.upper())
            activities[f"T{index}"].cstr_date = datetime.combine(MONDAY + timedelta(days), time(hour))
    links = [model.Relationship(f"T{before}", f"T{after}", kind, lag * 8) for before, after, kind, lag in plain.links]
    start = datetime.combine(MONDAY, time(8))
    project = model.Project(
        "p", "p", "p", start, planned_start=start, default_calendar="c", activities=activities, relationships=links
    )
    return cpm.run(project, {"c": calendar}, cpm.CpmOptions(lag_calendar="project"))
