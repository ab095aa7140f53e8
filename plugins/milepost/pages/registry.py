"""The registry of pages, section by section, as page modules declare them.

A page is a folder with a value `PAGE`; this is the only place that names it.
"""

from __future__ import annotations

from milepost.graph.portfolio import Portfolio
from milepost.kinds.backlog.model import Backlog, Story
from milepost.kinds.handover.model import Handover
from milepost.kinds.lessons.model import Action, Lesson, Lessons
from milepost.kinds.metrics.model import Feedback, Metrics, Opportunity, ProductMetric
from milepost.kinds.postmortem.model import Postmortem
from milepost.kinds.roadmap.model import Item, Release, Roadmap, Theme
from milepost.kinds.strategy.model import Strategy
from milepost.pages.actions.sections import PAGE as ACTIONS
from milepost.pages.alignment.sections import PAGE as ALIGNMENT
from milepost.pages.archive.sections import PAGE as ARCHIVE
from milepost.pages.backlog.sections import PAGE as BACKLOG
from milepost.pages.board.sections import PAGE as BOARD
from milepost.pages.changes.sections import PAGE as CHANGES
from milepost.pages.declaration import SiteSection
from milepost.pages.feedback.sections import PAGE as FEEDBACK
from milepost.pages.flow.sections import PAGE as FLOW
from milepost.pages.handover.sections import PAGE as HANDOVER
from milepost.pages.item.sections import PAGE as ITEM
from milepost.pages.lessons.sections import PAGE as LESSONS
from milepost.pages.list.sections import PAGE as LIST
from milepost.pages.metric.sections import PAGE as METRIC
from milepost.pages.metrics.sections import PAGE as METRICS
from milepost.pages.overview.sections import PAGE as OVERVIEW
from milepost.pages.plan.sections import PAGE as PLAN
from milepost.pages.poster.sections import PAGE as POSTER
from milepost.pages.postmortem.sections import PAGE as POSTMORTEM
from milepost.pages.priorities.sections import PAGE as PRIORITIES
from milepost.pages.project.sections import PAGE as PROJECT
from milepost.pages.projects.sections import PAGE as PROJECTS
from milepost.pages.releases.sections import PAGE as RELEASES
from milepost.pages.report.sections import PAGE as REPORT
from milepost.pages.reports.sections import PAGE as REPORTS
from milepost.pages.risks.sections import PAGE as RISKS
from milepost.pages.roadmap.sections import PAGE as ROADMAP
from milepost.pages.story_board.sections import PAGE as STORY_BOARD
from milepost.pages.strategy.sections import PAGE as STRATEGY


def _has_strategy(portfolio: Portfolio) -> bool:
    return bool(portfolio.all(Strategy) or any(map(portfolio.entities, ("objective", "need", "customer", "bet"))))


def _has_roadmap(portfolio: Portfolio) -> bool:
    return bool(
        portfolio.all(Item)
        or portfolio.all(Release)
        or portfolio.all(Theme)
        or (portfolio.all(Roadmap) and portfolio.innermost)
    )


def _has_backlog(portfolio: Portfolio) -> bool:
    return bool(portfolio.all(Story) or (portfolio.all(Backlog) and portfolio.innermost))


def _has_metrics(portfolio: Portfolio) -> bool:
    return bool(
        portfolio.all(ProductMetric)
        or portfolio.all(Feedback)
        or portfolio.all(Opportunity)
        or (portfolio.all(Metrics) and portfolio.innermost)
    )


def _has_projects(portfolio: Portfolio) -> bool:
    return bool(portfolio.project_names or portfolio.all(Handover))


def _has_postmortems(portfolio: Portfolio) -> bool:
    return bool(portfolio.all(Postmortem))


def _has_lessons(portfolio: Portfolio) -> bool:
    return bool(portfolio.all(Lesson) or portfolio.all(Action) or (portfolio.all(Lessons) and portfolio.innermost))


SECTIONS: dict[str, SiteSection] = {
    section.name: section
    for section in (
        SiteSection("overview", "Overview", lambda _: True, (OVERVIEW,)),
        SiteSection("strategy", "Strategy", _has_strategy, (STRATEGY, ALIGNMENT)),
        SiteSection(
            "roadmap", "Roadmap", _has_roadmap, (ROADMAP, BOARD, LIST, PRIORITIES, RELEASES, CHANGES, POSTER, ITEM)
        ),
        SiteSection("backlog", "Backlog", _has_backlog, (BACKLOG, STORY_BOARD, FLOW)),
        SiteSection("metrics", "Metrics", _has_metrics, (METRICS, METRIC, FEEDBACK)),
        SiteSection("projects", "Projects", _has_projects, (PROJECTS, PROJECT, PLAN, RISKS, REPORTS, REPORT, HANDOVER)),
        SiteSection("postmortems", "Post-mortems", _has_postmortems, (ARCHIVE, POSTMORTEM)),
        SiteSection("lessons", "Lessons", _has_lessons, (LESSONS, ACTIONS)),
    )
}
"""The parts of a site by name, in their usual order."""
