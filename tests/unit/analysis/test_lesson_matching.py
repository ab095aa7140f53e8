"""Which lessons fit a piece of work, why, and how often others met them: all of it computed by hand."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from milepost.analysis.lesson_matching import THRESHOLD, WEIGHTS
from milepost.analysis.similar_postmortems import THRESHOLD as ENOUGH
from milepost.analysis.similar_postmortems import WEIGHTS as SIMILAR

READERS = """
    id: cold
    team: gangway
    lessons:
      - id: on-deck
        title: Try it outside
        type: obstacle
        applies_when: {phase: rollout, technology: [readers], domain: boarding, tags: [hardware]}
"""


def item(more: str, **fields: str) -> str:
    values = {"id": "quays", "title": "Readers at nine quays", "status": "in_progress", **fields}
    return f"items:\n  - {{{', '.join(f'{name}: {value}' for name, value in values.items())}}}\n{more}"


def seen(told: Any, roadmap: str, ref: str = "quays", **files: str) -> list[tuple[str, float]]:
    one = told(roadmap, **files)
    return [(match.lesson.key, match.score) for match in one.insight.seen_before(one.entity("item", ref))]


@pytest.mark.parametrize(
    ("fields", "score"),
    [
        # technology 3 (its title), less 1 for each of phase and domain
        ({}, None),
        ({"type": "rollout"}, 4.0),  # phase 2 + technology 3 - domain 1
        ({"type": "rollout", "theme": "boarding"}, 7.0),  # 2 + 3 + 2
        ({"type": "rollout", "theme": "boarding", "tags": "[hardware]"}, 8.0),
        ({"type": "rollout", "theme": "boarding", "tags": "[hardware]", "team": "gangway"}, 9.0),
        ({"stage": "rollout", "tags": "[boarding]"}, 7.0),  # a tag may be the domain, and a stage the phase
        ({"title": "Gates", "type": "rollout", "theme": "boarding", "team": "gangway"}, 4.0),  # 2 + 2 + 1 - 1
        ({"title": "Gates", "type": "rollout", "theme": "boarding"}, None),  # 3
        ({"title": "Gates", "type": "rollout", "team": "gangway"}, None),
    ],
)
def test_the_score_is_the_sum_of_what_fits_less_what_does_not(
    told: Any, fields: dict[str, str], score: float | None
) -> None:
    expected = [] if score is None else [("cold/on-deck", score)]
    assert seen(told, item("", **fields), postmortem=READERS) == expected


def test_each_reason_says_what_is_shared_and_its_points(told: Any) -> None:
    one = told(item("", type="rollout", theme="boarding", tags="[hardware]", team="gangway"), postmortem=READERS)
    (match,) = one.insight.seen_before(one.entity("item", "quays"))
    assert [(reason.kind, reason.values, reason.points) for reason in match.because] == [
        ("technology", ("readers",), 3.0),
        ("phase", ("rollout",), 2.0),
        ("domain", ("boarding",), 2.0),
        ("tags", ("hardware",), 1.0),
        ("team", ("gangway",), 1.0),
    ]


def test_one_word_counts_once_however_often_a_lesson_says_it(told: Any) -> None:
    lesson = """
        id: q
        lessons:
          - {id: leave, title: Leaving takes longer, tags: [cards],
             applies_when: {phase: planning, technology: [cards], supplier: cards, tags: [cards]}}
    """
    roadmap = item("", title="Taps", status="planned", tags="[cards]")
    assert seen(told, roadmap, lessons=lesson) == [("q/leave", 5.0)]  # technology 3 + phase 2


def test_a_supplier_and_the_size_of_a_team_count_too(told: Any) -> None:
    lesson = "id: q\nlessons: [{id: x, title: X, applies_when: {supplier: Printworks, team_size: %s}}]"
    roadmap = item("", title="Posters by Printworks", team="shop")
    people = "people: [{id: a, role: A, team: shop}, {id: b, role: B, team: shop}, {id: c, role: C}]"
    for size, fits in (("2-4", True), ("1+", True), ("up to 5", True), ("2", True), ("3-4", False), ("any", False)):
        found = seen(told, roadmap, lessons=lesson % size, portfolio=people)
        assert found == ([("q/x", 4.0)] if fits else []), size


def test_same_team_same_phase_and_same_theme_alone_are_no_reason(told: Any) -> None:
    other = "id: p\nteam: gangway\nitems: [gates]\nlessons: [{id: x, title: X, applies_when: {phase: rollout}}]"
    gates = "  - {id: gates, title: Gates, status: done, theme: boarding}"
    roadmap = item(gates, type="rollout", team="gangway", theme="boarding")
    assert seen(told, roadmap, postmortem=other) == []


def test_words_that_both_say_are_a_reason(told: Any) -> None:
    text = "Export of saved cards came on paper, eight weeks after the contract ended"
    lesson = f"id: p\nlessons: [{{id: x, title: X, event: '{text}', applies_when: {{phase: planning}}}}]"
    others = "id: q\nlessons: [{id: y, title: Boats are late}, {id: z, title: Rain in May}]"

    def because(description: str) -> list[tuple[str, float]]:
        roadmap = item("", title="Provider", status="planned", description=f"'{description}'")
        one = told(roadmap, postmortem=lesson, lessons=others)
        found = one.insight.seen_before(one.entity("item", "quays"))
        return [(reason.kind, reason.points) for match in found for reason in match.because]

    assert because(text) == [("words", 3.0), ("phase", 2.0)]  # all of the lesson's words
    assert because("Saved cards are moved") == []


def test_lessons_of_its_own_post_mortem_and_those_of_its_parts_were_not_seen_before(told: Any) -> None:
    fields = {"type": "rollout", "theme": "boarding"}
    part = "  - {id: pier, title: Readers at a pier, status: done, parent: quays, type: rollout, theme: boarding}"
    assert seen(told, item(part, **fields), postmortem=f"{READERS}\n    items: [quays]") == []
    assert seen(told, item(part, **fields), postmortem=f"{READERS}\n    items: [pier]") == []
    assert seen(told, item(part, **fields), postmortem=f"{READERS}\n    project: quays") == []
    assert seen(told, item(part, **fields), "pier", postmortem=f"{READERS}\n    items: [quays]") != []


def test_what_stands_in_for_a_lesson_is_shown_in_its_place_and_once(told: Any) -> None:
    new = "id: q\nlessons: [{id: new, title: Outside first}]"
    old = READERS.replace("type: obstacle", "superseded_by: q/new")
    roadmap = item("", type="rollout", theme="boarding")
    one = told(roadmap, postmortem=old, lessons=new)
    (match,) = one.insight.seen_before(one.entity("item", "quays"))
    assert (match.lesson.key, match.fits.key, match.score) == ("q/new", "cold/on-deck", 7.0)


def test_five_at_most_and_of_equals_the_one_seen_more_often(told: Any) -> None:
    lessons = ", ".join(f"{{id: l{n}, title: L, applies_when: {{technology: [readers], tags: [a]}}}}" for n in range(6))
    again = "id: p\nlessons: [{id: again, title: Again, superseded_by: q/l5}]"
    found = seen(told, item("", tags="[a]"), lessons=f"id: q\nlessons: [{lessons}]", postmortem=again)
    assert found == [("q/l5", 4.0), ("q/l0", 4.0), ("q/l1", 4.0), ("q/l2", 4.0), ("q/l3", 4.0)]


def test_a_project_that_is_only_named_has_seen_entities_too(told: Any) -> None:
    handover = "id: h\nproject: kiosks\ntags: [hardware]\nsummary: Readers and screens\nfrom: a\nto: b"
    lesson = "id: q\nlessons: [{id: x, title: X, applies_when: {technology: [readers], tags: [hardware]}}]"
    one = told(handover=handover, lessons=lesson)
    assert [match.lesson.key for match in one.insight.seen_before("Kiosks")] == ["q/x"]
    declared = told(portfolio="projects: [{id: kiosks, title: Readers, tags: [hardware]}]", lessons=lesson)
    assert [match.score for match in declared.insight.seen_before(declared.entity("project", "kiosks"))] == [4.0]


def test_a_project_is_known_by_its_plan_and_the_items_that_delivers(told: Any) -> None:
    lesson = "id: q\nlessons: [{id: x, title: X, applies_when: {phase: closing, technology: [readers]}}]"
    plan = "id: quay\ntitle: Readers on the quay\nstatus: in_progress\nphase: closing"
    (match,) = told(plan=plan, lessons=lesson).insight.seen_before("quay")
    assert match.score == 5.0  # phase 2 + technology 3
    assert told(plan=plan.replace("closing", "planning"), lessons=lesson).insight.seen_before("quay") == ()
    named = plan.replace("Readers", "Posts") + "\nitems: [gates]"
    item = "items: [{id: gates, title: Readers at gates, status: in_progress}]"
    assert [one.score for one in told(item, plan=named, lessons=lesson).insight.seen_before("quay")] == [5.0]


@pytest.mark.parametrize(("status", "closed"), [("done", True), ("in_progress", False)])
def test_a_project_is_closed_as_its_plan_says(told: Any, status: str, closed: bool) -> None:
    lessons = told(plan=f"id: quay\nstatus: {status}").insight.prior_lessons
    assert lessons.is_closed("quay") is closed


CLOSED = """
  - {id: a, title: A, status: done, theme: boarding}
  - {id: b, title: B, status: cancelled, tags: [boarding]}
  - {id: c, title: C, status: done, theme: boarding}
  - {id: d, title: D, status: done, theme: boarding}
  - {id: e, title: E, status: in_progress, theme: boarding}
  - {id: f, title: F, status: done, theme: fares}
