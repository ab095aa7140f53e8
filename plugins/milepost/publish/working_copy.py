"""The working copy that an outer site is built in: it contains nothing that the site's readers may not see.

Whatever a plugin reads by path during the build is public, or missing. The copy has the layout of the source, so that
relative paths in options and pages lead to the same places.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Any

import yaml
from mkdocs.plugins import BasePlugin

from milepost.file_metadata.formats import HEAD, format_of
from milepost.graph.loader import FOLDER_FILE, RawFile
from milepost.leak_check.config_copy import redacted_config
from milepost.leak_check.redacted_data import RedactedData
from milepost.leak_check.redacted_pages import TEXT, RedactedPages
from milepost.leak_check.scramble import scramble
from milepost.mkdocs_plugin.folder_audiences import meta_file
from milepost.mkdocs_plugin.page_visibility import nav_file
from milepost.mkdocs_plugin.site import Site
from milepost.problem import MilepostError
from milepost.publish.site_inputs import NamedInput, SourceFolders, named_paths, problems_of, top_of
from milepost.render.templates import theme_folder
from milepost.site_config.locations import content_of, inherited

_LEFT_OUT = (".git", "__pycache__", "node_modules")
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd", ".mkdn")
_AUDIENCE = re.compile(r"^\W*audience\W*[:=]\s*(.*?)\s*$", re.IGNORECASE | re.MULTILINE)
_HEAD = 40


@dataclass(frozen=True, slots=True)
class WorkingCopy:
    """The paths of a copy. `root` corresponds to `source`, the folder that holds all of the site's source."""

    root: Path
    source: Path
    config_file: Path
    docs_dir: Path
    data_dir: Path
    cwd: Path

    def of(self, path: Path) -> Path:
        """The path of a source file's copy."""
        return self.root / path.relative_to(self.source)


def source_folders_of(site: Site) -> SourceFolders:
    """The folders of a site's source."""
    config_dir = Path(site.config_file).parent.resolve()
    docs_dir, data_dir = site.docs_dir.resolve(), site.settings.data_dir.resolve()
    cwd = Path.cwd().resolve()
    return SourceFolders(
        top=top_of(config_dir),
        config_dir=config_dir,
        docs_dir=docs_dir,
        data_dir=data_dir,
        # Relative paths can refer to the working directory only if that is at or above mkdocs.yml.
        cwd=cwd if config_dir.is_relative_to(cwd) and cwd != Path(cwd.anchor) else config_dir,
        filtered=(docs_dir, data_dir, *(path.resolve() for path in site.settings.pages.values())),
    )


def inputs_of(site: Site) -> tuple[NamedInput, ...]:
    """The files and folders besides pages and data that mkdocs.yml names.

    Raises MilepostError if it names what no copy may hold.
    """
    source_folders = source_folders_of(site)
    named = tuple(named_paths(site.mkdocs, source_folders))
    if problems := list(problems_of(named, source_folders, str(site.config_file))):
        raise MilepostError(*problems)
    return named


def write_copy(
    site: Site, files: list[RawFile], audience: str, folder: Path, *, scrambled: bool = False
) -> WorkingCopy:
    """Write the working copy of an audience into a new folder. Raises MilepostError as `inputs_of` does.

    With `scrambled`, private values are replaced instead of removed: the site built from it through the audience filter
    must be the same.
    """
    settings, source_folders, inputs = site.settings, source_folders_of(site), inputs_of(site)
    named = [
        one
        for one in inputs
        if one.path.is_relative_to(source_folders.top) and not _is_around(one.path, source_folders)
    ]
    # A symlinked configuration file is copied as a file, since INHERIT is relative to the link.
    configs = [
        Path(path).parent.resolve() / Path(path).name for path, _ in inherited(content_of, str(site.config_file))
    ]
    copy = _layout(site, source_folders, [*configs, *(one.path for one in named)], folder)
    narrower = frozenset(settings.audiences[settings.audiences.index(audience) + 1 :])
    if scrambled:
        documents = scramble(files, settings.audiences, audience, settings.as_of)
    else:
        keep_paths = settings.source_public  # links to the source point there
        data = RedactedData(files, settings.audiences, audience, settings.as_of, keep_paths=keep_paths)
        documents = data.documents()
    for name, document in documents.items():
        _write(copy.data_dir / name, document)
    hidden = _write_pages(site, source_folders, audience, copy, scrambled=scrambled)
    # Data on another disk makes `source` the root folder, and not every '/' in mkdocs.yml starts a local path.
    moved = source_folders.top if copy.source == Path(copy.source.anchor) else copy.source
    folders = (str(moved), str(copy.of(moved)))
    for path in configs:
        text = path.read_text("utf-8-sig")
        _write(copy.of(path), redacted_config(text, hidden.__contains__, folders, narrower))
    for one in named:
        for file in _files_of(one, source_folders, narrower):
            target = copy.of(file)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, target)
            _clean(target, file.name, settings.keep_metadata)
    if settings.source_public and (history := _history(source_folders.top)):
        _write(copy.of(source_folders.top) / ".git", f"gitdir: {history}\n")
    return copy


