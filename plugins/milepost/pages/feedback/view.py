"""View-model of the feedback page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from milepost.charts.bars import Stack, StackPart, stacked_bars
from milepost.kinds.metrics.feedback import SENTIMENTS, FeedbackEntity, by_month, counted, customers_of
from milepost.kinds.metrics.model import Feedback, Sentiment
from milepost.kit import phrasing
from milepost.kit.addresses import METRICS, anchor
from milepost.kit.components import BasePageView, Fact, Ref, WebLink
from milepost.kit.context import PageContext
from milepost.kit.web_links import links_of
from milepost.pages.archive.charts import Chart, Legend
from milepost.pages.feedback.opportunities import OpportunityRow, opportunities_of
from milepost.schema.date_arithmetic import by_last_day

_MONTHS = 24
_TONES: dict[Sentiment | None, str] = {"positive": "median", "neutral": "mild-2", "negative": "bad", None: "none"}
_UNSAID = "not classified"


@dataclass(frozen=True, slots=True)
class FeedbackTable:
    """Feedback counted by `corner`; each row has a name, and as many words as `head`."""

    corner: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    """A piece of feedback. `quote` is in the customer's own words."""

    anchor: str
    title: str
    when: str
    quote: str
    facts: tuple[Fact, ...]
    summary: str
    description: str
    links: tuple[WebLink, ...]


@dataclass(frozen=True, slots=True)
class FeedbackView(BasePageView):
    """The feedback page; `chart` needs feedback of two months."""

    over: Ref
    counted: str
    opportunities: tuple[OpportunityRow, ...]
    chart: Chart | None
    tables: tuple[FeedbackTable, ...]
    rows: tuple[FeedbackRow, ...]


def feedback_view(context: PageContext, title: str) -> FeedbackView:
    """Opportunities, then feedback over time, by theme, channel, and segment, and one by one."""
    found = context.portfolio.all(Feedback)
    newest = sorted(found, key=lambda one: by_last_day(one.entry.date), reverse=True)
    return FeedbackView(
        frame=context.frame(title),
        over=Ref("Metrics", context.addresses.page(METRICS)),
        counted=_counted(found),
        opportunities=opportunities_of(context),
        chart=sentiment_chart(context, found),
        tables=tuple(_tables(context, found)),
        rows=tuple(_row(context, one) for one in newest),
    )


def sentiment_chart(context: PageContext, found: Sequence[FeedbackEntity]) -> Chart | None:
    """Customers by sentiment and month, the last two years at most; None unless two months have feedback."""
    months = by_month(found, context.as_of)[-_MONTHS:]
    if sum(bool(one.sentiments) for one in months) < 2:
        return None
    there = [name for name in (*SENTIMENTS, None) if any(name in one.sentiments for one in months)]
    stacks: list[Stack] = []
    for n, one in enumerate(months):
        named, year = phrasing.month(one.month).split()
        below = f"|{year}" if n == 0 or one.month.month == 1 else ""
        parts = (
            StackPart(
                one.sentiments.get(name, 0),
                _TONES[name],
                f"{named} {year}: {one.sentiments.get(name, 0)} {_word(name)}",
            )
            for name in there
        )
        stacks.append(Stack(f"{named[:3]}{below}", tuple(parts)))
    return Chart(
        id="feedback-by-month",
        title="Customers who gave feedback, by sentiment",
        description=f"Feedback of {phrasing.count(len(months), 'month')} to {phrasing.month(months[-1].month)}.",
        legend=tuple(Legend(_TONES[name], _word(name)) for name in there),
        plot=stacked_bars(stacks),
        head=("Month", *(phrasing.sentence(_word(name)) for name in there)),
        rows=tuple(
            (phrasing.month(one.month), *(phrasing.number(one.sentiments.get(name, 0)) for name in there))
            for one in months
        ),
    )


def _word(sentiment: Sentiment | None) -> str:
    return sentiment or _UNSAID


def _counted(found: Sequence[FeedbackEntity]) -> str:
    if not found:
        return ""
    entries = phrasing.count(len(found), "piece of feedback", "pieces of feedback")
    if all(one.entry.count is None for one in found):
        return f"{entries}."
    return f"{entries} from {phrasing.count(sum(map(customers_of, found)), 'customer')}."


def _tables(context: PageContext, found: Sequence[FeedbackEntity]) -> Iterator[FeedbackTable]:
    keys: tuple[tuple[str, Callable[[FeedbackEntity], str | None]], ...] = (
        ("Theme", lambda one: context.name("theme", one.entry.theme) or None),
        ("Channel", lambda one: one.entry.channel),
        ("Segment", lambda one: one.entry.segment),
    )
    for corner, key in keys:
        if not any(map(key, found)):
            continue
        groups = counted(found, key)
        there = [name for name in (*SENTIMENTS, None) if any(name in one.sentiments for one in groups)]
        yield FeedbackTable(
            corner=corner,
            head=("Entries", "Customers", *(phrasing.sentence(_word(name)) for name in there)),
            rows=tuple(
                (
                    one.key or f"no {corner.lower()}",
                    tuple(
                        phrasing.number(n)
                        for n in (one.entries, one.customers, *(one.sentiments.get(s, 0) for s in there))
                    ),
                )
                for one in groups
            ),
        )


def _row(context: PageContext, entity: FeedbackEntity) -> FeedbackRow:
    entry = entity.entry
    facts = (
        Fact("Channel", words=entry.channel or ""),
        Fact("Theme", words=context.name("theme", entry.theme)),
        Fact("Segment", words=entry.segment or ""),
        Fact("Sentiment", words=entry.sentiment or ""),
        Fact("Customers", words=phrasing.number(entry.count) if entry.count is not None else ""),
        Fact("Needs", context.refs(context.portfolio.targets(entity, "needs"))),
        Fact("Items", context.refs(context.portfolio.targets(entity, "items"))),
    )
    return FeedbackRow(
        anchor=anchor(entity),
        title=entity.title,
        when=phrasing.period(entry.date),
        quote=entry.quote or "",
        facts=tuple(fact for fact in facts if fact.refs or fact.words),
        summary=entry.summary or "",
        description=entry.description or "",
        links=links_of(entry),
    )
