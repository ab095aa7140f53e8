"""Renewals that were forgotten."""

from __future__ import annotations

from collections.abc import Iterator

from milepost.checks.check import Context, check, day_count, named
from milepost.checks.violation import Violation
from milepost.kinds.renewals.metrics import renewal_metrics
from milepost.kinds.renewals.model import Renewal


@check("renewal-overdue", "warning", "The day by which something must be renewed has passed.", days=0)
def renewal_overdue(c: Context, least: int) -> Iterator[Violation]:
    for renewal in c.portfolio.all(Renewal):
        late = c.insight.about(renewal_metrics, renewal).late_by_days
        if late > least:
            message = f"{named(renewal)} had to be renewed by {renewal.entry.renew_by}, {day_count(late)} ago"
            yield c.found(renewal, ("renew_by",), message, "renew it and write the next day, or delete it")
