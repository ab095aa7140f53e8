"""The kinds of documents there are."""

from __future__ import annotations

from milepost.model.base import Document
from milepost.model.handover import Handover
from milepost.model.lessons import Lessons
from milepost.model.portfolio import Portfolio
from milepost.model.postmortem import Postmortem
from milepost.model.roadmap import Roadmap
from milepost.model.strategy import Strategy

KINDS: dict[str, type[Document]] = {
    "portfolio": Portfolio,
    "strategy": Strategy,
    "roadmap": Roadmap,
    "postmortem": Postmortem,
    "lessons": Lessons,
    "handover": Handover,
}

# What a text may link to by type and id: [words](item:checkout).
LINKED_TYPES = frozenset(
    (
        *("item", "objective", "kr", "need", "bet", "customer", "theme", "release", "milestone", "project"),
        *("team", "service", "story", "metric", "task", "risk", "issue", "action", "report", "handover"),
        *("postmortem", "lesson", "decision"),
    )
)
