"""The error of a command that could not run (exit code 2)."""

from __future__ import annotations


class CouldNotRun(Exception):
    """The command could not do its work at all; its message is for the user."""
