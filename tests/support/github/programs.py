"""What stands in for the programs `gh` and `pip`, so that nothing leaves this machine."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
STATE = "FORGE_STATE"


def install(folder: Path) -> None:
    """Puts the programs into a folder for the PATH."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("gh", "pip"):
        program = folder / name
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{HERE / name}.py" "$@"\n')
        program.chmod(0o755)


def load(path: Path) -> dict[str, Any]:
    """What the forge holds: `pulls`, `comments` and the `calls` that were made."""
    state: dict[str, Any] = {"pulls": [], "comments": [], "calls": []}
    return state | (json.loads(path.read_text("utf-8")) if path.exists() else {})


def save(path: Path, state: dict[str, Any]) -> None:
    """Keeps it for the next call."""
    path.write_text(json.dumps(state), "utf-8")
