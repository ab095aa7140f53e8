"""Whether a contract that goes with a handover ends too early."""

from __future__ import annotations

from datetime import date
from typing import Literal

from milepost.kinds.handover.model import Contract, Handover
from milepost.schema.date_arithmetic import days_past

Early = Literal["before", "over", "within"]


def ends_early(handover: Handover, contract: Contract, as_of: date) -> Early | None:
    """`before` the handover takes effect, `over` on a day, or `within` its warranty; None where it lasts, or may."""
    ends, effective, warranty = contract.expires, handover.effective, handover.warranty_until
    if not ends or not ends.last:
        return None
    if effective and effective.first and ends.last < effective.first:
        return "before"
    if days_past(ends, as_of):
        return "over"
    return "within" if warranty and warranty.last and ends.last <= warranty.last else None
