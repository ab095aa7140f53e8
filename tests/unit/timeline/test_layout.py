"""One engine draws entries of any kind: what an adapter hands over is all that it needs."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from milepost import timeline, wording
from milepost.access.audience_filter import redacted_for
from milepost.analysis import computed
from milepost.graph.portfolio import Portfolio
from milepost.kinds.postmortem.model import Postmortem
from milepost.kit import components, geometry, phrasing
from milepost.kit.components import Mark, Ref
from milepost.pages.postmortem.phases import phases_of
from milepost.render.page_buffer import PageBuffer
from milepost.render.templates import Templates
from milepost.schema import period
from milepost.schema.period import parse
from milepost.timeline.entry import (
    Baseline,
    Dependency,
    EntryMilestone,
    FacetValue,
    MarkerEntry,
    TimelineEntry,
    TimelineField,
    TimelineInput,
    Zone,
)
from milepost.timeline.layout import lay_out
from milepost.timeline.view_model import Timeline

TODAY = date(2026, 11, 23)
OPEN, DONE = Mark("status", "planned", "Planned"), Mark("status", "done", "Done")
LEAK = """
type: incident
started: 2026-03-02T09:00Z
detected: 2026-03-09T09:00Z
mitigated: 2026-03-11T09:00Z
resolved: 2026-03-30T09:00Z
"""


def task(id: str, start: str, end: str, *after: str, owner: str = "", **more: object) -> TimelineEntry:
    """A task of a plan, which depends on others from end to start."""
    waits = tuple(Dependency(one) for one in after)
    span = {"start": parse(start), "end": parse(end)} if start else {}
    return TimelineEntry(id, Ref(id.title()), OPEN, f"{start} to {end}", depends_on=waits, **span, **more)  # type: ignore[arg-type]


def plan(*tasks: TimelineEntry, **more: object) -> Timeline:
    return lay_out(TimelineInput(tasks, TODAY, noun=("task", "tasks"), **more))  # type: ignore[arg-type]


def incident_phases(portfolio: Portfolio) -> Timeline:
    """The phases of a post-mortem on the scale of the timeline, a lane for each of its two halves."""
    entity = portfolio.all(Postmortem)[0]
    found = phases_of(entity.entry, computed(portfolio, TODAY).incident(entity))
    entries = tuple(
        TimelineEntry(
            id=f"phase-{n}",
            ref=Ref(phase.words, "postmortems/leak.md"),
            status=DONE,
            when=phase.took,
            start=parse(str(phase.start.date())),
            end=parse(str(phase.end.date())),
            over=True,
            depends_on=(Dependency(f"phase-{n - 1}"),) if n else (),
        )
        for n, phase in enumerate(found)
    )
    tones = {f"phase-{n}": (phase.tone,) for n, phase in enumerate(found)}
    values = tuple(FacetValue(tone, tone.title()) for tone in dict.fromkeys(phase.tone for phase in found))
    field = TimelineField("tone", "Tone", "No tone", values, tones)
    return lay_out(
        TimelineInput(
            entries,
            TODAY,
            fields=(field,),
            groupings=("tone",),
            grouping="tone",
            noun=("phase", "phases"),
            legend=(DONE,),
        )
    )


def test_phases_of_an_incident_follow_each_other_in_their_lanes(portfolio: Callable[..., Portfolio]) -> None:
    found = incident_phases(redacted_for(portfolio(postmortem_leak=f"id: leak\ntitle: Leak\n{LEAK}"), "internal"))
    placed = {bar.id: bar.place for lane in found.lanes for bar in lane.bars}
    arrows = [*found.edges, *(edge for lane in found.lanes for edge in lane.edges)]

    assert found.count == "3 phases"
    assert [(lane.head.title, lane.count) for lane in found.lanes] == [
        ("Began", "1 phase"),
        ("Noticed", "1 phase"),
        ("Eased", "1 phase"),
    ]
    assert [bar.ref.title for lane in found.lanes for bar in lane.bars] == [
        "Undetected",
        "Finding the cause",
        "Repairing",
    ]
    assert placed["phase-0"].start < placed["phase-1"].start < placed["phase-2"].start
    assert not any(place.fade_in or place.fade_out for place in placed.values())
    assert {(edge.source, edge.target) for edge in arrows} == {("phase-0", "phase-1"), ("phase-1", "phase-2")}
    assert [mark.word for mark in found.legend] == ["Done"]


def test_tasks_of_a_plan_lie_in_one_lane_with_what_they_depend_on() -> None:
    found = plan(
        task("dig", "2026-12-01", "2026-12-20"),
        task("build", "2027-01-04", "2027-02-01", "dig", "never-heard-of"),
        task("paint", "", "", "build"),
    )
    (lane,) = found.lanes

    assert (lane.head.title, lane.count, found.count) == ("All tasks", "2 tasks", "3 tasks")
    assert [(edge.source, edge.target, edge.shape) for edge in lane.edges] == [("dig", "build", "ahead")]
    assert [(group.title, group.count) for group in found.tray] == [("No date", "1 task")]
    assert found.signs == ()


def test_a_baseline_and_milestones_lie_where_their_dates_are() -> None:
    late = task(
        "dig",
        "2026-12-01",
        "2026-12-31",
        baseline=Baseline(None, parse("2026-10-31"), "slipped 61 days"),
        milestones=(EntryMilestone(parse("2026-12-31"), False, "Hole"), EntryMilestone(None, False, "Someday")),
    )
    (bar,) = plan(late).lanes[0].bars

    assert bar.promise
    assert bar.place
    assert bar.promise.end < bar.place.start
    assert bar.promise.words.endswith(", slipped 61 days")
    assert [(one.words, one.at) for one in bar.diamonds] == [("Hole", 100.0), ("Someday", None)]


def test_entries_without_dates_fill_the_zones_that_are_used() -> None:
    zones = (Zone("now", "Now"), Zone("next", "Next"), Zone("later", "Later"))
    found = plan(task("dig", "", "", zone="now"), task("paint", "", "", zone="later"), zones=zones)

    assert [tick.word for tick in found.scale.ticks] == ["Now", "Later"]
    assert found.scale.today is None
    assert found.tray == ()


def test_a_marker_of_any_kind_stands_at_its_last_day_or_is_off_the_scale() -> None:
    markers = (
        MarkerEntry(Ref("Steering board"), "Dec 2026", parse("2026-12")),
        MarkerEntry(Ref("Long ago"), "1999", parse("1999-01-01")),
    )
    found = plan(task("dig", "2026-12-01", "2026-12-20"), markers=markers)
    (sign,) = found.signs

    assert sign.ref.title == "Steering board"
    assert sign.start < sign.end


def test_nothing_to_draw_is_a_timeline_without_lanes() -> None:
    found = plan()

    assert (found.lanes, found.edges, found.tray, found.total) == ((), (), (), 0)


def test_the_fragment_calls_entries_what_they_are_called(tmp_path: Path) -> None:
    fragment = '{% from "fragments/timeline.html" import timeline %}{{ timeline(page) }}'
    (tmp_path / "part.html").write_text(fragment, "utf-8")
    theme, digging = Templates(tmp_path, lambda *_: None), task("dig", "2026-12-01", "2026-12-20")
    tasks = theme.render_part("part.html", plan(digging), PageBuffer(str))
    items = theme.render_part("part.html", lay_out(TimelineInput((digging,), TODAY)), PageBuffer(str))

    assert 'placeholder="Find a task"' in tasks
    assert 'data-count="task">1 task<' in tasks
    assert "item" not in re.sub(r'id="item-dig"|data-[a-z-]+|mp-[a-z_-]+', "", tasks)
    assert 'placeholder="Find an item"' in items
    assert "data-count>1 item<" in items


def test_the_engine_knows_no_kind_of_document() -> None:
    allowed = {period.__name__, components.__name__, phrasing.__name__, geometry.__name__, wording.__name__}
    own = timeline.__name__
    for file in Path(timeline.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(own.partition(".")[0]):
                named = {f"{node.module}.{name.name}" for name in node.names} | {node.module}
                inside = (node.module or "").startswith(own)
                assert inside or named & allowed, f"{file.name} imports {node.module}"
