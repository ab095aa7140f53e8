"""kind: roadmap."""
