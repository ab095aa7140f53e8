"""The color tokens of chart marks, by meaning. The style sheet defines each for every color scheme."""

from __future__ import annotations

SEVERITY = ("worst", "bad", "mild", "mild-2", "mild-3", "none")
SPREAD = ("median", "p90", "each")
LINES = ("planned", "actual", "forecast")
LIMITS = ("limit", "outside")
EVENTS = ("shipped", "incident")
GOALS = ("target", "threshold")
HEAT = ("heat-1", "heat-2", "heat-3", "heat-4", "heat-5")
TONES = (*SEVERITY, *SPREAD, *LINES, *LIMITS, *EVENTS, *GOALS, *HEAT)

# Lines must be distinguishable without color, too.
_DASHES = {"planned": "5 3", "forecast": "1.5 3", "limit": "4 3", "target": "9 3 2 3", "threshold": "2 3"}


def fill(tone: str) -> str:
    """The color of a tone, as a CSS variable. Raises ValueError for a tone that the style sheet does not define."""
    if tone not in TONES:
        raise ValueError(f"unknown tone {tone!r}")
    return f"var(--mp-chart-{tone})"


def dashes(tone: str) -> dict[str, str]:
    """The attributes of a tone's dash pattern."""
    return {"stroke_dasharray": _DASHES[tone]} if tone in _DASHES else {}
