"""The declaration of kind report."""

from __future__ import annotations

from milepost.checks.check import checks_in
from milepost.kinds.kind import Kind
from milepost.kinds.report import checks
from milepost.kinds.report.metrics import METRICS
from milepost.kinds.report.model import Report

KIND = Kind(Report, metrics=METRICS, checks=checks_in(checks), sections=("projects",))
