"""The quality of open plans' schedules: the 14 points of the DCMA assessment, and two practices of GAO.

They are notes: a threshold is a reason to ask, not a fault (`schedule.quality` has the sources). `percent` is the
highest share that is not reported, or the lowest where more is better, `days` working days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from milepost.checks.check import Context, check, titles_of
from milepost.checks.violation import Violation
from milepost.kinds.plan.checked_plans import day_text, open_plans
from milepost.kinds.plan.plan_insight import PlanInsight
from milepost.schedule.calendar import TICKS_PER_DAY
from milepost.schedule.dates import Schedule
from milepost.schedule.logic_quality import dangling, out_of_sequence
from milepost.schedule.quality import QualityMeasure, high_slack, long_durations

Measured = Callable[[PlanInsight, Schedule], QualityMeasure | None]


def _point(name: str) -> Measured:
    """A point of the assessment by name; None where the data does not allow it."""
    return lambda plan, _schedule: next((one for one in plan.quality if one.name == name), None)


def _found(
    c: Context, measured: Measured, percent: int, words: str, hint: str, *, field: str | None = None
) -> Iterator[Violation]:
    """The open plans whose share is beyond a limit. `words` continue "3 of 12 ": "links {have} a lag"."""
    for plan, measure, share in _measures(c, measured):
        beyond = share < percent if measure.at_least else share > percent
        if beyond:
            limit = f"at {'least' if measure.at_least else 'most'} {percent} %"
            counted = words.format(have="has" if measure.count == 1 else "have")
            message = f"{measure.count:g} of {measure.total:g} {counted} ({share:g} %; {limit})"
            yield _violation(c, plan, measure, message, hint, field)


def _measures(c: Context, measured: Measured) -> Iterator[tuple[PlanInsight, QualityMeasure, float]]:
    """Each open plan that is scheduled, with the measure and its share in percent."""
    for plan in open_plans(c):
        measure = measured(plan, plan.schedule) if plan.schedule else None
        if measure and measure.share is not None:
            yield plan, measure, round(100 * measure.share, 1)


def _violation(
    c: Context, plan: PlanInsight, measure: QualityMeasure, message: str, hint: str, field: str | None = None
) -> Violation:
    """A violation at the first task to look at; the message names the first few."""
    tasks = [plan.network.tasks[name] for name in measure.activities]
    if not tasks:
        return c.found(plan.entity, ("tasks",), message, hint)
    return c.found(tasks[0], (field,) if field else (), f"{message}: {titles_of(tasks)}", hint)


@check("schedule-logic", "info", "Too many open tasks have no predecessor or no successor.", percent=5)
def schedule_logic(c: Context, percent: int) -> Iterator[Violation]:
    words = "open tasks {have} no predecessor or no successor"
    yield from _found(c, _missing_logic, percent, words, "write what they depend on in depends_on:")


def _missing_logic(plan: PlanInsight, schedule: Schedule) -> QualityMeasure | None:
    """Missing logic; None where only the first and the last task of the plan have a loose end, as they must."""
    network, measure = schedule.network, _point("logic")(plan, schedule)
    if measure is None:
        return None
    names = [(name, *network.ancestors(name)) for name in measure.activities]
    without_predecessor = sum(not any(one in network.predecessors for one in chain) for chain in names)
    without_successor = sum(not any(one in network.successors for one in chain) for chain in names)
    return None if max(without_predecessor, without_successor) <= 1 else measure


@check("schedule-leads", "info", "Links have a lead, so that a task depends on work that is still ahead.", percent=0)
def schedule_leads(c: Context, percent: int) -> Iterator[Violation]:
    hint = "split the predecessor, and depend on its first part"
    yield from _found(c, _point("leads"), percent, "links {have} a lead", hint, field="depends_on")


@check("schedule-lags", "info", "Too many links have a lag.", percent=5)
def schedule_lags(c: Context, percent: int) -> Iterator[Violation]:
    hint = "make a task of the waiting time, so that it has a name and an owner"
    yield from _found(c, _point("lags"), percent, "links {have} a lag", hint, field="depends_on")


@check("schedule-finish-to-start", "info", "Too few links lead from a finish to a start.", percent=90)
def schedule_finish_to_start(c: Context, percent: int) -> Iterator[Violation]:
    hint = "look at the links of other types into these tasks"
    words = "links {have} the type finish-to-start"
    yield from _found(c, _point("finish-to-start"), percent, words, hint, field="depends_on")


@check("schedule-hard-constraints", "info", "Too many open tasks have a hard constraint.", percent=5)
def schedule_hard_constraints(c: Context, percent: int) -> Iterator[Violation]:
    hint = "use snet or fnet, or a deadline:, which move no other date"
    yield from _found(
        c, _point("hard-constraints"), percent, "open tasks {have} a hard constraint", hint, field="constraint"
    )


@check("schedule-high-slack", "info", "Too many open tasks have much total slack.", days=44, percent=5)
def schedule_high_slack(c: Context, days: int, percent: int) -> Iterator[Violation]:
    words = f"open tasks {{have}} more than {days} working days of total slack"
    hint = "does a later task depend on them?"
    yield from _found(c, lambda _, schedule: high_slack(schedule, days * TICKS_PER_DAY), percent, words, hint)


@check("schedule-negative-slack", "info", "Open tasks have negative slack.", percent=0)
def schedule_negative_slack(c: Context, percent: int) -> Iterator[Violation]:
    hint = "a deadline or a constraint cannot be met: shorten the path, or agree on another date"
    yield from _found(c, _point("negative-slack"), percent, "open tasks {have} negative slack", hint)


@check("schedule-long-durations", "info", "Too many open tasks take long.", days=44, percent=5)
def schedule_long_durations(c: Context, days: int, percent: int) -> Iterator[Violation]:
    words = f"open tasks {{have}} a duration of more than {days} working days"
    hint = "split them, so that progress can be seen"
    yield from _found(c, lambda _, schedule: long_durations(schedule, days * TICKS_PER_DAY), percent, words, hint)


@check(
    "schedule-invalid-dates", "info", "Tasks have planned dates in the past, or actual ones in the future.", percent=0
)
def schedule_invalid_dates(c: Context, percent: int) -> Iterator[Violation]:
    words = f"tasks {{have}} a planned date before {day_text(c.as_of)} or an actual one after it"
    hint = "write what happened in actual:, and plan again what has not"
    yield from _found(c, _point("contrary-dates"), percent, words, hint)


@check("schedule-resources", "info", "Open tasks have neither a resource nor a cost, though others have.", percent=0)
def schedule_resources(c: Context, percent: int) -> Iterator[Violation]:
    hint = "write who does them in assigned:, or name them in a line of the budget"
    yield from _found(c, _point("resources"), percent, "open tasks {have} no resource and no cost", hint)


@check("schedule-missed-tasks", "info", "Too many tasks missed the end of their baseline.", percent=5)
def schedule_missed_tasks(c: Context, percent: int) -> Iterator[Violation]:
    words = "due tasks {have} missed the end of their baseline"
    yield from _found(c, _point("missed"), percent, words, "do the tasks that follow have the same cause of delay?")


@check("schedule-critical-path-test", "info", "A delay on the critical path does not reach the plan's end.", percent=95)
def schedule_critical_path_test(c: Context, percent: int) -> Iterator[Violation]:
    for plan, measure, share in _measures(c, _point("critical-path-test")):
        if share < percent and plan.critical_path:
            message = (
                f"a delay of {measure.total:g} working days on the critical path moves the end by {measure.count:g} "
                f"({share:g} %; at least {percent} %)"
            )
            hint = "look for missing links, constraints, and fixed dates on the way to the end"
            yield _violation(c, plan, measure, message, hint)


@check("schedule-cpli", "info", "The critical path length index is low: the baseline is out of reach.", percent=95)
def schedule_cpli(c: Context, percent: int) -> Iterator[Violation]:
    for plan, measure, share in _measures(c, _point("cpli")):
        if share < percent:
            index = f"{share / 100:.2f} (at least {percent / 100:.2f})"
            message = (
                f"the critical path length index is {index}: the critical path takes {measure.total:g} working days "
                f"from now, and the baseline ends in {measure.count:g}"
            )
            yield c.found(plan.entity, ("baseline",), message, "shorten the critical path, or agree on a new baseline")


@check("schedule-bei", "info", "The baseline execution index is low: fewer tasks are done than planned.", percent=95)
def schedule_bei(c: Context, percent: int) -> Iterator[Violation]:
    for plan, measure, share in _measures(c, _point("bei")):
        if share < percent:
            index = f"{share / 100:.2f} (at least {percent / 100:.2f})"
            message = (
                f"the baseline execution index is {index}: {measure.count:g} tasks are done, and {measure.total:g} "
                "should be by the baseline"
            )
            yield _violation(c, plan, measure, message, "finish what is late before something new is started")


@check("schedule-dangling", "info", "Open tasks have links at one end only.", percent=0)
def schedule_dangling(c: Context, percent: int) -> Iterator[Violation]:
    words = "open tasks {have} a start that no link decides, or a finish that nothing depends on"
    hint = "add a link of type FS or SS into the start, or one of type FS or FF from the finish"
    yield from _found(c, lambda _, schedule: dangling(schedule), percent, words, hint, field="depends_on")


@check("schedule-out-of-sequence", "info", "Tasks have started before their predecessors allow it.", percent=0)
def schedule_out_of_sequence(c: Context, percent: int) -> Iterator[Violation]:
    words = "started tasks {have} a predecessor that does not allow it yet"
    hint = "correct the link, or the progress of the predecessor"
    yield from _found(c, lambda _, schedule: out_of_sequence(schedule), percent, words, hint, field="depends_on")
