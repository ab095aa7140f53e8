"""The linked graph: what there is, what refers to what, and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from milepost.access.audience_filter import redacted_for
from milepost.graph.portfolio import Entity, Portfolio
from milepost.kinds.handover.model import Handover, OpenAction
from milepost.kinds.lessons.model import Action
from milepost.kinds.roadmap.model import Horizon, Item, Milestone, Roadmap
from milepost.kinds.strategy.model import Bet, Customer, KeyResult, Objective, Strategy

Make = Callable[..., Portfolio]

STRATEGY = """
    id: aim
    customers:
      - {title: Islanders}
      - {id: visitors, title: Visitors}
    needs:
      - {id: quick, customer: visitors, statement: To be quick}
    objectives:
      - id: fast
        title: Fast
        needs: [quick]
        key_results:
          - {id: minutes, title: Minutes}
          - {title: Nameless}
      - {id: kind, title: Kind}
    bets:
      - {hypothesis: They will come, objective: FAST}
"""
ROADMAP = """
    id: plan
    themes: [{id: buying, title: Buying}]
    horizons: [{id: now, title: Now}, {id: soon, title: Soon}]
    releases: [{id: v1, title: One, date: 2026, milestones: [{id: beta, title: Beta, date: 2026}]}]
    items:
      - id: Checkout
        title: Checkout
        status: planned
        theme: BUYING
        team: Nobody we know
        objectives: [fast, KIND]
        release: v1
        horizon: SOON
        related: [objective:fast, Wallet, need:none, milestone:checkout/beta]
        asks: [{team: crew, what: Help}, {team: others, what: More}]
        milestones:
          - {id: beta, title: Beta, date: 2026-Q3}
          - {title: Nameless, date: 2026-Q4}
      - {id: wallet, title: Wallet, status: planned, depends_on: [checkout, CHECKOUT, missing], parent: checkout, theme: buying}
"""
HEAD = """
    labels: {status: {planned: {title: Soon}}, stage: {}}
    teams: [{id: crew, title: Crew}]
