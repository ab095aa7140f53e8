"""kind: postmortem."""
