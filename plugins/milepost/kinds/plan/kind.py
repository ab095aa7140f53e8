"""The declaration of kind plan."""

from __future__ import annotations

from milepost.checks.check import checks_in
from milepost.kinds.kind import Kind
from milepost.kinds.plan import network_checks, promise_checks, register_checks, schedule_checks, task_checks
from milepost.kinds.plan.metrics import METRICS
from milepost.kinds.plan.model import Plan

CHECKS = checks_in(network_checks, task_checks, register_checks, promise_checks, schedule_checks)
KIND = Kind(Plan, metrics=METRICS, checks=CHECKS, sections=("projects",))
