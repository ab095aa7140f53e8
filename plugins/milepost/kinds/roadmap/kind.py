"""Everything that belongs to documents of kind roadmap."""

from __future__ import annotations

from milepost.checks import order, status
from milepost.checks.check import checks_in
from milepost.kinds.kind import Kind
from milepost.kinds.roadmap.metrics import METRICS
from milepost.model.roadmap import Roadmap

KIND = Kind(Roadmap, metrics=METRICS, checks=checks_in(order, status), sections=("roadmap",))
