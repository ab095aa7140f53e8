"""The declaration of kind postmortem."""

from __future__ import annotations

from milepost.checks.check import checks_in
from milepost.kinds.kind import Kind
from milepost.kinds.postmortem import checks
from milepost.kinds.postmortem.metrics import METRICS
from milepost.kinds.postmortem.model import Postmortem

KIND = Kind(Postmortem, metrics=METRICS, checks=checks_in(checks), sections=("postmortems",))
