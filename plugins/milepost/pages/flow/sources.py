"""Where the dates of stories come from, in words."""

from __future__ import annotations

from collections.abc import Sequence

from milepost.kinds.backlog.model import DONE
from milepost.kinds.backlog.story_metrics import StoryInsight
from milepost.kit import phrasing
from milepost.kit.context import PageContext
from milepost.pages.report.wording import unbroken


def origin_of(one: StoryInsight) -> str:
    """Where the dates of a story come from, in one word."""
    return "git" if one.from_git else "typed"


def source_words(context: PageContext) -> str:
    """Where the dates of all stories come from, and what is missing of the history; empty if no story has any date."""
    stories = context.insight.stories
    return f"{_origins(context, stories)} {_missing(context, stories)}".strip()


def _origins(context: PageContext, stories: Sequence[StoryInsight]) -> str:
    dated = [one for one in stories if one.created_on or one.started_on or one.done_on]
    if not dated:
        return ""
    from_git = sum(bool(one.from_git) for one in dated)
    history = context.insight.history
    since = f", which begins on {unbroken(phrasing.day(history.first_day))}" if from_git and history.first_day else ""
    if not from_git:
        return "All dates are typed in YAML."
    if from_git == len(dated):
        return (
            f"Dates that are not typed in YAML come from the git history{since}: they are the days, in UTC, of the "
            "commits that changed a status."
        )
    return (
        f"The dates of {phrasing.count(len(dated) - from_git, 'story', 'stories')} are typed in YAML. Those of "
        f"{phrasing.number(from_git)} come, at least in part, from the git history{since}: they are the days, in UTC, "
        "of the commits that changed a status."
    )


def _missing(context: PageContext, stories: Sequence[StoryInsight]) -> str:
    """What the history lacks, if anybody needs it: it is not read where all dates are typed."""
    needed = any(one.from_git or _lacks_dates(one) for one in stories)
    known = context.insight.history.known if needed else None
    return known.missing if known else ""


def _lacks_dates(one: StoryInsight) -> bool:
    is_done = one.entity.entry.status == DONE
    return not one.created_on or ((one.started or is_done) and not one.started_on) or (is_done and not one.done_on)
