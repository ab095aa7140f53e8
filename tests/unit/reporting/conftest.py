"""The view of a report to send."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.support import reports
from tests.unit.conftest import MakePageContext

from milepost.kinds.report.model import Report
from milepost.kit.addresses import PROJECTS
from milepost.pages.report.view import ReportView, report_view

MakeReport = Callable[..., ReportView]

HOSTILE = "<script>alert(1)</script> & <!channel> [click](https://evil.example) *b* \N{RIGHT-TO-LEFT OVERRIDE}txt"


@pytest.fixture
def view(context: MakePageContext) -> MakeReport:
    """Makes the view of the latest report of the example project, or of a report of one's own."""

    def make(report: str = "", audience: str = "internal") -> ReportView:
        files = {"report": report} if report else reports.files()
        made = context(audience=audience, as_of="2026-11-24", pages=(PROJECTS,), **files)
        return report_view(made, made.portfolio.all(Report)[-1])

    return make


def hostile() -> str:
    """A report in which every text tries to be something else."""
    text = HOSTILE.replace("\N{RIGHT-TO-LEFT OVERRIDE}", "")
    return (
        f"headline: '{text}'\noverall: {{health: at_risk, reason: '{text}'}}\nachieved: ['{text}']\n"
        f"milestones: [{{milestone: '{text}', baseline: 2026-11-20, forecast: 2026-12-01, status: '{text}'}}]\n"
        f"decisions_needed: [{{title: '{text}', by: 2026-12-01, from: '{text}'}}]\ndescription: '{text}'\n"
    )


def huge() -> str:
    """A report with far more text than any message can hold."""
    words = "Überfällig, später, größer – " * 60
    lines = "\n".join(f"  - '{number} {words}'" for number in range(300))
    names = "\n".join(f"  - '{number} {words[:100]}'" for number in range(300))
    milestones = "\n".join(
        f"  - {{milestone: 'Milestone {number} of many', forecast: 2027-01-01}}" for number in range(400)
    )
    decisions = "\n".join(f"  - {{title: 'Decision {number} {words}'}}" for number in range(80))
    return (
        f"headline: '{words}'\nachieved:\n{lines}\nplanned_next:\n{lines}\nrisks:\n{names}\nissues:\n{names}\n"
        f"metrics:\n{names}\nmilestones:\n{milestones}\ndecisions_needed:\n{decisions}\n"
    )