"""
LOOKED_BACK = {
    "postmortem": READERS + "    items: [a]",
    "postmortem_b": "id: pb\nitems: [b]",
    "postmortem_c": "id: pc\nitems: [c]\nrisks_realised: [Try it outside]",
    "postmortem_e": "id: pe\nitems: [e]",
    "postmortem_f": "id: pf\nitems: [f]",
}


def rate(told: Any, roadmap: str = "items:" + CLOSED, **files: str) -> Any:
    return told(roadmap, **{**LOOKED_BACK, **files}).lesson("cold/on-deck").base_rate


def test_the_base_rate_counts_closed_works_of_the_domain_that_have_a_post_mortem(told: Any) -> None:
    found = rate(told)  # a has the lesson, c names it as a risk that came true; d was not looked back at, e is open
    assert (found.met, found.known, found.projects, found.domain) == (2, 3, 0, "boarding")


def test_fewer_than_three_known_works_say_nothing(told: Any) -> None:
    assert rate(told, postmortem_b="id: pb") is None


def test_a_lesson_of_no_domain_is_held_against_all_closed_works(told: Any) -> None:
    found = rate(told, postmortem=LOOKED_BACK["postmortem"].replace("domain: boarding, ", ""))
    assert (found.met, found.known, found.domain) == (2, 4, None)


def test_a_project_counts_once_and_not_its_items(told: Any) -> None:
    review = "id: r\nproject: tap\nitems: [a, d]\ntags: [boarding]\nlessons: [{id: x, title: X, superseded_by: cold/on-deck}]"
    files = {
        "postmortem": READERS,
        "postmortem_a": review,
        "portfolio": "projects: [{id: tap, title: T, status: done}]",
    }
    found = rate(told, **files)  # the project, b and c; the lesson's own post-mortem is about nothing
    assert (found.met, found.known, found.projects) == (2, 3, 1)
    running = {**files, "portfolio": "projects: [{id: tap, title: T, status: in_progress}]"}
    assert rate(told, **running) is None


def test_a_lesson_that_was_seen_again_counts_for_what_stands_in_for_it(told: Any) -> None:
    found = rate(told, postmortem_b="id: pb\nitems: [b]\nlessons: [{id: x, title: X, superseded_by: cold/on-deck}]")
    assert (found.met, found.known) == (3, 3)


def test_the_base_rate_counts_only_what_its_readers_may_see(told: Any) -> None:
    public = {name: f"audience: public\n{text}" for name, text in LOOKED_BACK.items()}
    public["postmortem"] = LOOKED_BACK["postmortem"] + "\n    audience: public"
    roadmap = "audience: public\nitems:" + CLOSED
    inside = told(roadmap, **public).lesson("cold/on-deck").base_rate
    outside = told(roadmap, audience="public", **public).lesson("cold/on-deck").base_rate
    assert (inside.met, outside.met) == (2, 1)  # risks that came true stay inside
    hidden = {**public, "postmortem_b": LOOKED_BACK["postmortem_b"]}
    assert told(roadmap, audience="public", **hidden).lesson("cold/on-deck").base_rate is None


def test_the_guide_tells_the_weights_that_are_used() -> None:
    guide = (Path(__file__).parents[3] / "content/pages/guide/worked-out.md").read_text(encoding="utf-8")
    for heading, weights, least in (("Seen before", WEIGHTS, THRESHOLD), ("Similar", SIMILAR, ENOUGH)):
        part = guide.partition(f"## {heading}")[2].partition("\n## ")[0]
        told = {
            name: float(points) for name, points in re.findall(r"^\| `(\w+)` \| (?:up to )?(\d)", part, re.MULTILINE)
        }
        assert told == weights
        assert f"{least:g} points or more" in part


def test_what_is_not_drawn_of_a_lesson_or_a_work_is_nothing_they_share(told: Any) -> None:
    lesson = "id: cold\nlessons: [{{id: l, title: On deck, type: obstacle, recommendation: '{text}', applies_when: {{tags: [quay, deck, sea]}}}}]"
    plan = "items: [{{id: quays, title: Nine, status: planned, tags: [quay, deck, sea], description: '{text}'}}]"

    def found(text: str) -> list[tuple[str, float]]:
        return seen(told, plan.format(text=text), postmortem=lesson.format(text=text))

    assert [key for key, _ in found("Gangway lantern mooring windlass")] == ["cold/l"]
    assert found("<!-- Gangway lantern mooring windlass -->") == []
