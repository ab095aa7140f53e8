"""Changes of promised dates over the whole roadmap, each counted once, and how often groups of items slip."""

from __future__ import annotations

from tests.support.pasts import insight

from milepost.analysis import Insight
from milepost.analysis.date_changes import date_changes, slips_by
from milepost.kinds.roadmap.model import Item

HEAD = "kind: roadmap\ntitle: Roadmap\naudience: public\n"


def roadmap(items: str, releases: str = "") -> dict[str, str]:
    return {"a.yml": f"{HEAD}releases: [{releases}]\nitems: [{items}]\n"}


def item(id: str, fields: str) -> str:
    return f"{{id: {id}, title: {id}, status: planned, {fields}}}"


def changes(found: Insight) -> list[tuple[str, str, int | None]]:
    return [(f"{one.said}", one.entity.ref, one.days) for one in date_changes(found)]


def test_the_newest_change_comes_first() -> None:
    found = insight(
        [
            ("2026-01-05", roadmap(", ".join([item("a", "end: 2026-06-01"), item("b", "end: 2026-06-01")]))),
            ("2026-02-05", roadmap(", ".join([item("a", "end: 2026-06-01"), item("b", "end: 2026-06-11")]))),
            ("2026-03-05", roadmap(", ".join([item("a", "end: 2026-05-01"), item("b", "end: later")]))),
        ]
    )
    assert changes(found) == [
        ("2026-03-05", "item:a", -31),
        ("2026-03-05", "item:b", None),
        ("2026-02-05", "item:b", 10),
    ]


def test_what_moves_with_its_release_or_its_item_is_counted_there() -> None:
    def written(release: str, end: str, milestone: str) -> dict[str, str]:
        own = item("b", f"end: {end}, milestones: [{{id: m, title: M, date: {milestone}}}]")
        return roadmap(f"{item('a', 'release: r')}, {own}", f"{{id: r, title: R, date: {release}}}")

    found = insight(
        [
            ("2026-01-05", written("2026-06-01", "2026-07-01", "2026-06-15")),
            ("2026-02-05", written("2026-06-21", "2026-07-11", "2026-06-25")),
            ("2026-03-05", written("2026-06-21", "2026-07-11", "2026-06-30")),
        ]
    )
    assert changes(found) == [
        ("2026-03-05", "milestone:b/m", 5),
        ("2026-02-05", "item:b", 10),
        ("2026-02-05", "release:r", 20),
    ]


def test_slips_are_counted_over_open_done_and_canceled_items() -> None:
    def written(a: str, b: str, c: str) -> dict[str, str]:
        ends = {"a": a, "b": b, "c": c}
        rows = [item(id, f"end: {end}, team: {'x' if id != 'c' else 'y'}") for id, end in ends.items()]
        return roadmap(", ".join([*rows, item("d", "team: y")]))

    last = written("2026-08-01", "2026-06-01", "2026-05-01")
    done = {"a.yml": last["a.yml"].replace("id: a, title: a, status: planned", "id: a, title: a, status: cancelled")}
    found = insight(
        [
            ("2026-01-05", written("2026-06-01", "2026-06-01", "2026-06-01")),
            ("2026-02-05", written("2026-07-01", "2026-06-01", "2026-06-01")),
            ("2026-03-05", last),
            ("2026-03-10", done),
        ]
    )
    groups = slips_by(found, found.portfolio.all(Item), lambda one: one.entry.team or "")
    assert [(one.name, one.promised, one.slipped, one.slips, one.median_days) for one in groups] == [
        ("x", 2, 1, 2, 30.5),
        ("y", 1, 0, 0, None),
    ]


def test_without_a_history_nothing_changed() -> None:
    found = insight([("2026-01-05", roadmap(item("a", "end: 2026-06-01")))])
    bare = Insight(found.portfolio, found.as_of)
    assert changes(bare) == changes(found) == []
