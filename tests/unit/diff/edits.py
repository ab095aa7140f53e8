"""Real edits of a small plan: what the files are before and after, and what a reviewer has to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

ROADMAP = """\
kind: roadmap
audience: public
title: Plan
releases:
  - {id: v1, title: Version 1, date: 2026-06-30}
  - {id: v2, title: Version 2, date: 2026-09-30}
items:
  - id: checkout
    title: Checkout
    status: planned
    start: 2026-04-01
    end: 2026-06-15
    owner: Head of Sales
    summary: Pay in one step.
  - id: refunds
    title: Refunds
    status: planned
    start: 2026-07-15
    end: 2026-Q3
    depends_on: [checkout]
  - id: receipts
    title: Receipts
    status: planned
    release: v1
  - id: talks
    title: Talks with the bank
    audience: internal
    status: in_progress
    end: 2026-10-15
"""
STRATEGY = """\
kind: strategy
audience: public
title: Aim
vision: Nobody queues.
objectives:
  - id: speed
    title: Faster at the till
    key_results:
      - {id: seconds, title: Seconds to pay, baseline: 90, target: 30, current: 60, unit: s}
"""
BASE = {"plan.yml": ROADMAP, "aim.yml": STRATEGY}


@dataclass(frozen=True)
class Edit:
    """`files` replace those of BASE, None takes one out. `says` is each change as `rule: message`, in order."""

    name: str
    says: tuple[str, ...]
    files: dict[str, str | None] = field(default_factory=dict)

    def after(self) -> dict[str, bytes]:
        """The files after the edit."""
        return encoded({**BASE, **self.files})


def encoded(files: Mapping[str, str | None]) -> dict[str, bytes]:
    return {path: text.encode() for path, text in files.items() if text is not None}


def plan(*replaced: tuple[str, str]) -> dict[str, str | None]:
    """The roadmap with some texts replaced, each of which must be there."""
    text = ROADMAP
    for old, new in replaced:
        assert old in text, old
        text = text.replace(old, new)
    return {"plan.yml": text}


_TALKS = ROADMAP[ROADMAP.index("  - id: talks") :]
_RECEIPTS = ROADMAP[ROADMAP.index("  - id: receipts") : ROADMAP.index("  - id: talks")]

EDITS = (
    Edit("nothing", ()),
    Edit(
        "a date moved",
        (
            "date-slipped: Checkout moves from 15 June 2026 to 31 July 2026 (+46 days);"
            " 1 thing that waits for it is now late",
            "dependent-late: Refunds now starts 17 days too early for Checkout, which it waits for",
        ),
        plan(("end: 2026-06-15", "end: 2026-07-31")),
    ),
    Edit(
        "a vague date moved, which is certainly late for nobody",
        ("date-slipped: Refunds moves from Q3 2026 to Q4 2026 (+1 quarter)",),
        plan(("end: 2026-Q3", "end: 2026-Q4")),
    ),
    Edit(
        "a release moved",
        ("date-slipped: Version 1 moves from 30 June 2026 to 30 July 2026 (+30 days); 1 item moves with it",),
        plan(("date: 2026-06-30", "date: 2026-07-30")),
    ),
    Edit(
        "an item in another release",
        (
            "date-slipped: Receipts moves from 30 June 2026 to 30 September 2026 (+92 days), from Version 1 to Version 2",
        ),
        plan(("release: v1", "release: v2")),
    ),
    Edit(
        "items split over files",
        (),
        {
            **plan((_RECEIPTS, "")),
            "more.yml": "kind: roadmap\naudience: public\ntitle: More\nitems:\n" + _RECEIPTS,
        },
    ),
    Edit("a file moved", (), {"plan.yml": None, "2026/roadmap.yml": ROADMAP}),
    Edit(
        "an id renamed",
        ("renamed: Talks with the bank has the id bank; it was talks",),
        plan(("- id: talks", "- id: bank\n    formerly: [talks]")),
    ),
    Edit(
        "the id of something that others wait for renamed",
        ("renamed: Checkout has the id pay; it was checkout",),
        plan(
            ("- id: checkout", "- id: pay\n    formerly: [checkout]"), ("depends_on: [checkout]", "depends_on: [pay]")
        ),
    ),
    Edit(
        "an audience widened",
        ("audience-widened: Talks with the bank becomes visible to the public audience",),
        plan(("    audience: internal\n", "")),
    ),
    Edit(
        "an audience narrowed",
        ("audience-narrowed: Receipts is no longer visible to the public audience",),
        plan(("title: Receipts", "title: Receipts\n    audience: internal")),
    ),
    Edit(
        "a field disclosed",
        (
            "audience-widened: Checkout shows the public audience the person 'Head of Sales',"
            " a name that it did not see before",
            "field-disclosed: Checkout shows the public audience its owner",
        ),
        plan(("owner: Head of Sales", "owner: Head of Sales\n    disclose: {public: [people]}")),
    ),
    Edit(
        "a dependency added",
        ("links-changed: Receipts now waits for Checkout",),
        plan(("release: v1", "release: v1\n    depends_on: [checkout]")),
    ),
    Edit(
        "a status changed",
        ("status-changed: Checkout is now in progress; it was planned",),
        plan(("title: Checkout\n    status: planned", "title: Checkout\n    status: in_progress")),
    ),
    Edit(
        "an item cancelled",
        ("scope-removed: Receipts is now cancelled; it was planned",),
        plan(("title: Receipts\n    status: planned", "title: Receipts\n    status: cancelled")),
    ),
    Edit(
        "an item removed",
        ("scope-removed: Receipts is no longer there; it was an item: planned, 30 June 2026",),
        plan((_RECEIPTS, "")),
    ),
    Edit(
        "an item added inside",
        ("scope-added: Vouchers is a new item: proposed",),
        plan((_TALKS, _TALKS + "  - {id: vouchers, title: Vouchers, status: proposed, audience: internal}\n")),
    ),
    Edit(
        "a key result changed",
        ("goal-changed: Seconds to pay (Faster at the till) is now at 45 s; it was at 60 s",),
        {"aim.yml": STRATEGY.replace("current: 60", "current: 45")},
    ),
    Edit(
        "health got worse",
        ("health-worse: Checkout is now at risk", "words-changed: Checkout gets a health reason: “The bank is slow.”"),
        plan(("end: 2026-06-15", "end: 2026-06-15\n    health: at_risk\n    health_reason: The bank is slow.")),
    ),
    Edit(
        "words changed",
        ("words-changed: Checkout has its summary changed from “Pay in one step.” to “Pay in one tap.”",),
        plan(("Pay in one step.", "Pay in one tap.")),
    ),
    Edit(
        "an owner changed",
        ("people-changed: Checkout has its owner changed from Head of Sales to Head of Care",),
        plan(("Head of Sales", "Head of Care")),
    ),
    Edit(
        "only the spelling changed",
        (),
        plan(
            ("{id: v1, title: Version 1, date: 2026-06-30}", "{date: '2026-06-30', title: \"Version 1\", id: v1}"),
            ("end: 2026-Q3", "end: 2026-35"),
            ("summary: Pay in one step.", "summary: >-\n      Pay in\n      one step."),
        ),
    ),
)
