"""Who sees what: every rule of the audience filter, one by one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from milepost.access.audience_filter import audience_of, redacted_for, side_by_side
from milepost.graph.loader import load
from milepost.graph.portfolio import Entity, Portfolio
from milepost.kinds.portfolio.model import Team
from milepost.kinds.roadmap.model import Horizon, Item, Milestone, Roadmap
from milepost.kinds.strategy.model import Bet, Need, Objective
from milepost.schema.base import GROUPS

Make = Callable[..., Portfolio]
THREE = ("public", "partners", "internal")
PUBLIC = "audience: public\n"


def ids(entities: Any) -> list[str]:
    return [entity.id or entity.title for entity in entities]


def item(portfolio: Portfolio, ref: str = "a") -> Any:
    found = portfolio.find("item", ref)
    assert found, f"no item {ref}"
    return found.entry


def one_item(fields: str, head: str = PUBLIC) -> str:
    """A roadmap with the item `a`, which has some more fields."""
    body = "".join(f"    {line}\n" for line in fields.strip().split("\n"))
    return f"{head}items:\n  - id: a\n    title: A\n    status: planned\n{body}"


# Audiences


def test_what_names_no_audience_is_seen_by_the_innermost_only(portfolio: Make) -> None:
    whole = portfolio("items: [{id: a, title: A, status: planned}]", audiences=THREE)
    assert [ids(redacted_for(whole, audience).all(Item)) for audience in THREE] == [[], [], ["a"]]


def test_a_entity_is_seen_by_its_audience_and_all_further_in(portfolio: Make) -> None:
    whole = portfolio(
        """
        items:
          - {id: a, title: A, status: planned, audience: public}
          - {id: b, title: B, status: planned, audience: partners}
          - {id: c, title: C, status: planned, audience: internal}
        """,
        audiences=THREE,
    )
    assert [ids(redacted_for(whole, audience).all(Item)) for audience in THREE] == [["a"], ["a", "b"], ["a", "b", "c"]]


def test_the_nearest_audience_decides(portfolio: Make) -> None:
    whole = portfolio(
        """
        audience: internal
        items:
          - {id: a, title: A, status: planned}
          - {id: b, title: B, status: planned, audience: public}
        """,
        roadmap_b="items: [{id: c, title: C, status: planned}]",
        _audience="audience: public",
    )
    assert ids(redacted_for(whole, "public").all(Item)) == ["c", "b"]


def test_there_is_no_door_for_an_audience_there_is_not(portfolio: Make) -> None:
    with pytest.raises(ValueError, match="there is no audience 'everybody'"):
        redacted_for(portfolio("items: []"), "everybody")


@pytest.mark.parametrize("own", ["public", "internal", ""])
def test_what_stands_in_a_hidden_entity_is_hidden(portfolio: Make, own: str) -> None:
    line = f"audience: {own}, " if own else ""
    whole = portfolio(
        f"audience: public\nitems: [{{id: a, title: A, status: planned, audience: internal, "
        f"milestones: [{{{line}id: m, title: M, date: 2026}}]}}]"
    )
    assert redacted_for(whole, "public").all(Milestone) == ()
    (milestone,) = whole.all(Milestone)
    assert audience_of(whole, milestone) == "internal"


def test_a_part_may_be_more_private_than_the_whole(portfolio: Make) -> None:
    whole = portfolio(
        one_item("milestones: [{id: m, title: M, date: 2026}, {id: n, title: N, date: 2026, audience: internal}]")
    )
    seen = redacted_for(whole, "public")
    assert ids(seen.all(Milestone)) == ["m"]
    assert ids(seen.nested(seen.all(Item)[0], "milestone")) == ["m"]


def test_a_part_is_seen_by_the_narrower_of_its_own_and_its_wholes_audience(portfolio: Make) -> None:
    whole = portfolio(
        one_item(
            "audience: partners\nmilestones:\n  - {id: m, title: M, date: 2026, audience: public}\n"
            "  - {id: n, title: N, date: 2026, audience: internal}"
        ),
        audiences=THREE,
    )
    assert [ids(redacted_for(whole, audience).all(Milestone)) for audience in THREE] == [[], ["m"], ["m", "n"]]
    assert [audience_of(whole, entity) for entity in whole.all(Milestone)] == ["partners", "internal"]


# Documents


def test_a_visible_document_is_seen_with_its_own_words(portfolio: Make) -> None:
    (document,) = redacted_for(portfolio("audience: public\nsummary: S\nid: plan"), "public").documents
    assert (document.visible, document.model.title, document.model.summary, document.model.id) == (
        True,
        "Plan",
        "S",
        "plan",
    )
    assert (document.source, document.root, document.folder_audience) == (None, None, None)


def test_what_a_folder_says_stays_outside(portfolio: Make) -> None:
    whole = portfolio("summary: S", _audience="audience: public\ndisclose: {public: [notes], internal: [money]}")
    (document,) = redacted_for(whole, "public").documents
    assert (document.folder_audience, document.folder_disclose) == (None, {})


def test_a_visible_item_in_a_hidden_document_comes_without_the_document(portfolio: Make) -> None:
    whole = portfolio(
        """
        id: secret-plan
        summary: Secret
        product: Secret
        items: [{id: a, title: A, status: planned, audience: public}]
        """
    )
    seen = redacted_for(whole, "public")
    (document,) = seen.documents
    assert ids(seen.all(Item)) == ["a"]
    assert not document.visible
    assert (document.path, document.relative, document.source) == ("", "", None)
    model = document.model
    assert (model.id, model.title, model.summary, model.product) == (None, "", None, None)
    assert seen.all(Roadmap) == ()
    assert seen.find("roadmap", "secret-plan") is None


def test_a_hidden_document_with_nothing_to_show_is_not_there(portfolio: Make) -> None:
    assert redacted_for(portfolio("items: [{id: a, title: A, status: planned}]"), "public").documents == ()


def test_hidden_documents_show_neither_number_nor_order_nor_names(portfolio: Make) -> None:
    """Two hidden files look like one, whatever they are called."""
    first = "items: [{id: b, title: B, status: planned, audience: public}]\nid: zzz"
    second = (
        "items: [{id: a, title: A, status: planned, audience: public}, {id: c, title: C, status: planned}]\nid: aaa"
    )
    apart = redacted_for(portfolio(first, roadmap_b=second), "public")
    swapped = redacted_for(portfolio(second, roadmap_b=first), "public")
    assert len(apart.documents) == len(swapped.documents) == 1
    assert ids(apart.all(Item)) == ids(swapped.all(Item)) == ["a", "b"]
    assert apart.documents[0].model == swapped.documents[0].model


def test_nameless_entities_of_hidden_documents_are_in_an_order_of_their_own(portfolio: Make) -> None:
    bets = "bets: [{{hypothesis: {one}, audience: public}}, {{hypothesis: {two}, audience: public}}]\nid: {id}"
    there = portfolio(strategy=bets.format(one="Z", two="B", id="x"), strategy_b=bets.format(one="Y", two="A", id="y"))
    back = portfolio(strategy=bets.format(one="A", two="Y", id="p"), strategy_b=bets.format(one="B", two="Z", id="q"))
    seen, other = redacted_for(there, "public"), redacted_for(back, "public")
    assert [bet.title for bet in seen.all(Bet)] == [bet.title for bet in other.all(Bet)] == ["A", "B", "Y", "Z"]
    assert [bet.key for bet in seen.all(Bet)] == [bet.key for bet in other.all(Bet)] == [f"#bets{n}" for n in range(4)]


def test_entities_of_visible_documents_come_first_in_their_own_order(portfolio: Make) -> None:
    whole = portfolio(
        "items: [{id: a, title: A, status: planned, audience: public}]",
        roadmap_b="audience: public\nitems: [{id: z, title: Z, status: planned}, {id: m, title: M, status: planned}]",
    )
    assert ids(redacted_for(whole, "public").all(Item)) == ["z", "m", "a"]


# The portfolio document

HEAD = """
    kind: portfolio
    title: Ferry
    summary: Secret summary
    description: Secret description
    id: secret-id
    disclaimer: {public: May change, internal: Be kind}
    timezone: Europe/Lisbon
    fiscal_year_start: 4
    working_days: [mon]
    holidays: [2026-12-25]
    currency: EUR
    labels: {stage: {beta: {title: Beta test}}}
    teams: [{id: deck, title: Deck, audience: public}, {id: engine, title: Engine}]
