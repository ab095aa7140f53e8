"""The audit of a site built by plain MkDocs, and the source of its private strings."""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from milepost.leak_check.audit import explain
from milepost.leak_check.audit.audit import audit_site, theme_folders
from milepost.leak_check.audit.private_strings import StringSource, private_strings
from milepost.leak_check.audit.raw_pages import PageFolder
from milepost.mkdocs_plugin import report
from milepost.problem import MilepostError, Place
from milepost.settings import Settings
from milepost.site_config.locations import place_on_disk

# Set by mike while MkDocs builds the version that mike then commits to a public branch.
MIKE_VARIABLE = "MIKE_DOCS_VERSION"


def source_of(settings: Settings, config: MkDocsConfig) -> StringSource:
    """Where the private strings of a site are collected from."""
    nav_place = place_on_disk(config.config_file_path, "nav") or Place(str(config.config_file_path or "mkdocs.yml"))
    return StringSource(
        data_dir=settings.data_dir,
        audiences=settings.audiences,
        as_of=settings.as_of,
        pages=(
            PageFolder(Path(config.docs_dir), settings.pages_audience),
            *(PageFolder(folder, audience, ceiling=audience) for audience, folder in settings.pages.items()),
        ),
        nav=list(config.nav or ()),
        nav_place=nav_place,
    )


def themes_of(config: MkDocsConfig) -> tuple[Path, ...]:
    """The folders of installed themes, whose files are copied into a site. `custom_dir` is not one of them."""
    own = config.theme.custom_dir
    installed = (Path(folder) for folder in config.theme.dirs if folder != own)
    return tuple(dict.fromkeys((*theme_folders(), *installed)))


def audit_build(settings: Settings, source: StringSource, config: MkDocsConfig) -> None:
    """Audit the site that was just built for an outer audience. Raises PluginError on findings."""
    if not settings.audit.enabled:
        report.log.warning(
            "nobody checked this site for internal text, since 'audit: {enabled: false}' is set; 'milepost build' does"
        )
        return
    try:
        private = private_strings(source, settings.audience)
        found = audit_site(Path(config.site_dir), private, allow=settings.audit.allow, themes=themes_of(config))
    except (MilepostError, OSError) as error:
        raise PluginError(f"the site was not searched for internal text: {error}") from None
    *details, outcome = explain.summary(found)
    if not found.hits:
        report.log.info(f"{details[0]} {outcome}")
        return
    report.log.error(explain.text(found))
    raise PluginError(
        f"{outcome[:-1]} with internal text. Do not publish {_shown(config.site_dir)}: it was built, "
        "and is still there for you to look at"
    )


def publisher(command: str) -> str | None:
    """The tool that will publish the site being built, if it can be recognized: gh-deploy or mike."""
    if command == "gh-deploy":
        return "gh-deploy"
    return "mike" if os.environ.get(MIKE_VARIABLE) else None


def _shown(folder: str) -> str:
    path = Path(folder)
    return path.relative_to(Path.cwd()).as_posix() if path.is_relative_to(Path.cwd()) else folder
