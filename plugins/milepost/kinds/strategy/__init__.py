"""kind: strategy."""
