"""Post-mortems out of a few lines of YAML, as readers of an audience meet them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from milepost.audience import project
from milepost.insight import work_out
from milepost.views.addresses import ACTIONS, LESSONS, POSTMORTEMS, PROJECTS, ROADMAP, Addresses
from milepost.views.clock import clock_of
from milepost.views.desk import Desk
from milepost.views.postmortem.page import PostmortemView, postmortem_view
from milepost.views.postmortem.story import Story, story_of
from milepost.workspace import load

PAGES = frozenset((POSTMORTEMS, LESSONS, ACTIONS, PROJECTS, ROADMAP))
AUDIENCES = ("public", "internal")


@dataclass(frozen=True, slots=True)
class Look:
    """Makes one post-mortem, `outage.yml`, and shows it on 23 November 2026."""

    folder: Path

    def desk(self, text: str, *, type: str = "incident", zone: str = "Europe/Amsterdam", audience: str = "internal",
             **files: str) -> Desk:  # fmt: skip
        """A desk with the post-mortem and, by keyword, other whole files."""
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
        seen = project(workspace.portfolio, audience, day)
        return Desk(seen, work_out(seen, day), day, Addresses(seen, PAGES))

    def story(self, text: str, **more: str) -> Story | None:
        """Its story."""
        desk = self.desk(text, **more)
        thing = desk.portfolio.find("postmortem", "outage")
        assert thing
        return story_of(thing.entry, desk.insight.incident(thing), clock_of(desk.portfolio))

    def page(self, text: str, **more: str) -> PostmortemView:
        """Its page."""
        desk = self.desk(text, **more)
        thing = desk.portfolio.find("postmortem", "outage")
        assert thing
        return postmortem_view(desk, thing)


@pytest.fixture
def look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Look:
    monkeypatch.chdir(tmp_path)
    return Look(tmp_path)
