"""Pages of a handover that was computed by hand, on 23 November 2026."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.unit.conftest import MakePageContext

from milepost.kinds.handover.model import Handover
from milepost.kit.addresses import PROJECTS
from milepost.pages.handover.view import HandoverView, handover_view

View = Callable[..., HandoverView]

FULL = """\
id: h
project: harbour
from: gangway
to: Night desk
effective: 2027-04-23
warranty_until: 2027-07-23
recheck_on: 2026-10-01
artefacts:
  - {title: Code, type: source_code, owner: Ada, last_reviewed: 2026-11-04, accepted: true}
  - {title: Drawings, owner: lead, accepted: false}
ownership:
  - {asset: Collector, current: lead, new: Bo, state: transferred}
  - {asset: Readers, current: lead, state: in_progress}
access:
  - {system: Console, role: admin, granted_via: lead, vault_reference: "vault:kv/a#b", rotate: true}
  - {system: Wiki}
runbooks:
  - {title: Offline, url: "https://wiki.example.org/offline", last_rehearsed: 2026-06-11}
  - {title: Winter, last_rehearsed: 2027-01}
backup: {rpo: 1h 30min, rto: 2d}
contracts:
  - {title: Rent, expires: 2027-05-31}
  - {title: Cable, expires: 2029-12-31}
technical_debt: [{title: Two ways, cost: tbd}, {title: Old four, cost: 9000}]
knowledge_transfer:
  - {topic: Fares, method: talk, date: 2026-12-01}
readiness:
  - {criterion: A night alone, gate: go-live, status: not_met}
  - {criterion: Printers, status: waived, waiver_reason: They go in June., approver: lead}
  - {criterion: Posters, status: met, evidence: Photos}
acceptance:
  - {role: lead, decision: accepted, date: 2026-11-18}
  - {role: Safety}
"""
PEOPLE = """\
currency: EUR
teams: [{id: gangway, title: The Gangway}]
people: [{id: lead, role: Rollout Manager}]
"""


@pytest.fixture
def view(context: MakePageContext) -> View:
    """The page of a handover, FULL unless other words are given."""

    def make(text: str = FULL, *, audience: str = "internal", **files: str) -> HandoverView:
        made = context("", audience=audience, pages=[PROJECTS], handover=text, portfolio=PEOPLE, **files)
        return handover_view(made, made.portfolio.all(Handover)[0])

    return make
