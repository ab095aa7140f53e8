"""View-model of the flow page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from milepost.kinds.backlog.flow import AGING_PERCENTILE, StoryFlow
from milepost.kit import phrasing
from milepost.kit.addresses import FLOW
from milepost.kit.components import KeyFigure
from milepost.kit.context import PageContext
from milepost.pages.archive.charts import Chart
from milepost.pages.backlog.header import BacklogPageView, views_of
from milepost.pages.flow.charts import cumulative_flow_chart, cycle_time_chart, throughput_chart
from milepost.pages.flow.forecast import ForecastView, forecast_view
from milepost.pages.flow.in_progress import InProgressView, in_progress_view
from milepost.pages.flow.sources import source_words

_RECENT_DAYS = 28


@dataclass(frozen=True, slots=True)
class FlowView(BacklogPageView):
    """The flow of stories. `aging_note` says which stories in progress are older than most done ones took."""

    figures: tuple[KeyFigure, ...]
    forecast: ForecastView | None
    in_progress: InProgressView | None
    aging_note: str
    charts: tuple[Chart, ...]
    method: str


def flow_view(context: PageContext, title: str) -> FlowView:
    """Key figures, forecasts, work in progress, and charts."""
    flow = context.insight.story_flow
    return FlowView(
        frame=context.frame(title),
        opening=_opening(flow),
        views=views_of(context, FLOW),
        figures=tuple(_figures(context, flow)),
        forecast=forecast_view(context),
        in_progress=in_progress_view(context, flow),
        aging_note=_aging_note(flow),
        charts=tuple(chart for make in _CHARTS if (chart := make(context, flow))),
        method=f"{_METHOD} {source_words(context)}".strip(),
    )


_CHARTS = (cycle_time_chart, throughput_chart, cumulative_flow_chart)
_METHOD = (
    "Cycle time and age are calendar days from the start of a story, the first and the last day included. Percentiles "
    "are by nearest rank: the smallest of the values that so many percent do not exceed. A story is blocked until the "
    "last story that it depends on is done. Dropped stories and those without the dates that are needed are left out."
)


def _opening(flow: StoryFlow) -> str:
    limit = flow.percentiles.get(AGING_PERCENTILE)
    if limit is None:
        return ""
    of = phrasing.count(len(flow.cycle_days), "done story", "done stories")
    return f"{AGING_PERCENTILE}% of {of} took {phrasing.count(limit, 'day')} or less."


def _figures(context: PageContext, flow: StoryFlow) -> Iterator[KeyFigure]:
    since = context.as_of - timedelta(days=_RECENT_DAYS - 1)
    recent = [one for one in flow.done if one.done_on and one.done_on >= since]
    oldest = flow.in_progress[0].age_days if flow.in_progress else None
    yield KeyFigure(
        "In progress",
        phrasing.number(len(flow.in_progress)),
        note=f"the oldest for {phrasing.count(oldest, 'day')}" if oldest else "",
        warning=f"{len(flow.aging)} aging" if flow.aging else "",
    )
    if flow.percentiles:
        middle, likely = flow.percentiles[50], flow.percentiles[AGING_PERCENTILE]
        yield KeyFigure(
            "Cycle time",
            phrasing.number(middle),
            unit=phrasing.plural(middle, "day"),
            note=f"median; {AGING_PERCENTILE}% within {phrasing.count(likely, 'day')}",
        )
    if flow.done:
        yield KeyFigure("Done", phrasing.number(len(recent)), note="in the last 4 weeks")


def _aging_note(flow: StoryFlow) -> str:
    limit = flow.aging_limit
    if limit is None or not flow.aging:
        return ""
    return f"{len(flow.aging)} of {len(flow.in_progress)} older than {phrasing.count(limit, 'day')}"
