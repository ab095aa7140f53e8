"""The schedule of a network by MPXJ's Primavera scheduler. Needs Java; raises ImportError where there is none."""

from __future__ import annotations

import shutil
from datetime import date
from functools import cache
from types import SimpleNamespace
from typing import Any

import jpype
import mpxj  # noqa: F401  (puts its archives on the class path)
from tests.support.networks import MONDAY
from tests.support.random_networks import Plain, Row

if not shutil.which("java"):
    raise ImportError("there is no Java")


@cache
def _java() -> Any:
    """The Java classes, in a virtual machine that lives as long as this process."""
    jpype.startJVM("-Xmx256m")
    found = SimpleNamespace()
    for package, names in {
        "org.mpxj": (
            "ProjectFile",
            "Duration",
            "TimeUnit",
            "RelationType",
            "Relation",
            "ActivityType",
            "DayType",
            "LocalTimeRange",
        ),
        "org.mpxj.cpm": ("PrimaveraScheduler",),
        "java.time": ("LocalDateTime", "LocalDate", "LocalTime", "DayOfWeek"),
    }.items():
        for name in names:
            setattr(found, name, jpype.JClass(f"{package}.{name}"))
    return found


def schedule_of(plain: Plain) -> dict[str, Row]:
    """The rows of all activities by id, free slack capped by total slack."""
    java = _java()
    project = java.ProjectFile()
    calendar = project.addDefaultBaseCalendar()
    project.setDefaultCalendar(calendar)
    for weekday in range(7):
        kind = java.DayType.WORKING if weekday in plain.weekdays else java.DayType.NON_WORKING
        day = java.DayOfWeek.of(weekday + 1)
        calendar.setCalendarDayType(day, kind)
        hours = calendar.addCalendarHours(day)
        for first in (8, 13) if weekday in plain.weekdays else ():
            hours.add(java.LocalTimeRange(java.LocalTime.of(first, 0), java.LocalTime.of(first + 4, 0)))
    for holiday in plain.holidays:
        calendar.addCalendarException(java.LocalDate.of(holiday.year, holiday.month, holiday.day))
    tasks = []
    for index, days in enumerate(plain.durations):
        task = project.addTask()
        task.setName(f"T{index}")
        duration = java.Duration.getInstance(days, java.TimeUnit.DAYS)
        task.setDuration(duration)
        task.setRemainingDuration(duration)
        task.setPlannedDuration(duration)
        task.setActivityType(java.ActivityType.TASK_DEPENDENT if days else java.ActivityType.FINISH_MILESTONE)
        tasks.append(task)
    for before, after, kind, lag in plain.links:
        link = java.Relation.Builder().predecessorTask(tasks[before])
        name = {"FS": "FINISH_START", "SS": "START_START", "FF": "FINISH_FINISH", "SF": "START_FINISH"}[kind]
        link.type(getattr(java.RelationType, name)).lag(java.Duration.getInstance(lag, java.TimeUnit.DAYS))
        tasks[after].addPredecessor(link)
    start = java.LocalDateTime.of(MONDAY.year, MONDAY.month, MONDAY.day, 8, 0)
    java.PrimaveraScheduler().schedule(project, start)
    return {str(task.getName()): _row(task, calendar) for task in tasks}


def _row(task: Any, calendar: Any) -> Row:
    # It may print a finish as the next morning, and a start as the evening before: the same moment of work.
    starts = [calendar.getNextWorkStart(one) for one in (task.getEarlyStart(), task.getLateStart())]
    finishes = [calendar.getPreviousWorkFinish(one) for one in (task.getEarlyFinish(), task.getLateFinish())]
    dates = [_date(one) for pair in zip(starts, finishes, strict=True) for one in pair]
    total, free = _days(task.getTotalSlack()), _days(task.getFreeSlack())
    return Row(*dates, total, min(total, free))


def _date(moment: Any) -> date:
    return date(int(moment.getYear()), int(moment.getMonthValue()), int(moment.getDayOfMonth()))


def _days(duration: Any) -> float:
    units = {"h": 8.0, "m": 480.0, "d": 1.0}
    return float(duration.getDuration()) / units[str(duration.getUnits())]
