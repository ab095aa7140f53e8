"""Whether what browsers are sent is what the sources of the front end give, told without Node.

`python -m tests.support.front_end` names the files of `theme/assets` that are not.
"""

from __future__ import annotations

import json
import re
import sys
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[2]
ASSETS = ROOT / "theme/assets"
SRC = ASSETS / "src"
GEOMETRY = ROOT / "plugins/milepost/kit/geometry.json"
BUILT = ("milepost-threads.js", "milepost-timeline.js", "milepost.css", "milepost.js")
_HEADER = re.compile(r"/\* Milepost, built from theme/assets/src \((\w+), (\w+)\) \*/\n")


def stale() -> list[str]:
    """The built files, of `BUILT`, that were built from other sources or changed since."""
    return [name for name in BUILT if not is_current((ASSETS / name).read_text(encoding="utf-8"), sources())]


def is_current(text: str, digest: str) -> bool:
    """Whether a built file is from sources with that digest and as the build left it."""
    header = _HEADER.match(text)
    return header is not None and header[1] == digest and header[2] == _hashed(text[header.end() :])


def sources() -> str:
    """The digest of all sources, as `theme/assets/src/build.mjs` makes it."""
    files = [*(path for path in SRC.rglob("*") if path.is_file()), GEOMETRY, ROOT / "package.json"]
    named = sorted((path.relative_to(ROOT).as_posix(), path) for path in files)
    return _hashed("".join(f"{name}\0{path.read_text(encoding='utf-8')}\0" for name, path in named))


def read(pattern: str) -> str:
    """The text of all sources whose names match."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(SRC.rglob(pattern)))


def measures() -> dict[str, dict[str, float]]:
    """The shared measures by group."""
    found: dict[str, dict[str, float]] = json.loads(GEOMETRY.read_text(encoding="utf-8"))
    return found


def _hashed(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


if __name__ == "__main__":
    if found := stale():
        sys.exit(f"{', '.join(found)}: not what theme/assets/src gives; run 'make assets' and commit")
