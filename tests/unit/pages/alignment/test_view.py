"""The alignment page: counts that lead to their lists, threads with their loose ends, and what each audience gets."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.support.patience import patience
from tests.unit.conftest import ALL_PAGES, MakePageContext, MakePortfolio, said, titles

from milepost.kit.addresses import ALIGNMENT, BACKLOG
from milepost.kit.context import PageContext
from milepost.pages.alignment.nodes import DrawnNode
from milepost.pages.alignment.sections import PAGE
from milepost.pages.alignment.view import AlignmentView, alignment_view, has_threads
from milepost.render.site_plan import site_plan

STRATEGY = """
    audience: public
    needs:
    - {id: walk, title: Walk on, statement: I want to walk on}
    - {id: alone, title: Alone, statement: Nobody answers}
    objectives:
    - {id: quick, title: Quick, needs: [walk], timeframe: 2027, status: in_progress}
    - {id: fair, title: Fair, needs: [walk]}
    - {id: empty, title: Empty}
    - {id: hidden, title: Hidden aim, audience: internal}
    - {id: off, title: Called off, status: cancelled}
"""
ROADMAP = """
    audience: public
    items:
    - {id: tap, title: Tap, status: in_progress, objectives: [quick, fair]}
    - {id: tap-part, title: Tap part, status: planned, parent: tap}
    - {id: old, title: Old, status: done, objectives: [quick]}
    - {id: dead, title: Dead, status: cancelled, objectives: [quick]}
    - {id: caps, title: Caps, status: planned, objectives: [fair], needs: [alone]}
    - {id: lost, title: Lost, status: planned}
    - {id: secret, title: Secret work, status: planned, objectives: [hidden], audience: internal}
"""
BACKLOG_FILE = """
    audience: public
    stories:
    - {id: a, title: A, item: tap, status: done}
    - {id: b, title: B, item: tap, status: in_progress}
    - {id: c, title: C, item: tap-part, status: todo}
    - {id: d, title: D, item: caps, status: todo}
    - {id: e, title: E, item: caps, status: dropped}
    - {id: f, title: F, status: todo}
"""
METRICS = """
    audience: public
    metrics:
    - {id: speed, title: Speed, objective: quick}
    - {id: guard, title: Guard, type: guardrail}
