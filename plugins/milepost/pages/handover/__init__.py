"""The page of a handover."""
