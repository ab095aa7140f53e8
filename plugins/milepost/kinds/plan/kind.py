"""The declaration of kind plan."""

from __future__ import annotations

from milepost.kinds.kind import Kind
from milepost.kinds.plan.metrics import METRICS
from milepost.kinds.plan.model import Plan

KIND = Kind(Plan, metrics=METRICS, checks=(), sections=("projects",))
