"""The colors of marks, by what they stand for. The style sheet gives each its color in every scheme."""

from __future__ import annotations

SEVERITY = ("worst", "bad", "mild", "mild-2", "mild-3", "none")
SPREAD = ("median", "p90", "each")
LINES = ("planned", "actual", "forecast")
LIMITS = ("limit", "outside")
HEAT = ("heat-1", "heat-2", "heat-3", "heat-4", "heat-5")
TONES = (*SEVERITY, *SPREAD, *LINES, *LIMITS, *HEAT)

# Lines are told apart without color, too.
_DASHES = {"planned": "5 3", "forecast": "1.5 3"}


def fill(tone: str) -> str:
    """The color of a tone. Raises ValueError for one that the style sheet does not know."""
    if tone not in TONES:
        raise ValueError(f"unknown tone {tone!r}")
    return f"var(--mp-chart-{tone})"


def dashes(tone: str) -> dict[str, str]:
    """The attributes by which a line of a tone is dashed."""
    return {"stroke_dasharray": _DASHES[tone]} if tone in _DASHES else {}
