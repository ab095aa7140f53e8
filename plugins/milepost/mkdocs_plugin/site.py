"""One configured site: its settings, and where its sites for each audience are written."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import permutations
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from milepost.could_not_run import CouldNotRun
from milepost.mkdocs_plugin.options import settings
from milepost.schema.scalars import ID
from milepost.settings import Settings
from milepost.site_config.destinations import below, guard, guard_content, guard_writable, inner_dir
from milepost.suggestions import nearest


@dataclass(frozen=True, slots=True)
class Site:
    """A configured site.

    `site_dir` is the folder of the outermost site with links resolved, `written` the same unresolved.
    """

    config_file: Path
    docs_dir: Path
    site_dir: Path
    written: Path
    settings: Settings
    mkdocs: MkDocsConfig

    @classmethod
    def of(cls, config: MkDocsConfig, as_of: date | None = None) -> Site:
        """The site of a loaded configuration. Raises MilepostError if its options are invalid."""
        found = settings(config, config.plugins["milepost"].config)
        return cls(
            config_file=Path(config.config_file_path),
            docs_dir=Path(config.docs_dir),
            # A symbolic link is resolved, so that its target is replaced and not the link.
            site_dir=Path(os.path.realpath(config.site_dir)),
            written=Path(os.path.abspath(config.site_dir)),
            settings=replace(found, as_of=as_of) if as_of else found,
            mkdocs=config,
        )

    @property
    def config_dir(self) -> Path:
        """The folder of mkdocs.yml."""
        return Path(os.path.abspath(self.config_file)).parent

    @property
    def staging_base(self) -> Path:
        """The path beside which a build creates its temporary folder.

        That folder is internal, and a killed build leaves it behind. So it is not beside `site_dir`, whose parent may
        be uploaded, but where the internal site is; or, if that is not writable, in the system's temporary folder.
        """
        folder = self.config_dir if os.access(self.config_dir, os.W_OK) else Path(tempfile.gettempdir())
        return folder / below(self.written, self.config_dir)[0]

    def target(self, audience: str) -> Path:
        """The folder of an audience's site."""
        if audience == self.settings.audiences[0]:
            return self.site_dir
        return Path(os.path.realpath(inner_dir(self.written, self.config_dir, audience)))

    def known_audience(self, audience: str | None, default: str | None = None) -> str:
        """The audience named on the command line, else `default`, else the innermost. Raises CouldNotRun if unknown."""
        return known_audience(self.settings, audience, default)

    def guard(self, audiences: Sequence[str] = ()) -> None:
        """Raises CouldNotRun if a site would replace its source, or if an audience cannot name a folder.

        For the `audiences` to build now, also if their folders are not writable or hold what no build has made. Raises
        OSError.
        """
        if bad := next((name for name in self.settings.audiences if not ID.match(name)), None):
            raise CouldNotRun(f"the audience '{bad}' cannot be part of a folder's name; use letters and digits")
        targets = {audience: self.target(audience) for audience in self.settings.audiences}
        for target in targets.values():
            guard(target, self._sources())
            if target.is_relative_to(self.docs_dir.resolve()):
                raise CouldNotRun(f"{target} is in {self.docs_dir}, which the site is made from; set another site_dir")
        for (one, outer), (other, inner) in permutations(targets.items(), 2):
            if inner.is_relative_to(outer):
                raise CouldNotRun(f"the site for '{other}' would be in that for '{one}', {outer}; set another site_dir")
        for audience in audiences:
            guard_writable(targets[audience])
            guard_content(targets[audience])

    def _sources(self) -> tuple[Path, ...]:
        theme, templates = self.mkdocs.theme.custom_dir, self.settings.templates
        others = [*self.settings.pages.values(), *(Path(folder) for folder in (theme, templates) if folder)]
        return (self.config_file, self.docs_dir, self.settings.data_dir, Path.cwd(), *others)


def known_audience(settings: Settings, audience: str | None, default: str | None = None) -> str:
    """The audience named on the command line, else `default`, else the innermost. Raises CouldNotRun if unknown."""
    name = audience or default or settings.audiences[-1]
    if name not in settings.audiences:
        hint = nearest(name, settings.audiences, "known are: ")
        raise CouldNotRun(f"there is no audience '{name}'{f'; {hint}' if hint else ''}")
    return name
