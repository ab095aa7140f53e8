"""The order of stories: that of the work list, whatever files they are in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from milepost.graph.portfolio import Portfolio
from milepost.kinds.backlog.story_dates import StoryDates
from milepost.kinds.backlog.story_metrics import StoryEntity

_AFTER_ALL = "9999-12-31"
# Whether a team calls an unstarted story ready does not make it more important than another. Closed ones come last.
_STAGES = {"in_review": 0, "in_progress": 1, "todo": 2, "ready": 2}


class StoryOrder:
    """The order in which stories are worked on.

    Started ones come first (those in review before those in progress), then unstarted, then closed ones; among them by
    priority, then by the day of creation, then by id. The order of files never counts, so that splitting or merging
    files changes nothing. Priorities rank as `labels: {priority: …}` of the portfolio lists them; unlisted ones come
    after those, by name, and stories without a priority last.
    """

    def __init__(self, portfolio: Portfolio, dates: Mapping[StoryEntity, StoryDates]) -> None:
        self._dates = dates
        self._ranks = {value: rank for rank, value in enumerate((portfolio.head.labels or {}).get("priority") or {})}

    def sorted(self, stories: Iterable[StoryEntity]) -> tuple[StoryEntity, ...]:
        """The stories in order."""
        return tuple(sorted(stories, key=self.key))

    def key(self, story: StoryEntity) -> tuple[int, tuple[int, str], str, str]:
        """What a story is sorted by."""
        entry = story.entry
        created = self._dates[story].created
        return (
            _STAGES.get(entry.status, len(_STAGES)),
            self.priority_rank(entry.priority),
            created.isoformat() if created else _AFTER_ALL,
            story.slug,
        )

    def priority_rank(self, priority: str | None) -> tuple[int, str]:
        """What a priority is sorted by; the most important first."""
        if not priority:
            return len(self._ranks) + 1, ""
        return self._ranks.get(priority, len(self._ranks)), priority.lower()
