"""kind: renewals."""
