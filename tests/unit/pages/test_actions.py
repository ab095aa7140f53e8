"""Every action: the longest overdue first, what was done at the end, with totals and ages."""

from __future__ import annotations

from typing import Any

from tests.unit.conftest import MakePageContext

from milepost.kit.addresses import ACTIONS, LESSONS
from milepost.pages.actions.view import ActionsView, actions_view

REVIEW = """
    id: p
    audience: public
    disclose: {public: [actions]}
    lessons: [{id: l, title: L, actions: [late]}]
    actions:
      - {id: done, title: Done, status: done, raised: 2026-03-01, due: 2026-04-01, closed_on: 2026-05-01}
      - {id: later, title: Later, raised: 2026-11-01, due: 2026-12-01, team: shop, owner: Captain, type: prevent}
      - {id: no-date, title: No date, status: proposed, raised: 2026-08-01}
      - {id: late, title: Late, status: in_progress, raised: 2026-09-01, due: 2026-11-01, team: gates}
      - {id: latest, title: Latest, status: accepted, raised: 2026-01-01, due: 2026-06-01, type: detect}
      - {id: no, title: Rejected, status: rejected, closed_on: 2026-11-20}
      - {id: recent, title: Recent, status: done, closed_on: 2026-11-01}
"""


def view(context: MakePageContext, **more: Any) -> ActionsView:
    return actions_view(context(postmortem=REVIEW, pages=(LESSONS, ACTIONS), **more), "Actions")


def test_open_ones_go_by_how_late_they_are_and_then_by_when_they_are_due(context: MakePageContext) -> None:
    rows = view(context).rows
    assert [(row.title, row.mark.word, row.state) for row in rows] == [
        ("Latest", "Accepted", "overdue"),
        ("Late", "In progress", "overdue"),
        ("Later", "Open", "open"),
        ("No date", "Proposed", "open"),
        ("Recent", "Done", "closed"),
        ("Done", "Done", "closed"),
        ("Rejected", "Rejected", "closed"),
    ]


def test_a_row_says_when_how_late_how_old_and_of_whom(context: MakePageContext) -> None:
    rows = {row.title: row for row in view(context).rows}
    assert [(row.due, row.late, row.age) for row in (rows["Late"], rows["Later"], rows["Done"], rows["Recent"])] == [
        ("1 Nov", "22 days overdue", "3 months"),
        ("1 Dec", "", "22 days"),
        ("1 May 2026", "4 weeks late", "61 days"),
        ("1 Nov", "", ""),
    ]
    assert (rows["Later"].owner, rows["Later"].team, rows["Later"].type) == ("Captain", "shop", "Prevent")
    late = rows["Late"]
    assert late.anchor == "action-p/late"
    assert [one.target for one in late.lessons] == ["lessons/index.md#lesson-p/l"]
    assert late.facets == {"state": "open overdue", "type": "", "team": "gate"}


def test_totals_and_ages_count_what_is_open(context: MakePageContext) -> None:
    found = view(context)
    assert (found.open, found.overdue, found.overdue_note) == (4, 2, "the longest for 6 months")
    assert (found.done, found.done_note) == (2, "1 rejected")
    assert [(bar.label, bar.open, bar.overdue, bar.percent, bar.late_percent) for bar in found.ages] == [
        ("under a month", 1, 0, 100, 0),
        ("1 to 3 months", 1, 1, 100, 100),
        ("3 to 6 months", 1, 0, 100, 0),
        ("over 6 months", 1, 1, 100, 100),
    ]


def test_filters_count_overdue_ones_as_open_too(context: MakePageContext) -> None:
    found = view(context)
    assert [(one.word, one.count) for one in found.states] == [("Open", 4), ("Overdue", 2), ("Done or rejected", 3)]
    assert [(one.word, one.count) for one in found.types] == [("Detect", 1), ("Prevent", 1)]
    assert [(one.word, one.count) for one in found.teams] == [("gates", 1), ("shop", 1)]


def test_outside_who_does_it_is_not_told(context: MakePageContext) -> None:
    assert {row.owner for row in view(context, audience="public").rows} == {""}


def test_without_any_action_the_page_says_inside_what_to_write(context: MakePageContext) -> None:
    found = actions_view(context(), "Actions")
    assert found.empty
    assert (found.ages, found.rows) == ((), ())
