"""What a broader audience is told of alignment and slips depends on nothing that it does not see."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.support.plans import Plan, files_of, plans

from milepost.access.audience_filter import redacted_for
from milepost.analysis import computed
from milepost.analysis.slip import NoSlip, slip_of
from milepost.graph.loader import load_contents
from milepost.kit.addresses import ALIGNMENT, BACKLOG, METRICS, ROADMAP, STRATEGY, Addresses
from milepost.kit.context import PageContext
from milepost.pages.alignment.view import alignment_view, has_threads
from milepost.pages.item.slips import slip_view

AS_OF = date(2026, 11, 23)
PAGES = frozenset((STRATEGY, ALIGNMENT, ROADMAP, BACKLOG, METRICS))
seeds = st.integers(1, 2**32)


def told(plan: Plan, seed: int, audience: str) -> tuple[Any, ...]:
    """The alignment page, the orphans of `check --orphans`, and every slip, without places in files."""
    found = load_contents({path: text.encode() for path, text in files_of(plan, seed).items()})
    assert not found.problems, "\n".join(problem.text() for problem in found.problems)
    portfolio = redacted_for(found.portfolio, audience, AS_OF)
    insight = computed(portfolio, AS_OF)
    context = PageContext(portfolio, insight, AS_OF, Addresses(portfolio, PAGES))
    orphans = [(one.level.rule.id, one.total, [entity.title for entity in one.entities]) for one in insight.orphans]
    slips = []
    for kind in ("item", "release", "milestone", "task", "plan"):
        for entity in portfolio.entities(kind):
            try:
                impact = slip_of(insight, entity, 56)
            except NoSlip as reason:
                slips.append((entity.ref, str(reason)))
            else:
                moved = [(one.entity.ref, one.days, one.via.ref, one.steps) for one in impact.shifts]
                missed = [(one.entity.ref, one.days) for one in impact.missed]
                spared = [(one.entity.ref, one.days) for one in impact.spared]
                slips.append((entity.ref, repr((moved, missed, spared, sorted(impact.stories.values())))))
    pages = [slip_view(context, item) for item in portfolio.entities("item")]
    page = repr(alignment_view(context, "Strategy alignment")) if has_threads(portfolio) else ""
    return page, orphans, slips, pages


@given(plans(), seeds, seeds)
def test_what_is_private_changes_nothing_that_a_broader_audience_is_told(plan: Plan, one: int, other: int) -> None:
    outside = told(plan, one, "public")
    assert outside == told(plan, other, "public")
    assert "secret" not in repr(outside).lower()


@given(plans(), seeds)
def test_the_most_restricted_audience_is_told_of_any_portfolio(plan: Plan, seed: int) -> None:
    assert told(plan, seed, "internal")
