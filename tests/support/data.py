"""Data that many tests start from."""

ROADMAP = """\
kind: roadmap
title: Roadmap
audience: public
items:
  - id: checkout
    title: New checkout
    summary: Pay in one step.
    status: in_progress
    horizon: now
    tags: [payments]
  - id: receipts
    title: Receipts by mail
    status: planned
    horizon: next
    depends_on: [checkout]
  - id: merger
    title: Merger with Acme
    summary: Nobody may know.
    status: planned
    horizon: next
    audience: internal
    tags: [hushhush]
"""
