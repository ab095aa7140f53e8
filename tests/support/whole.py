"""A portfolio in which everything is written that may be: two documents of each kind, every field of every class."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import yaml
from tests.support import declared

from milepost.access.audience_filter import redacted_for
from milepost.graph.loader import load, load_contents
from milepost.graph.portfolio import Portfolio
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
    """All pages about it."""
    return composed(documents(), audience)


def composed(written: dict[str, dict[str, Any]], audience: str) -> SitePlan:
    """All pages about some documents."""
    return site_plan(seen(written, audience), as_of=AS_OF, sections=None, home=True, templates=None)


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