"""
PAGES = (*ALL_PAGES, ALIGNMENT, BACKLOG)


@pytest.fixture
def made(context: MakePageContext) -> Any:
    def make(audience: str = "internal", **files: str) -> PageContext:
        every = {"roadmap": ROADMAP, "strategy": STRATEGY, "backlog": BACKLOG_FILE, "metrics": METRICS, **files}
        return context(audience=audience, pages=PAGES, **every)

    return make


@pytest.fixture
def view(made: Any) -> Any:
    return lambda *words, **files: alignment_view(made(*words, **files), "Strategy alignment")


def nodes(view: AlignmentView, column: str) -> dict[str, DrawnNode]:
    return {one.node.key: one for drawn in view.drawing.columns if drawn.name == column for one in drawn.nodes}


def test_each_count_leads_to_a_list_of_exactly_those(view: Any) -> None:
    found = view()
    counts = {one.anchor: (one.number, one.words) for panel in found.panels for one in panel.counts}
    assert counts == {
        "objective-unserved": ("1", "objective without an item"),
        "objective-without-key-results": ("4", "objectives without key results"),
        "objective-without-metric": ("3", "objectives without a metric"),
        "objective-without-need": ("2", "objectives without a need"),
        "item-without-objective": ("1", "item without an objective"),
        "item-without-need": ("2", "items without a need"),
        "story-without-item": ("1", "story without an item"),
    }
    assert {one.anchor: str(len(one.rows)) for one in found.orphans} == {k: n for k, (n, _) in counts.items()}
    assert [panel.title for panel in found.panels] == ["Leads to no goal", "Goals with nothing under them"]
    assert [one.anchor for one in found.panels[1].counts] == [
        "objective-unserved",
        "objective-without-key-results",
        "objective-without-metric",
    ]
    # Empty is in three of the lists, so entries are counted once for each thing that they lack.
    assert said(found.opening) == "14 gaps: entries that lead to no goal, or have nothing under them."


def test_where_nothing_is_orphaned_the_page_says_so(view: Any) -> None:
    found = view(
        strategy="objectives: [{id: o, title: O, key_results: [{id: k, title: K, metric: m}]}]",
        roadmap="items: [{id: i, title: I, status: planned, objectives: [o]}]",
        metrics="metrics: [{id: m, title: M}]",
        backlog="stories: [{id: s, title: S, item: i, status: todo}]",
    )
    assert said(found.opening) == "Every open entry leads to a goal, and every goal has something under it."
    assert not found.orphans
    assert all(not panel.counts and panel.fine.startswith("There are no ") for panel in found.panels)


def test_items_stand_in_the_group_of_their_first_objective(view: Any) -> None:
    items = nodes(view(), "item")
    assert {key: (one.node.group, one.node.back) for key, one in items.items()} == {
        "item-tap": ("objective-quick", ("objective-quick", "objective-fair")),
        "done-objective-quick": ("objective-quick", ("objective-quick",)),
        "item-caps": ("objective-fair", ("objective-fair", "need-alone")),
        "none-objective-empty": ("objective-empty", ("objective-empty",)),
        "item-secret": ("objective-hidden", ("objective-hidden",)),
        "item-lost": ("no-objective", ("no-objective",)),
        "no-item": ("no-item", ()),
    }
    assert (items["done-objective-quick"].ref.title, items["item-tap"].words) == ("1 done item", "with 1 part")


def test_what_is_missing_has_a_place_and_a_word(view: Any) -> None:
    found = view()
    gaps = {
        one.ref.title: one.node.key
        for column in found.drawing.columns
        for one in column.nodes
        if one.stands_for == "gap" and column.name != "story"
    }
    assert set(gaps) == {"No need", "No objective", "No item", "No metric"}
    assert nodes(found, "objective")["objective-empty"].gaps == "no key result"
    assert found.drawing.loose.count("C") >= 5


def test_stories_are_counted_by_state_and_lead_to_the_work_list_if_they_are_all_of_one_item(view: Any) -> None:
    cells = {key: one.stories for key, one in nodes(view(), "story").items()}
    assert {key: (one.words, one.alt, one.item) for key, one in cells.items() if one} == {
        "item-tap": ("1 of 3 done", "3 stories: 1 done, 1 in progress, 1 not started", ""),
        "item-caps": ("0 of 1 done", "1 story: 1 not started", "caps"),
        "no-item": ("0 of 1 done", "1 story: 1 not started", ""),
    }
    assert cells["item-caps"]
    assert cells["item-caps"].backlog == BACKLOG
    assert cells["item-tap"]
    assert (cells["item-tap"].done, cells["item-tap"].started) == (33, 67)


def test_the_list_says_the_same(view: Any) -> None:
    found = view()
    quick, fair, empty, hidden, none = found.threads
    assert (titles(quick.needs), titles([one.ref for one in quick.items]), titles(quick.metrics)) == (
        ["Walk on"],
        ["Tap"],
        ["Speed"],
    )
    assert titles([one.ref for one in quick.items[0].parts]) == ["Tap part"]
    assert (quick.done_words, titles([one.ref for one in quick.done])) == ("1 done item", ["Old"])
    assert (fair.no_metrics, empty.no_needs, empty.no_items, hidden.no_needs) == (
        "No metric",
        "No need",
        "No item",
        "No need",
    )
    assert (none.title, titles([one.ref for one in none.items])) == ("No objective", ["Lost"])
    assert titles(found.other_needs) == ["Alone"]
    assert titles(found.other_metrics) == ["Guard"]
    assert found.count == "2 needs, 4 objectives, 5 items with 1 part, 5 stories, 2 metrics"


def test_a_broader_audience_gets_the_threads_and_no_word_about_what_may_be_hidden(view: Any) -> None:
    found = view("public")
    assert not found.panels
    assert not found.orphans
    assert not found.opening
    assert not found.method
    assert not found.drawing.loose
    assert not any(one.stands_for == "gap" or one.gaps for column in found.drawing.columns for one in column.nodes)
    assert not any(one.no_needs or one.no_items or one.no_metrics for one in found.threads)
    assert "item-lost" in nodes(found, "item")


def test_private_entries_change_nothing_on_the_page_of_a_broader_audience(view: Any) -> None:
    seen = {
        repr(view("public", strategy=STRATEGY.replace("Hidden aim", aim), roadmap=ROADMAP.replace("Secret work", work)))
        for aim, work in (("Hidden aim", "Secret work"), ("Else", "Other, needs: [walk]"), ("X, needs: [walk]", "Y"))
    }
    without = "\n".join(line for line in ROADMAP.splitlines() if "internal" not in line)
    goals = "\n".join(line for line in STRATEGY.splitlines() if "internal" not in line)
    assert {repr(view("public", strategy=goals, roadmap=without))} == seen


@pytest.mark.parametrize(
    ("files", "there"),
    [
        ({"roadmap": ROADMAP, "strategy": STRATEGY}, True),
        ({"strategy": "objectives: [{id: o, title: O}]"}, False),
        ({"strategy": "vision: Calm."}, False),
        ({"roadmap": "items: [{id: i, title: I, status: planned}]"}, False),
        ({"roadmap": "items: [{id: i, title: I, status: planned}]", "metrics": "metrics: [{id: m, title: M}]"}, False),
        ({"strategy": "needs: [{id: n, statement: N}]\nobjectives: [{id: o, title: O, needs: [n]}]"}, True),
        (
            {"strategy": "objectives: [{id: o, title: O}]", "metrics": "metrics: [{id: m, title: M, objective: o}]"},
            True,
        ),
    ],
    ids=["all", "one objective", "a vision", "one item", "no goal", "needs", "metrics"],
)
def test_there_is_a_page_where_two_levels_can_be_linked(
    context: MakePageContext, files: dict[str, str], there: bool
) -> None:
    portfolio = context(**files).portfolio
    assert has_threads(portfolio) is there
    assert bool(list(PAGE.addresses(portfolio, "index.md"))) is there


def test_only_levels_that_the_portfolio_has_are_drawn(view: Any) -> None:
    found = view(
        backlog="",
        metrics="",
        strategy="needs: [{id: n, title: N, statement: N}]",
        roadmap=ROADMAP.replace("objectives", "tags").replace("needs: [alone]", "needs: [n]"),
    )
    assert [one.name for one in found.drawing.columns] == ["need", "item"]
    assert nodes(found, "item")["item-caps"].node.back == ("need-n",)
    assert "No objective" not in repr(found)


def test_thousands_of_stories_are_counts_and_a_long_list_of_orphans_leads_to_the_backlog(view: Any) -> None:
    stories = "\n".join(f"    - {{id: s{n}, title: Story {n}, status: todo}}" for n in range(300))
    [found] = [one for one in view(backlog=f"stories:\n{stories}").orphans if one.anchor == "story-without-item"]
    assert (len(found.rows), found.rest, found.backlog) == (100, "and 200 more", BACKLOG)


def test_a_page_of_five_thousand_stories_stays_small_and_is_made_in_linear_time(portfolio: MakePortfolio) -> None:
    items = "\n".join(
        f"    - {{id: i{n}, title: Item number {n} of the plan, status: planned, objectives: [o{n % 5}]}}"
        for n in range(1_000)
    )
    stories = "\n".join(f"    - {{id: s{n}, title: Story {n}, item: i{n % 900}, status: todo}}" for n in range(5_000))
    goals = "\n".join(f"    - {{id: o{n}, title: Objective {n}}}" for n in range(5))
    full = portfolio(f"items:\n{items}", strategy=f"objectives:\n{goals}", backlog=f"stories:\n{stories}")
    plan = site_plan(full, as_of=date(2026, 11, 23), sections=None, home=True, templates=None)
    with patience(4):
        html = plan.pages[ALIGNMENT].render(lambda target: target).html
    assert len(html.encode()) < 1_000_000
    assert html.count('class="mp-node"') <= 5 * 42
    assert "5,000 stories" in html
    assert ">160 more items</a>" in html
    assert html.count('data-entry="item-') == 1_000
