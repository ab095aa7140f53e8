"""Ids and names in a block that nothing has, or that only others may see."""

from __future__ import annotations

import pytest
from tests.unit.conftest import MakePortfolio

from milepost.access.audience_filter import redacted_for
from milepost.embeds.block_source import BlockText
from milepost.embeds.checks import hidden_names, unknown_names
from milepost.embeds.reading import read_block
from milepost.embeds.scan import Block
from milepost.embeds.spec import Spec
from milepost.graph.portfolio import Portfolio
from milepost.problem import Problem

PLAN = """
audience: public
themes: [{id: pay, title: Paying}]
items:
  - {id: checkout, title: Checkout, status: planned, team: Ticket Window, theme: pay, tags: [wood], owner: ada}
  - {id: merger, title: Merger, status: planned, audience: internal, type: deal, team: lawyers}
"""
PORTFOLIO = "audience: public\nteams: [{id: gangway, title: Gangway}, {id: lawyers, title: L, audience: internal}]"


@pytest.fixture
def whole(portfolio: MakePortfolio) -> Portfolio:
    return portfolio(PLAN, portfolio=PORTFOLIO)


def read(body: str) -> tuple[Spec, BlockText]:
    block = Block(1, 9, "", "", body, closed=True)
    source = BlockText("a.md", block, ["``` milepost", *body.split("\n"), "```"])
    spec, problems = read_block(block, source, 1)
    assert spec, problems
    return spec, source


def found(problems: list[Problem]) -> list[tuple[str, str, int, int, str, str | None]]:
    return [
        (one.rule, one.level, one.place.line, one.place.column, one.message, one.hint) for one in problems if one.place
    ]


def test_an_id_that_nothing_has_is_an_error_at_its_place(whole: Portfolio) -> None:
    spec, source = read("view: list\nwhere: {id: [checkout, chekout]}")
    assert found(list(unknown_names(spec, source, whole))) == [
        ("unknown-reference", "error", 3, 24, "there is no item 'chekout'", "did you mean 'checkout'?"),
    ]


def test_the_one_entity_of_a_block_must_be_there(whole: Portfolio) -> None:
    spec, source = read("release: spring")
    ((rule, _, line, column, message, _),) = found(list(unknown_names(spec, source, whole)))
    assert (rule, line, column, message) == ("unknown-reference", 2, 10, "there is no release 'spring'")


def test_a_name_that_nobody_uses_or_declares_is_a_warning(whole: Portfolio) -> None:
    spec, source = read("view: list\nwhere: {team: tiket window, tags: [Wood, steel], owner: ADA, type: deal}")
    assert [
        (rule, level, message) for rule, level, _, _, message, _ in found(list(unknown_names(spec, source, whole)))
    ] == [
        ("undeclared-name", "warning", "there is no team 'tiket window'"),
        ("undeclared-name", "warning", "there is no tag 'steel'"),
    ]


def test_a_horizon_is_one_of_the_board(whole: Portfolio) -> None:
    spec, source = read("view: list\nwhere: {horizon: [now, soon]}")
    assert [one.message for one in unknown_names(spec, source, whole)] == ["there is no horizon 'soon'"]


def test_what_outsiders_may_not_see_is_a_finding_for_each_name(whole: Portfolio) -> None:
    spec, source = read("view: list\nwhere: {id: [checkout, Merger], team: [gangway, lawyers], type: deal}")
    problems = list(hidden_names(spec, source, whole, redacted_for(whole, "public")))
    assert {one.rule for one in problems} == {"public-links-hidden"}
    assert [one.message for one in problems] == [
        "item 'Merger' is hidden from public readers who see this page",
        "team 'lawyers' is hidden from public readers who see this page",
        "type 'deal' is hidden from public readers who see this page",
    ]


def test_what_everybody_sees_or_nobody_has_is_not_called_hidden(whole: Portfolio) -> None:
    spec, source = read("view: list\nwhere: {id: [checkout, nothing], theme: pay, horizon: next}")
    assert list(hidden_names(spec, source, whole, redacted_for(whole, "public"))) == []
