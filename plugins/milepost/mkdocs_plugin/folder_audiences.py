"""The audience that a folder of hand-written pages sets for everything in and below it."""

from __future__ import annotations

import posixpath
from functools import cache
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.yaml import yaml_load

from milepost.front_matter.page_audience import unread_audience_keys
from milepost.graph.files import load_bytes, shown
from milepost.graph.loader import FOLDER_FILE, RawFile, read_folder_file
from milepost.problem import Level, MilepostError, Place, Problem
from milepost.suggestions import nearest
from milepost.yaml.reader import read
from milepost.yaml.text import decode

META_FILE = ".meta.yml"


class FolderAudiences:
    """Folder audiences, from `_audience.yml` and from the front matter that Material's meta plugin applies to folders.

    `root` is the top folder, `docs_dir` by default; no folder may set a broader audience than `base`, the audience of
    the root. `problems` collects what is wrong with the files read so far.
    """

    def __init__(
        self, config: MkDocsConfig, audiences: tuple[str, ...], root: Path | None = None, base: str | None = None
    ) -> None:
        self.problems: list[Problem] = []
        self._root = root or Path(config.docs_dir)
        self._base = base
        self._audiences = audiences
        self._meta_file = meta_file(config)
        self._nearest = cache(self._find)

    def audience(self, src_uri: str) -> str | None:
        """The audience set by the nearest folder around a file; None if no folder sets one."""
        return self._nearest(posixpath.dirname(src_uri))

    def _find(self, folder: str) -> str | None:
        return self._own(folder) or (self._nearest(posixpath.dirname(folder)) if folder else None)

    def _own(self, folder: str) -> str | None:
        path = self._root / folder / FOLDER_FILE
        if path.is_file():
            content = load_bytes(self._root, path)
            if isinstance(content, Problem):
                self.problems.append(content)
                return self._audiences[-1]
            try:
                source = decode(shown(self._root, path), content)
                found, problems = read_folder_file(RawFile(path.name, read(source), source), self._audiences)
            except MilepostError as error:
                self.problems += error.problems
                return self._audiences[-1]
            self.problems += problems
            if found.audience:
                return self._within_base(found.audience, Place(source.path))
        return self._from_meta(folder)

    def _within_base(self, audience: str, place: Place) -> str:
        if self._base is None or self._audiences.index(audience) >= self._audiences.index(self._base):
            return audience
        message = f"this folder is for '{audience}', and lies in the folder of pages for '{self._base}'"
        hint = "move it to docs_dir, or name no broader audience than that of the folder"
        self.problems.append(Problem("page-folder", Level.ERROR, message, place, hint))
        return self._base

    def _from_meta(self, folder: str) -> str | None:
        path = self._root / folder / (self._meta_file or META_FILE)
        if not path.is_file():
            return None
        try:
            meta: Any = yaml_load(path.read_text("utf-8-sig"))
        except Exception:  # noqa: BLE001  # the plugin it belongs to says what is wrong with it
            return None
        if not isinstance(meta, dict):
            return None
        place = Place(shown(self._root, path))
        if self._meta_file and (flaw := next(unread_audience_keys(meta, self._audiences), None)):
            self.problems.append(Problem("page-front-matter", Level.ERROR, flaw, place))
            return self._audiences[-1]
        audience = meta.get("audience")
        if audience is None and "audience" not in meta:
            return None
        if self._meta_file and isinstance(audience, str) and audience in self._audiences:
            return self._within_base(audience, place)
        self.problems.append(self._unknown(audience, Place(shown(self._root, path))))
        return self._audiences[-1]

    def _unknown(self, audience: object, place: Place) -> Problem:
        """What is wrong with an audience in the front matter of a folder."""
        if self._meta_file:
            hint = nearest(str(audience), self._audiences, "known are: ")
            return Problem("unknown-audience", Level.ERROR, f"there is no audience {str(audience)[:60]!r}", place, hint)
        message = "an audience for the whole folder, but Material's meta plugin, which reads this file, is off"
        hint = f"switch the plugin on, or write the audience into {FOLDER_FILE}"
        return Problem("page-audience", Level.ERROR, message, place, hint)


def meta_file(config: MkDocsConfig) -> str | None:
    """The name of the files with front matter for a whole folder; None if no plugin reads them."""
    plugin: Any = config.plugins.get("material/meta") or config.plugins.get("meta")
    return str(plugin.config["meta_file"]) if plugin and plugin.config.get("enabled", True) else None