def _write_pages(
    site: Site, source_folders: SourceFolders, audience: str, copy: WorkingCopy, *, scrambled: bool
) -> set[str]:
    """Copy the visible pages and the files they need; returns the paths of hidden pages."""
    settings = site.settings
    names: dict[str, Any] = {"nav_file": nav_file(site.mkdocs), "meta_file": meta_file(site.mkdocs)}
    seen = settings.pages_visible_to(audience)
    folders = {
        source_folders.docs_dir: settings.pages_audience,
        **{path.resolve(): name for name, path in seen.items()},
    }
    copies = [
        RedactedPages(path, settings.audiences, audience, silent, data_dir=source_folders.data_dir, **names)
        for path, silent in folders.items()
    ]
    texts = [*_texts(site), *(text for pages in copies for text in pages.visible_texts())]
    for pages in copies:
        copy.of(pages.docs_dir).mkdir(parents=True, exist_ok=True)
        pages.write(copy.of(pages.docs_dir), texts, filter(_stands_in(site), pages.paths))
        for path in pages.paths:
            if path not in pages.pages and (copy.of(pages.docs_dir) / path).is_file():
                _clean(copy.of(pages.docs_dir) / path, path, settings.keep_metadata)
        if scrambled:
            _write_other_pages(pages, copy.of(pages.docs_dir), settings.audiences[-1])
    hidden = {path for pages in copies for path in pages.hidden}
    for folder in (path for name, path in settings.pages.items() if name not in seen):
        hidden.update(path.relative_to(folder).as_posix() for path in folder.rglob("*"))
    return hidden


def _clean(file: Path, name: str, kept: Sequence[str]) -> None:
    """Remove the metadata of a copied file, which a plugin could read; the build itself excludes what cannot be
    cleaned.
    """
    content = file.read_bytes()
    found = format_of(content[:HEAD], name, lambda: content)
    if found is None or found.clean is None or any(fnmatchcase(name, pattern) for pattern in kept):
        return
    with suppress(ValueError):
        cleaned = found.clean(content)
        if cleaned != content:
            times = file.stat()
            file.write_bytes(cleaned)
            os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


def _write_other_pages(pages: RedactedPages, folder: Path, audience: str) -> None:
    """Write private pages and files with other names and text in place of those left out, and one more."""
    left_out = [path for path in pages.paths if not (folder / path).exists()]
    for number, path in enumerate([*left_out, "one-more.md"]):
        token = hashlib.sha256(f"{number} {path}".encode()).hexdigest()[:12]
        suffix = PurePosixPath(path).suffix
        text = f"---\naudience: {audience}\ntitle: Page {token}\n---\n\n# Page {token}\n\n## Part {token}\n\n{token}\n"
        name = PurePosixPath(path).name
        other = name if name.startswith((".", "_")) else f"{token}{suffix}"
        if name == FOLDER_FILE:
            text = f"audience: {audience}\n"
        _write((folder / path).with_name(other), text)


