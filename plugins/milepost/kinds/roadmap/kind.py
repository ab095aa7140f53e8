"""The declaration of kind roadmap."""

from __future__ import annotations

from milepost.checks.check import checks_in
from milepost.kinds.kind import Kind
from milepost.kinds.roadmap import capacity_checks, order_checks, status_checks
from milepost.kinds.roadmap.metrics import METRICS
from milepost.kinds.roadmap.model import Roadmap

KIND = Kind(
    Roadmap, metrics=METRICS, checks=checks_in(order_checks, status_checks, capacity_checks), sections=("roadmap",)
)
