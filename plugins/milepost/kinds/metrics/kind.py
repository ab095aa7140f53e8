"""The declaration of kind metrics."""

from __future__ import annotations

from milepost.checks.check import checks_in
from milepost.kinds.kind import Kind
from milepost.kinds.metrics import checks
from milepost.kinds.metrics.metrics import METRICS
from milepost.kinds.metrics.model import Metrics

KIND = Kind(Metrics, metrics=METRICS, checks=checks_in(checks), sections=("metrics",))
