"""What happened, to scale: order, stamps, breaks, days, clocks, and what has no time of day."""

from __future__ import annotations

import pytest
from tests.unit.pages.postmortem.conftest import Look

from milepost.pages.postmortem.axis import EventDot, TimelineRun
from milepost.pages.postmortem.incident_timeline import IncidentTimeline

EVENTS = """\
events:
  - {at: 2026-06-20T18:25, type: detection, text: A call.}
  - {at: 2026-06-20T18:00, type: trigger, text: It begins.}
  - {at: 2026-06-20T19:30, type: mitigation, text: Eased.}
  - {at: 2026-06-20T20:30, type: resolution, text: Over.}
"""


def told(story: IncidentTimeline | None) -> IncidentTimeline:
    assert story
    return story


def runs(story: IncidentTimeline) -> list[TimelineRun]:
    return [part.run for part in story.stretches if part.run]


def dots(story: IncidentTimeline) -> list[EventDot]:
    return [dot for run in runs(story) for dot in run.dots]


def brief(story: IncidentTimeline) -> list[str]:
    return [" ".join(filter(None, (dot.time, dot.offset, dot.label, dot.text))) for dot in dots(story)]


def test_entities_are_told_in_order_of_time_whatever_their_order_in_the_file(look: Look) -> None:
    story = told(look.story(EVENTS))

    assert brief(story) == [
        "18:00 Trigger It begins.",
        "18:25 Detected A call.",
        "19:30 Mitigated Eased.",
        "20:30 Resolved Over.",
    ]


def test_the_way_between_dots_is_as_long_as_the_time_between_them(look: Look) -> None:
    ways = [dot.until.wide for dot in dots(told(look.story(EVENTS)))]

    assert ways[1] / ways[0] == pytest.approx(65 / 25, rel=0.01)
    assert ways[2] / ways[0] == pytest.approx(60 / 25, rel=0.01)
    assert ways[3] == 0


def test_phases_stand_beside_their_stretch_of_the_axis(look: Look) -> None:
    story = told(look.story(EVENTS))
    (run,) = runs(story)

    assert [(one.took, one.words) for one in story.phases] == [
        ("25 min", "Undetected"),
        ("1 h 5 min", "Finding the cause"),
        ("1 h", "Repairing"),
    ]
    assert [bar.top.wide for bar in run.bars] == pytest.approx([0, *[dot_at(run, n) for n in (1, 2)]], abs=0.02)
    assert [sign.took for sign in run.signs] == ["25 min", "1 h 5 min", "1 h"]
    assert sum(sign.after for sign in run.signs) == pytest.approx(run.bars[2].top.wide, abs=0.02)


def dot_at(run: TimelineRun, number: int) -> float:
    return sum(dot.until.wide for dot in run.dots[:number])


def test_stamps_alone_tell_a_story_from_the_third_on(look: Look) -> None:
    two = "started: 2026-06-20T18:00\nresolved: 2026-06-20T20:00\n"

    assert look.story(two) is None
    assert brief(told(look.story(two + "detected: 2026-06-20T18:25\n"))) == [
        "18:00 Started",
        "18:25 Detected",
        "20:00 Resolved",
    ]


def test_a_stamp_that_an_event_speaks_for_is_not_told_twice(look: Look) -> None:
    story = told(look.story(EVENTS + "detected: 2026-06-20T18:25\nstarted: 2026-06-20T18:00\n"))

    assert [dot.label for dot in dots(story)] == ["Trigger", "Detected", "Mitigated", "Resolved"]


def test_a_stamp_at_another_moment_is_told_besides(look: Look) -> None:
    assert "18:20 Detected" in brief(told(look.story(EVENTS + "detected: 2026-06-20T18:20\n")))


def test_a_stamp_gives_its_name_to_an_event_without_one(look: Look) -> None:
    story = told(
        look.story("detected: 2026-06-20T18:25\nevents:\n  - {at: 2026-06-20T18:25, text: The telephone rings.}\n")
    )

    assert brief(story) == ["18:25 Detected The telephone rings."]


