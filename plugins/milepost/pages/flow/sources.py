"""Where the dates of stories come from, in words."""

from __future__ import annotations

from milepost.kinds.backlog.story_metrics import StoryInsight
from milepost.kit import phrasing
from milepost.kit.context import PageContext
from milepost.pages.report.wording import unbroken


def origin_of(one: StoryInsight) -> str:
    """Where the dates of a story come from, in one word."""
    return "git" if one.from_git else "typed"


def source_words(context: PageContext) -> str:
    """Where the dates of all stories come from, and what is missing; empty if no story has any."""
    stories = context.insight.stories
    dated = [one for one in stories if one.created or one.begun or one.done]
    if not dated:
        return ""
    from_git = sum(bool(one.from_git) for one in dated)
    history = context.insight.history
    since = f", which begins on {unbroken(phrasing.day(history.first_day))}" if from_git and history.first_day else ""
    if not from_git:
        words = "All dates are typed in YAML."
    elif from_git == len(dated):
        words = (
            f"Dates that are not typed in YAML come from the git history{since}: they are the days, in UTC, of the "
            "commits that changed a status."
        )
    else:
        words = (
            f"The dates of {phrasing.count(len(dated) - from_git, 'story', 'stories')} are typed in YAML. Those of "
            f"{phrasing.number(from_git)} come, at least in part, from the git history{since}: they are the days, in "
            "UTC, of the commits that changed a status."
        )
    missing = history.known.missing if from_git and history.known else ""
    return f"{words} {missing}".strip()
