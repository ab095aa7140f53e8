from __future__ import annotations

from typing import Any

import pytest


def test_an_id_that_nothing_has_is_found_where_it_stands(problems: Any) -> None:
    [problem] = problems(
        "unknown-reference",
        """
        items:
        - {id: checkout, title: C, status: planned}
        - id: b
          title: B
          status: planned
          depends_on:
          - checkout
          - chekout
        """,
    )
    assert problem.headline == "roadmap.yml:8:5: unknown-reference: there is no item 'chekout'"
    assert problem.hint == "did you mean 'checkout'?"
    assert problem.level == "error"


@pytest.mark.parametrize(
    ("field", "message", "hint"),
    [
        ("objectives: [aim, quck]", "there is no objective 'quck'", "did you mean 'quick'?"),
        ("needs: [quick]", "there is no need 'quick'", "'quick' is the id of an objective"),
        ("parent: old-name", "there is no item 'old-name'", "it is called 'now' now"),
        ("release: zzz", "there is no release 'zzz'", None),
        ("release: later", "there is no release 'later'", None),
        ("horizon: latr", "there is no horizon 'latr'", "did you mean 'later'?"),
        (
            "related: [now, objective:quick, kr:quick/m, kr:m]",
            "there is no key result 'm'",
            "did you mean 'quick/m'?",
        ),
        ("related: [unicorn:x]", "there is no unicorn 'x'", None),
    ],
)
def test_what_may_have_been_meant(problems: Any, field: str, message: str, hint: str | None) -> None:
    found = problems(
        "unknown-reference",
        f"items:\n- {{id: now, title: N, status: planned, formerly: [Old-Name]}}\n"
        f"- {{id: a, title: A, status: planned, {field}}}",
        strategy="objectives: [{id: aim, title: A}, {id: quick, title: Q, key_results: [{id: m, title: M}]}]",
    )
    assert [(problem.message, problem.hint) for problem in found] == [(message, hint)]


def test_what_stands_in_a_post_mortem_is_found_by_its_short_name_too(problems: Any) -> None:
    found = problems(
        "unknown-reference",
        postmortem="""
        id: the-evening-of-midsummer-2026
        lessons: [{id: open-when-unsure, title: L, superseded_by: open-when-unsur}]
        similar_to: [othr]
        """,
        handover="open_actions: [keep-fare]\nfrom: A\nto: B",
        postmortem_b="id: other\nactions: [{id: keep-fares, title: A}]",
    )
    assert [(problem.message, problem.hint) for problem in found] == [
        ("there is no action 'keep-fare'", "did you mean 'other/keep-fares'?"),
        ("there is no lesson 'open-when-unsur'", "did you mean 'open-when-unsure'?"),
        ("there is no post-mortem 'othr'", "did you mean 'other'?"),
    ]


def test_references_that_lead_somewhere_are_fine_in_any_case(find: Any) -> None:
    assert not find(
        "unknown-reference",
        """
        horizons: [{id: soon, title: Soon}]
        items:
        - {id: a, title: A, status: planned, depends_on: [B], horizon: Soon, related: [b, 'item:B']}
        - {id: b, title: B, status: planned, team: nobody}
        """,
    )


def test_declared_horizons_are_all_there_are(find: Any) -> None:
    roadmap = """
        horizons: [{id: soon, title: Soon}]
        items: [{id: a, title: A, status: planned, horizon: now}]
    """
    assert find("unknown-reference", roadmap) == ["roadmap.yml:2:53: there is no horizon 'now'"]


def test_a_name_that_is_not_declared_is_told_once(problems: Any) -> None:
    [problem] = problems(
        "undeclared-name",
        """
        themes: [{id: boarding, title: Boarding}]
        items:
        - {id: a, title: A, status: planned, theme: bording}
        - {id: b, title: B, status: planned, theme: Bording}
        """,
    )
    message = "the theme 'bording' is not declared, though others are (used 2 times)"
    assert problem.headline == f"roadmap.yml:3:45: undeclared-name: {message}"
    assert problem.hint == "did you mean 'boarding'?"


