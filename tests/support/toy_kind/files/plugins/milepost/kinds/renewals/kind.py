"""Everything that belongs to documents of kind renewals."""

from __future__ import annotations

from milepost.checks.check import checks_in
from milepost.kinds.kind import Kind
from milepost.kinds.renewals import checks
from milepost.kinds.renewals.metrics import METRICS
from milepost.kinds.renewals.model import Renewals

KIND = Kind(Renewals, metrics=METRICS, checks=checks_in(checks), sections=("overview",))
