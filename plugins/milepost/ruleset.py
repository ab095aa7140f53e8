"""All rules, collected from the modules that declare them: reading, checks, `doctor`, and `diff`.

Importing this module is enough to know every rule: there is no registration that an order of imports could miss.
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
    """All rules at the levels and with the options that a site sets.

    Raises MilepostError for an unknown rule or an invalid setting.
    """
    return Levels(RULES, settings)
