"""Rules over prose are right more often than wrong: counted over sentences that people marked by hand.

`corpus/quiet.txt` holds what no rule may report, a file of each rule what it must. Some of these nobody could find
without knowing what they mean; they are there so that the numbers mean something.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from milepost import run_checks
from milepost.graph.loader import load_contents
from milepost.ruleset import rule_levels

CORPUS = Path(__file__).parent / "corpus"
RULES = ("public-host", "public-person", "public-secret", "public-names-hidden", "blame")
PRECISION, RECALL = 0.9, 0.8
HIDDEN = {
    "roadmap.yml": """
kind: roadmap
title: Plan
themes: [{id: onboarding, title: Onboarding}, {id: boarding, title: Boarding}]
items:
- {id: i1, title: Falcon, status: planned}
- {id: i2, title: Project Heron, status: planned}
- {id: i3, title: New payment house, status: planned, audience: public, public: {title: Paying}}
- {id: i4, title: Harbourbank switch, status: planned}
- {id: i5, title: Quiet-hour fares, status: planned}
- {id: i6, title: Kiosk contract, status: planned}
- {id: i7, title: Mobile App, status: planned}
- {id: i8, title: Search, status: planned}
- {id: i9, title: New website, status: planned}
- {id: i10, title: Data migration, status: planned, milestones: [{title: Public beta, date: 2027}]}
- {id: i11, title: Reports, status: planned}
- {id: i12, title: User research, status: planned}
- {id: i13, title: Harbour deal, status: planned}
- {id: i14, title: Operation Lighthouse, status: planned}
""",
    "strategy.yml": """
kind: strategy
title: Aim
vision: Better.
customers: [{id: isles, title: Northern Isles Ferries}]
competitors: [{title: Lanternworks}]
principles: [Ask before you build]
""",
    "portfolio.yml": """
kind: portfolio
title: Ferry
audience: public
teams: [{id: payments, title: Payments, audience: internal}]
people: [{id: mara, role: Rollout Manager, name: Mara Quill, audience: internal}]
""",
    "outage.yml": """
kind: postmortem
title: A dark evening
type: incident
contributing_factors: [No second reader]
went_wrong: [Nobody looked at the alarm]
lessons: [{id: cold, title: 'Test devices outside, in the cold'}]
""",
}


@cache
def sentences(name: str) -> tuple[str, ...]:
    """The lines of a file of the corpus."""
    lines = (CORPUS / f"{name}.txt").read_text("utf-8").splitlines()
    return tuple(line.replace("|", "") for line in lines if line and not line.startswith("#"))


@cache
def reported(sentence: str) -> frozenset[str]:
    """The rules that report a sentence which everybody reads."""
    text = f"kind: postmortem\ntitle: Evening\ntype: incident\naudience: public\nsummary: {json.dumps(sentence)}\n"
    files = {**HIDDEN, "read.yml": text}
    loaded = load_contents({name: content.encode() for name, content in files.items()})
    assert not loaded.problems, loaded.problems
    found = run_checks.run(loaded.portfolio, date(2026, 11, 23), rule_levels())
    return frozenset(
        one.rule for one in found if one.rule in RULES and one.place and one.place.path.endswith("read.yml")
    )


def test_there_are_enough_sentences_to_count() -> None:
    assert len(sentences("quiet")) >= 100
    assert sum(len(sentences(rule)) for rule in RULES) >= 100
    assert min(len(sentences(rule)) for rule in RULES) >= 10


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_right_when_it_speaks_and_seldom_silent_when_it_should(rule: str) -> None:
    wrong = [one for one in sentences("quiet") if rule in reported(one)]
    missed = [one for one in sentences(rule) if rule not in reported(one)]
    right = len(sentences(rule)) - len(missed)
    precision, recall = right / (right + len(wrong)), right / len(sentences(rule))
    told = f"{rule}: precision {precision:.2f}, recall {recall:.2f}; wrongly reported {wrong}; missed {missed}"
    assert precision >= PRECISION, told
    assert recall >= RECALL, told
