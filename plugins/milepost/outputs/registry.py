"""The registry of outputs that `milepost export` can write."""

from __future__ import annotations

from milepost.outputs import markdown
from milepost.outputs.output import Output

OUTPUTS: dict[str, Output] = {output.name: output for output in (markdown.OUTPUT,)}
"""By name, the first one being what is written unless another is asked for."""
