"""Verification: whether an outer site is the same when built from the full source through the audience filter."""

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
class MissingInput:
    """A source file that something other than Milepost read, and that the working copy lacks."""

    path: Path
    reader: str


@dataclass(frozen=True, slots=True)
class Verification:
    """The comparison of two builds of an audience's site.

    `other` names the build compared with. `unstable` are paths that also differ between two builds of the same working
    copy. `missing_inputs` are files that the other build could read and the working copy lacks.
    """

    audience: str
    other: str
    differences: tuple[Difference, ...] = ()
    unstable: tuple[str, ...] = ()
    missing_inputs: tuple[MissingInput, ...] = ()

    @property
    def passed(self) -> bool:
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
    """Compare two builds of one audience's site: their files, logs and printed output.

    `again` builds the published site once more from the same working copy; it is called only if something differs, to
    find what differs from build to build. `skip` are patterns of files known to. `name` describes the other build, and
    `moved` maps its folders to those of the copy.
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
        tuple(missing_inputs(other, moved)),
    )


def missing_inputs(full: Result, moved: Mapping[str, str]) -> Iterator[MissingInput]:
    """Files that the build from the full source read outside Milepost, and that the working copy lacks."""
    for path, reader in sorted(full.noted.items()):
        copies = (Path(copy, os.path.relpath(path, source)) for source, copy in moved.items() if _is_in(path, source))
        if not any(copied.is_file() for copied in copies):
            yield MissingInput(Path(path), reader)


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
    """The log without MkDocs' early message about a README.md beside an index.md.

    It is logged for hidden pages, too, which a working copy lacks. The log that users see is that of the copy.
    """
    told = (message for message in result.log if not _README.match(message.text))
    return [_alike(_neutral(result, f"{message.level}: {message.text}"), moved) for message in told]


def _neutral(result: Result, text: str) -> str:
    """A text without the names of folders that are specific to this build."""
    for folder, word in ((result.job.site_dir, "<site>"), (result.job.scratch, "<temporary>")):
        text = text.replace(folder, word) if folder else text
    return text


def _alike(text: str, moved: Mapping[str, str]) -> str:
    """A text with paths of the copy replaced by those of the other build, so that both builds' texts are comparable.

    Not the reverse: the copy is inside the folder of the source, whose path is a prefix of its own.
    """
    for source, copy in moved.items():
        text = re.sub(rf"{re.escape(copy)}(?![\w-])", source.rstrip("/").replace("\\", r"\\"), text)
    return text
