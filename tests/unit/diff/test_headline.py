"""A review in one sentence: what matters most is named where it is one entity, and counted where it is more."""

from __future__ import annotations

import pytest

from milepost.diff.change import Change
from milepost.diff.headline import headline
from milepost.diff.rules import level_of

SLIP = ("date-slipped", "Checkout", "moves from June to July (+30 days), with its release")
OPEN = ("audience-widened", "Talks", "becomes visible to the public audience")


def changed(*told: tuple[str, str, str]) -> list[Change]:
    return [
        Change(
            rule, level_of(rule), "item", title, title, what, days=30, gist=what.partition(", with")[0], far="1 month"
        )
        for rule, title, what in told
    ]


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ([], "Nothing changes that a plan speaks of."),
        ([SLIP], "Checkout moves from June to July (+30 days), with its release."),
        ([("words-changed", "kubectl", "has another summary")], "kubectl has another summary."),
        ([OPEN, SLIP], "Talks becomes visible to the public audience and Checkout moves from June to July (+30 days)."),
        (
            [("rule-lowered", "overdue", "(rule) is now off; it was error"), SLIP],
            "1 rule is lowered and Checkout moves from June to July (+30 days).",
        ),
        ([SLIP, SLIP], "2 dates slip (by up to 1 month)."),
        ([("date-slipped", "C" * 90, "moves far away"), OPEN], "{open} and 1 date slips (by 1 month)."),
        ([("words-changed", "C" * 200, "has another summary")], "1 change in Words."),
        (
            [("goal-changed", "A", "x"), ("words-changed", "B", "y"), ("goal-changed", "C", "z")],
            "3 changes (2 in Goals and numbers and 1 in Words).",
        ),
        (
            [SLIP, ("dependent-late", "B", "x"), ("dependent-late", "C", "x"), ("goal-changed", "A", "x")],
            "Checkout moves from June to July (+30 days), 2 dependents are now late and 1 other change.",
        ),
    ],
    ids=str,
)
def test_a_review_is_one_sentence(told: list[tuple[str, str, str]], sentence: str) -> None:
    assert headline(changed(*told)) == sentence.format(open=" ".join(OPEN[1:]))