def test_a_title_in_place_of_an_id_gets_the_id(problems: Any) -> None:
    [problem] = problems(
        "undeclared-name",
        "items: [{id: a, title: A, status: planned, asks: [{team: The Gangway}]}]",
        portfolio="teams: [{id: gangway, title: The gangway}]",
    )
    assert (str(problem.place), problem.hint) == ("roadmap.yml:1:58", "write its id: 'gangway'")


def test_names_are_free_where_none_are_declared_and_people_always(find: Any) -> None:
    assert not find(
        "undeclared-name",
        "items: [{id: a, title: A, status: planned, theme: x, team: y, owner: Head of sales, tags: [z]}]",
        portfolio="people: [{id: anna, role: Engineer}]",
    )
    assert find(
        "undeclared-name",
        "items: [{id: a, title: A, status: planned, owner: ana}]",
        portfolio="people: [{id: anna, role: Engineer}]",
    ) == ["roadmap.yml:1:51: the person 'ana' is not declared, though others are"]


def test_a_name_that_readers_do_not_see_is_found_also_where_names_are_free(problems: Any) -> None:
    [problem] = problems(
        "undeclared-name",
        "audience: public\nitems: [{id: a, title: A, status: planned, asks: [{team: Piers}], tags: [x], theme: y}]",
        portfolio="services: [{id: gates, title: Gates}]",
        postmortem="audience: public\naffected: [gatse, kiosks]",
        rules={},
    )[:1]
    assert problem.message == "the service 'gatse' is not declared, though others are; public readers do not see it"
    assert problem.hint == "did you mean 'gates'?"


@pytest.mark.parametrize(
    ("services", "public", "found"),
    [
        ("[{id: gates, title: Gates}]", "public", True),
        ("[]", "public", True),
        ("[{id: gates, title: Gates}]", "internal", False),
        (None, "public", False),
    ],
)
def test_a_service_may_just_be_named_where_none_is_listed(
    find: Any, services: str | None, public: str, found: bool
) -> None:
    problems = find(
        "undeclared-name",
        portfolio=f"services: {services}" if services else "currency: EUR",
        postmortem=f"audience: {public}\naffected: [kiosks]",
    )
    assert bool(problems) is found


def test_a_person_in_a_group_that_is_not_disclosed_may_just_be_named(find: Any) -> None:
    roadmap = "audience: public\nitems: [{id: a, title: A, status: planned, owner: Head of sales}]%s"
    people = "people: [{id: anna, role: Engineer}]"
    assert not find("undeclared-name", roadmap % "", portfolio=people)
    [found] = find("undeclared-name", roadmap % "\ndisclose: {public: [people]}", portfolio=people)
    assert found.endswith("the person 'Head of sales' is not declared, though others are; public readers do not see it")


def test_what_nobody_names_is_found(find: Any) -> None:
    found = find(
        "unused-name",
        """
        themes: [{id: used, title: Used}, {id: spare, title: Spare}]
        items: [{id: a, title: A, status: planned, theme: Used, tags: [x]}]
        """,
        portfolio="tags: [x, y]",
    )
    assert found == [
        "portfolio.yml:1:11: nothing names the tag 'y'",
        "roadmap.yml:1:35: nothing names the theme 'Spare'",
    ]


def test_missing_documents_make_no_reference_wrong(portfolio: Any) -> None:
    from datetime import date

    from milepost import run_checks
    from milepost.ruleset import rule_levels

    full = portfolio(
        """
        items:
        - {id: a, title: A, status: planned, parent: x, team: z, description: '[x](item:x)'}
        """,
        portfolio="teams: [{id: t, title: T}]",
    )
    rules = {"unknown-reference", "undeclared-name", "unknown-text-link"}
    found = {problem.rule for problem in run_checks.run(full, date(2026, 11, 23), rule_levels())}
    assert found >= rules
    partial = {problem.rule for problem in run_checks.run(full, date(2026, 11, 23), rule_levels(), whole=False)}
    assert partial.isdisjoint(rules)
