"""A portfolio in which everything is written that may be: two documents of each kind, every field of every class."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from tests.support import declared
from tests.support.pasts import past

from milepost.access.audience_filter import redacted_for
from milepost.graph.loader import load, load_contents
from milepost.graph.portfolio import Portfolio
from milepost.history.history import NO_HISTORY, History
from milepost.kinds.registry import KINDS
from milepost.pages.registry import SECTIONS
from milepost.render.site_plan import SitePlan, site_plan

_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

EXAMPLE = Path(__file__).parents[2] / "content" / "data"
AS_OF = date(2026, 11, 23)


def documents(number: int = 2) -> dict[str, dict[str, Any]]:
    """File name → a document. There is one portfolio, and a number of every other kind."""
    return {
        f"{kind}-{one}.yml": {"kind": kind, **declared.full(cls, one), "audience": "public"}
        for kind, cls in KINDS.items()
        for one in range(1 if kind == "portfolio" else number)
    }


def plan(audience: str) -> SitePlan:
    """All pages about it; the most restricted audience knows of dates that moved."""
    written = documents()
    return composed(written, audience, past_of(written) if audience == "internal" else NO_HISTORY)


def composed(written: dict[str, dict[str, Any]], audience: str, history: History = NO_HISTORY) -> SitePlan:
    """All pages about some documents."""
    return site_plan(seen(written, audience), as_of=AS_OF, sections=None, home=True, templates=None, history=history)


def past_of(written: dict[str, dict[str, Any]]) -> History:
    """A history in which every item had another end at first."""
    now = {name: yaml.dump(one, Dumper=_Dumper, sort_keys=False) for name, one in written.items()}
    earlier = deepcopy(written)
    for document in earlier.values():
        for item in document.get("items", ()) if document["kind"] == "roadmap" else ():
            item["end"] = "2026-05-29"
    before = {name: yaml.dump(one, Dumper=_Dumper, sort_keys=False) for name, one in earlier.items()}
    return past([("2026-01-05", before), ("2026-11-05", now)], AS_OF)


def released() -> SitePlan:
    """The pages about a release that is out, and an item that was promised for it."""
    item = {"id": "item", "title": "Item", "status": "done", "release": "v1"}
    releases = [{"id": "v1", "title": "Version 1", "date": "2026-06-30"}]
    written = {"roadmap.yml": {"kind": "roadmap", "title": "Roadmap", "releases": releases, "items": [item]}}
    return composed(written, "internal", past_of(written))


def bare() -> SitePlan:
    """The pages of every part of a site about projects and a handover that are only named, and an impossible plan."""
    projects = [
        {"id": f"project-{number}", "title": f"Project {number}", "status": ("planned", "done")[number % 2]}
        for number in range(12)
    ]
    written = {
        "portfolio.yml": {"kind": "portfolio", "title": "Nothing", "projects": projects},
        "handover.yml": {"kind": "handover", "id": "handover", "title": "Handover", "to": "Us"},
        "plan.yml": {"kind": "plan", "title": "Plan", "status": "planned", "tasks": [{"id": "a", "title": "A"}]},
    }
    return site_plan(seen(written, "internal"), as_of=AS_OF, sections=list(SECTIONS), home=True, templates=None)


def example(audience: str) -> SitePlan:
    """The pages of the worked example."""
    return site_plan(
        redacted_for(load(EXAMPLE).portfolio, audience), as_of=AS_OF, sections=None, home=True, templates=None
    )


def seen(written: dict[str, dict[str, Any]], audience: str) -> Portfolio:
    """What an audience sees of some documents."""
    loaded = load_contents(
        {name: yaml.dump(one, Dumper=_Dumper, sort_keys=False).encode() for name, one in written.items()}
    )
    assert not loaded.problems, "\n".join(problem.text() for problem in loaded.problems)
    return redacted_for(loaded.portfolio, audience, AS_OF)
