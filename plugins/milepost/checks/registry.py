"""All checks: those of each kind, and those about any entry or field.

A module of checks must be listed here or by a kind; a test fails otherwise.
"""

from __future__ import annotations

from milepost.checks import (
    alignment,
    blameless,
    dates,
    disclosures,
    links,
    overdue,
    public_dates,
    public_losses,
    public_sight,
    public_words,
    references,
    secrets,
    titles,
)
from milepost.checks.check import checks_in
from milepost.kinds.catalog import CATALOG

CHECKS = (
    *(check for kind in CATALOG.values() for check in kind.checks or ()),
    *alignment.CHECKS,
    *checks_in(
        blameless,
        overdue,
        dates,
        disclosures,
        links,
        public_dates,
        public_losses,
        public_sight,
        public_words,
        references,
        secrets,
        titles,
    ),
)
