"""One site of a configuration: what it asks for, and where its sites for each audience go."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from milepost.build.failure import CouldNotRun
from milepost.model.nearest import nearest
from milepost.model.scalars import ID
from milepost.settings import Settings
from milepost.site.options import settings


@dataclass(frozen=True, slots=True)
class Site:
    """`site_dir` is where the outermost site goes; each inner one lies beside it."""

    config_file: Path
    docs_dir: Path
    site_dir: Path
    settings: Settings
    mkdocs: MkDocsConfig

    @classmethod
    def of(cls, config: MkDocsConfig, as_of: date | None = None) -> Site:
        """The site of a loaded configuration. Raises MilepostError when its options cannot be."""
        found = settings(config, config.plugins["milepost"].config)
        return cls(
            config_file=Path(config.config_file_path),
            docs_dir=Path(config.docs_dir),
            # A link is followed: what it leads to is replaced, not the link.
            site_dir=Path(os.path.realpath(config.site_dir)),
            settings=replace(found, as_of=as_of) if as_of else found,
            mkdocs=config,
        )

    def target(self, audience: str) -> Path:
        """The folder of an audience's site."""
        if audience == self.settings.audiences[0]:
            return self.site_dir
        return self.site_dir.with_name(f"{self.site_dir.name}-{audience}")

    def known(self, audience: str | None, default: str | None = None) -> str:
        """An audience named on the command line; else the default, else the innermost. Raises CouldNotRun."""
        return known(self.settings, audience, default)

    def guard(self) -> None:
        """Raises CouldNotRun when a site would replace its source, or has a name no folder can have."""
        if bad := next((name for name in self.settings.audiences if not ID.match(name)), None):
            raise CouldNotRun(f"the audience '{bad}' cannot be part of a folder's name; use letters and digits")
        folders = (self.settings.data_dir, *self.settings.pages.values())
        sources = (self.config_file, self.docs_dir, *folders, Path.cwd())
        for audience in self.settings.audiences:
            target = self.target(audience)
            if inside := next((source for source in map(Path.resolve, sources) if source.is_relative_to(target)), None):
                raise CouldNotRun(f"the site would replace {target}, which holds {inside}; set another site_dir")


def known(settings: Settings, audience: str | None, default: str | None = None) -> str:
    """An audience named on the command line; else the default, else the innermost. Raises CouldNotRun."""
    name = audience or default or settings.audiences[-1]
    if name not in settings.audiences:
        hint = nearest(name, settings.audiences, "known are: ")
        raise CouldNotRun(f"there is no audience '{name}'{f'; {hint}' if hint else ''}")
    return name
