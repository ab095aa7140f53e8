"""The archive: what it says first, what it can be narrowed down by, what is drawn, and what an outsider cannot tell."""

from __future__ import annotations

from collections.abc import Callable

from milepost.kit.addresses import ACTIONS
from milepost.pages.archive.view import ArchiveView

MakeArchive = Callable[..., ArchiveView]

LABELS = "audience: public\nlabels:\n  severity:\n    sev1: {title: Severity 1}\n    sev2: {title: Severity 2}\n"
HOUR = "started: 2026-{:02}-01T10:00\ndetected: 2026-{:02}-01T10:10\nresolved: 2026-{:02}-01T11:00\n"


def hour(month: int, more: str = "") -> str:
    return HOUR.format(month, month, month) + more


def test_it_begins_with_how_many_since_when(archive: MakeArchive) -> None:
    found = archive("started: 2024-03-01", "started: 2026-01-01", "type: project\nstarted: 2025-06-01")

    assert found.opening == "Three since 2024: two incidents and one project."
    assert archive("started: 2024-03-01").opening == "One incident in 2024."
    assert archive("summary: When?", "summary: When?").opening == "Two incidents."


def test_the_newest_is_first_and_what_has_no_date_is_last(archive: MakeArchive) -> None:
    found = archive("started: 2024-03-01", "summary: When?", "started: 2026-01-01")

    assert [record.entity.id for record in found.records] == ["pm-2", "pm-0", "pm-1"]
    assert [record.when for record in found.records] == ["1 Jan 2026", "1 Mar 2024", ""]


def test_a_few_are_a_list_without_filters_and_pictures(archive: MakeArchive) -> None:
    found = archive(hour(3), hour(4))

    assert len(found.records) == 2
    assert (found.stats, found.facets, found.picture, found.charts, found.factors, found.ages) == (
        (), (), None, (), None, None,
    )  # fmt: skip
    assert found.empty is None


def test_an_empty_archive_says_inside_what_to_write_and_nothing_outside(archive: MakeArchive) -> None:
    inside, outside = archive(), archive(audience="public")

    assert inside.empty
    assert "kind: postmortem" in inside.empty.example
    assert outside.empty is None


def test_it_is_narrowed_down_by_what_tells_post_mortems_apart(archive: MakeArchive) -> None:
    factor = "affected: [shop]\ncontributing_factors:\n  - {text: A, category: Late change}\n"
    again = "affected: [shop, gates]\ncontributing_factors:\n  - {text: B, category: late change}\n"
    found = archive(hour(3, factor), hour(4, again), hour(5, "type: release\n"), hour(6))
    facets = {facet.key: [(one.value, one.word, one.count) for one in facet.choices] for facet in found.facets}

    assert facets == {
        "type": [("incident", "Incident", 3), ("release", "Release", 1)],
        "service": [("shop", "shop", 2), ("gates", "gates", 1)],
        "factor": [("late-change", "Late change", 2)],
    }


def test_severities_are_in_their_order_and_years_from_the_last(archive: MakeArchive) -> None:
    bodies = ["started: 2024-01-01\nseverity: sev2", "started: 2025-01-01\nseverity: sev1", hour(3), hour(4)]
    found = {facet.key: facet for facet in archive(*bodies, portfolio=LABELS).facets}

    assert [one.word for one in found["severity"].choices] == ["Severity 1", "Severity 2"]
    assert [one.value for one in found["year"].choices] == ["2026", "2025", "2024"]


def test_medians_of_twelve_months_stand_beside_those_of_the_year_before(archive: MakeArchive) -> None:
    before = [hour(month).replace("2026", "2025").replace("T11:00", "T12:00") for month in (1, 2, 3)]
    found = archive(*(hour(month) for month in (3, 4, 5)), *before)

    assert [(one.label, one.value, one.note) for one in found.stats] == [
        ("Time to detect", "10 min", "median of 3 in twelve months; 10 min the year before"),
        ("Time to resolve", "1 h", "median of 3 in twelve months; 2 h the year before"),
    ]


def test_no_median_is_told_of_two(archive: MakeArchive) -> None:
    assert archive(hour(3), hour(4), "started: 2026-05-01", "started: 2026-06-01").stats == ()


def test_open_actions_are_counted_by_age(archive: MakeArchive) -> None:
    actions = (
        "actions:\n"
        "  - {id: a, title: A, raised: 2026-11-01, status: accepted}\n"
        "  - {id: b, title: B, raised: 2026-01-01, due: 2026-02-01, status: accepted}\n"
        "  - {id: c, title: C, raised: 2026-01-01, status: done}\n"
        "  - {id: d, title: D, status: rejected}\n"
    )
    found = archive(hour(3, actions), pages=(ACTIONS,)).ages

    assert found
    assert [(bar.word, bar.count, bar.note) for bar in found.bars] == [
        ("under a month", 1, ""),
        ("1 to 3 months", 0, ""),
        ("3 to 6 months", 0, ""),
        ("over 6 months", 1, "1 overdue"),
    ]
    assert (found.note, found.target) == ("2 open, 1 overdue, 1 done", ACTIONS)


