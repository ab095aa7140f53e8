"""A project's plan in brief: when it ends, how far it is, what comes next, and what it has cost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from milepost.kinds.plan.model import Plan
from milepost.kinds.plan.plan_insight import PlanInsight
from milepost.kinds.plan.plan_periods import plan_baseline_end, plan_end, plan_start, task_end
from milepost.kinds.plan.planned_value import amount
from milepost.kinds.plan.task_insight import TaskInsight
from milepost.kit import phrasing
from milepost.kit.components import KeyFigure, MilestoneRow, ProgressBar
from milepost.kit.context import CLOSED, PageContext
from milepost.kit.milestones import away
from milepost.pages.report.wording import brief_periods, slip_words, unbroken
from milepost.schedule.money import UNKNOWN, Total
from milepost.schema.date_arithmetic import slip
from milepost.schema.period import Period, parse


@dataclass(frozen=True, slots=True)
class PlanBrief:
    """A plan in a few words. `start` and `end` are as precise as these readers may see.

    `slip` is how far the end is from the baseline ("15 weeks later than baseline"), `slip_days` in calendar days.
    `spent` and `budget` are amounts with their currency, empty where readers see no money.
    """

    insight: PlanInsight
    start: Period | None
    end: Period | None
    baseline: Period | None
    slip: str
    slip_days: int | None
    progress: ProgressBar | None
    spent: str
    budget: str
    forecast: str

    @property
    def is_closed(self) -> bool:
        """Whether the plan is done or cancelled."""
        return self.insight.entity.entry.status in CLOSED


def plan_brief(context: PageContext, plan: PlanInsight) -> PlanBrief:
    """The brief of a plan."""
    portfolio, entry = context.portfolio, plan.entity.entry
    end, baseline = plan_end(portfolio, plan), plan_baseline_end(plan)
    moved = slip(end, baseline)
    percent = plan.progress
    return PlanBrief(
        insight=plan,
        start=plan_start(portfolio, plan),
        end=end,
        baseline=baseline,
        slip=slip_words(end, baseline),
        slip_days=moved.days if moved else None,
        progress=ProgressBar(round(percent)) if percent is not None and entry.status not in CLOSED else None,
        spent=_money(plan, plan.budget.actual if plan.budget else None),
        budget=_budget(plan, entry),
        forecast=_money(plan, plan.budget.forecast if plan.budget else None),
    )


def _budget(plan: PlanInsight, entry: Plan) -> str:
    """The approved cost, else what the lines of the budget plan."""
    approved = amount(entry.baseline.cost) if entry.baseline else None
    if approved is not None and approved is not UNKNOWN:
        return Total(approved, 1).text(plan.currency)
    return _money(plan, plan.budget.planned if plan.budget else None)


def _money(plan: PlanInsight, found: Total | None) -> str:
    return found.text(plan.currency) if found else ""


def key_figures(context: PageContext, brief: PlanBrief) -> Iterable[KeyFigure]:
    """What a sponsor asks first: when it ends, how far it is, and what it costs."""
    if brief.end:
        label = "Ended" if brief.is_closed or (brief.end.last or date.max) < context.as_of else "Ends"
        (now,) = brief_periods((brief.end,), date.min)
        baseline = unbroken(phrasing.period(brief.baseline)) if brief.baseline else ""
        note = brief.slip or ("as in the baseline" if brief.slip_days == 0 else "")
        if note and baseline:
            note = f"{note} ({baseline})"
        forecast = brief.insight.forecast if label == "Ends" and brief.end.precision == "day" else None
        if forecast:
            # A date that half of the runs miss is no promise: say what is likely beside it.
            likely = unbroken(phrasing.short(parse(forecast.finish.p80.isoformat()), date.min))
            note = f"{note}; 80% likely by {likely}" if note else f"80% likely by {likely}"
        yield KeyFigure(label, now, note, warning=_missed(brief))
    if brief.progress:
        yield KeyFigure("Complete", f"{brief.progress.percent}%", "weighted by duration")
    if brief.spent:
        note = f"of {brief.budget}" if brief.budget else ""
        if brief.forecast and not brief.is_closed:
            note += f"{'; ' if note else ''}forecast {brief.forecast}"
        value, _, unit = brief.spent.partition(", ")[0].rpartition("\N{NO-BREAK SPACE}")
        yield KeyFigure("Spent", value or unit, note, unit if value else "")


def _missed(brief: PlanBrief) -> str:
    """By how many working days a deadline or constraint cannot be met."""
    slack = brief.insight.least_slack
    if brief.is_closed or slack is None or slack >= 0:
        return ""
    days = phrasing.number(round(-slack, 1))
    return f"misses a deadline by {days} working {phrasing.plural(1 if days == '1' else 2, 'day')}"


def next_milestones(context: PageContext, plan: PlanInsight, most: int) -> tuple[MilestoneRow, ...]:
    """The next open milestones, with the dates in their baseline if they slipped."""
    if plan.entity.entry.status in CLOSED:
        return ()
    found = [one for one in plan.milestones if not one.is_complete and one.end][:most]
    dates = [task_end(context.portfolio, plan, one) for one in found]
    before = [_baseline(one) for one in found]
    words = brief_periods((*dates, *before), context.as_of)
    return tuple(
        MilestoneRow(
            anchor="",
            ref=context.ref(one.entity),
            when=words[at],
            was=words[at + len(found)] if slip_words(dates[at], before[at]) else "",
            late=f"{phrasing.duration(one.late_by_days)} overdue" if _is_past(context, dates[at]) else "",
            summary=slip_words(dates[at], before[at]),
            away=away(context, dates[at]),
        )
        for at, one in enumerate(found)
    )


def _baseline(task: TaskInsight) -> Period | None:
    baseline = task.entity.entry.baseline
    return baseline.end if baseline else None


def _is_past(context: PageContext, when: Period | None) -> bool:
    return bool(when and when.last and when.last < context.as_of)
