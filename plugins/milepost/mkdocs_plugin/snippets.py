"""Files included with `--8<-- "file"` (pymdownx.snippets): only what this site's readers may see.

The extension reads files itself, bypassing the audience filter. A file outside the folders of pages and the data may be
included if it is below mkdocs.yml or one of the extension's base paths.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from milepost.mkdocs_plugin import report
from milepost.mkdocs_plugin.page_files import walk
from milepost.mkdocs_plugin.page_visibility import PageVisibility
from milepost.mkdocs_plugin.run_mode import RunMode
from milepost.problem import Level, Place, Problem

EXTENSION = "pymdownx.snippets"
PRIORITY = 33  # the extension's own is 32

Find = Callable[[str], "str | None"]


class Snippets(Extension):
    """Stops the build of an outer site if a page includes what its readers may not see."""

    def __init__(self, config: MkDocsConfig, visibility: PageVisibility, run: RunMode) -> None:
        super().__init__()
        self._visibility = visibility
        self._run = run
        bases = (config.mdx_configs.get(EXTENSION) or {}).get("base_path") or ["."]
        folders = [bases] if isinstance(bases, (str, os.PathLike)) else bases
        around = (os.path.dirname(config.config_file_path), *visibility.sources, *folders)
        self._folders = []
        for folder in around:
            with suppress(ConfigurationError):  # `!relative`: the folder of each page, which is in `sources`
                self._folders.append(Path(folder).resolve())

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the guard with one page's converter."""
        md.preprocessors.register(_Guard(md, self), "milepost_snippets", PRIORITY)

    def find(self, snippet: str, find: Find, page: str) -> str | None:
        """The path that the extension resolves a name to. Raises PluginError if readers may not see it."""
        found = find(snippet)
        if found and self._is_visible(Path(found).resolve()):
            return found
        if found or self._is_left_out(snippet):
            report.stop_on_errors([_refused(snippet, page)])
        return None

    def _is_left_out(self, snippet: str) -> bool:
        """Whether the source has a file of this name that the working copy lacks."""
        if self._run.copied is None:
            return False
        source, copy = self._run.copied
        folders = (source / folder.relative_to(copy) for folder in self._folders if folder.is_relative_to(copy))
        return any((folder / snippet).is_file() for folder in folders)

    def _is_visible(self, path: Path) -> bool:
        below = any(path.is_relative_to(folder) for folder in self._folders)
        closed = (
            self._visibility.holds_data(path) or self._visibility.is_closed_to_readers(path) or path in self._closed
        )
        return below and path.is_file() and not closed

    @cached_property
    def _closed(self) -> frozenset[Path]:
        """Resolved paths of files in the folders of pages that this site's readers may not see."""
        found = (one for folder in self._visibility.sources for one in walk(folder))
        return frozenset(path.resolve() for src_uri, path in found if not self._visibility.is_visible(src_uri))


class _Guard(Preprocessor):
    """Runs before the extension's own preprocessor, whatever the order of registration."""

    def __init__(self, md: Markdown, snippets: Snippets) -> None:
        super().__init__(md)
        self.snippets = snippets
        self.guarded: Any = None

    def run(self, lines: list[str]) -> list[str]:
        if "snippet" in self.md.preprocessors:
            preprocessor: Any = self.md.preprocessors["snippet"]
            if preprocessor is not self.guarded:
                self.guarded = preprocessor
                find = preprocessor.get_snippet_path
                preprocessor.get_snippet_path = lambda name: self.snippets.find(name, find, self.page())
        return lines

    def page(self) -> str:
        """The page being read; empty if another plugin uses the same extensions."""
        if "relpath" not in self.md.treeprocessors:
            return ""
        relpath: Any = self.md.treeprocessors["relpath"]
        return str(relpath.file.src_uri)


def _refused(snippet: str, page: str) -> Problem:
    hint = (
        "take in a file that they may see: not data, and in docs_dir a page of their audience; an _audience.yml "
        "beside it can open it. A file outside docs_dir has to be named in mkdocs.yml, under 'watch:' for one"
    )
    message = f"the page takes in '{snippet}', which its readers may not see"
    return Problem("page-snippet", Level.ERROR, message, Place(page) if page else None, hint)
