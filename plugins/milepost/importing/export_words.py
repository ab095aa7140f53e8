"""The words that tools use for the status, type, and resolution of an issue, and what they are of a story."""

from __future__ import annotations

from collections.abc import Mapping

EPIC = "epic"  # not a story: it names a group of them

STATUSES = {
    "todo": (
        "to do", "backlog", "open", "opened", "new", "proposed", "reopened", "triage", "icebox", "unstarted",
        "no status",
    ),
    "ready": (
        "ready for development", "ready for dev", "selected for development", "approved", "planned", "committed",
    ),
    "in_progress": (
        "in progress", "doing", "started", "active", "in development", "development", "wip", "blocked",
    ),
    "in_review": (
        "in review", "review", "code review", "in test", "testing", "in qa", "qa", "verification", "resolved",
    ),
    "done": ("closed", "complete", "completed", "released", "shipped", "deployed", "merged", "finished"),
    "dropped": (
        "canceled", "cancelled", "removed", "rejected", "duplicate", "won't do", "won't fix", "declined", "obsolete",
    ),
}  # fmt: skip
TYPES = {
    "story": (
        "user story", "product backlog item", "requirement", "issue", "new feature", "improvement", "enhancement",
    ),
    "bug": ("defect", "incident", "problem"),
    "task": ("sub-task", "subtask", "chore", "technical task"),
    "spike": ("research", "investigation"),
    EPIC: ("feature", "initiative", "theme"),
}  # fmt: skip
# Why an issue was closed without being done.
DROPPED = (
    "won't do", "won't fix", "wontfix", "duplicate", "cannot reproduce", "declined", "invalid", "abandoned",
    "not planned", "canceled", "cancelled", "obsolete",
)  # fmt: skip
NOTHING = frozenset(("", "none", "no priority", "unassigned", "not set", "n/a", "-"))


def folded(word: str) -> str:
    """A word as it is compared: without case, with plain spaces and apostrophes."""
    return " ".join(word.replace("_", " ").replace("\u2019", "'").split()).casefold()


def meanings(table: Mapping[str, tuple[str, ...]], chosen: Mapping[str, str]) -> dict[str, str]:
    """Value by word, as compared. The values themselves are words too; `chosen` ones win."""
    found = {folded(word): value for value, words in table.items() for word in (value, *words)}
    return found | {folded(word): value for word, value in chosen.items()}
