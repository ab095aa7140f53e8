"""kind: portfolio."""
