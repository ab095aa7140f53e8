"""The twin of everything a site is made from, written to where a child process builds from it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.plugins import BasePlugin

from milepost.build.site import Site
from milepost.build.twin import Twin
from milepost.build.twin_pages import TwinPages
from milepost.site.pages_door import nav_file
from milepost.workspace import RawFile


@dataclass(frozen=True, slots=True)
class TwinSource:
    """Where a twin's folders are."""

    docs_dir: Path
    data_dir: Path


def write_twin(site: Site, files: list[RawFile], audience: str, folder: Path) -> TwinSource:
    """Writes the twin of pages and data for an audience below a new folder.

    Pages and data lie to each other as they do in the source, since links to the source tell how.
    """
    settings = site.settings
    docs_dir, data_dir = site.docs_dir.resolve(), settings.data_dir.resolve()
    base = os.path.commonpath((docs_dir, data_dir))
    twin = TwinSource(folder / docs_dir.relative_to(base), folder / data_dir.relative_to(base))
    twin.docs_dir.mkdir(parents=True)
    twin.data_dir.mkdir(parents=True, exist_ok=True)
    data = Twin(files, settings.audiences, audience)
    for path, text in data.documents().items():
        (twin.data_dir / path).parent.mkdir(parents=True, exist_ok=True)
        (twin.data_dir / path).write_text(text, encoding="utf-8", newline="\n")
    pages = TwinPages(docs_dir, settings.audiences, audience, settings.pages_audience, nav_file(site.mkdocs))
    pages.write(twin.docs_dir, data.hides_target, _words(site), left_out=data_dir)
    return twin


def _words(site: Site) -> Iterator[str]:
    """Every text of mkdocs.yml and of the owner's templates that could name a file of `docs_dir`."""
    config = site.mkdocs
    settings = (config.theme, config.extra, config.extra_css, config.extra_templates, config.nav)
    plugins = [plugin.config for plugin in config.plugins.values() if isinstance(plugin, BasePlugin)]  # hooks are none
    for part in (*settings, *plugins):
        yield from _strings(part)
    yield from map(str, config.extra_javascript)
    folder = config.theme.custom_dir
    for path in sorted(Path(folder).rglob("*")) if folder else ():
        if path.is_file() and path.suffix in (".html", ".css", ".js", ".xml"):
            yield from path.read_text("utf-8", "replace").replace("'", '"').split('"')


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, Iterable):
        for part in value:
            yield from _strings(part)
