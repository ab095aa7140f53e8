"""The hand-written files of a site: those of `docs_dir`, and of the folders in the option `pages`.

MkDocs skips a folder that it may not read, blocks on a pipe, and loops forever on circular links. Here each of them is
a problem, reported before MkDocs walks the folders.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel, set_exclusions

from milepost.front_matter import folder_file
from milepost.graph.files import shown
from milepost.problem import Level, Place, Problem
from milepost.settings import Settings

_ANY_PAGE = "page.md"


@dataclass(frozen=True, slots=True)
class FilesRoot:
    """A folder of hand-written pages and files. `audience` is None for `docs_dir`, where pages set their own."""

    folder: Path
    audience: str | None = None

    def shown(self, src_uri: str) -> str:
        """The path of a file below the folder, as messages show it."""
        return shown(self.folder, self.folder / src_uri)


@dataclass(slots=True)
class FoundFile:
    """Every file below a root, including excluded ones, and problems with those that could not be used."""

    root: FilesRoot
    files: list[File] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class WalkStep:
    """One step of a walk: a file with its real path, or the problem that prevents using it."""

    src_uri: str
    real: str
    problem: str | None = None
    folder: bool = False


def roots(config: MkDocsConfig, settings: Settings, *, whole: bool) -> list[FilesRoot]:
    """`docs_dir`, then the folders of `pages` that this site's readers may see; with `whole`, all of them."""
    seen = settings.pages if whole else settings.pages_visible_to(settings.audience)
    return [FilesRoot(Path(config.docs_dir)), *(FilesRoot(folder, name) for name, folder in seen.items())]


def find(config: MkDocsConfig, root: FilesRoot, closed: dict[str, Path]) -> FoundFile:
    """The files of a root as MkDocs would find them. `closed` are folders that no link may point into, by audience."""
    found = FoundFile(root)
    real_closed = {name: os.path.realpath(folder) for name, folder in closed.items()}
    faults: list[tuple[File, Problem]] = []
    for step in _walk(root.folder):
        file = _file(config, root, f"{step.src_uri}/{_ANY_PAGE}" if step.folder else step.src_uri)
        found.files += [] if step.folder else [file]
        if problem := _problem(root, step) or _leads_into(root, step, real_closed):
            faults.append((file, problem))
        elif not step.folder and _is_misnamed(root, step.src_uri):
            found.problems.append(folder_file.misnamed(root.shown(step.src_uri)))
    set_exclusions([*found.files, *(file for file, _ in faults)], config)
    bad = {id(file) for file, _ in faults}
    found.files = [file for file in found.files if id(file) not in bad]
    found.problems += [problem for file, problem in faults if file.inclusion is not InclusionLevel.EXCLUDED]
    return found


def walk(folder: str | Path) -> Iterator[tuple[str, Path]]:
    """Every file below a folder with its `src_uri`, following symbolic links as MkDocs does, but no circular ones."""
    for step in _walk(Path(folder)):
        if not step.folder and step.problem is None:
            yield step.src_uri, Path(folder, step.src_uri)


def _file(config: MkDocsConfig, root: FilesRoot, src_uri: str) -> File:
    file = File(src_uri, str(root.folder), config.site_dir, config.use_directory_urls)
    if root.audience is not None:
        file.edit_uri = Path(os.path.relpath(root.folder / src_uri, config.docs_dir)).as_posix()
    return file


def _walk(folder: Path) -> Iterator[WalkStep]:
    if not os.path.lexists(folder):  # a site may consist of data only
        return
    errors: list[OSError] = []
    chains: dict[str, tuple[str, ...]] = {
        str(folder): (os.path.realpath(folder),)
    }  # the real paths of a folder and its parents
    for base, folders, names in os.walk(folder, onerror=errors.append, followlinks=True):
        yield from (_unreadable(folder, error) for error in errors)
        errors.clear()
        chain = chains.pop(base)
        around = "" if base == str(folder) else f"{Path(base).relative_to(folder).as_posix()}/"
        kept = []
        for name in sorted(folders):
            path = os.path.join(base, name)
            real = os.path.realpath(path) if os.path.islink(path) else os.path.join(chain[0], name)
            if not _is_text(name):
                yield WalkStep(around + name, real, "the folder's name is not UTF-8", folder=True)
            elif any(real == one for one in chain):
                yield WalkStep(around + name, real, "a symbolic link that leads to a folder around it", folder=True)
            else:
                kept.append(name)
                chains[path] = (real, *chain)
        folders[:] = kept
        for name in sorted(names):
            yield _step(around + name, os.path.join(base, name), os.path.join(chain[0], name))
    yield from (_unreadable(folder, error) for error in errors)


def _step(src_uri: str, path: str, real: str) -> WalkStep:
    if not _is_text(src_uri):
        return WalkStep(src_uri, real, "the file's name is not UTF-8")
    try:
        real = os.path.realpath(path) if os.path.islink(path) else real
        mode = os.stat(path).st_mode
    except (OSError, ValueError) as error:
        words = getattr(error, "strerror", None) or "cannot be read"
        return WalkStep(
            src_uri, real, f"a symbolic link that leads nowhere ({words})" if os.path.islink(path) else words
        )
    if not stat.S_ISREG(mode):
        return WalkStep(src_uri, real, "not a regular file")
    return WalkStep(src_uri, real, None if os.access(path, os.R_OK) else "Permission denied")


def _unreadable(folder: Path, error: OSError) -> WalkStep:
    path = Path(error.filename or folder)
    src_uri = path.relative_to(folder).as_posix() if path != folder else "."
    return WalkStep(src_uri, str(path), f"the folder cannot be read: {error.strerror}", folder=True)


def _problem(root: FilesRoot, step: WalkStep) -> Problem | None:
    if step.problem is None:
        return None
    rule = "file-encoding" if "UTF-8" in step.problem else "file-unreadable"
    hint = "rename it" if rule == "file-encoding" else None
    return Problem(rule, Level.ERROR, step.problem, Place(root.shown(step.src_uri)), hint)


def _leads_into(root: FilesRoot, step: WalkStep, closed: dict[str, str]) -> Problem | None:
    """A link by which a page of one folder would be published with the audience of another."""
    for name, folder in closed.items():
        if Path(step.real).is_relative_to(folder):
            message = f"a symbolic link into the folder of pages for '{name}'"
            return Problem("page-folder", Level.ERROR, message, Place(root.shown(step.src_uri)), "remove the link")
    return None


def _is_misnamed(root: FilesRoot, src_uri: str) -> bool:
    name = src_uri.rpartition("/")[2]
    if not folder_file.is_lookalike(name):
        return False
    if folder_file.is_marked(name):
        return True
    try:
        with open(root.folder / src_uri, encoding="utf-8", errors="replace") as stream:
            return folder_file.could_declare_audience(stream.read(100_000))
    except OSError:
        return False


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
