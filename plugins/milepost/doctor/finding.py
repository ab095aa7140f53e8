"""What was found, why it matters and how to fix it, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from milepost.doctor.rules import DOCTOR_RULES, WHY
from milepost.problem import Level, Place
from milepost.rules import Levels


@dataclass(frozen=True, slots=True)
class DoctorFinding:
    """`details` are places and names, one a line; `fix` are steps and commands, one a line."""

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
class Examined:
    """One part of an examination: what was looked at, what was found, and what could not be looked at."""

    at: str
    findings: tuple[DoctorFinding, ...] = ()
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DoctorReport:
    """All parts of an examination; every finding has its level."""

    looked_at: tuple[str, ...]
    findings: tuple[DoctorFinding, ...]
    skipped: tuple[str, ...] = ()
    visibility: str = ""


def report(parts: list[Examined], rules: Mapping[str, Any], visibility: str) -> DoctorReport:
    """The findings at the levels of a site, the most serious first; those of rules that are off are left out."""
    levels = Levels(DOCTOR_RULES, {name: setting for name, setting in rules.items() if name in DOCTOR_RULES})
    found = [
        replace(one, level=one.level if one.level and level == DOCTOR_RULES[one.rule].level else level)
        for part in parts
        for one in part.findings
        if (level := levels.level(one.rule))
    ]
    found.sort(key=lambda one: (one.level or Level.INFO).rank)
    return DoctorReport(
        tuple(part.at for part in parts if part.at),
        tuple(found),
        tuple(words for part in parts for words in part.skipped),
        visibility,
    )
