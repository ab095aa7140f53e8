"""Documents that hold what stands in them: who sees post-mortems, lessons and handovers, and what of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from milepost.access.audience_filter import audience_of, redacted_for, side_by_side
from milepost.graph.loader import load, read_files
from milepost.graph.portfolio import Portfolio
from milepost.kinds.handover.model import Handover
from milepost.kinds.lessons.model import Action, Lesson
from milepost.kinds.postmortem.model import Postmortem
from milepost.leak_check.redacted_data import RedactedData

Make = Callable[..., Portfolio]
THREE = ("public", "partners", "internal")
TODAY = date(2026, 11, 23)


def refs(entities: Any) -> list[str]:
    return [entity.ref for entity in entities]


def seen_in(whole: Portfolio, audience: str = "public", as_of: date | None = TODAY) -> dict[str, list[str]]:
    seen = redacted_for(whole, audience, as_of)
    return {type_name: refs(seen.entities(type_name)) for type_name in seen.types}


# What stands in it is a part of it


def test_lessons_and_actions_are_named_behind_their_document(portfolio: Make) -> None:
    whole = portfolio(
        postmortem="id: Outage\nlessons: [{id: l1, title: L}, {title: M}]\nactions: [{id: A1, title: A}]",
        lessons="id: more\nlessons: [{id: l1, title: L}]",
    )
    assert refs(whole.all(Lesson)) == ["lesson:more/l1", "lesson:outage/l1", "lesson:outage/#lessons1"]
    assert refs(whole.nested(whole.all(Postmortem)[0], "action")) == ["action:outage/a1"]
    assert whole.find("lesson", "OUTAGE/l1") is whole.all(Lesson)[1]
    assert whole.find("lesson", "l1") is None


def test_an_id_alone_names_one_in_the_same_document(portfolio: Make) -> None:
    whole = portfolio(
        postmortem="id: a\nlessons: [{id: l1, title: L, actions: [x, b/x], superseded_by: l2}, {id: l2, title: M}]\nactions: [{id: x, title: X}]",
        postmortem_b="id: b\nlessons: [{id: l1, title: L, superseded_by: a/l2, related: [l3, action:x]}, {id: l3, title: N}]\nactions: [{id: x, title: X}]",
    )
    first, third = whole.find("lesson", "a/l1"), whole.find("lesson", "b/l1")
    assert first
    assert third
    assert refs(whole.targets(first, "actions")) == ["action:a/x", "action:b/x"]
    assert refs(whole.targets(first, "superseded_by")) == ["lesson:a/l2"]
    assert refs(whole.targets(third, "superseded_by")) == ["lesson:a/l2"]
    assert refs(whole.targets(third, "related")) == ["lesson:b/l3", "action:b/x"]


def test_what_stands_in_a_hidden_one_is_hidden_whatever_it_says(portfolio: Make) -> None:
    whole = portfolio(
        postmortem="id: a\nlessons: [{id: l, title: L, audience: public}]\nevents: [{at: 2026, text: Bang}]"
    )
    assert seen_in(whole) == {}
    assert audience_of(whole, whole.all(Lesson)[0], TODAY) == "internal"


def test_a_part_may_be_for_fewer_than_the_whole(portfolio: Make) -> None:
    whole = portfolio(
        postmortem="""
        id: a
        audience: public
        went_wrong: [No alarm, {title: The spare key, audience: internal}, {title: The rota, audience: partners}]
        """,
        audiences=THREE,
    )
    titles = [[one.title for one in redacted_for(whole, audience, TODAY).entities("statement")] for audience in THREE]
    assert titles == [["No alarm"], ["No alarm", "The rota"], ["No alarm", "The spare key", "The rota"]]


# Lists that belong to a field group


LISTED = """
id: a
audience: public
%s
actions:
  - {id: x, title: X}
  - {id: y, title: Y, audience: public}
  - {id: z, title: Z, audience: internal}
