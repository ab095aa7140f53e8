"""Links to the source, names and dates that git knows: not for outsiders, unless the source is theirs too."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

from milepost.site.report import log

GIT_PLUGINS = (
    "git-authors",
    "git-committers",
    "git-committers-2",
    "git-revision-date",
    "git-revision-date-localized",
    "document-dates",
)


def remove(config: MkDocsConfig) -> None:
    """Takes the repository's address out of the configuration and stops plugins that print what git knows."""
    config.repo_url = None
    config.repo_name = None
    config.edit_uri = None
    config.edit_uri_template = None
    for name in GIT_PLUGINS:
        plugin = config.plugins.get(name)
        if plugin is None:
            continue
        for methods in config.plugins.events.values():
            methods[:] = [method for method in methods if getattr(method, "__self__", None) is not plugin]
        log.info(f"{name} is off for this site; 'source_public: true' lets it show what git knows")
