"""The worked example has what its pages are to show: enough of it, of every sort, and over the years."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from milepost.access.audience_filter import redacted_for
from milepost.analysis import Insight, computed
from milepost.graph.loader import load
from milepost.graph.portfolio import Portfolio
from milepost.kinds.handover.model import Handover
from milepost.kinds.lessons.model import Lesson
from milepost.kinds.postmortem.model import Postmortem

DATA = Path(__file__).parents[2] / "content/data"
AS_OF = date(2026, 11, 23)


@pytest.fixture(scope="module")
def whole() -> Portfolio:
    return load(DATA).portfolio


@pytest.fixture(scope="module")
def insight(whole: Portfolio) -> Insight:
    return computed(whole, AS_OF)


def test_there_are_post_mortems_of_three_years_and_of_every_sort(whole: Portfolio) -> None:
    types = Counter(one.entry.type for one in whole.all(Postmortem))
    years = Counter(one.entry.started.day.first.year for one in whole.all(Postmortem) if one.entry.started)
    assert types["incident"] >= 8
    assert types["project"] + types["release"] >= 4
    assert types["near_miss"] == types["security"] == types["maintenance"] == 1
    assert min(years[year] for year in (2024, 2025, 2026)) >= 3


def test_some_are_thin_and_one_has_thirty_events(whole: Portfolio) -> None:
    events = [len(one.entry.events) for one in whole.all(Postmortem)]
    assert max(events) >= 30
    assert sum(not (one.entry.events or one.entry.lessons or one.entry.impact) for one in whole.all(Postmortem)) >= 3


def test_most_are_public_and_a_few_are_not_yet_or_never(whole: Portfolio) -> None:
    public = {one.id for one in redacted_for(whole, "public", AS_OF).all(Postmortem)}
    assert {one.id for one in whole.all(Postmortem)} - public == {"receipt-links", "certificate-nearly-ran-out"}
    assert "receipt-links" in {one.id for one in redacted_for(whole, "public", date(2027, 1, 15)).all(Postmortem)}


def test_one_handover_is_ready_and_one_is_not(whole: Portfolio, insight: Insight) -> None:
    found = {one.id: insight.readiness(one) for one in whole.all(Handover)}
    ready, other = found["payment-provider-switch"], found["inner-harbour-readers"]
    assert not ready.stops
    assert ready.of - ready.points == ready.waived > 0
    assert other.stops
    assert (other.points, other.of) == (16, 42)


def test_lessons_fit_the_roll_out_that_is_going_on(whole: Portfolio) -> None:
    running = whole.find("item", "island-readers")
    assert running
    fitting = [
        lesson.key
        for lesson in whole.all(Lesson)
        if (when := lesson.entry.applies_when)
        and "readers" in when.technology
        and set(when.tags) & set(running.entry.tags)
    ]
    assert len(fitting) >= 5
    assert len({key.partition("/")[0] for key in fitting}) >= 4


def test_every_lesson_says_where_it_applies(whole: Portfolio) -> None:
    assert [lesson.key for lesson in whole.all(Lesson) if not lesson.entry.applies_when] == []
