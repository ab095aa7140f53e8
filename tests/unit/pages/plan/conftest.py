"""The plan page of a project from a few lines of YAML."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.unit.conftest import MakePageContext

from milepost.kit.addresses import PROJECTS
from milepost.kit.components import Phrase
from milepost.pages.plan.components import PlanPart, PlanTable
from milepost.pages.plan.view import PlanView, plan_view

MakePlanView = Callable[..., PlanView]


@pytest.fixture
def view(context: MakePageContext) -> MakePlanView:
    """Makes the page of the plan `project` on 23 November 2026, for the internal site by default."""

    def make(plan: str, *, audience: str = "internal", **files: str) -> PlanView:
        made = context(plan=f"id: project\ntitle: Project\n{plan}", audience=audience, pages=(PROJECTS,), **files)
        entity = made.portfolio.find("plan", "project")
        assert entity
        return plan_view(made, entity)

    return make


def text(phrases: tuple[Phrase, ...]) -> str:
    """Phrases as plain text, with ordinary spaces."""
    return "".join(one.text for one in phrases).replace("\N{NO-BREAK SPACE}", " ")


def sentences(part: PlanPart | None) -> list[str]:
    """The sentences of a part."""
    assert part
    return [text(one) for one in part.sentences]


def rows(table: PlanTable) -> list[list[str]]:
    """The words of the cells of a table, small print in brackets."""
    return [
        [
            (text(cell.phrases) or (cell.mark.word if cell.mark else "") or cell.about)
            + (f" ({cell.sub})" if cell.sub else "")
            + (f" [{cell.warning}]" if cell.warning else "")
            for cell in row.cells
        ]
        for row in table.rows
    ]
