"""The twin of `docs_dir`: a copy without the pages and files that one audience may not see.

Like the twin of the data it shares nothing with the plugin's own door for pages.
"""

from __future__ import annotations

import posixpath
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

import yaml
from mkdocs.utils import is_markdown_file
from mkdocs.utils.meta import get_data

from milepost.build.mentions import Hides, without_links
from milepost.workspace import FOLDER_FILE

_WORD = re.compile(r"<([^<>\n]+)>|\"([^\"\n]+)\"|'([^'\n]+)'|([^\s<>\"'()\[\]=]+)")
_TEXT = (".css", ".js", ".mjs", ".html", ".htm", ".xml", ".json", ".svg", ".webmanifest")
_WELL_KNOWN = (
    "CNAME",
    "robots.txt",
    "favicon.ico",
    "ads.txt",
    "humans.txt",
    "security.txt",
    ".well-known/security.txt",
)
_META_FILE = ".meta.yml"


class TwinPages:
    """What one audience may see of a folder of hand-written pages.

    `silent` is the audience of pages that name none, `nav_file` the name of Markdown files that are no pages.
    """

    def __init__(
        self,
        docs_dir: Path,
        audiences: tuple[str, ...],
        audience: str,
        silent: str | None,
        nav_file: str | None,
    ) -> None:
        self.docs_dir = docs_dir
        self.nav_file = nav_file
        self.inside = audiences[audiences.index(audience) + 1 :]
        self.outermost = audiences[0]
        self.silent = silent or audiences[-1]
        self.paths = sorted(path.relative_to(docs_dir).as_posix() for path in docs_dir.rglob("*") if path.is_file())
        self.pages = [path for path in self.paths if is_markdown_file(path) and posixpath.basename(path) != nav_file]
        self.hidden = {path for path in self.pages if self.page_audience(path) in self.inside}

    def write(self, folder: Path, hides: Hides, words: Iterable[str], left_out: Path | None = None) -> None:
        """Writes the twin. `hides` knows links by id, `words` are texts elsewhere that may name a file.

        YAML in and below `left_out` is data, which has a twin of its own.
        """
        texts = {path: self.text(path, hides) for path in self.pages if path not in self.hidden}
        used = self.used(texts, words)
        for path in self.paths:
            if path not in self.pages and path not in used and not self.makes_the_site(path):
                continue
            if path in self.hidden or (
                left_out and path.endswith((".yml", ".yaml")) and self._is_below(path, left_out)
            ):
                continue
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(self.docs_dir / path, folder / path)
            if path in texts:
                (folder / path).write_text(texts[path], encoding="utf-8", newline="")

    def page_audience(self, path: str) -> str:
        """A page's own word, else the nearest folder's, else that for all silent pages."""
        named = get_data(self._read(path))[1].get("audience")
        return str(named) if named else self.folder_audience(path) or self.silent

    def folder_audience(self, path: str) -> str | None:
        """The word of the nearest folder around a file that has one."""
        folder = posixpath.dirname(path)
        for name in (FOLDER_FILE, _META_FILE):
            file = self.docs_dir / folder / name
            if file.is_file():
                found = yaml.safe_load(file.read_bytes())
                if isinstance(found, dict) and found.get("audience"):
                    return str(found["audience"])
        return self.folder_audience(folder) if folder else None

    def text(self, path: str, hides: Hides) -> str:
        """A visible page without links to what is hidden."""
        folder = posixpath.dirname(path)

        def leads_inside(target: str) -> bool:
            page = posixpath.normpath(posixpath.join(folder, unquote(target.partition("#")[0].partition("?")[0])))
            return page in self.hidden or hides(target)

        return without_links(self._read(path), leads_inside)

    def used(self, texts: dict[str, str], words: Iterable[str]) -> set[str]:
        """The files that visible pages, other files or the configuration name, each from where it stands."""
        files = {path for path in self.paths if path not in self.pages and self._shows(path)}
        named = {posixpath.normpath(word.lstrip("/")) for word in words}
        found = {path for path in files if path in named or path in _WELL_KNOWN}
        waiting = [
            *texts.items(),
            *((path, self._read(path)) for path in found if path.lower().endswith(_TEXT)),
        ]
        while waiting:
            path, text = waiting.pop()
            for name in _names(path, text):
                if name in files and name not in found:
                    found.add(name)
                    if name.lower().endswith(_TEXT):
                        waiting.append((name, self._read(name)))
        return found

    def makes_the_site(self, path: str) -> bool:
        """Whether a file is never published itself but says how pages hang together, such as `.nav.yml`."""
        name = posixpath.basename(path)
        return (name.startswith(".") or name in (FOLDER_FILE, self.nav_file)) and self._shows(path)

    def _shows(self, path: str) -> bool:
        return (self.folder_audience(path) or self.outermost) not in self.inside

    def _read(self, path: str) -> str:
        return (self.docs_dir / path).read_bytes().decode("utf-8-sig", "replace")

    def _is_below(self, path: str, folder: Path) -> bool:
        return (self.docs_dir / path).resolve().is_relative_to(folder.resolve())


def _names(path: str, text: str) -> Iterator[str]:
    """Every path that a word of a text could mean: from its own folder, from its address, from the top."""
    stem = posixpath.splitext(path)[0]
    for match in _WORD.findall(text):
        for word in filter(None, (*match, *(part for group in match for part in re.split(r"[\s=]+", group)))):
            name = unquote(word.strip(",;:")).partition("#")[0].partition("?")[0]
            for folder in (posixpath.dirname(path), stem, ""):
                yield posixpath.normpath(posixpath.join(folder, name.lstrip("/") if not folder else name)).lstrip("/")
