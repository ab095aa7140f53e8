"""Whether an outer site is the same when it is built from the full source through the audience filter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from milepost.build.job import Result
from milepost.leak_check.compare import Difference, compare, compare_lines, without

LOG, OUTPUT = "(log)", "(printed output)"
_NAMES = ("the site", "the build from the full source")


@dataclass(frozen=True, slots=True)
class Reading:
    """A file of the source that something other than Milepost read, which the working copy does not hold."""

    path: Path
    reader: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """How the two builds of an audience's site compare.

    `unstable` are paths that differ between two builds of the very same working copy too. `readings` say what the
    build from the full source could read that the working copy lacks.
    """

    audience: str
    differences: tuple[Difference, ...] = ()
    unstable: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()

    @property
    def good(self) -> bool:
        """Whether nothing differs."""
        return not self.differences and not self.unstable


def verdict(
    published: Result, full: Result, again: Callable[[], Result], skip: Sequence[str], *, moved: Mapping[str, str]
) -> Verdict:
    """Compares two builds of one audience's site: their files, logs and printed output.

    `again` builds the published site once more from the same working copy; it is asked only where something differs,
    to tell what differs from itself. `skip` are patterns of files that are known to. `moved` leads from the folders
    of the full source to those of the copy.
    """
    found = _differences(published, full, skip, moved)
    if not found:
        return Verdict(published.job.audience)
    repeated = _differences(published, again(), skip, {})
    own = {difference.path for difference in repeated}
    return Verdict(
        published.job.audience,
        tuple(without(found, own)),
        tuple(difference.path for difference in found if difference.path in own),
        tuple(readings(full, moved)),
    )


def readings(full: Result, moved: Mapping[str, str]) -> Iterator[Reading]:
    """What the build from the full source read by itself, where the working copy has no such file."""
    for path, reader in sorted(full.noted.items()):
        copied = _moved(path, moved)
        if copied == path or not Path(copied).is_file():
            yield Reading(Path(path), reader)


def _differences(one: Result, other: Result, skip: Sequence[str], moved: Mapping[str, str]) -> list[Difference]:
    found = compare(Path(one.job.site_dir), Path(other.job.site_dir), names=_NAMES, skip=skip)
    logs = [_lines(result, moved) for result in (one, other)]
    printed = [_moved(_neutral(result, result.output), moved).splitlines() for result in (one, other)]
    return [*found, *compare_lines(LOG, *logs), *compare_lines(OUTPUT, *printed)]


def _lines(result: Result, moved: Mapping[str, str]) -> list[str]:
    return [_moved(_neutral(result, f"{message.level}: {message.text}"), moved) for message in result.log]


def _neutral(result: Result, text: str) -> str:
    """A text without the names of the folders that only this one build had."""
    for folder, word in ((result.job.site_dir, "<site>"), (result.job.scratch, "<temporary>")):
        text = text.replace(folder, word) if folder else text
    return text


def _moved(text: str, moved: Mapping[str, str]) -> str:
    for source, copy in moved.items():
        text = text.replace(source, copy)
    return text
