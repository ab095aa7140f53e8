"""Stories in words: their sentence, status, what blocks them, and their age."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from milepost.analysis import Insight
from milepost.kinds.backlog.model import DROPPED, Story
from milepost.kinds.backlog.story_metrics import StoryEntity, StoryInsight, status_word
from milepost.kit import phrasing
from milepost.kit.components import Mark, Ref
from milepost.kit.context import PageContext
from milepost.wording import with_article

# The icon of each status that items do not have, too.
_SHAPES = {"todo": "proposed", "ready": "planned", "in_review": "in_progress", "dropped": "cancelled"}
_ARTICLES = ("a ", "an ", "the ")


@dataclass(frozen=True, slots=True)
class StoryCard:
    """A story in brief. `type` is empty for a plain story; `points` is empty without an estimate.

    `blocked` names the open stories before it, `ready` is whether work on it can start, `age` is how long it has been
    in progress, and `aging` whether that is longer than 85 percent of the done stories took.
    """

    ref: Ref
    mark: Mark
    type: str
    points: str
    blocked: tuple[Ref, ...]
    ready: bool
    criteria: str
    priority: str
    who: str
    age: str
    aging: bool


def story_card(context: PageContext, found: StoryInsight) -> StoryCard:
    """A story in brief."""
    entity, entry = found.entity, found.entity.entry
    return StoryCard(
        ref=context.ref(entity),
        mark=story_mark(context, entity),
        type=type_of(context, entry),
        points=points_of(entry.estimate),
        blocked=context.refs(found.blocked_by),
        ready=found.ready,
        criteria=criteria_of(found),
        priority=priority_word(context, entry.priority),
        who=context.name("team", entry.team),
        age=age_of(found),
        aging=entity in context.insight.shared(_aging),
    )


def _aging(insight: Insight) -> frozenset[StoryEntity]:
    """The stories that age, as a set: every card asks, and comparing each with all others would take quadratic time."""
    return frozenset(one.entity for one in insight.story_flow.aging)


@dataclass(frozen=True, slots=True)
class StoryGroup:
    """Stories that belong together: open ones, and closed ones, which are folded away under `closed_words`."""

    open: tuple[StoryCard, ...]
    closed: tuple[StoryCard, ...]
    closed_words: str


def story_group(context: PageContext, stories: Sequence[StoryInsight]) -> StoryGroup:
    """Stories that belong together, in the given order."""
    closed = [one for one in stories if not one.is_open]
    dropped = sum(one.entity.entry.status == DROPPED for one in closed)
    words = [f"{len(closed) - dropped} done"] if len(closed) > dropped else []
    words += [f"{dropped} dropped"] if dropped else []
    return StoryGroup(
        tuple(story_card(context, one) for one in stories if one.is_open),
        tuple(story_card(context, one) for one in closed),
        ", ".join(words),
    )


def story_mark(context: PageContext, story: StoryEntity) -> Mark:
    """The status of a story, with the icon of a status."""
    status = story.entry.status
    return Mark("status", _SHAPES.get(status, status), status_word(context.portfolio, status))


def story_sentence(entry: Story) -> str:
    """The user story as one sentence: "As a commuter, I want to see my cap so that I never pay twice." """
    role = (entry.as_a or "").strip()
    if role and not role.lower().startswith(_ARTICLES):
        role = with_article(role)
    wish, benefit = (part.strip().rstrip(".") for part in (entry.i_want or "", entry.so_that or ""))
    parts = (f"as {role}," if role else "", f"I want {wish}" if wish else "", f"so that {benefit}" if benefit else "")
    sentence = " ".join(filter(None, parts)).rstrip(",")
    return f"{phrasing.sentence(sentence)}." if sentence else ""


def type_of(context: PageContext, entry: Story) -> str:
    """The type of anything but a plain story."""
    return context.portfolio.label("type", entry.type) if entry.type and entry.type != "story" else ""


def points_of(estimate: float | None) -> str:
    """An estimate: "5 points"."""
    if estimate is None:
        return ""
    return f"{phrasing.number(estimate)} {phrasing.plural(1 if estimate == 1 else 2, 'point')}"


def criteria_of(found: StoryInsight) -> str:
    """How many acceptance criteria are met: "2 of 3 criteria met"."""
    met, total = found.criteria
    return f"{met} of {phrasing.count(total, 'criterion', 'criteria')} met" if total else ""


def priority_word(context: PageContext, priority: str | None) -> str:
    """A priority in the portfolio's own words."""
    return context.portfolio.label("priority", priority) if priority else ""


def age_of(found: StoryInsight) -> str:
    """How long a story has been in progress, or since when it waits, in calendar days; empty if nobody knows."""
    if found.age_days is not None:
        return f"{phrasing.count(found.age_days, 'day')} in progress"
    if found.cycle_days is not None:
        return f"took {phrasing.count(found.cycle_days, 'day')}"
    if found.waiting_days is not None:
        return f"added {phrasing.away(-found.waiting_days)}"
    return ""
