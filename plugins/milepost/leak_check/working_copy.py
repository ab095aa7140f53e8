"""The twin of everything a site is made from, written to where a child process builds from it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.plugins import BasePlugin

from milepost.build.site import Site
from milepost.leak_check.redacted_data import RedactedData
from milepost.leak_check.redacted_pages import TEXT, RedactedPages
from milepost.render.theme import theme_folder
from milepost.site.folders import meta_file
from milepost.site.pages_door import nav_file
from milepost.workspace import RawFile


@dataclass(frozen=True, slots=True)
class RedactedSource:
    """Where a twin's folders are; `moved` leads to them from those of the source."""

    docs_dir: Path
    data_dir: Path
    moved: dict[Path, Path]


def write_redacted(site: Site, files: list[RawFile], audience: str, folder: Path) -> RedactedSource:
    """Writes the twin of pages and data for an audience below a new folder.

    Pages and data lie to each other as they do in the source, since links to the source tell how.
    """
    settings = site.settings
    docs_dir, data_dir = site.docs_dir.resolve(), settings.data_dir.resolve()
    base = os.path.commonpath((docs_dir, data_dir))
    moved = {source: folder / source.relative_to(base) for source in (docs_dir, data_dir)}
    twin = RedactedSource(moved[docs_dir], moved[data_dir], moved)
    twin.docs_dir.mkdir(parents=True)
    twin.data_dir.mkdir(parents=True, exist_ok=True)
    keep_paths = settings.source_public  # links to the source lead to them
    data = RedactedData(files, settings.audiences, audience, settings.as_of, keep_paths=keep_paths)
    for path, text in data.documents().items():
        (twin.data_dir / path).parent.mkdir(parents=True, exist_ok=True)
        (twin.data_dir / path).write_text(text, encoding="utf-8", newline="\n")
    pages = RedactedPages(
        docs_dir, settings.audiences, audience, settings.pages_audience,
        data_dir=data_dir, nav_file=nav_file(site.mkdocs), meta_file=meta_file(site.mkdocs),
    )  # fmt: skip
    pages.write(twin.docs_dir, _texts(site), filter(_stands_in(site), pages.paths))
    return twin


def _stands_in(site: Site) -> Callable[[str], bool]:
    """Whether a file of `docs_dir` takes the place of one of the theme's, and so is used without being named."""
    folders = [*map(str, site.mkdocs.theme.dirs), str(theme_folder())]
    return lambda path: any(Path(folder, path).is_file() for folder in folders)


def _texts(site: Site) -> Iterator[str]:
    """Every text of mkdocs.yml and of the owner's templates that could name a file of `docs_dir`."""
    config = site.mkdocs
    settings = (config.theme, config.extra, config.extra_css, config.extra_templates, config.nav, config.mdx_configs)
    plugins = [plugin.config for plugin in config.plugins.values() if isinstance(plugin, BasePlugin)]  # hooks are none
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