def _layout(site: Site, source_folders: SourceFolders, more: Iterable[Path], folder: Path) -> WorkingCopy:
    """Create the folders of a new copy. It covers the whole repository, as variables that name that are mapped."""
    parts = [source_folders.config_dir, source_folders.cwd, *source_folders.filtered, *(path.parent for path in more)]
    source = Path(os.path.commonpath([*parts, source_folders.top]))
    copy = WorkingCopy(
        root=folder,
        source=source,
        config_file=folder / source_folders.config_dir.relative_to(source) / site.config_file.name,
        docs_dir=folder / source_folders.docs_dir.relative_to(source),
        data_dir=folder / source_folders.data_dir.relative_to(source),
        cwd=folder / source_folders.cwd.relative_to(source),
    )
    for place in (copy.docs_dir, copy.data_dir, copy.cwd, copy.config_file.parent):
        place.mkdir(parents=True, exist_ok=True)
    return copy


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _files_of(one: NamedInput, source_folders: SourceFolders, narrower: frozenset[str]) -> Iterator[Path]:
    """The files of a named path, except pages and data (the copy has its own) and files for more restricted audiences.

    Templates and hooks may be in `docs_dir`, where no page refers to them.
    """
    path, makes_the_site = one.path, one.steps[0] in ("theme", "hooks")
    if path.is_file():
        # Code may import sibling modules.
        found: Iterable[Path] = _code_beside(path) if path.suffix == ".py" else (path,)
    else:
        found = (Path(base, name) for base, _, names in os.walk(path, followlinks=True) for name in names)
    for file in sorted(found):
        real = file.resolve()
        may_lie_there = makes_the_site and file.suffix.lower() not in _MARKDOWN and not source_folders.is_data(real)
        passed = any(
            source_folders.is_filtered(place) and not (may_lie_there and place.is_relative_to(source_folders.docs_dir))
            for place in (real, file)
        )
        passed = passed or any(part in _LEFT_OUT for part in file.relative_to(source_folders.top).parts)
        if real.is_file() and not passed and not _is_narrower(file, source_folders.top, narrower):
            yield file


def _code_beside(module: Path) -> Iterator[Path]:
    """What a module may import: itself, its sibling modules, and packages beside it."""
    yield from module.parent.glob("*.py")
    for package in module.parent.glob("*/__init__.py"):
        yield from package.parent.rglob("*.py")


def _is_around(path: Path, source_folders: SourceFolders) -> bool:
    """Whether a path is a folder that contains pages or data: nothing says that its other files are public."""
    return path.is_dir() and source_folders.holds_filtered(path)


def _is_narrower(file: Path, top: Path, narrower: frozenset[str]) -> bool:
    """Whether a file, or the nearest folder around it, sets a more restricted audience.

    A file that cannot be read counts as more restricted.
    """
    if file.name == FOLDER_FILE:
        return False
    if file.suffix.lower() in _MARKDOWN:
        words = _AUDIENCE.findall("\n".join(file.read_text("utf-8-sig", "replace").splitlines()[:_HEAD]))
        if any(word.strip("'\"").strip() in narrower for word in words):
            return True
    for folder in file.parents:
        if (folder / FOLDER_FILE).is_file():
            try:
                found = yaml.safe_load((folder / FOLDER_FILE).read_bytes())
            except (yaml.YAMLError, ValueError):
                return True
            if not isinstance(found, dict) or found.get("audience"):
                return not isinstance(found, dict) or str(found["audience"]) in narrower
        if folder == top:
            break
    return False


def _history(top: Path) -> Path | None:
    """The git directory of a repository; None if there is none."""
    there = top / ".git"
    if there.is_file():  # a worktree or a submodule
        return (top / there.read_text("utf-8").partition("gitdir:")[2].strip()).resolve()
    return there if there.is_dir() else None


def _stands_in(site: Site) -> Callable[[str], bool]:
    """Whether a file of `docs_dir` overrides one of the theme's, and so is used without being named."""
    folders = [*map(str, site.mkdocs.theme.dirs), str(theme_folder())]
    return lambda path: any(Path(folder, path).is_file() for folder in folders)


def _texts(site: Site) -> Iterator[str]:
    """Every text of mkdocs.yml and of the owner's templates that could name a file of `docs_dir`."""
    config = site.mkdocs
    settings = (config.theme, config.extra, config.extra_css, config.extra_templates, config.nav, config.mdx_configs)
    plugins = [
        plugin.config for plugin in config.plugins.values() if isinstance(plugin, BasePlugin)
    ]  # hooks have no options
    for part in (*settings, *plugins):
        yield from _strings(part)
    yield from map(str, config.extra_javascript)
    folder = config.theme.custom_dir
    for path in sorted(Path(folder).rglob("*")) if folder else ():
        if path.is_file() and path.suffix.lower() in TEXT:
            yield path.read_text("utf-8", "replace")


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, Iterable):
        for part in value:
            yield from _strings(part)