lessons: [{id: l, title: L, actions: [x, y, z]}]
"""


@pytest.mark.parametrize(
    ("disclose", "seen"),
    [
        ("", [["a/y"], ["a/y"], ["a/x", "a/y", "a/z"]]),
        ("disclose: {public: [people]}", [["a/y"], ["a/y"], ["a/x", "a/y", "a/z"]]),
        ("disclose: {partners: [actions]}", [["a/y"], ["a/x", "a/y"], ["a/x", "a/y", "a/z"]]),
        ("disclose: {public: [actions]}", [["a/x", "a/y"], ["a/x", "a/y"], ["a/x", "a/y", "a/z"]]),
        ("disclose: {internal: [actions]}", [["a/y"], ["a/y"], ["a/x", "a/y", "a/z"]]),
    ],
)
def test_an_entry_of_a_closed_list_needs_its_group_disclosed_or_a_word_of_its_own(
    portfolio: Make, disclose: str, seen: list[list[str]]
) -> None:
    whole = portfolio(postmortem=LISTED % disclose, audiences=THREE)
    assert [[one.key for one in redacted_for(whole, audience, TODAY).all(Action)] for audience in THREE] == seen
    shown = [one.key for one in whole.all(Action) if audience_of(whole, one, TODAY) == "public"]
    assert shown == seen[0]


def test_the_id_of_a_hidden_action_does_not_stay_in_a_lesson(portfolio: Make) -> None:
    whole = portfolio(postmortem=LISTED % "disclose: {public: [actions]}")
    assert redacted_for(whole, "public", TODAY).all(Lesson)[0].entry.actions == ("x", "y")


def test_a_closed_list_of_a_document_for_partners_is_never_public(portfolio: Make) -> None:
    text = "id: a\naudience: partners\ndisclose: {public: [actions]}\nactions: [{id: x, title: X}]"
    whole = portfolio(postmortem=text, audiences=THREE)
    assert [len(redacted_for(whole, audience, TODAY).all(Action)) for audience in THREE] == [0, 1, 1]


def test_a_folder_may_disclose_the_actions_of_all_in_it(portfolio: Make) -> None:
    whole = portfolio(
        postmortem="id: a\naudience: public\nactions: [{id: x, title: X}]", _audience="disclose: {public: [actions]}"
    )
    assert refs(redacted_for(whole, "public", TODAY).all(Action)) == ["action:a/x"]


def test_one_access_that_is_opened_does_not_tell_where_its_secret_lies(portfolio: Make, tmp_path: Path) -> None:
    access = "[{system: Gates, role: Reads, granted_via: The desk, vault_reference: 'vault:kv/a', audience: public%s}]"
    for disclose, told in (("", (None, None)), (", disclose: {public: [access]}", ("The desk", "vault:kv/a"))):
        whole = portfolio(handover=f"id: h\naudience: public\nfrom: A\nto: B\naccess: {access % disclose}")
        (seen,) = redacted_for(whole, "public", TODAY).entities("access")
        assert (seen.title, seen.entry.role) == ("Gates", "Reads")
        assert (seen.entry.granted_via, seen.entry.vault_reference) == told
        written = RedactedData(read_files(tmp_path)[0], ("public", "internal"), "public", TODAY).documents()["0001.yml"]
        assert ("vault:kv/a" in written) == bool(disclose)


# Mentions


MENTIONING = """
id: h
audience: public
disclose: {public: [actions]}
open_actions: [a/seen, {action: a/hidden}, nowhere/x, {id: own, title: Own}, {id: twice, action: a/seen}, h/twice, {title: Both, action: a/hidden}]
"""


def test_the_mention_of_a_hidden_action_is_hidden_too(portfolio: Make) -> None:
    whole = portfolio(
        handover=MENTIONING,
        postmortem="id: a\naudience: public\nactions: [{id: seen, title: S, audience: public}, {id: hidden, title: H}]",
    )
    (handover,) = redacted_for(whole, "public", TODAY).all(Handover)
    assert [(one.title, one.action) for one in handover.entry.open_actions] == [
        ("", "a/seen"), ("Own", None), ("", "a/seen"),
    ]  # fmt: skip
    assert refs(redacted_for(whole, "public", TODAY).all(Action)) == ["action:h/own", "action:a/seen"]
    assert len(whole.all(Action)) == 3


def test_two_handovers_that_mention_each_other_end_somewhere(portfolio: Make) -> None:
    text = "audience: public\ndisclose: {public: [actions]}\nopen_actions: [{id: x, action: %s/x}]\nid: %s"
    whole = portfolio(handover=text % ("b", "a"), handover_b=text % ("a", "b"))
    assert [one.entry.open_actions for one in redacted_for(whole, "public", TODAY).all(Handover)] == [(), ()]


# Embargo


EMBARGO = """
id: a
audience: public
embargo_until: 2026-11-24
disclose: {public: [actions]}
lessons: [{id: l, title: L, audience: public}]
actions: [{id: x, title: X}]
"""


@pytest.mark.parametrize(
    ("as_of", "is_seen"),
    [(None, False), (date(2026, 11, 23), False), (date(2026, 11, 24), True), (date(2027, 1, 1), True)],
)
def test_a_post_mortem_stays_inside_until_the_day_comes(portfolio: Make, as_of: date | None, is_seen: bool) -> None:
    whole = portfolio(postmortem=EMBARGO, postmortem_b="id: b\naudience: public\nsimilar_to: [a]", audiences=THREE)
    for audience in ("public", "partners"):
        seen = redacted_for(whole, audience, as_of)
        assert ("a" in [one.id for one in seen.all(Postmortem)]) == is_seen
        assert (bool(seen.all(Lesson)), bool(seen.all(Action))) == (is_seen, is_seen)
        assert seen.find("postmortem", "b").entry.similar_to == (("a",) if is_seen else ())  # type: ignore[union-attr]
        assert side_by_side(whole, audience, as_of)[0].types == seen.types
    assert len(redacted_for(whole, "internal", as_of).all(Postmortem)) == 2
    assert (audience_of(whole, whole.all(Postmortem)[0], as_of) == "public") == is_seen


def test_the_twin_waits_for_the_same_day_as_the_door(portfolio: Make, tmp_path: Path) -> None:
    for day in ("2026-11-23", "' 2026-11-23 '", "2026-11-24", "2026-12-01"):
        whole = portfolio(postmortem=EMBARGO.replace("2026-11-24", day))
        twin = RedactedData(read_files(tmp_path)[0], ("public", "internal"), "public", TODAY).documents()
        assert bool(twin) == bool(redacted_for(whole, "public", TODAY).all(Postmortem)) == ("23" in day)


def test_nobody_outside_hears_that_there_was_an_embargo(portfolio: Make) -> None:
    whole = portfolio(postmortem=EMBARGO.replace("2026-11-24", "2026-01-01"))
    assert "embargo_until" not in redacted_for(whole, "public", TODAY).all(Postmortem)[0].entry.model_fields_set


# How exact moments may be


MOMENTS = """
id: a
audience: public
started: 2026-06-20T18:02
detected: 2026-06-20T23:25-05:00
resolved: 2026-07-01
detected_after: 23min
reviewed_on: 2026-07-10
events: [{at: 2026-06-20T18:02, text: Bang}, {at: 2026-06, text: Hm}]
public: {date_precision: %s}
"""


@pytest.mark.parametrize(
    ("precision", "told"),
    [
        ("day", ["2026-06-20", "2026-06-20", "2026-07-01", "2026-07-10", "2026-06-20", "2026-06"]),
        ("month", ["2026-06", "2026-06", "2026-07", "None", "2026-06", "2026-06"]),
        ("quarter", ["2026-Q2", "2026-Q2", "2026-Q3", "None", "2026-Q2", "2026-Q2"]),
        ("year", ["2026", "2026", "2026", "None", "2026", "2026"]),
        ("none", ["None", "None", "None", "None", "later", "later"]),
    ],
)
def test_moments_are_told_no_more_exactly_than_they_may_be(portfolio: Make, precision: str, told: list[str]) -> None:
    (entity,) = redacted_for(portfolio(postmortem=MOMENTS % precision), "public", TODAY).all(Postmortem)
    entry = entity.entry
    dates = [entry.started, entry.detected, entry.resolved, entry.reviewed_on, *(event.at for event in entry.events)]
    assert list(map(str, dates)) == told
    assert not any(event.at.moment for event in entry.events)
    assert str(entry.detected_after) == "23min"


LENGTHS = ("detected_after", "mitigated_after", "resolved_after")


@pytest.mark.parametrize(
    ("public", "gone"),
    [
        ("started: 2026-Q2", {"detected", *LENGTHS, "reviewed_on"}),
        ("detected: 2026-06", {"started", *LENGTHS, "reviewed_on"}),
        ("resolved: 2026-06", {"started", "detected", *LENGTHS, "reviewed_on"}),
        ("status: reviewed", {"reviewed_on"}),
        ("title: B", set()),
    ],
)
def test_what_would_tell_a_replaced_moment_goes_at_the_door_and_from_the_twin(
    public: str, gone: set[str], tmp_path: Path
) -> None:
    (tmp_path / "a.yml").write_text(
        "kind: postmortem\ntitle: T\ntype: incident\naudience: public\nstatus: closed\nstarted: 2026-06-20T18:02Z\n"
        "detected: 2026-06-20T18:25Z\ndetected_after: 23min\nmitigated_after: 1h\nresolved_after: 2h\n"
        f"reviewed_on: 2026-07-01\npublic: {{{public}}}\n"
    )
    (entity,) = redacted_for(load(tmp_path).portfolio, "public", TODAY).all(Postmortem)
    delicate = {"started", "detected", *LENGTHS, "reviewed_on"}
    assert delicate - entity.entry.model_fields_set == gone
    written = RedactedData(read_files(tmp_path)[0], ("public", "internal"), "public", TODAY).documents()["0001.yml"]
    assert {name for name in delicate if f'"{name}"' not in written} == gone


def test_an_action_with_another_status_does_not_tell_when_it_was_closed(portfolio: Make) -> None:
    action = (
        "{id: x, title: X, status: done, closed_on: 2026-09-14, verification: Tried, public: {status: in_progress}}"
    )
    whole = portfolio(postmortem=f"id: a\naudience: public\ndisclose: {{public: [actions]}}\nactions: [{action}]")
    (seen,) = redacted_for(whole, "public", TODAY).all(Action)
    assert (seen.entry.status, seen.entry.closed_on, seen.entry.verification) == ("in_progress", None, None)


@pytest.mark.parametrize("precision", ["day", "month", "year"])
def test_an_action_that_was_closed_stays_closed_where_dates_are_told_vaguely(portfolio: Make, precision: str) -> None:
    action = "{id: x, title: X, due: 2026-08-01, closed_on: 2026-09-14, audience: public}"
    whole = portfolio(
        postmortem=f"id: a\naudience: public\npublic: {{date_precision: {precision}}}\nactions: [{action}]"
    )
    (seen,) = redacted_for(whole, "public", TODAY).all(Action)
    assert not seen.entry.is_open


# Projects


def test_a_project_exists_when_something_names_it(portfolio: Make) -> None:
    whole = portfolio(
        portfolio="projects: [{id: Harbour, title: Harbour readers}]",
        postmortem="id: a\nproject: harbour",
        postmortem_b="id: b\nproject: Kiosks",
        handover="id: h\nproject: kiosks\naudience: public",
    )
    assert whole.project_names == {"harbour": "Harbour", "kiosks": "kiosks"}
    assert (whole.exists("project", "KIOSKS"), whole.exists("project", "none")) == (True, False)
    assert refs(whole.of_project("postmortem", "kiosks")) == ["postmortem:b"]


def test_outside_a_project_exists_only_where_something_visible_names_it(portfolio: Make) -> None:
    whole = portfolio(
        portfolio="projects: [{id: harbour, title: Harbour}]",
        postmortem="id: a\nproject: harbour\naudience: public",
        postmortem_b="id: b\nproject: kiosks",
        handover="id: h\nproject: quays\naudience: public",
    )
    assert redacted_for(whole, "public", TODAY).project_names == {}
    free = portfolio(
        portfolio="title: T",
        postmortem_b="id: b\nproject: kiosks",
        handover="id: h\nproject: quays\naudience: public",
    )
    assert redacted_for(free, "public", TODAY).project_names == {"quays": "quays"}
