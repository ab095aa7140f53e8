"""Everything that belongs to documents of kind postmortem."""

from __future__ import annotations

from milepost.checks import incidents
from milepost.checks.check import checks_in
from milepost.kinds.kind import Kind
from milepost.kinds.postmortem.metrics import METRICS
from milepost.model.postmortem import Postmortem

KIND = Kind(Postmortem, metrics=METRICS, checks=checks_in(incidents), sections=("postmortems",))
