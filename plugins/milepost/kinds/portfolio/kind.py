"""Everything that belongs to documents of kind portfolio."""

from __future__ import annotations

from milepost.kinds.kind import Kind
from milepost.model.portfolio import Portfolio

KIND = Kind(Portfolio, metrics=(), checks=(), sections=("overview",))
