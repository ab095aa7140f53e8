"""What the pages of the backlog share: the switch between views, the opening sentence, and what to write first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from milepost.kinds.backlog.story_metrics import StoryInsight
from milepost.kit import phrasing
from milepost.kit.addresses import BACKLOG, FLOW, STORY_BOARD
from milepost.kit.components import BasePageView, EmptyState, ViewSwitch
from milepost.kit.context import PageContext

NO_STORIES = EmptyState(
    "There are no stories yet. Write them in a file of the data folder, such as backlog.yml:",
    "kind: backlog\ntitle: Stories\nstories:\n  - id: save-card\n    title: Save a card\n    as_a: commuter\n"
    "    i_want: to save my card\n    so_that: I pay in one tap\n    item: checkout\n    status: todo\n"
    "    acceptance_criteria:\n      - The card is masked everywhere.",
)


@dataclass(frozen=True, slots=True)
class BacklogPageView(BasePageView):
    """Base of the views of the backlog: an opening sentence, and the other views."""

    opening: str
    views: tuple[ViewSwitch, ...]


def views_of(context: PageContext, current: str) -> tuple[ViewSwitch, ...]:
    """The pages of the backlog that this site has; empty if there is only one."""
    titles = {BACKLOG: "Story map", STORY_BOARD: "Board", FLOW: "Flow"}
    found = tuple(
        ViewSwitch(title, page, page == current) for page, title in titles.items() if context.addresses.page(page)
    )
    return found if len(found) > 1 else ()


def story_summary(stories: Sequence[StoryInsight]) -> str:
    """How many stories are open, in progress, ready, and blocked: "38 open stories: 9 in progress, 21 ready."."""
    open_ones = [one for one in stories if one.is_open]
    counts = (
        (sum(one.started for one in open_ones), "in progress"),
        (sum(one.ready for one in open_ones), "ready to start"),
        (sum(one.blocked for one in open_ones), "blocked"),
    )
    parts = [f"{phrasing.number(number)} {words}" for number, words in counts if number]
    head = phrasing.count(len(open_ones), "open story", "open stories")
    done = sum(one.entity.entry.status == "done" for one in stories)
    tail = f" {phrasing.number(done)} done." if done else ""
    return f"{head}{': ' if parts else ''}{', '.join(parts)}.{tail}"
