"""Findings with their reason and fix, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from milepost.doctor.rules import DOCTOR_RULES, WHY
from milepost.problem import Level, Place
from milepost.rules import Levels


@dataclass(frozen=True, slots=True)
class DoctorFinding:
    """A finding. `details` are places and names, `fix` are steps and commands, one per line."""

    rule: str
    message: str
    place: Place | None = None
    details: tuple[str, ...] = ()
    fix: tuple[str, ...] = ()
    level: Level | None = None

    @property
    def why(self) -> str:
        """Why it matters."""
        return WHY[self.rule]


@dataclass(frozen=True, slots=True)
class Examination:
    """One part of the examination: what was examined, findings, and what had to be skipped."""

    subject: str
    findings: tuple[DoctorFinding, ...] = ()
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DoctorReport:
    """All parts of the examination; every finding has a level."""

    looked_at: tuple[str, ...]
    findings: tuple[DoctorFinding, ...]
    skipped: tuple[str, ...] = ()
    visibility: str = ""


def report(parts: list[Examination], rules: Mapping[str, Any], visibility: str) -> DoctorReport:
    """Combine the parts at the levels of a site, most serious first; findings of disabled rules are dropped."""
    levels = Levels(DOCTOR_RULES, {name: setting for name, setting in rules.items() if name in DOCTOR_RULES})
    found = [
        replace(one, level=one.level if one.level and level == DOCTOR_RULES[one.rule].level else level)
        for part in parts
        for one in part.findings
        if (level := levels.level(one.rule))
    ]
    found.sort(key=lambda one: (one.level or Level.INFO).rank)
    return DoctorReport(
        tuple(part.subject for part in parts if part.subject),
        tuple(found),
        tuple(words for part in parts for words in part.skipped),
        visibility,
    )
