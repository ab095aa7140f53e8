"""Charts of the flow of stories, each with a description and a table of its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from milepost.charts.areas import CumulativeArea, cumulative_areas
from milepost.charts.bars import Stack, StackPart, stacked_bars
from milepost.charts.scales import Bands, Days, Linear
from milepost.charts.scatter import LevelLine, ScatterDot, scatter
from milepost.kinds.backlog.flow import FlowDay, StoryFlow
from milepost.kinds.backlog.model import STARTED_STORY
from milepost.kinds.backlog.story_metrics import status_word
from milepost.kit import phrasing
from milepost.kit.context import PageContext
from milepost.pages.archive.charts import Chart, Legend
from milepost.pages.flow.sources import origin_of

_BAND = 0.8  # of the width of a state that its dots may take
_LEAST = 2  # cycle times; a single dot is no distribution
_STATES = (("mild-3", "not started"), ("bad", "in progress"), ("actual", "done"))


def cycle_time_chart(context: PageContext, flow: StoryFlow) -> Chart | None:
    """A dot for each done story: the day on which it was done, and its cycle time, over the percentiles."""
    found = [(one.done_on, one) for one in flow.done if one.cycle_days is not None and one.done_on]
    if len(found) < _LEAST:
        return None
    mixed = any(one.from_git for _, one in found)
    dots = [
        ScatterDot(
            day,
            one.cycle_days or 0,
            f"{one.entity.title}: {phrasing.count(one.cycle_days or 0, 'day')}, done {phrasing.day(day)}",
            context.addresses.of(one.entity),
        )
        for day, one in found
    ]
    across = Days.around((day for day, _ in found), context.as_of, context.portfolio.head.fiscal_year_start or 1)
    up = Linear.around([*(dot.y for dot in dots)], whole=True)
    levels = [LevelLine(value, f"{percent}%") for percent, value in flow.percentiles.items()]
    return Chart(
        id="chart-cycle-time",
        title="Cycle time in days, by the day of completion",
        description=percentile_words(flow),
        legend=(),
        plot=scatter(dots, across, up, levels),
        head=("Done", "Story", "Cycle time", *(("Dates",) if mixed else ())),
        rows=tuple(
            (
                phrasing.day(day),
                one.entity.title,
                phrasing.count(one.cycle_days or 0, "day"),
                *((origin_of(one),) if mixed else ()),
            )
            for day, one in reversed(found)
        ),
    )


def aging_chart(context: PageContext, flow: StoryFlow) -> Chart | None:
    """A dot for each story in progress: its state and its age, over the percentiles of the cycle times of done ones.

    The aging chart of Vacanti, "Actionable Agile Metrics for Predictability", 2015.
    """
    dated = [one for one in flow.in_progress if one.age_days is not None]
    if not dated or not flow.percentiles:
        return None
    states = [status for status in STARTED_STORY if any(one.entity.entry.status == status for one in dated)]
    dots = []
    for number, status in enumerate(states):
        found = [one for one in dated if one.entity.entry.status == status]
        for place, one in enumerate(found):  # side by side, the oldest first, so that no dot hides another
            across = number + _BAND * ((place + 0.5) / len(found) - 0.5)
            words = f"{one.entity.title}: {phrasing.count(one.age_days or 0, 'day')} in progress"
            tone = "outside" if flow.is_aging(one) else "actual"
            dots.append(ScatterDot(across, one.age_days or 0, words, context.addresses.of(one.entity), tone))
    levels = [LevelLine(value, f"{percent}%") for percent, value in flow.percentiles.items()]
    return Chart(
        id="chart-aging",
        title="Age of work in progress, in days",
        description="The lines are the cycle times that 50%, 85%, and 95% of the done stories did not exceed.",
        legend=(),
        plot=scatter(
            dots,
            Bands.of(status_word(context.portfolio, status) for status in states),
            Linear.around([*(dot.y for dot in dots), *(level.value for level in levels)], whole=True),
            levels,
        ),
        head=("Story", "State", "Age"),
        rows=tuple(
            (
                one.entity.title,
                status_word(context.portfolio, one.entity.entry.status),
                phrasing.count(one.age_days or 0, "day"),
            )
            for one in dated
        ),
    )


def percentile_words(flow: StoryFlow) -> str:
    """The percentiles as a sentence: "50 % took 5 days or less, 85 % took 12 days or less.\""""
    parts = [f"{percent}% took {phrasing.count(days, 'day')} or less" for percent, days in flow.percentiles.items()]
    return f"{', '.join(parts)}." if parts else ""


def throughput_chart(context: PageContext, flow: StoryFlow) -> Chart | None:
    """Stories done per week, from Monday to Sunday."""
    weeks = flow.weeks
    if not weeks:
        return None
    counts = [len(week.done) for week in weeks]
    names = [phrasing.brief_day(week.monday) for week in weeks]
    stacks = [
        Stack(name, (StackPart(count, "actual", f"Week of {name}: {phrasing.count(count, 'story', 'stories')}"),))
        for name, count in zip(names, counts, strict=True)
    ]
    complete = [
        count for week, count in zip(weeks, counts, strict=True) if week.monday + timedelta(days=6) <= context.as_of
    ]
    mean = phrasing.number(round(sum(complete) / len(complete), 1)) if complete else ""
    ending = " The last week is not over." if len(complete) < len(weeks) else ""
    return Chart(
        id="chart-throughput",
        title="Throughput: stories done per week",
        description=(f"{mean} a week on average." if mean else "") + ending,
        legend=(),
        plot=stacked_bars(stacks),
        head=("Week from Monday", "Stories done"),
        rows=tuple(
            (phrasing.day(week.monday), phrasing.number(count)) for week, count in zip(weeks, counts, strict=True)
        ),
    )


def cumulative_flow_chart(context: PageContext, flow: StoryFlow) -> Chart | None:
    """Stories created, started, and done by each day."""
    days = flow.cumulative
    if len(days) < _LEAST:
        return None
    across = Days.around((one.day for one in days), context.as_of, context.portfolio.head.fiscal_year_start or 1)
    totals = (
        [(one.day, one.created) for one in days],
        [(one.day, one.started) for one in days],
        [(one.day, one.done) for one in days],
    )
    areas = [CumulativeArea(words, tone, tuple(values)) for (tone, words), values in zip(_STATES, totals, strict=True)]
    last = days[-1]
    return Chart(
        id="chart-cumulative-flow",
        title="Cumulative flow: stories by state",
        description=(
            f"By {phrasing.day(last.day)}: {last.created - last.started} not started, "
            f"{last.started - last.done} in progress, {last.done} done."
        ),
        legend=tuple(Legend(tone, words) for tone, words in _STATES),
        plot=cumulative_areas(areas, across),
        head=("By", "Not started", "In progress", "Done"),
        rows=tuple(_flow_row(one) for one in _month_ends(days)),
    )


def _month_ends(days: Sequence[FlowDay]) -> list[FlowDay]:
    """The last known day of each month, the latest first: a row for each change would be a hundred."""
    found = {(one.day.year, one.day.month): one for one in days}
    return list(reversed(found.values()))


def _flow_row(one: FlowDay) -> tuple[str, ...]:
    counts = (one.created - one.started, one.started - one.done, one.done)
    return (phrasing.day(one.day), *map(phrasing.number, counts))