def test_a_factor_that_came_back_says_when_it_last_did(archive: MakeArchive) -> None:
    late = "contributing_factors: [{text: A, category: late change}]\n"
    other = "contributing_factors: [{text: A, category: load}]\n"
    found = archive(hour(3, late), hour(6, late), hour(4, other), hour(5)).factors

    assert found
    assert [(bar.word, bar.count, bar.percent, bar.note, bar.value) for bar in found.bars] == [
        ("Late change", 2, 100, "last 1 Jun 2026", "late-change"),
        ("Load", 1, 50, "", "load"),
    ]
    assert found.note == "1 of 2 came back"


def test_marks_grow_with_the_people_affected(archive: MakeArchive) -> None:
    impact = "impact: {{users_affected: {}}}\n"
    found = archive(
        *(hour(month, impact.format(people)) for month, people in ((2, 100), (5, 2400), (8, 10000))), hour(10)
    )
    assert found.picture
    (lane,) = found.picture.lanes

    assert [dot.size for dot in lane.dots] == [0.8, 2.1, 1.35, 0.8]
    assert found.picture.legend == "Size: people affected"
    assert [key.words for key in found.picture.keys] == ["up to 400", "up to 3,600", "up to 10,000"]


def test_a_vague_date_is_drawn_as_wide_as_it_is(archive: MakeArchive) -> None:
    found = archive("started: 2026-07", hour(3), hour(4), hour(5))
    assert found.picture
    wide = [dot for dot in found.picture.lanes[0].dots if dot.end > dot.start]

    # July is the days 182 to 212 of 365.
    assert [(dot.start, dot.end) for dot in wide] == [(49.59, 58.08)]


def test_outside_the_years_end_where_what_is_seen_ends(archive: MakeArchive) -> None:
    seen = [f"audience: public\nstarted: {year}-03-01" for year in (2023, 2024, 2024, 2024)]
    hidden = ["started: 2019-01-01\naffected: [vault]", "type: security\nstarted: 2026-01-01\nseverity: sev1"]

    told = archive(*seen, *hidden, portfolio=LABELS, audience="public")

    assert told.picture
    assert told.picture.title == "2023 to 2024"
    assert _said(told) == _said(archive(*seen, portfolio=LABELS, audience="public"))


def test_charts_need_two_stretches_and_four_post_mortems(archive: MakeArchive) -> None:
    one_quarter = archive(*(f"started: 2026-03-0{day}T10:00" for day in (1, 2, 3, 4)))
    two = archive(*(hour(month) for month in (1, 2, 5, 6)))

    assert one_quarter.charts == ()
    assert [chart.title for chart in two.charts] == [
        "How many per quarter",
        "Time to detect per quarter",
        "Time to resolve per quarter",
    ]
    assert two.charts[2].rows == (("Q1 2026", "2", "–", "–"), ("Q2 2026", "2", "–", "–"))


def dots_of(view: ArchiveView, chart: str) -> list[tuple[str, str | None]]:
    """The name of each dot of a chart, and where it leads."""
    (found,) = (one for one in view.charts if one.id == chart)
    return [(one.children[0].text, one.target) for one in found.plot.walk() if one.tag == "a"]  # type: ignore[union-attr]


def test_each_dot_of_a_chart_is_an_incident_and_leads_to_it(archive: MakeArchive) -> None:
    long = "title: Long\nstarted: 2026-01-01T10:00\nresolved: 2026-01-01T14:30"
    view = archive(long, *(hour(month) for month in (2, 5, 6)))

    assert dots_of(view, "chart-resolve")[1] == ("Long · 4 h 30 min", "postmortems/pm-0/index.md")
    assert len(dots_of(view, "chart-resolve")) == 4
    assert all(target for _, target in dots_of(view, "chart-resolve"))


def test_a_dot_of_what_a_reader_may_not_see_is_not_there(archive: MakeArchive) -> None:
    seen = [f"audience: public\n{hour(month)}" for month in (1, 2, 5, 6)]
    hidden = "title: Vault\nstarted: 2026-02-01T10:00\nresolved: 2026-02-03T10:00"
    public, internal = (archive(*seen, hidden, portfolio=LABELS, audience=name) for name in ("public", "internal"))

    assert len(dots_of(internal, "chart-resolve")) == 5
    assert len(dots_of(public, "chart-resolve")) == 4
    assert "Vault" not in str(public.charts)


def _said(view: ArchiveView) -> object:
    """All that the page is made of, without the entities behind it."""
    rows = [(one.ref, one.when, one.type_word, one.facets, one.lasted, one.actions) for one in view.records]
    return (view.opening, view.stats, view.facets, view.picture, view.charts, view.factors, view.ages, rows)
