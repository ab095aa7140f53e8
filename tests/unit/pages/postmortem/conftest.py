"""Post-mortems out of a few lines of YAML, as readers of an audience meet them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from milepost.access.audience_filter import redacted_for
from milepost.analysis import computed
from milepost.graph.loader import load
from milepost.kit.addresses import ACTIONS, LESSONS, POSTMORTEMS, PROJECTS, ROADMAP, Addresses
from milepost.kit.clock_times import clock_of
from milepost.kit.context import PageContext
from milepost.pages.postmortem.incident_timeline import IncidentTimeline, story_of
from milepost.pages.postmortem.view import PostmortemView, postmortem_view

PAGES = frozenset((POSTMORTEMS, LESSONS, ACTIONS, PROJECTS, ROADMAP))
AUDIENCES = ("public", "internal")


@dataclass(frozen=True, slots=True)
class Look:
    """Makes one post-mortem, `outage.yml`, and shows it on 23 November 2026."""

    folder: Path

    def context(self, text: str, *, type: str = "incident", zone: str = "Europe/Amsterdam", audience: str = "internal",
             **files: str) -> PageContext:  # fmt: skip
        """A page context with the post-mortem and, by keyword, other whole files."""
        whole = {
            "portfolio": f"kind: portfolio\ntitle: Product\naudience: public\ntimezone: {zone}\ncurrency: EUR\n",
            "outage": f"kind: postmortem\ntitle: Outage\naudience: public\ntype: {type}\n{dedent(text)}",
            **files,
        }
        for name, content in whole.items():
            (self.folder / f"{name}.yml").write_text(dedent(content), encoding="utf-8")
        workspace = load(self.folder, AUDIENCES)
        assert not workspace.problems, "\n".join(problem.text() for problem in workspace.problems)
        day = date(2026, 11, 23)
        seen = redacted_for(workspace.portfolio, audience, day)
        return PageContext(seen, computed(seen, day), day, Addresses(seen, PAGES))

    def story(self, text: str, **more: str) -> IncidentTimeline | None:
        """Its story."""
        context = self.context(text, **more)
        entity = context.portfolio.find("postmortem", "outage")
        assert entity
        return story_of(entity.entry, context.insight.incident(entity), clock_of(context.portfolio))

    def page(self, text: str, **more: str) -> PostmortemView:
        """Its page."""
        context = self.context(text, **more)
        entity = context.portfolio.find("postmortem", "outage")
        assert entity
        return postmortem_view(context, entity)


@pytest.fixture
def look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Look:
    monkeypatch.chdir(tmp_path)
    return Look(tmp_path)
