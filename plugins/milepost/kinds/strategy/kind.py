"""Everything that belongs to documents of kind strategy."""

from __future__ import annotations

from milepost.checks import goals
from milepost.checks.check import checks_in
from milepost.kinds.kind import Kind
from milepost.kinds.strategy.metrics import METRICS
from milepost.model.strategy import Strategy

KIND = Kind(Strategy, metrics=METRICS, checks=checks_in(goals), sections=("strategy",))
