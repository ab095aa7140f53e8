"""The risk map: where risks are before and after their response."""

from __future__ import annotations

import pytest
from tests.unit.conftest import MakePageContext

from milepost.pages.risks.heat_map import RiskMap, risk_map

CENTER = {1: 10.0, 2: 30.0, 3: 50.0, 4: 70.0, 5: 90.0}


def made(context: MakePageContext, *risks: str) -> RiskMap | None:
    listed = "".join(f"- {{id: r{at}, title: R{at}, status: open, {one}}}\n" for at, one in enumerate(risks, 1))
    plan = context(plan=f"id: p\nrisks:\n{listed}").insight.plan_of("p")
    assert plan
    return risk_map(list(enumerate(plan.risks, 1)))


def marks(found: RiskMap | None) -> list[tuple[int, bool, float, float]]:
    assert found
    return sorted((one.number, one.before, one.x, one.y) for one in found.marks)


def test_a_risk_moves_from_before_its_response_to_after_it(context: MakePageContext) -> None:
    found = made(context, "probability: 4, impact: 5, residual: {probability: 2, impact: 4}")
    assert marks(found) == [(1, False, 70.0, 70.0), (1, True, 90.0, 30.0)]
    assert found and [(one.x1, one.y1, one.x2, one.y2) for one in found.moves] == [(90.0, 30.0, 70.0, 70.0)]


def test_what_the_response_leaves_as_it_is_has_one_mark(context: MakePageContext) -> None:
    found = made(context, "probability: 3, impact: 3, residual: {probability: 3}")
    assert marks(found) == [(1, False, 50.0, 50.0)]
    assert found and not found.moves


def test_a_risk_without_a_graded_response_is_before_it(context: MakePageContext) -> None:
    found = made(context, "probability: 1, impact: 1")
    assert marks(found) == [(1, True, 10.0, 90.0)]
    assert found and not found.has_after


@pytest.mark.parametrize(("grade", "cell"), [(2.4, 2), (2.5, 3), (5, 5)])
def test_a_grade_between_two_cells_counts_as_the_nearer_one(context: MakePageContext, grade: float, cell: int) -> None:
    ((_, _, x, y),) = marks(made(context, f"probability: 1, impact: {grade}"))
    assert (x, y) == (CENTER[cell], 90.0)


@pytest.mark.parametrize("number", [2, 3, 9, 20])
def test_marks_of_one_cell_are_apart_and_within_it(context: MakePageContext, number: int) -> None:
    found = marks(made(context, *["probability: 3, impact: 3"] * number))
    assert len({(x, y) for _, _, x, y in found}) == number
    assert all(40 < x < 60 and 40 < y < 60 for _, _, x, y in found)


def test_risks_without_grades_are_not_on_it_and_keep_their_numbers_free(context: MakePageContext) -> None:
    assert made(context, "probability: 3", "impact: 2") is None
    assert marks(made(context, "probability: 3", "probability: 1, impact: 1")) == [(2, True, 10.0, 90.0)]


def test_cells_have_their_score_and_level(context: MakePageContext) -> None:
    found = made(context, "probability: 1, impact: 1")
    assert found
    assert [one.score for one in found.cells][:5] == [5, 10, 15, 20, 25]
    levels = {one.score: one.level for one in found.cells}
    assert (levels[5], levels[6], levels[10], levels[12]) == ("low", "medium", "medium", "high")
