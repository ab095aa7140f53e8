"""All rules there are, collected from those who declare them: reading, checks, `doctor` and `diff`.

Whoever asks for a rule by its id gets it from here, and importing this module is all that it takes: nothing is
registered on the way, so that no order of imports can leave a rule out.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from milepost.checks.registry import CHECKS
from milepost.diff.rules import DIFF_RULES
from milepost.doctor.rules import DOCTOR_RULES
from milepost.rules import READING_RULES, SITE_RULES, Levels, Rule, collected

RULES: Mapping[str, Rule] = MappingProxyType(
    collected(READING_RULES, SITE_RULES, (check.rule for check in CHECKS), DOCTOR_RULES.values(), DIFF_RULES.values())
)


def rule_levels(settings: Mapping[str, Any] | None = None) -> Levels:
    """All rules at the levels and with the options that a site has set.

    Raises MilepostError for a rule that is not there, and for a setting that it cannot have.
    """
    return Levels(RULES, settings)
