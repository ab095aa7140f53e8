"""Goals that cannot be measured, and bets that taught nothing. Orphans are reported by `checks/alignment.py`."""

from __future__ import annotations

from collections.abc import Iterator

from milepost.checks.check import Context, check, first_of, named
from milepost.checks.violation import Violation
from milepost.kinds.strategy.model import Bet, KeyResult


@check("key-result-numbers", "warning", "A key result lacks numbers to be measured by.")
def key_result_numbers(c: Context) -> Iterator[Violation]:
    for result in c.portfolio.all(KeyResult):
        found = c.insight.key_result(result)
        if found.ratio is not None:
            continue
        numbers = found.numbers
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
