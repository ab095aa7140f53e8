"""`_audience.yml`, the file that names the audience of everything in and below a folder, and names mistaken for it.

A folder that somebody meant to close must not stay open for the sake of a letter.
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


def may_be_meant(name: str) -> bool:
    """Whether a file's name may be a mistaken `_audience.yml`: `_audience.yaml`, `_Audience.yml`, `.audience.yml` …

    Without a mark before it (`audience.yml`) it may be anything else as well: its content decides.
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
    """Whether a name begins as only files with a special meaning do."""
    return not name[:1].isalnum()


def speaks_of_an_audience(text: str) -> bool:
    """Whether a file could be read as a folder's audience: it is empty, or a line begins with one of its fields."""
    return not text.strip() or _CONTENT.search(text) is not None


def misnamed(shown: str) -> Problem:
    """The problem of such a file, by the path that people are shown."""
    hint = f"rename it to {FOLDER_FILE}"
    return Problem(RULE, Level.ERROR, f"only a file named {FOLDER_FILE} speaks for its folder", Place(shown), hint)


def _is_like_audience(stem: str) -> bool:
    return distance(stem.removesuffix("s"), "audience") <= 1
