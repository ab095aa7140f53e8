"""Whether an outer site is the same when it is built from the full source through the audience filter."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from milepost.leak_check.compare import Difference, compare, compare_lines, without
from milepost.publish.job import Result

LOG, OUTPUT = "(log)", "(printed output)"
FULL_SOURCE = "the build from the full source"
_README = re.compile(r"Excluding '.*README\.md' from the site because it conflicts with '.*index\.md'")
CHANGED_VALUES = "the build with every internal value changed"


@dataclass(frozen=True, slots=True)
class Reading:
    """A file of the source that something other than Milepost read, which the working copy does not hold."""

    path: Path
    reader: str


@dataclass(frozen=True, slots=True)
class Verification:
    """How the two builds of an audience's site compare.

    `other` names the build that the site was compared with. `unstable` are paths that differ between two builds of the
    very same working copy too. `readings` say what the other build could read that the working copy lacks.
    """

    audience: str
    other: str
    differences: tuple[Difference, ...] = ()
    unstable: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()

    @property
    def good(self) -> bool:
        """Whether nothing differs."""
        return not self.differences and not self.unstable


def verdict(
    published: Result,
    other: Result,
    again: Callable[[], Result],
    skip: Sequence[str],
    *,
    name: str,
    moved: Mapping[str, str],
) -> Verification:
    """Compares two builds of one audience's site: their files, logs and printed output.

    `again` builds the published site once more from the same working copy; it is asked only where something differs,
    to tell what differs from itself. `skip` are patterns of files that are known to. `name` says what the other build
    is, and `moved` leads from its folders to those of the copy.
    """
    found = _differences(published, other, skip, name, moved)
    if not found:
        return Verification(published.job.audience, name)
    repeated = _differences(published, again(), skip, name, {})
    own = {difference.path for difference in repeated}
    return Verification(
        published.job.audience,
        name,
        tuple(without(found, own)),
        tuple(difference.path for difference in found if difference.path in own),
        tuple(readings(other, moved)),
    )


def readings(full: Result, moved: Mapping[str, str]) -> Iterator[Reading]:
    """What the build from the full source read by itself, where the working copy has no such file."""
    for path, reader in sorted(full.noted.items()):
        copies = (Path(copy, os.path.relpath(path, source)) for source, copy in moved.items() if _is_in(path, source))
        if not any(copied.is_file() for copied in copies):
            yield Reading(Path(path), reader)


def _is_in(path: str, folder: str) -> bool:
    return Path(path).is_relative_to(folder)


def _differences(
    one: Result, other: Result, skip: Sequence[str], name: str, moved: Mapping[str, str]
) -> list[Difference]:
    found = compare(Path(one.job.site_dir), Path(other.job.site_dir), names=("the site", name), skip=skip)
    logs = [_lines(result, moved) for result in (one, other)]
    printed = [_alike(_neutral(result, result.output), moved).splitlines() for result in (one, other)]
    return [*found, *compare_lines(LOG, *logs), *compare_lines(OUTPUT, *printed)]


def _lines(result: Result, moved: Mapping[str, str]) -> list[str]:
    """The log, without what MkDocs says before any plugin runs: that a folder has a README.md beside an index.md.

    It says so of hidden pages too, which a working copy does not have. The log that is shown is that of the copy.
    """
    told = (message for message in result.log if not _README.match(message.text))
    return [_alike(_neutral(result, f"{message.level}: {message.text}"), moved) for message in told]


def _neutral(result: Result, text: str) -> str:
    """A text without the names of the folders that only this one build had."""
    for folder, word in ((result.job.site_dir, "<site>"), (result.job.scratch, "<temporary>")):
        text = text.replace(folder, word) if folder else text
    return text


def _alike(text: str, moved: Mapping[str, str]) -> str:
    """A text with the paths of the other build in place of the copy's, whichever of the two builds it is from.

    Not the other way round: the copy lies in the folder of the source, whose path is part of its own.
    """
    for source, copy in moved.items():
        text = re.sub(rf"{re.escape(copy)}(?![\w-])", source.rstrip("/").replace("\\", r"\\"), text)
    return text
