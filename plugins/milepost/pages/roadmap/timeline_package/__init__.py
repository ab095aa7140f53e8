"""The timeline of a roadmap: its items, releases and milestones as entries of the timeline."""
