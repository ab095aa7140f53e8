"""A built site searched for everything that its readers may not see."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from milepost.leak_check.audit.allowance import Allowances
from milepost.leak_check.audit.private_string import PrivateString, PrivateStrings
from milepost.leak_check.audit.report import AuditReport, Control, Hit
from milepost.leak_check.audit.search import Found, Search
from milepost.render.theme import theme_folder
from milepost.settings import Allowed

MOST_BYTES = 1024 * 1024 * 1024
MASK = "•••"
OnProgress = Callable[[int, int], None]


def theme_folders() -> tuple[Path, ...]:
    """Folders of Milepost and of Material whose files a site has copies of."""
    spec = find_spec("material")
    material = [Path(spec.origin).parent / "templates"] if spec and spec.origin else []
    return (theme_folder(), *material)


def audit_site(
    site_dir: Path,
    private: PrivateStrings,
    *,
    allow: Sequence[Allowed] = (),
    control: Path | None = None,
    themes: Sequence[Path] | None = None,
    on_progress: OnProgress = lambda done, total: None,
) -> AuditReport:
    """Searches every file of a built site, contents and paths, for private strings.

    A file that is byte for byte that of a theme's folder (`themes`) is left aside. `control` is a site that is meant to
    hold the private strings. Raises OSError where a folder cannot be read.
    """
    search = Search(private.strings)
    allowances = Allowances(allow)
    tally = _Tally()
    folders = theme_folders() if themes is None else themes
    paths = list(_walk(site_dir))
    for number, path in enumerate(paths):
        on_progress(number, len(paths))
        _audit_file(site_dir, path, search, allowances, folders, tally)
    return AuditReport(
        audience=private.audience,
        hits=tuple(sorted(tally.hits, key=lambda hit: (hit.path, hit.line, hit.column))),
        files=len(paths),
        bytes=tally.bytes,
        from_theme=tally.from_theme,
        searched=tuple(sorted(Counter(one.kind for one in private.strings).items())),
        left_aside=private.left_aside,
        unopened=tuple(tally.unopened),
        allowed=tally.allowed,
        unused=allowances.unused,
        control=_control(control, search, private.strings) if control else None,
    )


@dataclass(slots=True)
class _Tally:
    """What came of the files so far."""

    hits: list[Hit]
    unopened: list[tuple[str, str]]
    bytes: int = 0
    from_theme: int = 0
    allowed: int = 0

    def __init__(self) -> None:
        self.hits, self.unopened = [], []
        self.bytes = self.from_theme = self.allowed = 0


def _audit_file(
    site_dir: Path, path: str, search: Search, allowances: Allowances, themes: Sequence[Path], tally: _Tally
) -> None:
    found = list(search.path(path))
    masked = _masked(path, found)
    file = site_dir / path
    size = file.stat().st_size
    tally.bytes += size
    if size > MOST_BYTES:
        tally.unopened.append((masked, "too large"))
    else:
        data = file.read_bytes()
        if _is_theirs(path, data, themes):
            tally.from_theme += 1
            return
        result = search.file(data)
        found += result.found
        tally.unopened += [(masked, reason) for reason in result.closed]
    for one in found:
        if allowances.allow(path, one.pattern.words):
            tally.allowed += 1
        else:
            tally.hits.append(_hit(path, masked, one))


def _hit(path: str, masked: str, found: Found) -> Hit:
    place = (found.line, found.column, found.inside)
    return Hit(path, *place, found.text, found.forms, found.private, found.count, masked)


def _masked(path: str, found: Sequence[Found]) -> str:
    """A path without what must not be read in it."""
    for text in sorted({one.text for one in found}, key=len, reverse=True):
        path = path.replace(text, MASK)
    return path


def _is_theirs(path: str, data: bytes, themes: Sequence[Path]) -> bool:
    """Whether a file is the unchanged one of a theme, in which nobody could have written anything."""
    for folder in themes:
        file = folder / path
        if file.is_file() and file.stat().st_size == len(data) and file.read_bytes() == data:
            return True
    return False


def _walk(site_dir: Path) -> Iterator[str]:
    def fail(error: OSError) -> None:
        raise error

    for base, folders, names in os.walk(site_dir, onerror=fail):
        folders.sort()
        for name in sorted(names):
            path = Path(base, name)
            if path.is_file():
                yield path.relative_to(site_dir).as_posix()


def _control(folder: Path, search: Search, strings: Sequence[PrivateString]) -> Control:
    found: set[int] = set()
    for path in _walk(folder):
        found.update(map(id, search.present((folder / path).read_bytes())))
        found.update(map(id, search.present(path.encode("utf-8", "replace"))))
        if len(found) == len(strings):
            break
    return Control(str(folder), len(found), len(strings))
