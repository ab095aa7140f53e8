"""Adapter from releases and their milestones to timeline markers."""

from __future__ import annotations

from collections.abc import Iterator

from milepost.kinds.roadmap.model import Release
from milepost.kit import phrasing
from milepost.kit.context import PageContext
from milepost.kit.milestones import milestone_row
from milepost.timeline.entry import MarkerEntry


def markers_of(context: PageContext) -> Iterator[MarkerEntry]:
    """Every dated release that is not canceled, with its dated milestones."""
    for release in context.portfolio.all(Release):
        about = context.insight.release(release)
        if about.status == "cancelled":
            continue
        if about.date:
            when = phrasing.short(about.date, context.as_of)
            yield MarkerEntry(context.ref(release), when, about.date, met=about.status == "done")
        for milestone in context.portfolio.nested(release, "milestone"):
            if date := context.insight.milestone(milestone).date:
                said = milestone_row(context, milestone, linked=True)
                yield MarkerEntry(
                    said.ref, phrasing.short(date, context.as_of), date, met=said.met, late=bool(said.late)
                )
