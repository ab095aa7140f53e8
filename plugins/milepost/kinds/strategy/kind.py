"""The declaration of kind strategy."""

from __future__ import annotations

from milepost.checks.check import checks_in
from milepost.kinds.kind import Kind
from milepost.kinds.strategy import checks
from milepost.kinds.strategy.metrics import METRICS
from milepost.kinds.strategy.model import Strategy

KIND = Kind(Strategy, metrics=METRICS, checks=checks_in(checks), sections=("strategy",))
