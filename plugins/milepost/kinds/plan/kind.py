"""The declaration of kind plan."""

from __future__ import annotations

from milepost.kinds.kind import Kind
from milepost.kinds.plan.model import Plan

KIND = Kind(Plan, metrics=(), checks=(), sections=("projects",))
