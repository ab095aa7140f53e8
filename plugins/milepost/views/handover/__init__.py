"""The page of a handover: how ready it is, what is missing, and everything that goes with it."""
