"""The declaration of kind backlog."""

from __future__ import annotations

from milepost.checks.check import checks_in
from milepost.kinds.backlog import checks
from milepost.kinds.backlog.metrics import METRICS
from milepost.kinds.backlog.model import Backlog
from milepost.kinds.kind import Kind

KIND = Kind(Backlog, metrics=METRICS, checks=checks_in(checks), sections=("backlog",))
