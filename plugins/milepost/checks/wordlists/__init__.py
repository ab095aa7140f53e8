"""Lists of words that checks tell names by; lines that begin with # say what a list is for."""

from __future__ import annotations

from importlib.resources import files


def words(*lines: str) -> frozenset[str]:
    """The words of some lines."""
    return frozenset(word for line in lines for word in line.split())


def _read(name: str) -> frozenset[str]:
    lines = (files(__name__) / f"{name}.txt").read_text("utf-8").splitlines()
    return words(*(line for line in lines if not line.startswith("#")))


GIVEN_NAMES = _read("given-names")
ORDINARY = _read("ordinary")
