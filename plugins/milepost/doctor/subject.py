"""The site under examination: configuration, data, and pages, read without executing anything."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from milepost.access.effective_audience import audience_of
from milepost.diff.matching import AnyEntity
from milepost.diff.pages import SUFFIXES, PagesOfRevision, PagesRoot
from milepost.diff.revisions import WorkTreeSource
from milepost.diff.site_at_revision import SiteOptions, milepost_options, options_of, read_config
from milepost.git.repository import GitError, Repository
from milepost.graph import loader
from milepost.graph.files import shown
from milepost.graph.loader import Workspace
from milepost.graph.portfolio import Portfolio
from milepost.problem import Level, Place
from milepost.site_config.locations import PLUGIN, place_of


@dataclass(frozen=True)
class ExaminedSite:
    """A site by its configuration. `root` is the top of its clone, or the site's folder if there is none.

    Paths are relative to `root`, with `/` as separator. `visibility` is `public`, `private`, or empty if unknown.
    """

    root: Path
    repository: Repository | None
    config: str
    options: SiteOptions
    values: Mapping[str, Any]
    visibility: str = ""

    @property
    def is_public(self) -> bool:
        """Whether the repository is known to be public."""
        return self.visibility == "public" or self.options.source_public

    @property
    def config_folder(self) -> str:
        """The folder of the configuration."""
        return posixpath.dirname(self.config)

    @property
    def site_dir(self) -> str:
        """Folder of the broadest audience's site."""
        named = self.values.get("site_dir")
        return posixpath.normpath(
            posixpath.join(self.config_folder, named if isinstance(named, str) and named else "site")
        )

    @property
    def internal_audiences(self) -> tuple[str, ...]:
        """All audiences but the broadest."""
        return self.options.audiences[1:]

    def internal_sites(self, site_dir: str | None = None) -> tuple[str, ...]:
        """Folders of the other sites, beside the broadest audience's."""
        return tuple(f"{site_dir or self.site_dir}-{audience}" for audience in self.internal_audiences)

    @cached_property
    def data(self) -> Workspace:
        """The loaded data; empty if there is no data folder."""
        folder = self.root / self.options.data_dir
        if not folder.is_dir():
            return Workspace(Portfolio((), self.options.audiences), ())
        return loader.load(folder, self.options.audiences)

    @property
    def portfolio(self) -> Portfolio:
        """The readable part of the data."""
        return self.data.portfolio

    @property
    def unreadable(self) -> tuple[str, ...]:
        """Data files with errors, which the portfolio may lack."""
        errors = (one for one in self.data.problems if one.level is Level.ERROR and one.place)
        return tuple(dict.fromkeys(one.place.path for one in errors if one.place))

    @cached_property
    def internal(self) -> tuple[AnyEntity, ...]:
        """Entries hidden from the broadest audience, in reading order."""
        return internal_of(self.portfolio)

    @cached_property
    def site(self) -> PagesOfRevision:
        """The hand-written pages in docs_dir; folders of the option `pages` are separate already."""
        docs_dir = self.options.docs_dir
        files = WorkTreeSource(self.repository or Repository(self.root)).files(docs_dir)
        return PagesOfRevision(self.options, (PagesRoot(files.with_suffixes(SUFFIXES), self.shown(docs_dir)),))

    @cached_property
    def internal_pages(self) -> tuple[str, ...]:
        """Pages in docs_dir that are hidden from the broadest audience."""
        return tuple(page for page in self.site.pages if self.site.audience(page) != self.options.audiences[0])

    @cached_property
    def separate_folders(self) -> tuple[str, ...]:
        """Folders of the option `pages` for narrower audiences, if they are in this clone."""
        folders = self.options.pages.items()
        return tuple(path for name, path in folders if name != self.options.audiences[0] and not path.startswith(".."))

    def read(self, path: str) -> bytes | None:
        """Content of a file; None if it does not exist or cannot be read."""
        file = self.root / path
        try:
            return file.read_bytes() if file.is_file() else None
        except OSError:
            return None

    def shown(self, path: str) -> str:
        """A path as shown to people."""
        return shown(self.root, self.root / path)

    @cached_property
    def milepost(self) -> Mapping[str, Any]:
        """Milepost's options as written."""
        return milepost_options(self.values.get("plugins"))

    def option(self, name: str) -> Place | None:
        """Position of an option of Milepost."""
        found = place_of(self.read, self.config, *PLUGIN, name, key=True)
        return Place(self.shown(found.path), found.line, found.column, found.excerpt) if found else None


def internal_of(portfolio: Portfolio) -> tuple[AnyEntity, ...]:
    """Entries of a portfolio that its broadest audience does not see today."""
    today = datetime.now(UTC).date()
    outermost = portfolio.audiences[0]
    entities = (entity for type in portfolio.types for entity in portfolio.entities(type))
    return tuple(entity for entity in entities if audience_of(portfolio, entity, today) != outermost)


def examined_site(config_file: Path, visibility: str = "") -> ExaminedSite | None:
    """The site of a configuration file; None if it cannot be read."""
    folder = config_file.resolve().parent
    repository: Repository | None
    try:
        repository = Repository.around(folder)
        root = repository.root
    except GitError:
        repository, root = None, folder
    config = config_file.resolve().relative_to(root).as_posix()

    def read(path: str) -> bytes | None:
        file = root / path
        return file.read_bytes() if file.is_file() else None

    options, values = options_of(read, config), read_config(read, config)
    if options is None or values is None:
        return None
    return ExaminedSite(root, repository, config, options, values, visibility)
