"""The command could not run (exit code 2)."""

from __future__ import annotations


class CouldNotRun(Exception):
    """A command could not run at all; the message is for the user."""
