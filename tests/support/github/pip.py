"""`pip install` of what the environment of the tests holds already; anything else fails."""

from __future__ import annotations

import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

verb, *rest = sys.argv[1:]
(wanted,) = (word for word, before in zip(rest, ["", *rest], strict=False) if "--constraint" not in (word, before))
if Path(wanted).is_dir():
    wanted = tomllib.loads(Path(wanted, "pyproject.toml").read_text("utf-8"))["project"]["name"]
assert verb == "install"
print(f"Requirement already satisfied: {wanted} {version(wanted)}")