def test_stamps_at_one_moment_are_one_dot(look: Look) -> None:
    stamps = "started: 2026-10-08T09:10\ndetected: 2026-10-08T09:10\nmitigated: 2026-10-08T09:30\n"
    story = told(look.story(stamps + "resolved: 2026-10-08T15:40\n", type="near_miss"))

    assert brief(story) == ["09:10 Started and detected", "09:30 Mitigated", "15:40 Resolved"]
    assert [one.words for one in story.phases] == ["Finding the cause", "Repairing"]


def test_without_a_stamp_in_the_middle_one_phase_lasts_from_the_one_before_to_the_one_after(look: Look) -> None:
    events = "\n".join(line for line in EVENTS.splitlines() if "mitigation" not in line)

    assert [one.words for one in told(look.story(events)).phases] == ["Undetected", "Putting it right"]


def test_stamps_out_of_order_make_no_phases(look: Look) -> None:
    assert told(look.story(EVENTS + "detected: 2026-06-20T17:00\n")).phases == ()


def test_work_that_was_planned_was_not_undetected(look: Look) -> None:
    story = told(look.story(EVENTS, type="maintenance"))

    assert {one.words for one in story.phases} == {"From start to end"}
    assert [dot.label for dot in dots(story)] == ["Started", "Detected", "Mitigated", "Finished"]


def crowd(count: int) -> str:
    return "events:\n" + "".join(f"  - {{at: 2026-06-20T18:{n:02}, text: Step {n}.}}\n" for n in range(count))


def test_a_long_gap_is_a_break_that_says_how_long(look: Look) -> None:
    late = "  - {at: 2026-06-20T23:29, type: resolution, text: Over.}\n"
    story = told(look.story(crowd(30) + late + "started: 2026-06-20T18:00\n"))

    assert [(part.gap, part.heading) for part in story.stretches] == [("", ""), ("5 h later", "")]
    assert story.stretches[1].gap_tone == "eased"
    first, last = runs(story)
    assert first.more
    assert not last.more
    assert [bar.below for bar in first.bars] == [True]
    assert [bar.above for bar in last.bars] == [True]


def test_a_break_over_days_says_days_and_the_day_that_begins(look: Look) -> None:
    story = told(look.story(crowd(30) + "  - {at: 2026-06-23T09:00, text: Over.}\n"))

    assert [(part.gap, part.heading) for part in story.stretches] == [
        ("", "20 June 2026"),
        ("3 days later", "23 June 2026"),
    ]


def test_midnight_is_marked_where_the_axis_runs_through_it(look: Look) -> None:
    story = told(look.story("events: [{at: 2026-06-20T23:50, text: A.}, {at: 2026-06-21T00:20, text: B.}]\n"))

    assert brief(story) == ["23:50 A.", "00:00 21 June 2026", "00:20 B."]
    (run,) = runs(story)
    assert run.dots[1].until.wide == pytest.approx(2 * run.dots[0].until.wide, abs=0.02)


def test_times_are_those_of_the_sites_clock(look: Look) -> None:
    events = "timezone: Asia/Tokyo\nevents: [{at: 2026-06-20T18:00, text: A.}, {at: 2026-06-20T18:30Z, text: B.}]\n"
    story = told(look.story(events))

    assert story.zone == "Europe/Amsterdam"
    assert brief(story) == ["11:00 A.", "20:30 B."]


def test_the_hour_that_comes_twice_is_told_apart_and_its_beginning_marked(look: Look) -> None:
    story = told(
        look.story("""\
            started: 2025-10-26T02:30+02:00
            detected: 2025-10-26T02:10+01:00
            mitigated: 2025-10-26T02:25+01:00
            resolved: 2025-10-26T09:00
            """)
    )

    assert brief(story) == [
        "02:30 UTC+2 Started",
        "02:00 UTC+1 The clocks go back to 02:00.",
        "02:10 UTC+1 Detected",
        "02:25 UTC+1 Mitigated",
        "09:00 Resolved",
    ]
    assert [one.took for one in story.phases] == ["40 min", "15 min", "6 h 35 min"]
    ways = [dot.until.wide for dot in dots(story)]
    assert ways[0] / ways[1] == pytest.approx(30 / 10, rel=0.05)


