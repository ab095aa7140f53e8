"""Everything that belongs to documents of kind handover."""

from __future__ import annotations

from milepost.checks import handovers
from milepost.checks.check import checks_in
from milepost.kinds.handover.metrics import METRICS
from milepost.kinds.kind import Kind
from milepost.model.handover import Handover

KIND = Kind(Handover, metrics=METRICS, checks=checks_in(handovers), sections=("projects",))
