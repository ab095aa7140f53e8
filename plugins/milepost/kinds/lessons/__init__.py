"""kind: lessons."""
