"""Releases and their milestones as markers above the timeline."""

from __future__ import annotations

from collections.abc import Iterator

from milepost.model.roadmap import Release
from milepost.timeline.entry import MarkerEntry
from milepost.views import words
from milepost.views.desk import Desk
from milepost.views.moments import moment


def markers_of(desk: Desk) -> Iterator[MarkerEntry]:
    """Every release that is not canceled, with its milestones, where they have a date."""
    for release in desk.portfolio.all(Release):
        about = desk.insight.release(release)
        if about.status == "cancelled":
            continue
        if about.date:
            when = words.short(about.date, desk.as_of)
            yield MarkerEntry(desk.ref(release), when, about.date, met=about.status == "done")
        for milestone in desk.portfolio.nested(release, "milestone"):
            if date := desk.insight.milestone(milestone).date:
                said = moment(desk, milestone, linked=True)
                yield MarkerEntry(said.ref, words.short(date, desk.as_of), date, met=said.met, late=bool(said.late))
