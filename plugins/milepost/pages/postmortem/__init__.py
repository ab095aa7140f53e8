"""The page of a post-mortem."""
