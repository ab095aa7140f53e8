"""View-model of the board of stories: a column for each status."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from milepost.kinds.backlog.model import DROPPED, Story
from milepost.kinds.backlog.story_metrics import status_word
from milepost.kit import phrasing
from milepost.kit.addresses import STORY_BOARD
from milepost.kit.context import PageContext
from milepost.kit.stories import StoryCard, points_of, story_card
from milepost.pages.backlog.header import BacklogPageView, story_summary, views_of
from milepost.schema.fields import fields_of

FULL_CARDS = 12
DONE_DAYS = 28


@dataclass(frozen=True, slots=True)
class StoryColumn:
    """A status with its first cards, and the `rest` folded away."""

    anchor: str
    title: str
    count: str
    note: str
    cards: tuple[StoryCard, ...]
    rest: tuple[StoryCard, ...]
    rest_words: str


@dataclass(frozen=True, slots=True)
class StoryBoardView(BacklogPageView):
    """The board of stories."""

    columns: tuple[StoryColumn, ...]


def story_board_view(context: PageContext, title: str) -> StoryBoardView:
    """All stories by status, without dropped ones, and of the done ones those of the last four weeks."""
    statuses = [one for one in fields_of(Story)["status"].choices if one != DROPPED]
    return StoryBoardView(
        frame=context.frame(title),
        opening=story_summary(context.insight.stories),
        views=views_of(context, STORY_BOARD),
        columns=tuple(_column(context, status) for status in statuses),
    )


def _column(context: PageContext, status: str) -> StoryColumn:
    found = [one for one in context.insight.stories if one.entity.entry.status == status]
    note = ""
    if status == "done":
        since = context.as_of - timedelta(days=DONE_DAYS - 1)
        recent = [one for one in context.insight.story_flow.done if one.done_on and one.done_on >= since]
        left = len(found) - len(recent)
        found = recent[::-1]
        note = f"in the last 4 weeks; {phrasing.number(left)} before that or without a date" if left else ""
    cards = tuple(story_card(context, one) for one in found)
    points = sum(one.entity.entry.estimate or 0 for one in found)
    count = phrasing.count(len(cards), "story", "stories")
    return StoryColumn(
        anchor=f"column-{status.replace('_', '-')}",
        title=status_word(context.portfolio, status),
        count=f"{count}, {points_of(points)}" if points else count,
        note=note,
        cards=cards[:FULL_CARDS],
        rest=cards[FULL_CARDS:],
        rest_words=f"{phrasing.number(len(cards) - FULL_CARDS)} more",
    )
