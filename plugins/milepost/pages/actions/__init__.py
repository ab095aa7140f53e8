"""The page of all actions."""
