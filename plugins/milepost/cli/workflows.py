"""The GitHub workflows that `milepost init` writes, adapted to a site and its repository."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from milepost.cli.site_repository import main_branch, top
from milepost.could_not_run import CouldNotRun
from milepost.mkdocs_plugin.site import Site
from milepost.settings import DEFAULT_AUDIENCES

WORKFLOWS = ("pages.yml", "review.yml", "comment.yml")
BRANCH = "main"
CONFIG = "mkdocs.yml"
_VERBS = re.compile(r"\bmilepost (check|diff|build)\b")
# Names without a special meaning to shells, YAML and GitHub's patterns.
_PLAIN = re.compile(r"[\w.][\w./-]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Setting:
    """A site as workflows see it, with paths from the top of the repository; its outermost audience is the first.

    `inner_dirs` is a pattern for the folders of the inner sites.
    """

    config: str = CONFIG
    site_dir: str = "site"
    inner_dirs: str = "site-*"
    audiences: tuple[str, ...] = DEFAULT_AUDIENCES
    branch: str = BRANCH

    @classmethod
    def around(cls, folder: Path) -> Setting:
        """The setting of a site to be created in a folder. Raises CouldNotRun if no workflow can name its path."""
        here, above = folder.resolve(), top(folder)
        found = cls(
            config=(here / CONFIG).relative_to(above).as_posix(),
            site_dir=(here / "site").relative_to(above).as_posix(),
            inner_dirs=(here / "site-*").relative_to(above).as_posix(),
            branch=main_branch(folder) or BRANCH,
        )
        return found.checked()

    @classmethod
    def of(cls, site: Site, folder: Path) -> Setting:
        """The setting of an existing site, whose configuration is in a folder. Raises CouldNotRun."""
        above = top(folder)
        return replace(
            cls.around(folder),
            config=site.config_file.resolve().relative_to(above).as_posix(),
            site_dir=Path(os.path.relpath(site.site_dir, above)).as_posix(),
            inner_dirs=Path(os.path.relpath(site.target("*"), above)).as_posix(),
            audiences=site.settings.audiences,
        ).checked()

    def checked(self) -> Setting:
        """The setting itself. Raises CouldNotRun if a workflow cannot name a path as it is."""
        for path in (self.config, self.site_dir):
            if not _PLAIN.fullmatch(path):
                raise CouldNotRun(f"a workflow cannot name '{path}'; use letters, digits, '.', '-' and '_' in folders")
        return self if _PLAIN.fullmatch(self.branch) else replace(self, branch=BRANCH)


def workflows(setting: Setting = Setting()) -> dict[str, str]:
    """Path from the top of the repository → text of each workflow."""
    source = files("milepost.cli") / "scaffold" / "github"
    fitting = {
        "'internal' || 'public'": f"'{setting.audiences[-1]}' || '{setting.audiences[0]}'",
        "path: site\n": f"path: {setting.site_dir}\n",
        "path: site-*\n": f"path: {setting.inner_dirs}\n",
    }
    if setting.branch != BRANCH:
        fitting[f"branches: [{BRANCH}]"] = f"branches: [{json.dumps(setting.branch)}]"
    made = {}
    for name in WORKFLOWS:
        text = (source / name).read_text(encoding="utf-8")
        for ours, theirs in fitting.items():
            text = text.replace(ours, theirs)
        if setting.config != CONFIG:
            text = _VERBS.sub(rf"milepost \1 --config-file {setting.config}", text)
        made[f".github/workflows/{name}"] = text
    return made
