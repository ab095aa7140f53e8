"""Whether a contract that is handed over ends too early."""

from __future__ import annotations

from datetime import date
from typing import Literal

from milepost.kinds.handover.model import Contract, Handover
from milepost.schema.date_arithmetic import days_past

EarlyEnd = Literal["before", "over", "within"]


def ends_early(handover: Handover, contract: Contract, as_of: date) -> EarlyEnd | None:
    """When a contract ends too early: `before` the effective date, `over` by `as_of`, or `within` the warranty.

    None if it lasts, or if its end is too vague to say.
    """
    ends, effective, warranty = contract.expires, handover.effective, handover.warranty_until
    if not ends or not ends.last:
        return None
    if effective and effective.first and ends.last < effective.first:
        return "before"
    if days_past(ends, as_of):
        return "over"
    return "within" if warranty and warranty.last and ends.last <= warranty.last else None
