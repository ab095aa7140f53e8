"""The settings of rules, and what of them cannot be."""

from __future__ import annotations

import pytest

from milepost.problem import MilepostError
from milepost.ruleset import rule_levels


def test_a_rule_is_set_by_a_level_or_by_its_options() -> None:
    levels = rule_levels(
        {"overdue": "error", "stale": {"level": "info", "days": 30}, "title-twice": False, "late-change": {}}
    )
    assert [levels.level(name) for name in ("overdue", "stale", "title-twice", "late-change")] == [
        "error",
        "info",
        None,
        "error",
    ]
    assert levels.option("stale", "days") == 30


@pytest.mark.parametrize(
    ("rule", "setting", "message"),
    [
        ("overdu", "error", "rules: there is no rule 'overdu'"),
        ("overdue", "loud", "rules: 'loud' is no level for 'overdue'"),
        ("title-twice", {"days": 3}, "rules: 'days: 3' does not fit 'title-twice'"),
        ("stale", {"days": -1}, "rules: 'days: -1' does not fit 'stale'"),
        ("stale", {"days": True}, "rules: 'days: True' does not fit 'stale'"),
        ("stale", {"days": 1_000_001}, "rules: 'days: more than 1,000,000' does not fit 'stale'"),
        ("stale", {"days": 16**5000}, "rules: 'days: more than 1,000,000' does not fit 'stale'"),
        ("yaml-syntax", "off", "rules: 'yaml-syntax' cannot be changed"),
    ],
)
def test_a_setting_that_cannot_be_is_refused(rule: str, setting: object, message: str) -> None:
    with pytest.raises(MilepostError) as caught:
        rule_levels({rule: setting})
    assert [problem.message for problem in caught.value.problems] == [message]