"""


@pytest.fixture
def ferry(tmp_path: Path) -> Callable[..., Portfolio]:
    def make(more: str = "") -> Portfolio:
        (tmp_path / "portfolio.yml").write_text(dedent(HEAD + more))
        workspace = load(tmp_path, THREE)
        assert workspace.problems == ()
        return workspace.portfolio

    return make


def test_title_calendar_labels_and_own_disclaimer_are_always_public(ferry: Callable[..., Portfolio]) -> None:
    whole = ferry()
    seen = redacted_for(whole, "public")
    head = seen.head
    assert (head.title, head.timezone, head.fiscal_year_start, head.working_days, head.currency) == (
        "Ferry", "Europe/Lisbon", 4, ("mon",), "EUR",
    )  # fmt: skip
    assert [str(day) for day in head.holidays] == ["2026-12-25"]
    assert seen.label("stage", "beta") == "Beta test"
    assert head.disclaimer == {"public": "May change"}
    assert (head.summary, head.description, head.id) == (None, None, None)


def test_the_lists_of_a_portfolio_follow_their_own_audience(ferry: Callable[..., Portfolio]) -> None:
    whole = ferry()
    assert ids(redacted_for(whole, "public").all(Team)) == ["deck"]
    assert ids(whole.all(Team)) == ["deck", "engine"]


@pytest.mark.parametrize(
    ("audience", "disclaimer"),
    [
        ("public", {"public": "May change"}),
        ("partners", {}),
        ("internal", {"public": "May change", "internal": "Be kind"}),
    ],
)
@pytest.mark.parametrize("more", ["", "    audience: public\n"])
def test_an_outer_audience_reads_its_own_disclaimer_only(
    ferry: Callable[..., Portfolio], audience: str, disclaimer: dict[str, str], more: str
) -> None:
    assert redacted_for(ferry(more), audience).head.disclaimer == disclaimer


@pytest.mark.parametrize("more", ["", "    audience: public\n"])
def test_a_portfolio_may_have_another_title_for_outsiders(ferry: Callable[..., Portfolio], more: str) -> None:
    head = redacted_for(ferry(f"{more}    public: {{title: Boats, summary: Boats only}}\n"), "public").head
    assert head.title == "Boats"
    assert head.summary == ("Boats only" if more else None)


def test_holidays_stay_days_when_other_dates_are_coarse(ferry: Callable[..., Portfolio]) -> None:
    head = redacted_for(ferry("    audience: public\n    public: {date_precision: quarter}\n"), "public").head
    assert [str(day) for day in head.holidays] == ["2026-12-25"]


@pytest.mark.parametrize(("precision", "day"), [("day", "2026-01-02"), ("month", None), ("none", None)])
def test_a_day_is_left_out_where_dates_are_less_exact(portfolio: Make, precision: str, day: str | None) -> None:
    fields = f"approvals: [{{gate: G, on: 2026-01-02}}]\ndisclose: {{public: [people]}}\npublic: {{date_precision: {precision}}}"
    (approval,) = item(redacted_for(portfolio(one_item(fields)), "public")).approvals
    assert (approval.gate, approval.on and str(approval.on)) == ("G", day)


# Field groups

GROUPED = """
owner: Ada
champions: [Ada, Bo]
approvals: [{gate: G, role: Ada, decision: yes-please, on: 2026-01-02}]
asks: [{team: crew, what: Help}]
confidence: 80
score: {value: 5, effort: 1}
health: at_risk
health_reason: Because
slip_reason: It rained
updated: 2026-01-01
formerly: [old]
tracking: https://example.org/1
"""
FIELDS_OF = {
    "people": {"owner", "champions", "approvals"},
    "resources": {"asks"},
    "confidence": {"confidence"},
    "scores": {"score"},
    "reasons": {"health_reason", "slip_reason"},
    "notes": {"updated", "formerly", "tracking"},
}
ALWAYS_OPEN = {"id", "title", "status", "health", "milestones"}


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("level", ["entry", "document", "folder"])
def test_a_field_stays_inside_until_its_group_is_disclosed(portfolio: Make, group: str, level: str) -> None:
    disclose = f"disclose: {{public: [{group}]}}\n"
    whole = portfolio(
        one_item(GROUPED + (disclose if level == "entry" else ""), PUBLIC + (disclose if level == "document" else "")),
        _audience=disclose if level == "folder" else "",
    )
    seen = item(redacted_for(whole, "public"))
    assert seen.model_fields_set == ALWAYS_OPEN | FIELDS_OF.get(group, set())
    assert (seen.owner, seen.score is None, seen.updated is None) == (
        "Ada" if group == "people" else None, group != "scores", group != "notes",
    )  # fmt: skip


def test_nothing_is_disclosed_by_default(portfolio: Make) -> None:
    assert item(redacted_for(portfolio(one_item(GROUPED)), "public")).model_fields_set == ALWAYS_OPEN


def test_the_innermost_sees_every_group(portfolio: Make) -> None:
    assert FIELDS_OF["people"] | FIELDS_OF["scores"] < item(portfolio(one_item(GROUPED))).model_fields_set


def test_the_nearest_disclosure_wins_audience_by_audience(portfolio: Make) -> None:
    whole = portfolio(
        """
        audience: public
        disclose: {public: [reasons, notes], partners: [scores]}
        items:
          - {id: a, title: A, status: planned, slip_reason: R, confidence: 5, owner: O, score: {value: 1, effort: 1}}
          - {id: b, title: B, status: planned, slip_reason: R, confidence: 5, owner: O, score: {value: 1, effort: 1}, disclose: {public: [confidence]}}
          - {id: c, title: C, status: planned, slip_reason: R, confidence: 5, owner: O, score: {value: 1, effort: 1}, disclose: {public: []}}
          - {id: d, title: D, status: planned, slip_reason: R, confidence: 5, owner: O, score: {value: 1, effort: 1}, disclose: {partners: [people]}}
        """,
        audiences=THREE,
        _audience="disclose: {public: [people], partners: [confidence]}",
    )

    def shown(audience: str) -> dict[str, set[str]]:
        seen = redacted_for(whole, audience)
        delicate = {"slip_reason", "confidence", "owner", "score"}
        return {entity.id: entity.entry.model_fields_set & delicate for entity in seen.all(Item)}

    assert shown("public") == {"a": {"slip_reason"}, "b": {"confidence"}, "c": set(), "d": {"slip_reason"}}
    assert shown("partners") == {
        "a": {"slip_reason", "score"}, "b": {"confidence", "score"}, "c": {"score"}, "d": {"slip_reason", "owner"},
    }  # fmt: skip


def test_what_is_disclosed_to_insiders_stays_from_outsiders(portfolio: Make) -> None:
    whole = portfolio(one_item(GROUPED + "disclose: {internal: [people], partners: [scores]}"), audiences=THREE)
    assert item(redacted_for(whole, "public")).model_fields_set == ALWAYS_OPEN
    assert item(redacted_for(whole, "partners")).model_fields_set == ALWAYS_OPEN | {"score"}


def test_a_disclosure_reaches_what_stands_inside(portfolio: Make) -> None:
    moments = "milestones:\n  - {id: m, title: M, date: 2026, updated: 2026-01-01}\n"
    more = "  - {id: n, title: N, date: 2026, updated: 2026-01-01, disclose: {public: []}}\n"
    seen = redacted_for(portfolio(one_item(moments + more + "disclose: {public: [notes]}")), "public")
    assert [str(entity.entry.updated) for entity in seen.all(Milestone)] == ["2026-01-01", "None"]


def test_a_hidden_documents_disclosure_holds_for_its_visible_items(portfolio: Make) -> None:
    whole = portfolio(one_item("audience: public\nconfidence: 5", "disclose: {public: [confidence]}\n"))
    assert item(redacted_for(whole, "public")).confidence == 5


def test_the_doors_own_fields_do_not_pass_it(portfolio: Make) -> None:
    whole = portfolio(one_item("audience: public\ndisclose: {public: [notes], internal: [people]}\npublic: {title: B}"))
    seen = item(redacted_for(whole, "public"))
    assert (seen.audience, seen.disclose, seen.public) == (None, None, None)


# Other words


def test_outsiders_read_other_words_and_see_other_dates(portfolio: Make) -> None:
    whole = portfolio(
        one_item(
            "summary: Secret\ndescription: Secret\nend: 2026-09-14\nhealth: off_track\n"
            "public: {title: B, summary: S, description: '', end: 2026-Q4, status: proposed, health: on_track}"
        )
    )
    seen = item(redacted_for(whole, "public"))
    assert (seen.title, seen.summary, seen.description, str(seen.end), seen.status, seen.health) == (
        "B", "S", "", "2026-Q4", "proposed", "on_track",
    )  # fmt: skip
    assert item(whole).title == "A"


def test_other_words_are_for_every_audience_but_the_innermost(portfolio: Make) -> None:
    whole = portfolio(one_item("public: {title: B}"), audiences=THREE)
    assert [item(redacted_for(whole, audience)).title for audience in THREE] == ["B", "B", "A"]


def test_other_words_stand_also_where_nothing_stood(portfolio: Make) -> None:
    assert (
        item(redacted_for(portfolio(one_item("public: {summary: S, health_reason: Weather}")), "public")).summary == "S"
    )


MEASURED = {"health_reason", "progress", "actual", "slip_reason", "baseline"}


@pytest.mark.parametrize(
    ("public", "gone"),
    [
        ("{health: on_track}", MEASURED),
        ("{status: planned}", {*MEASURED, "stage"}),
        ("{start: 2026-Q1}", MEASURED),
        ("{end: 2027}", MEASURED),
        ("{end: 2027, date_precision: none}", MEASURED),
        ("{end: 2027, slip_reason: Weather}", MEASURED - {"slip_reason"}),
        ("{health_reason: Weather}", set()),
        ("{date_precision: month}", set()),
        ("{title: B}", set()),
    ],
)
def test_what_would_betray_the_real_value_goes_with_it(portfolio: Make, public: str, gone: set[str]) -> None:
    fields = (
        "health: off_track\nhealth_reason: R\nprogress: 90\nactual: {start: 2026-01-01}\nstage: beta\nend: 2026-09\n"
        "baseline: {start: 2025-12-01, end: 2026-05-01}\n"
        f"slip_reason: S\ndisclose: {{public: [reasons]}}\npublic: {public}"
    )
    seen = item(redacted_for(portfolio(one_item(fields)), "public"))
    for name in ("health_reason", "progress", "actual", "stage", "slip_reason", "baseline"):
        assert (getattr(seen, name) is None) == (name in gone), name


def test_a_milestone_with_another_date_does_not_tell_when_it_was_promised(portfolio: Make) -> None:
    whole = portfolio(
        one_item(
            "milestones:\n"
            "  - {id: m, title: M, date: 2026-09-01, baseline: 2026-05-01, public: {date: 2026-Q4}}\n"
            "  - {id: n, title: N, date: 2026-09-01, baseline: 2026-05-01, public: {date: 2026-Q4, baseline: 2026-H1}}"
        )
    )
    seen = redacted_for(whole, "public").all(Milestone)
    assert [str(entity.entry.baseline) for entity in seen] == ["None", "2026-H1"]


def test_a_reason_may_be_told_anew_with_the_value(portfolio: Make) -> None:
    fields = "health: off_track\nhealth_reason: R\npublic: {health: at_risk, health_reason: Weather}"
    assert item(redacted_for(portfolio(one_item(fields)), "public")).health_reason == "Weather"


# How exact dates may be

DATED = """
start: 2026-08-03
end: 2026-09-14
baseline: {start: 2026-02-01, end: 2026-03-31}
actual: {start: 2026-08-05}
milestones: [{id: m, title: M, date: 2026-09-01, baseline: 2026-05-01}]
approvals: [{gate: G, on: 2026-01-02}]
updated: 2026-09-09
disclose: {public: [people, notes]}
"""


def dates(portfolio: Portfolio) -> list[str | None]:
    seen = item(portfolio)
    (milestone,) = portfolio.all(Milestone)
    found = [
        seen.start, seen.end, seen.baseline and seen.baseline.start, seen.baseline and seen.baseline.end,
        seen.actual and seen.actual.start, milestone.entry.date, milestone.entry.baseline,
        seen.approvals[0].on if seen.approvals else None, seen.updated,
    ]  # fmt: skip
    return [date and str(date) for date in found]


COARSE = [
    ("day", ["2026-08-03", "2026-09-14", "2026-02-01", "2026-03-31", "2026-08-05", "2026-09-01", "2026-05-01", "2026-01-02", "2026-09-09"]),
    ("month", ["2026-08", "2026-09", "2026-02", "2026-03", "2026-08", "2026-09", "2026-05", None, "2026-09"]),
    ("quarter", ["2026-Q3", "2026-Q3", "2026-Q1", "2026-Q1", "2026-Q3", "2026-Q3", "2026-Q2", None, "2026-Q3"]),
    ("half", ["2026-H2", "2026-H2", "2026-H1", "2026-H1", "2026-H2", "2026-H2", "2026-H1", None, "2026-H2"]),
    ("year", [*["2026"] * 7, None, "2026"]),
    ("horizon", [None, None, None, None, None, "later", None, None, None]),
    ("none", [None, None, None, None, None, "later", None, None, None]),
]  # fmt: skip


@pytest.mark.parametrize(("precision", "seen"), COARSE)
@pytest.mark.parametrize("level", ["entry", "document", "hidden document"])
def test_no_date_of_an_entry_is_more_exact_than_it_may_be(
    portfolio: Make, precision: str, seen: list[str | None], level: str
) -> None:
    words = f"public: {{date_precision: {precision}}}\n"
    if level == "entry":
        text = one_item(DATED + words)
    elif level == "document":
        text = one_item(DATED, PUBLIC + words)
    else:
        text = one_item(DATED + "audience: public", words)
    assert dates(redacted_for(portfolio(text), "public")) == seen


def test_the_nearest_precision_holds(portfolio: Make) -> None:
    text = (
        "audience: public\npublic: {date_precision: year}\nitems:\n"
        "  - {id: a, title: A, status: planned, end: 2026-09-14, public: {date_precision: month}, milestones: [\n"
        "      {id: m, title: M, date: 2026-09-01, public: {date_precision: quarter}}, {id: n, title: N, date: 2026-09-01}]}\n"
        "  - {id: b, title: B, status: planned, end: 2026-09-14}\n"
    )
    seen = redacted_for(portfolio(text), "public")
    assert [str(entity.entry.end) for entity in seen.all(Item)] == ["2026-09", "2026"]
    assert [str(entity.entry.date) for entity in seen.all(Milestone)] == ["2026-Q3", "2026-09"]


def test_an_entry_keeps_how_exact_its_dates_may_be_for_those_it_gets_from_elsewhere(portfolio: Make) -> None:
    seen = redacted_for(portfolio(one_item("public: {date_precision: quarter, title: B}")), "public")
    assert item(seen).public.date_precision == "quarter"
    assert item(seen).public.model_fields_set == {"date_precision"}


def test_other_dates_are_no_more_exact_either(portfolio: Make) -> None:
    seen = redacted_for(
        portfolio(one_item("end: 2026-09-14\npublic: {date_precision: year, end: 2026-12-24}")), "public"
    )
    assert str(item(seen).end) == "2026"


def test_a_span_that_says_nothing_any_more_is_gone(portfolio: Make) -> None:
    seen = redacted_for(portfolio(one_item("baseline: {start: 2026-01-01}\npublic: {date_precision: none}")), "public")
    assert item(seen).baseline is None


# References

LINKED = """
    audience: public
    themes:
      - {id: seen-theme, title: S}
      - {id: secret-theme, title: S, audience: internal}
    horizons:
      - {id: seen-column, title: S}
      - {id: secret-column, title: S, audience: internal}
    releases:
      - {id: seen-release, title: S}
      - {id: secret-release, title: S, audience: internal}
    items:
      - {id: seen, title: S, status: planned, milestones: [{id: m, title: M, date: 2026}, {id: n, title: N, date: 2026, audience: internal}]}
      - {id: secret, title: S, status: planned, audience: internal, depends_on: [a], milestones: [{id: m, title: M, date: 2026}]}