def test_the_hour_that_is_skipped_takes_no_room(look: Look) -> None:
    story = told(look.story("events: [{at: 2026-03-29T01:50, text: A.}, {at: 2026-03-29T03:10, text: B.}]\n"))

    assert brief(story) == ["01:50 A.", "03:00 The clocks go forward to 03:00.", "03:10 B."]
    first, second, _ = dots(story)
    assert first.until.wide == pytest.approx(second.until.wide, abs=0.02)


def test_what_has_only_a_day_is_listed_under_it_and_not_on_the_axis(look: Look) -> None:
    story = told(
        look.story("""\
            events:
              - {at: 2026-06-20T18:00, text: A.}
              - {at: 2026-06-21, text: All day long.}
              - {at: 2026-06-21T09:00, text: B.}
              - {at: 2026-06-25, text: A letter.}
              - {at: 2026-06, text: Some time.}
            """)
    )

    assert [
        (part.heading, [dot.text for dot in part.loose], [dot.text for dot in part.run.dots] if part.run else [])
        for part in story.stretches
    ] == [
        ("June 2026", ["Some time."], []),
        ("20 June 2026", [], ["A."]),
        ("21 June 2026", ["All day long."], ["B."]),
        ("25 June 2026", ["A letter."], []),
    ]


def test_days_alone_are_a_list_without_a_scale(look: Look) -> None:
    story = told(look.story("events: [{at: 2026-06-21, text: B.}, {at: 2026-06-20, text: A.}]\n"))

    assert (story.title, story.ticks, story.zone, story.phases) == ("What happened", "", "", ())
    assert [(part.heading, part.loose[0].text) for part in story.stretches] == [
        ("20 June 2026", "A."),
        ("21 June 2026", "B."),
    ]


def test_outside_no_more_is_told_than_the_month(look: Look) -> None:
    story = told(look.story(EVENTS + "public: {date_precision: month}\n", audience="public"))

    assert [(part.heading, len(part.loose), part.run) for part in story.stretches] == [("June 2026", 4, None)]
    assert not any(dot.time or dot.iso for part in story.stretches for dot in part.loose)


def test_outside_what_may_have_no_date_has_none(look: Look) -> None:
    story = told(look.story(EVENTS + "public: {date_precision: none}\n", audience="public"))

    assert [(part.heading, len(part.loose)) for part in story.stretches] == [("", 4)]


def test_a_month_is_told_before_its_first_day_and_what_has_no_date_at_the_end(look: Look) -> None:
    story = told(
        look.story(
            """\
            events:
              - {at: 2026-06-01, text: Day., public: {date_precision: day}}
              - {at: 2026-06-01, text: Month., public: {date_precision: month}}
              - {at: 2026-06-01, text: Never., public: {date_precision: none}}
            """,
            audience="public",
        )
    )

    assert [(part.heading, part.loose[0].text) for part in story.stretches] == [
        ("June 2026", "Month."),
        ("1 June 2026", "Day."),
        ("Without a date", "Never."),
    ]


def test_evidence_stays_inside(look: Look) -> None:
    events = "events: [{at: 2026-06-20T18:00, text: A., evidence: a log}]\n"

    assert dots(told(look.story(events)))[0].evidence == "a log"
    assert dots(told(look.story(events, audience="public")))[0].evidence == ""


def test_ticks_stand_at_full_minutes_of_the_clock(look: Look) -> None:
    story = told(look.story("events: [{at: 2026-06-20T18:07, text: A.}, {at: 2026-06-20T20:00, text: B.}]\n"))
    (run,) = runs(story)

    assert story.ticks == "half an hour"
    whole = run.height.wide
    assert run.tick.wide == pytest.approx(whole * 30 / 113, abs=0.02)
    assert run.first_tick.wide == pytest.approx(whole * 23 / 113, abs=0.02)
