"""What each kind of page looks like in an export, for a tiny plan with one of everything.

`python -m tests.unit.outputs.test_snapshots` writes the snapshots anew; read the difference before you commit it.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from tests.support.pasts import past

from milepost.access.audience_filter import redacted_for
from milepost.graph.loader import load
from milepost.outputs.markdown import markdown
from milepost.pages.registry import SECTIONS
from milepost.render.site_plan import SitePlan, site_plan

HERE = Path(__file__).parent
SNAPSHOTS = {
    "overview": "index.md",
    "strategy": "strategy/index.md",
    "alignment": "strategy/alignment.md",
    "roadmap": "roadmap/index.md",
    "board": "roadmap/board.md",
    "list": "roadmap/list.md",
    "priorities": "roadmap/priorities.md",
    "releases": "roadmap/releases.md",
    "poster": "roadmap/poster.md",
    "item": "roadmap/items/tap.md",
    "backlog": "backlog/index.md",
    "story_board": "backlog/board.md",
    "flow": "backlog/flow.md",
    "metrics": "metrics/index.md",
    "metric": "metrics/boarding-time/index.md",
    "feedback": "feedback/index.md",
    "projects": "projects/index.md",
    "project": "projects/kiosk/index.md",
    "plan": "projects/kiosk/plan.md",
    "risks": "projects/kiosk/risks.md",
    "reports": "projects/kiosk/reports/index.md",
    "report": "projects/kiosk/reports/kiosk-2026-11-22/index.md",
    "handover": "projects/kiosk/handover.md",
    "changes": "roadmap/changes.md",
    "postmortems": "postmortems/index.md",
    "postmortem": "postmortems/cold/index.md",
    "lessons": "lessons/index.md",
    "actions": "actions/index.md",
}
"""Kind of page → where it is in the export."""


@cache
def exported() -> SitePlan:
    loaded = load(HERE / "tiny")
    assert not loaded.problems, "\n".join(problem.text() for problem in loaded.problems)
    seen = redacted_for(loaded.portfolio, "internal")
    as_of = date(2026, 11, 23)
    # The dates of the roadmap were a year earlier when the year began.
    files = {path.name: path.read_text(encoding="utf-8") for path in sorted((HERE / "tiny").iterdir())}
    earlier = {"roadmap.yml": files["roadmap.yml"].replace("2027-", "2026-")}
    history = past([("2026-01-05", {**files, **earlier}), ("2026-11-05", files)], as_of)
    return site_plan(seen, as_of=as_of, sections=None, home=True, templates=None, history=history)


def written(name: str) -> str:
    return markdown(exported().pages[SNAPSHOTS[name]])


def path(name: str) -> Path:
    return HERE / "snapshots" / f"{name}.md"


@pytest.mark.parametrize("name", SNAPSHOTS)
def test_the_page_is_as_it_was(name: str) -> None:
    assert written(name) == path(name).read_text(encoding="utf-8")


def test_every_kind_of_page_has_a_snapshot() -> None:
    assert {page.name for section in SECTIONS.values() for page in section.pages} == set(SNAPSHOTS)
    assert {found.stem for found in (HERE / "snapshots").iterdir()} == set(SNAPSHOTS)


if __name__ == "__main__":
    for each in SNAPSHOTS:
        path(each).write_text(written(each), encoding="utf-8", newline="\n")
