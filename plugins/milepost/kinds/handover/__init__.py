"""kind: handover."""
