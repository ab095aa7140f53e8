"""`_audience.yml`, which declares the audience of a folder, and file names mistaken for it.

A misspelled name must not leave a folder open that its author meant to close.
"""

from __future__ import annotations

import re

from milepost.front_matter.intended_audience import distance
from milepost.problem import Level, Place, Problem

FOLDER_FILE = "_audience.yml"
RULE = "folder-file-name"
_ENDINGS = ("", ".yml", ".yaml", ".txt", ".yml.txt", ".yaml.txt", ".json", ".toml")
_YAML = (".yml", ".yaml")
_STEM = re.compile(r"[^a-z]*([a-z]+)[^a-z]*$")
_CONTENT = re.compile(r"^\W*(?:audience|disclose)\b", re.IGNORECASE | re.MULTILINE)


def is_lookalike(name: str) -> bool:
    """Whether a file name is a likely misspelling: `_audience.yaml`, `_Audience.yml`, `.audience.yml`, and so on.

    Without a leading mark (`audience.yml`) it may be something else, and its content decides.
    """
    if name == FOLDER_FILE or name.startswith("._"):  # what macOS leaves beside files on other file systems
        return False
    folded = name.casefold()
    ending = next((one for one in sorted(_ENDINGS, key=len, reverse=True) if folded.endswith(one)), "")
    stem = _STEM.match(folded.removesuffix(ending) if ending else folded)
    if stem is None or ("." in folded.lstrip(".").removesuffix(ending)):
        return False
    return _is_like_audience(stem[1]) and (is_marked(name) or ending in _YAML)


def is_marked(name: str) -> bool:
    """Whether a name begins with a mark that only special files have."""
    return not name[:1].isalnum()


def could_declare_audience(text: str) -> bool:
    """Whether a file could declare an audience: it is empty, or a line begins with one of the fields."""
    return not text.strip() or _CONTENT.search(text) is not None


def misnamed(shown: str) -> Problem:
    """The problem of a misspelled folder file, by its path as shown to people."""
    hint = f"rename it to {FOLDER_FILE}"
    return Problem(RULE, Level.ERROR, f"only a file named {FOLDER_FILE} speaks for its folder", Place(shown), hint)


def _is_like_audience(stem: str) -> bool:
    return distance(stem.removesuffix("s"), "audience") <= 1
