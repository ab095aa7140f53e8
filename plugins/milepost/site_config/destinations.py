"""Where the sites of a configuration are written, and which folders must not be overwritten."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from milepost.could_not_run import CouldNotRun

# MkDocs writes both with any theme; few other generators write the second.
_ALWAYS_BUILT = ("sitemap.xml", "sitemap.xml.gz")
_PAGES = ("index.html", "404.html")
_GENERATOR = re.compile(rb"<meta name=[\"']?generator[\"']? content=[\"']?(?:mkdocs|properdocs)", re.IGNORECASE)
_HEAD = 4096
_NAMED = 3


def inner_dir(site_dir: Path, config_dir: Path, audience: str) -> Path:
    """The folder of the site of an inner audience, given that the outermost site is written to `site_dir`.

    `site` gives `site-internal`. The parent of the site folder may be uploaded as a whole, as GitLab does with
    `public`, so `public/roadmap` gives `public-internal/roadmap`. An inner site always stays in the folder of
    mkdocs.yml, where the internal data is: any other place may be served by a web server.
    """
    first, *rest = below(site_dir, config_dir)
    return config_dir.joinpath(f"{first}-{audience}", *rest)


def below(site_dir: Path, config_dir: Path) -> tuple[str, ...]:
    """The path components from the folder of mkdocs.yml to the site; only the last one if the site is elsewhere."""
    for base, path in ((config_dir, site_dir), (config_dir.resolve(), site_dir.resolve())):
        if path != base and path.is_relative_to(base):
            return path.relative_to(base).parts
    return (site_dir.name or "site",)


def guard(target: Path, sources: Iterable[Path]) -> None:
    """Check that a site may replace `target`.

    Raises CouldNotRun if it holds one of the `sources`, is a file, or is a mount point.
    """
    if holder := next((source for source in map(Path.resolve, sources) if source.is_relative_to(target)), None):
        raise CouldNotRun(f"the site would replace {target}, which holds {holder}; set another site_dir")
    if target.exists() and not target.is_dir():
        raise CouldNotRun(f"{target} is a file, and a site is a folder; set another site_dir")
    if os.path.ismount(target):
        raise CouldNotRun(
            f"{target} is where a file system is mounted, so that it cannot be replaced; "
            f"set a site_dir below it, such as {target / 'site'}"
        )


def guard_writable(target: Path) -> None:
    """Check write permission before a build takes its time; raises CouldNotRun if there is none."""
    there = next(folder for folder in target.parents if folder.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        raise CouldNotRun(f"{target} cannot be written, since {there} {_why(there)}")
    if target.is_dir() and not os.access(target, os.R_OK | os.W_OK | os.X_OK):
        raise CouldNotRun(f"{target} cannot be replaced, since it cannot be written to")


def _why(folder: Path) -> str:
    return "cannot be written to" if folder.is_dir() else "is a file"


def guard_content(target: Path) -> None:
    """Raises CouldNotRun if a folder has content that no build has made; OSError if it cannot be read."""
    if not target.is_dir() or holds_site(target):
        return
    found = sorted(entry.name + "/" * entry.is_dir() for entry in target.iterdir() if not entry.name.startswith("."))
    if found:
        more = f" and {len(found) - _NAMED:,} more" if len(found) > _NAMED else ""
        raise CouldNotRun(
            f"{target} holds {', '.join(found[:_NAMED])}{more}, and no site that MkDocs or Milepost has built. "
            "A build replaces the whole folder. Set another site_dir, or empty this folder first"
        )


def holds_site(folder: Path) -> bool:
    """Whether a folder holds a site built by MkDocs, with or without Milepost."""
    if all((folder / name).is_file() for name in _ALWAYS_BUILT):
        return True
    return any(_GENERATOR.search(_head(folder / name)) for name in _PAGES)


def _head(page: Path) -> bytes:
    if not page.is_file():
        return b""
    with page.open("rb") as stream:
        return stream.read(_HEAD)
