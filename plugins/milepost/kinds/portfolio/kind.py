"""The declaration of kind portfolio."""

from __future__ import annotations

from milepost.kinds.kind import Kind
from milepost.kinds.portfolio.model import PortfolioDocument

KIND = Kind(PortfolioDocument, metrics=(), checks=(), sections=("overview",))
