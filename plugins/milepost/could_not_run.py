"""What stops a verb before it has found anything out."""

from __future__ import annotations


class CouldNotRun(Exception):
    """Something was in the way of doing the work at all; its words are for the user."""
