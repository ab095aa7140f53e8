"""The budget of a plan: lines, and totals by category and by period, in which unknown amounts stay unknown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from milepost.kinds.plan.plan_insight import budget_amounts
from milepost.kit import phrasing
from milepost.kit.components import Phrase
from milepost.kit.schedule_words import NBSP, short_period
from milepost.pages.plan.components import PlanCell, PlanPart, PlanRow, PlanTable, cell, plan_table
from milepost.pages.plan.context import PlanContext
from milepost.schedule.money import BudgetTotals, Total, totals_by_category, totals_by_period

_AMOUNTS = ("Planned#", "Committed#", "Spent#", "Forecast#")


def budget_part(plan: PlanContext) -> PlanPart | None:
    """The budget; None without one, or for readers who may not see it."""
    budget, totals = plan.entry.budget, plan.insight.budget
    baseline = plan.entry.baseline
    if not budget and not (baseline and baseline.cost is not None):
        return None
    tables: list[PlanTable | None] = []
    if totals and budget:
        lines = [budget_amounts(line) for line in budget.lines]
        tables = [
            _grouped(plan, "Category", totals_by_category(lines), totals),
            _grouped(plan, "Period", _by_date(plan, totals_by_period(lines)), totals),
            plan_table(
                "Budget lines",
                ("Line", "Category", "Period", *_AMOUNTS),
                _lines(plan),
                folded=f"All {phrasing.count(len(budget.lines), 'budget line')}",
            ),
        ]
    return PlanPart("budget", "Budget", sentences=tuple(_sentences(plan, totals)), tables=tuple(filter(None, tables)))


def _sentences(plan: PlanContext, totals: BudgetTotals | None) -> Iterator[tuple[Phrase, ...]]:
    budget, baseline = plan.entry.budget, plan.entry.baseline
    if totals:
        yield from _spending(plan, totals)
    known = [
        f"The reserve is {plan.money(budget.reserve)}" if budget and budget.reserve is not None else "",
        f"the cost baseline is {plan.money(baseline.cost)}" if baseline and baseline.cost is not None else "",
    ]
    if any(known):
        yield (Phrase(phrasing.sentence(", and ".join(filter(None, known))) + "."),)


def _spending(plan: PlanContext, totals: BudgetTotals) -> Iterator[tuple[Phrase, ...]]:
    planned, actual, forecast = totals.planned, totals.actual, totals.forecast
    unit = plan.insight.currency
    if actual.counted and planned.counted:
        parts = [Phrase(actual.text(unit), strong=True), Phrase(f" spent of {planned.text(unit)} planned")]
        if totals.committed.counted:
            parts.append(Phrase(f", {totals.committed.text(unit)} committed"))
        yield (*parts, Phrase("."))
    elif planned.counted or planned.unknown:
        yield (Phrase(planned.text(unit), strong=True), Phrase(" planned."))
    if forecast.counted or forecast.unknown:
        parts = [Phrase("The forecast at completion is "), Phrase(forecast.text(unit), strong=True)]
        variance = totals.variance
        if variance:
            amount = plan.money(round(abs(variance), 2))
            parts.append(Phrase(f", {amount} {'under' if variance > 0 else 'over'} budget"))
        elif variance == 0:
            parts.append(Phrase(", as planned"))
        yield (*parts, Phrase("."))


def _grouped(
    plan: PlanContext, name: str, groups: Mapping[str | None, BudgetTotals], totals: BudgetTotals
) -> PlanTable | None:
    """Totals by group; None if all lines are in one group without a name."""
    if not any(groups):
        return None
    titles = {key: _group_title(plan, name, key) for key in groups}
    rows = [_totals(titles[key], one) for key, one in groups.items()]
    return plan_table(
        f"Budget by {name.lower()}", (name, *_AMOUNTS, "Variance#"), [*rows, _totals("Total", totals, total=True)]
    )


def _by_date(plan: PlanContext, groups: Mapping[str | None, BudgetTotals]) -> Mapping[str | None, BudgetTotals]:
    """Totals by period in order of time, those without a period last."""
    lines = plan.entry.budget.lines if plan.entry.budget else ()
    ends = {str(line.period): (line.period.first, line.period.last) for line in lines if line.period}
    late = (date.max, date.max)

    def order(key: str | None) -> tuple[date, date]:
        first, last = ends.get(key or "", late)
        return first or date.max, last or date.max

    return {key: groups[key] for key in sorted(groups, key=order)}


def _group_title(plan: PlanContext, name: str, key: str | None) -> str:
    if key is None:
        return f"No {name.lower()}"
    if name == "Category":
        return phrasing.sentence(key)
    lines = plan.entry.budget.lines if plan.entry.budget else ()
    return next((phrasing.sentence(phrasing.period(one.period)) for one in lines if str(one.period) == key), key)


def _totals(title: str, found: BudgetTotals, *, total: bool = False) -> PlanRow:
    amounts = (found.planned, found.committed, found.actual, found.forecast)
    variance = "" if found.variance is None else _signed(found.variance)
    return PlanRow((cell(title), *map(_amount, amounts), cell(variance)), total=total)


def _amount(total: Total) -> PlanCell:
    """A total without its currency; how many amounts are unknown is small print."""
    known = Total(total.known, total.counted).text()
    if not total.unknown:
        return cell(known)
    return cell(f"≥{NBSP}{known}" if known else "unknown", sub=f"{total.unknown} unknown" if known else "")


def _signed(value: float) -> str:
    rounded = round(value, 2) + 0.0
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return f"{sign}{phrasing.number(abs(rounded))}"


def _lines(plan: PlanContext) -> Iterator[PlanRow]:
    budget = plan.entry.budget
    for line in budget.lines if budget else ():
        task = plan.task(plan.entity, line.task)
        amounts = (line.planned, line.committed, line.actual, line.forecast)
        title: tuple[Phrase, ...] = (Phrase(line.title),)
        if task:
            title = (*title, Phrase(" · "), plan.named(task))
        yield PlanRow(
            (
                PlanCell(title),
                cell(phrasing.sentence(line.category or "")),
                cell(short_period(line.period)),
                *(
                    cell("unknown" if isinstance(one, str) else "" if one is None else phrasing.number(one))
                    for one in amounts
                ),
            )
        )