"""


@pytest.fixture
def whole(portfolio: Make) -> Portfolio:
    return portfolio(ROADMAP, strategy=STRATEGY, portfolio=HEAD)


def entity(portfolio: Portfolio, type: str, ref: str) -> Entity[Any]:
    found = portfolio.find(type, ref)
    assert found, f"no {type} {ref}"
    return found


def keys(entities: Any) -> list[str]:
    return [entity.key for entity in entities]


def test_entities_are_found_by_type_and_id_whatever_the_case(whole: Portfolio) -> None:
    assert entity(whole, "item", "checkout") is entity(whole, "item", "CHECKOUT")
    assert whole.find("item", "missing") is None
    assert whole.find("objective", "checkout") is None
    assert whole.find("nonsense", "checkout") is None


def test_a_entity_keeps_its_id_and_has_a_lower_case_key_and_address(whole: Portfolio) -> None:
    item = entity(whole, "item", "checkout")
    assert (item.id, item.key, item.slug, item.ref) == ("Checkout", "checkout", "checkout", "item:checkout")


def test_nested_entities_are_named_behind_their_parents(whole: Portfolio) -> None:
    beta = entity(whole, "milestone", "checkout/beta")
    assert (beta.id, beta.key, beta.parent) == ("beta", "checkout/beta", entity(whole, "item", "checkout"))
    assert entity(whole, "milestone", "v1/beta").parent is entity(whole, "release", "v1")
    assert entity(whole, "kr", "fast/minutes").parent is entity(whole, "objective", "fast")
    assert whole.find("milestone", "beta") is None


def test_entities_without_an_id_are_there_and_cannot_be_named(whole: Portfolio) -> None:
    assert keys(whole.all(Customer)) == ["aim/#customers0", "visitors"]
    assert keys(whole.all(KeyResult)) == ["fast/minutes", "fast/#key_results1"]
    assert whole.all(Customer)[0].id == ""
    assert all(whole.find("customer", entity.key) in (None, entity) for entity in whole.all(Customer))
    assert whole.find("customer", "aim/#customers0") is None


def test_entities_are_in_reading_order(whole: Portfolio) -> None:
    assert keys(whole.all(Item)) == ["checkout", "wallet"]
    assert keys(whole.all(Objective)) == ["fast", "kind"]
    assert keys(whole.all(Milestone)) == ["v1/beta", "checkout/beta", "checkout/#milestones1"]
    assert keys(whole.all(Horizon)) == ["plan/now", "plan/soon"]
    assert whole.types == (
        "bet", "customer", "horizon", "item", "kr", "milestone", "need", "objective", "portfolio", "release", "roadmap",
        "strategy", "team", "theme",
    )  # fmt: skip


def test_entries_of_a_class_are_those_of_its_type(whole: Portfolio) -> None:
    for type in whole.types:
        (cls,) = {entity.entry.__class__ for entity in whole.entities(type)}
        assert whole.all(cls) == whole.entities(type), type
    assert whole.all(Handover) == whole.entities("handover") == ()


def test_lists_are_made_once(whole: Portfolio) -> None:
    assert whole.all(Item) is whole.all(Item)
    assert whole.entities("item") is whole.entities("item")


def test_an_action_that_a_handover_mentions_is_listed_once(portfolio: Make) -> None:
    whole = portfolio(
        postmortem="id: outage\nactions: [{id: wall, title: A wall}]",
        handover="id: gates\nopen_actions: [outage/wall, {id: door, title: A door}]",
    )
    assert sorted(keys(whole.all(Action))) == ["gates/door", "outage/wall"]
    assert keys(whole.all(OpenAction)) == ["gates/door"]
    assert len(whole.entities("action")) == 3


def test_documents_are_entities(whole: Portfolio) -> None:
    assert (keys(whole.all(Roadmap)), keys(whole.all(Strategy))) == (["plan"], ["aim"])
    assert whole.all(Roadmap)[0].title == "Plan"


def test_a_title_is_the_best_there_is(whole: Portfolio) -> None:
    assert entity(whole, "need", "quick").title == "To be quick"
    assert whole.all(Bet)[0].title == "They will come"
    assert entity(whole, "item", "checkout").title == "Checkout"


def test_references_lead_to_what_is_there(whole: Portfolio) -> None:
    checkout, wallet = entity(whole, "item", "checkout"), entity(whole, "item", "wallet")
    assert keys(whole.targets(checkout, "objectives")) == ["fast", "kind"]
    assert whole.target(checkout, "theme") is entity(whole, "theme", "buying")
    assert whole.target(checkout, "release") is entity(whole, "release", "v1")
    assert whole.target(checkout, "team") is None
    assert whole.target(checkout, "parent") is None
    assert whole.targets(wallet, "depends_on") == (checkout,)
    assert whole.targets(whole.all(Bet)[0], "objective") == (entity(whole, "objective", "fast"),)


def test_related_entities_are_of_the_same_type_unless_they_say_another(whole: Portfolio) -> None:
    related = whole.targets(entity(whole, "item", "checkout"), "related")
    assert [found.ref for found in related] == ["objective:fast", "item:wallet", "milestone:checkout/beta"]


def test_references_are_followed_backwards(whole: Portfolio) -> None:
    checkout = entity(whole, "item", "checkout")
    assert keys(whole.sources(checkout, "depends_on")) == ["wallet"]
    assert keys(whole.sources(checkout, "parent")) == ["wallet"]
    assert keys(whole.sources(entity(whole, "theme", "buying"), "theme")) == ["checkout", "wallet"]
    assert keys(whole.sources(entity(whole, "objective", "fast"), "objective", "bet")) == ["aim/#bets0"]
    assert keys(whole.sources(entity(whole, "need", "quick"), "needs", "objective")) == ["fast"]
    assert whole.sources(checkout, "superseded_by") == ()


def test_what_stands_in_a_entity_is_told_by_type(whole: Portfolio) -> None:
    assert keys(whole.nested(entity(whole, "item", "checkout"), "milestone")) == [
        "checkout/beta",
        "checkout/#milestones1",
    ]
    assert keys(whole.nested(entity(whole, "objective", "fast"), "kr")) == ["fast/minutes", "fast/#key_results1"]
    assert whole.nested(entity(whole, "item", "wallet"), "milestone") == ()


def test_every_reference_is_told_with_its_place_resolved_or_not(whole: Portfolio) -> None:
    told = {
        (reference.entity.ref, reference.field, reference.value): whole.resolve(reference) is not None
        for reference in whole.references()
    }
    assert told == {
        ("need:quick", "customer", "visitors"): True,
        ("objective:fast", "needs", "quick"): True,
        ("bet:aim/#bets0", "objective", "FAST"): True,
        ("item:checkout", "theme", "BUYING"): True,
        ("item:checkout", "team", "Nobody we know"): False,
        ("item:checkout", "objectives", "fast"): True,
        ("item:checkout", "objectives", "KIND"): True,
        ("item:checkout", "release", "v1"): True,
        ("item:checkout", "horizon", "SOON"): True,
        ("item:checkout", "related", "objective:fast"): True,
        ("item:checkout", "related", "Wallet"): True,
        ("item:checkout", "related", "need:none"): False,
        ("item:checkout", "related", "milestone:checkout/beta"): True,
        ("item:checkout", "asks.team", "crew"): True,
        ("item:checkout", "asks.team", "others"): False,
        ("item:wallet", "depends_on", "checkout"): True,
        ("item:wallet", "depends_on", "CHECKOUT"): True,
        ("item:wallet", "depends_on", "missing"): False,
        ("item:wallet", "parent", "checkout"): True,
        ("item:wallet", "theme", "buying"): True,
    }
    strict = {reference.field for reference in whole.references() if reference.strict}
    assert "depends_on" in strict
    assert not strict & {"theme", "team", "asks.team", "customer"}


def test_the_place_of_a_entity_and_of_its_fields_is_known(whole: Portfolio) -> None:
    def excerpt(found: Entity[Any], *steps: str | int) -> str:
        place = whole.place(found, *steps)
        return place.excerpt[place.column - 1 :]

    checkout = entity(whole, "item", "checkout")
    assert excerpt(checkout) == "id: Checkout"
    assert excerpt(checkout, "status") == "planned"
    assert excerpt(checkout, "objectives", 1) == "KIND]"
    assert excerpt(checkout, "asks", 1, "team") == "others, what: More}]"
    assert excerpt(checkout, "summary") == "id: Checkout"
    assert excerpt(entity(whole, "milestone", "checkout/beta"), "date") == "2026-Q3}"
    assert excerpt(entity(whole, "roadmap", "plan"), "kind") == "roadmap"
    for reference in whole.references():
        place = whole.place(reference.entity, *reference.loc[len(reference.entity.loc) :])
        assert place.excerpt[place.column - 1 :].startswith(reference.value), reference


def test_no_place_is_told_of_what_went_through_the_door(portfolio: Make) -> None:
    whole = portfolio("audience: public\nitems: [{id: a, title: A, status: planned}]")
    seen = redacted_for(whole, "public")
    assert seen.place(seen.all(Item)[0], "title").excerpt == ""


def test_values_have_the_words_of_the_portfolio_or_their_own(whole: Portfolio) -> None:
    assert whole.label("status", "planned") == "Soon"
    assert whole.label("status", "in_progress") == "In progress"
    assert whole.label("stage", "beta") == "Beta"
    assert whole.label("nothing", "at_risk") == "At risk"
    assert whole.label("nothing", "") == ""


def test_without_a_portfolio_document_there_is_an_empty_head(portfolio: Make) -> None:
    head = portfolio("items: []").head
    assert (head.title, head.labels, head.disclaimer, head.working_days, head.timezone) == ("", None, None, (), None)


def test_the_columns_are_those_declared_or_else_now_next_and_later(whole: Portfolio, portfolio: Make) -> None:
    assert whole.horizon_ids() == ("now", "soon")
    assert portfolio("items: []").horizon_ids() == ("now", "next", "later")


def test_a_column_is_looked_up_in_its_own_document_first(portfolio: Make) -> None:
    item = "items: [{{id: {id}, title: A, status: planned, horizon: {horizon}}}]\n"
    whole = portfolio(
        "horizons: [{id: now, title: A}, {id: far, title: F}]\n" + item.format(id="a", horizon="now"),
        roadmap_b="horizons: [{id: now, title: B}]\n" + item.format(id="b", horizon="NOW"),
        roadmap_c=item.format(id="c", horizon="far"),
    )
    found = [whole.target(item, "horizon") for item in whole.all(Item)]
    assert [horizon and horizon.title for horizon in found] == ["A", "B", "F"]
    assert whole.horizon_ids() == ("now", "far")


def test_the_full_portfolio_is_for_the_innermost(whole: Portfolio) -> None:
    assert (whole.audience, whole.innermost, whole.audiences) == ("internal", True, ("public", "internal"))
    assert redacted_for(whole, "internal") is whole
    assert not redacted_for(whole, "public").innermost
