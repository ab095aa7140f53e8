"""Orphans: entries that lead to no goal, and goals with nothing under them. One computation for pages, checks and CLI.

Each level is a gap: entries of one class from which no chain of links leads to an entry of another. Only open entries
can be orphans. Done work counts as a link; what was cancelled or dropped does not. A level is asked only where the
portfolio has something that could be linked, so that a site without a backlog hears nothing about stories.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost.analysis.traceability import AnyEntity, TraceLinks
from milepost.graph.portfolio import Portfolio
from milepost.kinds.backlog.model import Story
from milepost.kinds.metrics.model import Feedback, Opportunity, ProductMetric
from milepost.kinds.plan.model import Plan
from milepost.kinds.roadmap.model import Item
from milepost.kinds.strategy.model import Bet, KeyResult, Need, Objective
from milepost.problem import Level
from milepost.rules import Rule
from milepost.schema.base import Entry
from milepost.wording import count

if TYPE_CHECKING:
    from milepost.analysis.insight import Insight


@dataclass(frozen=True, slots=True)
class GapLevel:
    """A level of the strategy alignment at which entries can be orphaned.

    Entries of `cls` have to lead to one of `goals`, directly or over entries of `through`. `tail` completes a count of
    orphans, `lacks` a sentence after the title of one; `hint` says what to write, with `{id}` for its id. `always`:
    asked even where there is no entry of `goals`. `rule` reports the same orphans in `milepost check`.
    """

    rule: Rule
    cls: type[Entry]
    goals: tuple[type[Entry], ...]
    through: tuple[type[Entry], ...]
    tail: str
    lacks: str
    hint: str
    always: bool = False

    @property
    def nouns(self) -> tuple[str, str]:
        """What its entries are called, one and several. A plan is known by its project."""
        declared = self.cls.declares
        return ("project", "projects") if self.cls is Plan else (declared.label, declared.plural)

    @property
    def heading(self) -> str:
        """What its orphans are: "Items without an objective"."""
        several = self.nouns[1]
        return f"{several[:1].upper()}{several[1:]} {self.tail}"

    def counted(self, number: int) -> str:
        """A count of orphans: "3 items without an objective"."""
        return f"{count(number, *self.nouns)} {self.tail}"


def _level(
    rule: str,
    level: str,
    summary: str,
    cls: type[Entry],
    goals: type[Entry] | tuple[type[Entry], ...],
    *words: str,
    through: tuple[type[Entry], ...] = (),
    always: bool = False,
    on: bool = True,
) -> GapLevel:
    tail, lacks, hint = words
    several = goals if isinstance(goals, tuple) else (goals,)
    return GapLevel(Rule(rule, Level(level), summary, on=on), cls, several, through, tail, lacks, hint, always)


LEVELS: tuple[GapLevel, ...] = (
    _level(
        "objective-unserved", "warning", "No roadmap item serves an open objective.",
        Objective, Item, "without an item", "has no roadmap item",
        "name it in an item: objectives: [{id}]",
    ),
    _level(
        "objective-without-key-results", "warning", "An open objective has nothing to be measured by.",
        Objective, KeyResult, "without key results", "has no key results",
        "name some in key_results: how would you know it is reached?", always=True,
    ),
    _level(
        "objective-without-metric", "info", "No metric shows whether an open objective is reached.",
        Objective, ProductMetric, "without a metric", "has no metric",
        "name one in a key result: metric: …, or name the objective in a metric: objective: {id}",
        through=(KeyResult,),
    ),
    _level(
        "objective-without-need", "info", "An open objective serves no customer need.",
        Objective, Need, "without a need", "serves no need", "name one in needs:, or ask whom it is for",
        on=False,  # lower costs are a goal, and no customer's need
    ),
    _level(
        "item-without-objective", "warning", "An open item serves no objective, nor does what it is a part of.",
        Item, Objective, "without an objective", "serves no objective",
        "name one in objectives:, or ask what it is for",
    ),
    _level(
        "item-without-need", "info", "An open item answers no customer need, directly or through an objective.",
        Item, Need, "without a need", "answers no need",
        "name one in needs:, or in the objective that it serves", through=(Objective, Opportunity), on=False,
    ),
    _level(
        "need-unserved", "warning", "No roadmap item answers a need, directly or through an objective.",
        Need, Item, "without an item", "has no roadmap item that answers it",
        "name it in an item or in an objective that items serve: needs: [{id}]", through=(Objective, Opportunity),
    ),
    _level(
        "story-without-item", "info", "An open story belongs to no roadmap item.",
        Story, Item, "without an item", "belongs to no roadmap item", "name one in item:",
    ),
    _level(
        "metric-unused", "info", "No objective and no key result uses a metric, and it is no guardrail.",
        ProductMetric, Objective, "without an objective", "measures no objective",
        "name one in objective:, or take the numbers of a key result from it: metric: {id}", through=(KeyResult,),
    ),
    _level(
        "opportunity-unanswered", "info", "No roadmap item answers an opportunity.",
        Opportunity, Item, "without an item", "has no roadmap item that answers it",
        "name one in item:", always=True,
    ),
    _level(
        "feedback-unlinked", "info", "Feedback is linked with no need, item, or opportunity.",
        Feedback, (Need, Item, Opportunity), "without a need or item", "is linked with no need or item",
        "name a need in needs:, or an item in items:",
    ),
    _level(
        "bet-without-objective", "info", "An open bet is on no objective.",
        Bet, Objective, "without an objective", "is on no objective", "name one in objective:",
    ),
    _level(
        "project-without-item", "info", "An open project delivers no roadmap item.",
        Plan, Item, "without an item", "delivers no roadmap item", "name one in items:",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LevelOrphans:
    """The orphans of one level, in reading order, out of `total` entries that could be.

    Of a hierarchy of items only the topmost one is in it, and its parts count as one with it.
    """

    level: GapLevel
    entities: tuple[AnyEntity, ...]
    total: int


def trace_links(insight: Insight) -> TraceLinks:
    """The links between the traced entries."""
    return TraceLinks(insight.portfolio, insight.tree)


def orphans_of(insight: Insight) -> tuple[LevelOrphans, ...]:
    """The orphans of every level that the portfolio has entries for.

    On pages, only for the most restricted audience: elsewhere, what an entry leads to may just be hidden.
    """
    return tuple(_found(insight, level) for level in LEVELS if _is_asked(insight.portfolio, level))


def _is_asked(portfolio: Portfolio, level: GapLevel) -> bool:
    return bool(portfolio.all(level.cls)) and (level.always or any(map(portfolio.all, level.goals)))


def _found(insight: Insight, level: GapLevel) -> LevelOrphans:
    linked = insight.shared(trace_links).leading_to(level.cls, level.goals, level.through)
    counted = [one for one in insight.portfolio.all(level.cls) if can_be_orphaned(one)]
    found = [one for one in counted if one not in linked]
    shown = _topmost(insight, found) if level.cls is Item else found
    return LevelOrphans(level, tuple(shown), len(counted) - (len(found) - len(shown)))


def can_be_orphaned(entity: AnyEntity) -> bool:
    """Whether an entry has to lead somewhere: it is open, and no guardrail, which protects rather than aims."""
    entry = entity.entry
    if isinstance(entry, ProductMetric):
        return entry.type != "guardrail"
    if isinstance(entry, Bet):
        return entry.outcome in (None, "open")
    return not entry.is_closed


def _topmost(insight: Insight, items: list[AnyEntity]) -> list[AnyEntity]:
    """The items that are no parts of others in the list."""
    known = set(items)
    return [item for item in items if insight.tree.parents.get(item) not in known]
