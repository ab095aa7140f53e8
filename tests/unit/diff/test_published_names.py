"""Which names external readers read for the first time, though nothing that names them changed."""

from __future__ import annotations

from tests.unit.diff.conftest import Compared, told
from tests.unit.diff.edits import ROADMAP

PLAN = ROADMAP.replace("title: Receipts", "title: Receipts\n    team: raven\n    tags: [till]")
TEAMS = """\
kind: portfolio
title: Till
audience: public
teams:
  - {id: raven, title: Raven, audience: internal}
"""
SAYS = "audience-widened: Receipts shows the public audience the team 'raven', a name that it did not see before"


def written(**files: str) -> dict[str, str]:
    return {f"data/{name}.yml": text for name, text in files.items()}


def test_a_name_whose_hidden_declaration_goes_is_opened(site: Compared) -> None:
    found = site(written(plan=PLAN, head=TEAMS), written(head=TEAMS.partition("teams:")[0]))
    assert told(found)[0] == SAYS
    assert str(found.changes[0].place).startswith("data/plan.yml:")


def test_a_name_that_stays_hidden_while_others_of_its_type_are_declared_is_not_told(site: Compared) -> None:
    found = site(written(plan=PLAN, head=TEAMS), written(head=TEAMS.replace("id: raven", "id: ravens")))
    assert not [one for one in told(found) if "a name" in one]


def test_it_is_stopped_by_the_rule_that_it_is_reported_by(site: Compared) -> None:
    found = site(written(plan=PLAN, head=TEAMS), written(head=TEAMS.partition("teams:")[0]))
    assert [change.rule for change in found.changes if change.after == "raven"] == ["audience-widened"]


def test_a_name_that_was_read_before_is_not_told(site: Compared) -> None:
    more = PLAN.replace("title: Refunds", "title: Refunds\n    tags: [TILL]")
    assert not [
        one for one in told(site(written(plan=PLAN), written(plan=more))) if "till" in one.lower() and "name" in one
    ]


def test_a_new_name_is_counted_with_the_places_where_it_is_read(site: Compared) -> None:
    after = PLAN.replace("title: Refunds", "title: Refunds\n    tags: [cash]").replace("[till]", "[till, cash]")
    assert "published: Refunds shows the public audience the tag 'cash', a new name, here and in 1 more place" in told(
        site(written(plan=PLAN), written(plan=after))
    )


def test_a_name_of_something_hidden_is_no_public_name(site: Compared) -> None:
    after = ROADMAP.replace("title: Talks with the bank", "title: Talks with the bank\n    tags: [merger]")
    assert not [one for one in told(site(written(), written(plan=after))) if "name" in one]


def test_a_name_that_becomes_a_public_declaration_is_told_as_that(site: Compared) -> None:
    open_team = TEAMS.replace(", audience: internal", "")
    found = told(site(written(plan=PLAN, head=TEAMS), written(head=open_team)))
    assert "audience-widened: Raven becomes visible to the public audience" in found
    assert not [one for one in found if "a name" in one]


def test_a_new_name_asks_no_summary_of_the_item_that_shows_it(site: Compared) -> None:
    after = ROADMAP.replace("title: Receipts", "title: Receipts\n    tags: [cash]")
    found = site(written(), written(plan=after), rules={"published-without-summary": "error"})
    assert "published-without-summary" not in [one.rule for one in found.changes]