"""
PEOPLE = """
    audience: public
    teams: [{id: seen-team, title: S}, {id: secret-team, title: S, audience: internal}]
    people: [{id: seen-person, role: S}, {id: secret-person, role: S, audience: internal}]
    tags: [{id: seen-tag, title: S}, {id: secret-tag, title: S, audience: internal}]
"""
AIMS = """
    audience: public
    customers: [{id: seen-customer, title: S}, {id: secret-customer, title: S, audience: internal}]
    needs:
      - {id: seen-need, statement: S, customer: secret-customer}
      - {id: secret-need, statement: S, audience: internal}
    objectives: [{id: seen-aim, title: S, needs: [secret-need, seen-need]}, {id: secret-aim, title: S, audience: internal}]
"""


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("parent: seen", "seen"),
        ("parent: secret", None),
        ("parent: SECRET", None),
        ("parent: missing", None),
        ("superseded_by: secret", None),
        ("depends_on: [secret, SEEN, missing, seen]", ("SEEN", "seen")),
        ("continues: [secret]", ()),
        ("replaces: [seen, secret]", ("seen",)),
        ("objectives: [secret-aim, seen-aim]", ("seen-aim",)),
        ("needs: [secret-need, seen-need]", ("seen-need",)),
        ("release: seen-release", "seen-release"),
        ("release: secret-release", None),
        ("theme: seen-theme", "seen-theme"),
        ("theme: secret-theme", None),
        ("theme: Secret-Theme", None),
        ("theme: A loose name", None),
        ("team: secret-team", None),
        ("team: Somebody", None),
        ("teams: [secret-team, seen-team, Somebody]", ("seen-team",)),
        ("tags: [secret-tag, seen-tag, loose]", ("seen-tag",)),
        ("owner: secret-person", None),
        ("owner: seen-person", "seen-person"),
        ("owner: Captain", None),
        ("champions: [secret-person, seen-person, Captain]", ("seen-person",)),
        ("horizon: seen-column", "seen-column"),
        ("horizon: secret-column", None),
        ("horizon: SECRET-column", None),
        ("horizon: next", "next"),
        ("horizon: somewhere", None),
        (
            "related: [secret, seen, 'item:secret', 'objective:secret-aim', 'objective:seen-aim']",
            ("seen", "objective:seen-aim"),
        ),
        ("related: ['milestone:seen/m', 'milestone:seen/n', 'milestone:secret/m']", ("milestone:seen/m",)),
        ("related: ['team:secret-team', 'theme:missing', 'tag:seen-tag']", ("tag:seen-tag",)),
    ],
)
def test_references_to_what_is_hidden_vanish(portfolio: Make, field: str, value: object) -> None:
    text = LINKED + f"      - {{id: a, title: A, status: planned, {field}}}\n    disclose: {{public: [people]}}\n"
    seen = redacted_for(portfolio(text, portfolio=PEOPLE, strategy=AIMS), "public")
    assert getattr(item(seen), field.partition(":")[0]) == value


LOOSE = "theme: A theme\nteam: A team\nteams: [Another]\ntags: [a tag]\nowner: Captain\ndisclose: {public: [people]}"
LISTED = {
    "themes": {"theme"}, "teams": {"team", "teams"}, "tags": {"tags"}, "people": {"owner"}, "services": set(), "projects": set(),
}  # fmt: skip


def test_names_are_free_where_nothing_of_their_type_is_listed(portfolio: Make) -> None:
    seen = item(redacted_for(portfolio(one_item(LOOSE), portfolio="audience: public"), "public"))
    assert (seen.theme, seen.team, seen.teams) == ("A theme", "A team", ("Another",))
    assert (seen.tags, seen.owner) == (("a tag",), "Captain")


@pytest.mark.parametrize("listed", LISTED)
@pytest.mark.parametrize(
    "entries", ["[]", "[{id: other, title: O, role: O, audience: internal}]", "[{id: other, title: O, role: O}]"]
)
def test_a_name_is_no_longer_free_once_any_of_its_type_is_listed(portfolio: Make, listed: str, entries: str) -> None:
    entries = entries.replace(", role: O", "") if listed != "people" else entries.replace("title: O, ", "")
    lists = f"{listed}: {entries}"
    head = "audience: public\n" + (lists if listed != "themes" else "")
    roadmap = one_item(LOOSE) + (f"\nthemes: {entries}" if listed == "themes" else "")
    whole = portfolio(roadmap, portfolio=head)
    written = {"theme", "team", "teams", "tags", "owner"}
    assert written - item(redacted_for(whole, "public")).model_fields_set == LISTED[listed]
    assert written <= item(redacted_for(whole, "internal")).model_fields_set


def test_references_vanish_also_from_other_kinds(portfolio: Make) -> None:
    seen = redacted_for(portfolio(LINKED, portfolio=PEOPLE, strategy=AIMS), "public")
    assert seen.all(Objective)[0].entry.needs == ("seen-need",)
    assert seen.all(Need)[0].entry.customer is None


def test_nothing_points_back_from_what_is_hidden(portfolio: Make) -> None:
    seen = redacted_for(portfolio(LINKED + "      - {id: a, title: A, status: planned}\n"), "public")
    found = seen.find("item", "a")
    assert found
    assert seen.sources(found, "depends_on") == ()


def test_a_hidden_document_is_as_good_as_none(portfolio: Make) -> None:
    text = one_item("related: ['strategy:strategy', 'roadmap:roadmap']")
    assert item(redacted_for(portfolio(text, strategy="audience: internal"), "public")).related == ("roadmap:roadmap",)


def test_who_sees_more_keeps_more(portfolio: Make) -> None:
    text = """
        audience: public
        items:
          - {id: a, title: A, status: planned, depends_on: [b, c]}
          - {id: b, title: B, status: planned, audience: partners}
          - {id: c, title: C, status: planned, audience: internal}
    """
    whole = portfolio(text, audiences=THREE)
    assert [item(redacted_for(whole, audience)).depends_on for audience in THREE] == [(), ("b",), ("b", "c")]


def test_an_ask_of_a_hidden_team_is_no_ask(portfolio: Make) -> None:
    text = one_item(
        "asks: [{team: secret-team, what: W}, {team: seen-team, what: V}, {team: Others}]\ndisclose: {public: [resources]}"
    )
    asks = item(redacted_for(portfolio(text, portfolio=PEOPLE), "public")).asks
    assert [(ask.team, ask.what, ask.status) for ask in asks] == [("seen-team", "V", None)]


def test_an_approval_by_somebody_hidden_keeps_its_gate(portfolio: Make) -> None:
    text = one_item("approvals: [{gate: G, role: secret-person}, {role: secret-person}]\ndisclose: {public: [people]}")
    approvals = item(redacted_for(portfolio(text, portfolio=PEOPLE), "public")).approvals
    assert [(approval.gate, approval.role) for approval in approvals] == [("G", None)]


def test_columns_declared_in_hidden_documents_leave_now_next_and_later(portfolio: Make) -> None:
    columns = "horizons: [{id: now, title: Our now}, {id: secret, title: S}]\n"
    items = (
        "items:\n  - {id: a, title: A, status: planned, horizon: now, audience: public}\n"
        "  - {id: b, title: B, status: planned, horizon: secret, audience: public}\n"
    )
    seen = redacted_for(portfolio(columns + items), "public")
    assert [entity.entry.horizon for entity in seen.all(Item)] == ["now", None]
    assert seen.all(Horizon) == ()
    assert seen.horizon_ids() == ("now", "next", "later")


# Side by side


@pytest.mark.parametrize("audience", THREE)
def test_what_is_seen_is_told_beside_what_there_is(portfolio: Make, audience: str) -> None:
    text = """
        audience: public
        items:
          - {id: a, title: A, status: planned, public: {title: X}, milestones: [{title: M, date: 2026}, {title: N, date: 2026, audience: internal}]}
          - {id: b, title: B, status: planned, audience: partners}
    """
    hidden = "items: [{id: z, title: Z, status: planned, audience: public}, {id: y, title: Y, status: planned}]"
    whole = portfolio(text, roadmap_b=hidden, audiences=THREE)
    seen, pairs = side_by_side(whole, audience)
    rank = THREE.index
    expected: list[Entity[Any]] = [
        entity
        for type_name in whole.types
        for entity in whole.entities(type_name)
        if rank(audience_of(whole, entity)) <= rank(audience)
    ]
    assert list(pairs) == expected
    assert all((entity.type, entity.id) == (pairs[entity].type, pairs[entity].id) for entity in pairs)
    assert set(pairs.values()) == {entity for type_name in seen.types for entity in seen.entities(type_name)}


# What the audience filter does not do


def test_the_full_portfolio_is_left_as_it_was(portfolio: Make) -> None:
    whole = portfolio(
        LINKED + "      - {id: a, title: A, status: planned, depends_on: [secret], owner: O, end: 2026-09-14}\n"
    )
    before = repr([document.model for document in whole.documents])
    redacted_for(whole, "public")
    assert repr([document.model for document in whole.documents]) == before
