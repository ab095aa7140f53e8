"""Traceability gaps: work without a goal, goals without work, and goals that cannot be measured."""

from __future__ import annotations

from collections.abc import Iterator

from milepost.checks.check import Context, check, first_of, named
from milepost.checks.violation import Violation
from milepost.kinds.roadmap.model import Item
from milepost.kinds.strategy.model import Bet, Objective


@check(
    "item-without-objective",
    "warning",
    "An open item serves no objective, nor does what it is a part of.",
    of_absence=True,
)
def item_without_objective(c: Context) -> Iterator[Violation]:
    for item in c.insight.loose.items_without_objective:
        message = f"{named(item)} serves no objective"
        yield c.found(item, (), message, "name one in objectives:, or ask what it is for")


@check("objective-unserved", "warning", "Nothing on the roadmap serves an open objective.", of_absence=True)
def objective_unserved(c: Context) -> Iterator[Violation]:
    if c.portfolio.all(Item):
        for objective in c.insight.loose.objectives_without_items:
            message = f"no item serves {named(objective)}"
            hint = f"name it in an item: objectives: [{objective.id}]"
            yield c.found(objective, (), message, hint)


@check("objective-without-key-results", "warning", "An open objective has nothing to be measured by.")
def objective_without_key_results(c: Context) -> Iterator[Violation]:
    for objective in c.insight.loose.objectives_without_key_results:
        message = f"{named(objective)} has no key results"
        yield c.found(objective, (), message, "how would you know it is reached?")


@check("need-unserved", "warning", "No objective and no item answers a need.", of_absence=True)
def need_unserved(c: Context) -> Iterator[Violation]:
    items, objectives = c.portfolio.all(Item), c.portfolio.all(Objective)
    if items or objectives:
        for need in c.insight.loose.needs_unserved:
            message = f"no objective and no item answers the need {named(need)}"
            yield c.found(need, (), message, f"name it in an objective: needs: [{need.id}]")


@check("key-result-numbers", "warning", "A key result lacks numbers to be measured by.")
def key_result_numbers(c: Context) -> Iterator[Violation]:
    for result in c.insight.loose.key_results_without_numbers:
        numbers = c.insight.key_result(result).numbers
        missing = [name for name in ("baseline", "target", "current") if getattr(numbers, name) is None]
        if missing:
            message = f"{named(result)} has no {first_of(missing)}, so nobody can tell how far it is"
            where = f"write {first_of(missing)} in the metric" if result.entry.metric else ""
            yield c.found(result, (), message, where or f"add {first_of(missing)}: as numbers")
        else:
            message = f"the baseline and the target of {named(result)} are both {numbers.target:g}"
            yield c.found(result, ("target",), message, "there is no way to go between them")


@check("bet-without-learning", "info", "A bet is decided, and nobody says what it taught.")
def bet_without_learning(c: Context) -> Iterator[Violation]:
    for bet in c.portfolio.all(Bet):
        if bet.entry.outcome in ("validated", "invalidated") and not bet.entry.learned:
            message = f"{named(bet)} was {bet.entry.outcome}, and nothing says what it taught"
            yield c.found(bet, ("outcome",), message, "say it in learned:")
