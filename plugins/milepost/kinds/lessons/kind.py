"""The declaration of kind lessons."""

from __future__ import annotations

from milepost.checks.check import checks_in
from milepost.kinds.kind import Kind
from milepost.kinds.lessons import checks
from milepost.kinds.lessons.metrics import METRICS
from milepost.kinds.lessons.model import Lessons

KIND = Kind(Lessons, metrics=METRICS, checks=checks_in(checks), sections=("lessons",))
