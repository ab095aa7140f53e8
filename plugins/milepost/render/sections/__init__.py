"""The sections of a site, in their usual order."""

from __future__ import annotations

from milepost.render.sections import lessons, overview, postmortems, projects, roadmap, strategy
from milepost.render.sections.section import Section

SECTIONS: dict[str, Section] = {
    section.name: section
    for section in (
        overview.SECTION,
        strategy.SECTION,
        roadmap.SECTION,
        projects.SECTION,
        postmortems.SECTION,
        lessons.SECTION,
    )
}
