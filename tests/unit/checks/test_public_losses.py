from __future__ import annotations

from typing import Any

ITEM = """
    audience: public
    disclose: {public: [reasons]}
    items:
    - id: a
      title: Piers
      status: in_progress
      end: 2026-10-13
      baseline: {end: 2026-09-01}
      slip_reason: Fog
      confidence: low
      milestones: [{id: m, title: M, date: 2026-10-13}, {id: n, title: N, date: 2026-10-14, public: {date: 2027}}]
      public: {%s}
"""


def test_what_a_replaced_value_hides_is_listed_at_its_place(problems: Any) -> None:
    [problem] = problems("public-override-hides", ITEM % "end: 2027")
    assert problem.headline == (
        "roadmap.yml:12:17: public-override-hides: public readers do not see baseline, slip_reason and the date of its "
        "milestones of 'Piers', for they could reveal its true end, which public: replaces"
    )
    assert problem.hint == "write what they may know of slip_reason in public: as well"


def test_what_is_replaced_as_well_is_not_listed(problems: Any) -> None:
    [problem] = problems("public-override-hides", ITEM % "health: on_track, slip_reason: Ice")
    assert "do not see baseline of 'Piers', for it could reveal its true health" in problem.message
    assert problem.hint is None


def test_words_and_precision_hide_nothing(find: Any) -> None:
    assert find("public-override-hides", ITEM % "title: Quays, slip_reason: Ice, date_precision: quarter") == []


def test_what_readers_do_not_see_anyway_is_not_listed(find: Any) -> None:
    hidden = ITEM.replace("disclose: {public: [reasons]}", "disclose: {}").replace(
        "      baseline: {end: 2026-09-01}\n", ""
    )
    [found] = find("public-override-hides", hidden % "end: 2027")
    assert "slip_reason" not in found
    assert find("public-override-hides", ITEM.replace("audience: public", "audience: internal") % "end: 2027") == []


def test_each_entry_is_listed_once_for_the_broadest_audience(find: Any) -> None:
    found = find("public-override-hides", ITEM % "end: 2027", audiences=("public", "partners", "internal"))
    assert ["public readers" in text for text in found] == [True]


def test_the_moments_of_events_are_among_them(find: Any) -> None:
    incident = (
        "audience: public\nstarted: 2026-06-20T18:02Z\ndetected_after: 5min\n"
        "events: [{at: 2026-06-20T18:03Z, text: Bang}]\npublic: {started: 2026-06}"
    )
    [found] = find("public-override-hides", postmortem=incident)
    assert "do not see detected_after and the at of its events of 'Outage'" in found


def test_progress_that_readers_see_of_a_plan_or_of_parts_instead_is_not_listed(find: Any) -> None:
    item = """
        audience: public
        items:
        - {id: a, title: Piers, status: in_progress, progress: 40, baseline: {end: 2027}, end: 2027-01-15, public: {end: 2027}}
    """
    plan = "id: p\naudience: public\nitems: [a]\ntasks: [{id: t, title: T, duration: 10d, progress: 50}]"
    [found] = find("public-override-hides", item, plan=plan)
    assert "do not see baseline of 'Piers'" in found
    for hidden in (plan.replace("audience: public", "audience: internal"), plan.replace("[a]", "[]")):
        [found] = find("public-override-hides", item, plan=hidden)
        assert "progress" in found
    part = "        - {id: b, title: B, status: in_progress, parent: a, progress: 20}\n"
    [found] = find("public-override-hides", item.rstrip() + "\n" + part)
    assert "do not see baseline of 'Piers'" in found
