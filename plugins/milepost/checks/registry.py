"""All checks there are. A module with checks is listed here, and a test fails for one that is not."""

from __future__ import annotations

from milepost.checks import (
    actions,
    blameless,
    clock,
    dates,
    disclosures,
    goals,
    handovers,
    incidents,
    links,
    order,
    public_dates,
    public_losses,
    public_sight,
    public_words,
    references,
    secrets,
    status,
    titles,
)
from milepost.checks.check import checks_in

CHECKS = checks_in(
    actions,
    blameless,
    clock,
    dates,
    disclosures,
    goals,
    handovers,
    incidents,
    links,
    order,
    public_dates,
    public_losses,
    public_sight,
    public_words,
    references,
    secrets,
    status,
    titles,
)
