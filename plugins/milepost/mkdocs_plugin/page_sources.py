"""Source files for generated pages, for plugins that read pages by path instead of asking MkDocs."""

from __future__ import annotations

import os
import shutil
import tempfile
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from weakref import finalize

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from milepost.render.page import GeneratedPage


class PageSources:
    """The temporary folder of one build; a file is written when its path is first requested.

    It never leads to the YAML: a plugin that copies or publishes the files it finds there would publish the data. Every
    file has the modification time midnight UTC of `as_of`, which reveals nothing and is the same in every build.
    """

    def __init__(self, as_of: date) -> None:
        self._time = datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC).timestamp()

    @cached_property
    def folder(self) -> Path:
        """The folder; removed together with this object, and at the latest when the process ends."""
        folder = os.path.realpath(tempfile.mkdtemp(prefix="milepost-"))
        finalize(self, shutil.rmtree, folder, ignore_errors=True)
        return Path(folder)

    def write(self, src_uri: str, content: bytes) -> str:
        """Write a file; returns its absolute path."""
        path = self.folder / src_uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        os.utime(path, (self._time, self._time))
        return str(path)

    def write_cleaned(self, files: Files) -> None:
        """Write replaced content of files in `docs_dir` to disk, so that these files have a path again.

        Images without their metadata are such files; a plugin that optimizes images opens them by path.
        """
        for file in files:
            if file.src_dir is not None and file.abs_src_path is None:
                path = self.write(file.src_uri, file.content_bytes)
                file._content = None  # noqa: SLF001  # or MkDocs would not look at what another plugin leads the path to
                file.abs_src_path = path


class PageFile(File):
    """The file of a generated page. It is written only when its path is requested, which most builds never do."""

    sources: PageSources
    _path: str | None = None

    @classmethod
    def of(cls, page: GeneratedPage, config: MkDocsConfig, sources: PageSources) -> PageFile:
        """A file for a page. Its text is only a title, for plugins that sort pages by front matter."""
        title = '"' + page.title.replace("\\", "\\\\").replace('"', '\\"') + '"'
        inclusion = InclusionLevel.INCLUDED if page.in_nav else InclusionLevel.NOT_IN_NAV
        file = cls.generated(config, page.src_uri, content=f"---\ntitle: {title}\n---\n", inclusion=inclusion)
        assert isinstance(file, PageFile)
        file.sources = sources
        return file

    @property
    def abs_src_path(self) -> str | None:
        """The path of the page's text; written anew after another plugin has replaced it."""
        if self._path is None:
            self._path = self.sources.write(self.src_uri, self.content_bytes)
        return self._path

    @abs_src_path.setter
    def abs_src_path(self, path: str | None) -> None:
        self._path = path
