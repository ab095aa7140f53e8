"""Audit of a built site: searches every file for private strings."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from milepost.leak_check.audit.allowance import Allowances
from milepost.leak_check.audit.private_string import PrivateString, PrivateStrings
from milepost.leak_check.audit.report import AuditReport, Control, Hit
from milepost.leak_check.audit.search import FoundString
from milepost.leak_check.audit.site_search import SearchTask, present, search_files
from milepost.render.templates import theme_folder
from milepost.settings import Allowed

MASK = "•••"
OnProgress = Callable[[int, int], None]


def theme_folders() -> tuple[Path, ...]:
    """Folders of Milepost and Material whose files are copied into a site."""
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
    """Search the content and path of every file of a built site for private strings.

    A file identical to one of a theme (in `themes`) is skipped. `control` is a site that should contain the private
    strings. Raises OSError if a folder cannot be read.
    """
    allowances = Allowances(allow)
    folders = theme_folders() if themes is None else themes
    paths = list(_walk(site_dir))
    task = SearchTask(site_dir, private.strings, tuple(folders))
    hits: list[Hit] = []
    unopened: list[tuple[str, str]] = []
    size = from_theme = allowed = 0
    for number, looked in enumerate(search_files(task, paths)):
        on_progress(number, len(paths))
        size += looked.size
        from_theme += looked.from_theme
        masked = _masked(looked.path, looked.found)
        unopened += [(masked, reason) for reason in looked.closed]
        for one in looked.found:
            if allowances.allow(looked.path, one.pattern.words):
                allowed += 1
            else:
                hits.append(_hit(looked.path, masked, one))
    return AuditReport(
        audience=private.audience,
        hits=tuple(sorted(hits, key=lambda hit: (hit.path, hit.line, hit.column))),
        files=len(paths),
        bytes=size,
        from_theme=from_theme,
        searched=tuple(sorted(Counter(one.kind for one in private.strings).items())),
        not_searched=private.not_searched,
        unopened=tuple(unopened),
        allowed=allowed,
        unused=allowances.unused,
        control=_control(control, private.strings) if control else None,
    )


def _hit(path: str, masked: str, found: FoundString) -> Hit:
    place = (found.line, found.column, found.inside)
    return Hit(path, *place, found.text, found.forms, found.private, found.count, masked)


def _masked(path: str, found: Sequence[FoundString]) -> str:
    """A path with private text masked."""
    for text in sorted({one.text for one in found}, key=len, reverse=True):
        path = re.sub(re.escape(text), MASK, path, flags=re.IGNORECASE)
    return path


def _walk(site_dir: Path) -> Iterator[str]:
    def fail(error: OSError) -> None:
        raise error

    for base, folders, names in os.walk(site_dir, onerror=fail):
        folders.sort()
        for name in sorted(names):
            path = Path(base, name)
            if path.is_file():
                yield path.relative_to(site_dir).as_posix()


def _control(folder: Path, strings: tuple[PrivateString, ...]) -> Control:
    found = present(SearchTask(folder, strings), list(_walk(folder)))
    return Control(str(folder), len(found), len(strings))
