"""The declaration of kind report."""

from __future__ import annotations

from milepost.kinds.kind import Kind
from milepost.kinds.report.model import Report

KIND = Kind(Report, metrics=(), checks=(), sections=("projects",))
