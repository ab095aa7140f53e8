"""Charts: a Vega-Lite spec as SVG that takes its colours and its font from the page around it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 4, 18, 34
# The room around a plot is given, as text is not measured the same everywhere.
_FRAME: Mapping[str, Any] = {
    "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
    "autosize": {"type": "none"},
    "padding": {"left": _LEFT, "right": _RIGHT, "top": _TOP, "bottom": _BOTTOM},
    "background": None,
    "config": {
        "view": {"stroke": None},
        "axis": {
            "domainColor": "var(--mp-line-strong)",
            "gridColor": "var(--mp-line)",
            "labelColor": "currentColor",
            "labelFontSize": 11,
            "labelPadding": 6,
            "labelLimit": 0,
        },
    },
}
_ATTRIBUTES = re.compile(r' (?:(?:aria-[a-z]+|role|class|pointer-events|font-family)="[^"]*"|opacity="1")')
_UNSEEN = re.compile(r'<path class="(?:background|foreground)"[^>]*/>|<text[^>]*/>')
_EMPTY = re.compile(r"<g(?: [^>]*)?(?:></g>|/>)")
_NUMBER = re.compile(r"-?\d+\.\d{3,}")
_OPENING = re.compile(r"<svg[^>]*>")


def chart_svg(spec: Mapping[str, Any], id: str, title: str, description: str) -> Markup:
    """An image with a name and a description; `id` keeps those apart from others on the page.

    The same spec gives the same bytes. Colours of a spec may be `currentColor` or `var(--…)`.
    """
    width, height = spec["width"] + _LEFT + _RIGHT, spec["height"] + _TOP + _BOTTOM
    named = f'<title id="{id}-title">{escape(title)}</title><desc id="{id}-desc">{escape(description)}</desc>'
    role = f'role="img" aria-labelledby="{id}-title {id}-desc"'
    drawing = _drawn(json.dumps(spec, sort_keys=True))
    return Markup(f'<svg viewBox="0 0 {width} {height}" {role}>{named}{drawing}</svg>')


@lru_cache(maxsize=64)
def _drawn(spec: str) -> str:
    """What Vega draws inside its `svg`, without what only a page of its own would need."""
    import vl_convert  # takes a while, and most pages have no chart

    drawn: str = vl_convert.vegalite_to_svg({**_FRAME, **json.loads(spec)})
    drawn = _OPENING.sub("", drawn, count=1).removesuffix("</svg>")
    drawn = _ATTRIBUTES.sub("", _UNSEEN.sub("", drawn))
    drawn = _NUMBER.sub(lambda number: f"{float(number[0]):.2f}".rstrip("0").rstrip("."), drawn)
    before = ""
    while before != drawn:
        before, drawn = drawn, _EMPTY.sub("", drawn)
    return drawn
