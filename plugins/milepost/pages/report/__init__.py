"""The page of a status report."""
