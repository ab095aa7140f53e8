"""The declaration of kind handover."""

from __future__ import annotations

from milepost.checks.check import checks_in
from milepost.kinds.handover import checks
from milepost.kinds.handover.metrics import METRICS
from milepost.kinds.handover.model import Handover
from milepost.kinds.kind import Kind

KIND = Kind(Handover, metrics=METRICS, checks=checks_in(checks), sections=("projects",))
