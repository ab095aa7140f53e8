"""The milestone trend of a project: which date was stated for each milestone, report by report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from milepost.charts.milestone_trend import KEPT, SLIPPED, MilestoneTrend, StatedDate, milestone_trends
from milepost.kinds.report.model import ReportedMilestone
from milepost.kinds.report.sequence import ReportEntity, last_day, milestone_key, period_end, placed
from milepost.kit import phrasing
from milepost.kit.components import Ref
from milepost.kit.context import PageContext
from milepost.pages.archive.charts import Chart, Legend
from milepost.pages.report.milestones import milestone_ref, stated_date
from milepost.pages.report.wording import brief_periods, slip_words
from milepost.schema.date_arithmetic import slip
from milepost.schema.period import Period

_MOST = 10  # lines in the chart; more are not legible


@dataclass(frozen=True, slots=True)
class MilestoneHistory:
    """A milestone and what each report states about it; None where a report does not name it."""

    ref: Ref
    stated: tuple[ReportedMilestone | None, ...]

    @property
    def dates(self) -> list[Period]:
        """The dates that reports state for it, oldest report first."""
        return [when for one in self.stated if one and (when := stated_date(one))]

    @property
    def slipped_days(self) -> int:
        """Calendar days between the first date stated for it, or its baseline, and the last one; later is positive."""
        baselines = [one.baseline for one in self.stated if one and one.baseline]
        dates = self.dates
        first = baselines[0] if baselines else dates[0] if dates else None
        moved = slip(dates[-1], first) if dates else None
        return moved.days if moved else 0


def milestone_histories(context: PageContext, reports: Sequence[ReportEntity]) -> list[MilestoneHistory]:
    """The history of every milestone that a report names, in the order in which reports name them."""
    stated: dict[str, dict[int, ReportedMilestone]] = {}
    refs: dict[str, Ref] = {}
    for at, entity in enumerate(reports):
        for one in entity.entry.milestones:
            key, _ = milestone_key(context.portfolio, entity, one.milestone)
            stated.setdefault(key, {})[at] = one
            refs[key] = milestone_ref(context, entity, one.milestone)
    return [
        MilestoneHistory(refs[key], tuple(found.get(at) for at in range(len(reports)))) for key, found in stated.items()
    ]


def trend_chart(context: PageContext, reports: Sequence[ReportEntity]) -> Chart | None:
    """The milestone trend chart; None unless two reports state a date for the same milestone.

    It has the ten milestones that moved most, of those the first ones named; its table has all.
    """
    dated = placed(reports)
    histories = [one for one in milestone_histories(context, dated) if one.dates]
    if not any(len(one.dates) > 1 for one in histories):
        return None
    most = sorted(histories, key=lambda one: -abs(one.slipped_days))[:_MOST]
    drawn = [one for one in histories if one in most and any(when.last for when in one.dates)]
    slipped = [one for one in histories if one.slipped_days > 0]
    kinds = {SLIPPED if one.slipped_days > 0 else KEPT for one in drawn}
    legend = ((KEPT, "kept or earlier"), (SLIPPED, "later than baseline"))
    names = phrasing.listing(one.ref.title for one in slipped)
    return Chart(
        id="milestone-trend",
        title="Milestone dates by report: a level line has held, a rising line has slipped",
        description=f"Later than baseline: {names}." if slipped else "No milestone is later than its baseline.",
        legend=tuple(Legend(tone, words) for tone, words in legend if tone in kinds),
        plot=milestone_trends(
            [_line(context, dated, one) for one in drawn], context.as_of, context.portfolio.head.fiscal_year_start or 1
        ),
        head=("Milestone", *brief_periods((period_end(one.entry) for one in dated), context.as_of)),
        rows=tuple(_rows(context, histories)),
    )


def _line(context: PageContext, reports: Sequence[ReportEntity], history: MilestoneHistory) -> MilestoneTrend:
    found: list[StatedDate] = []
    for entity, stated in zip(reports, history.stated, strict=True):
        on, when = last_day(entity), stated_date(stated) if stated else None
        if not (on and stated and when and when.last):
            continue
        moved = slip_words(when, stated.baseline)
        said = ", ".join(filter(None, (f"{history.ref.title}: {phrasing.period(when)}", moved)))
        words = f"{said} (report of {phrasing.period(period_end(entity.entry))})"
        found.append(StatedDate(on, when.last, words, context.addresses.of(entity), met=stated.actual is not None))
        if stated.actual:
            break  # later reports repeat what cannot change anymore
    return MilestoneTrend(history.ref.title, tuple(found), history.slipped_days > 0)


def _rows(context: PageContext, histories: Sequence[MilestoneHistory]) -> Iterator[tuple[str, ...]]:
    stated = [[stated_date(one) if one else None for one in history.stated] for history in histories]
    words = iter(brief_periods((when for dates in stated for when in dates), context.as_of))
    for history, dates in zip(histories, stated, strict=True):
        yield (history.ref.title, *(next(words) or "–" for _ in dates))
