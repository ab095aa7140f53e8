"""Everything that belongs to documents of kind lessons."""

from __future__ import annotations

from milepost.checks import actions
from milepost.checks.check import checks_in
from milepost.kinds.kind import Kind
from milepost.kinds.lessons.metrics import METRICS
from milepost.model.lessons import Lessons

KIND = Kind(Lessons, metrics=METRICS, checks=checks_in(actions), sections=("lessons",))
