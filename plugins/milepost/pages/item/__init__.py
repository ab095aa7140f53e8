"""The page of one roadmap item."""
