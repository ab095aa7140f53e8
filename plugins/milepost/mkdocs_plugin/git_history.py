"""Links to the source, and names and dates from git: only on sites whose readers may see the source."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, MutableMapping
from importlib import metadata
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

from milepost.mkdocs_plugin.files import PLUGIN
from milepost.mkdocs_plugin.report import log
from milepost.settings import Settings

# Plugins named git-… or based on GitPython read git; so do these.
_OTHER_GIT_PLUGINS = ("document-dates", "neoteroi.contribs")
_LIBRARY = re.compile(r"gitpython\b(?!.*\bextra\b)", re.IGNORECASE)
_USES_GIT = "use_git"
_PAGE_EVENTS = ("page_markdown", "page_content", "page_context", "post_page")


def limit(config: MkDocsConfig, settings: Settings) -> None:
    """Restrict plugins that read git to what a site may show. Idempotent.

    Where the source is hidden, they are switched off, and so are links to the repository. Elsewhere they see
    hand-written pages only: a generated page is in no commit, and they would date it by the current time.
    """
    shows_source = settings.source_public or settings.innermost
    if not shows_source:
        config.repo_url = None
        config.repo_name = None
        config.edit_uri = None
        config.edit_uri_template = None
    made_with_git = _made_with_git()
    for name, plugin in config.plugins.items():
        if not isinstance(plugin, BasePlugin):
            continue
        chooses = _USES_GIT in plugin.config
        reads_git = not chooses and (_is_named_so(name) or name in made_with_git)
        if reads_git and not shows_source and _replace_events(config, plugin, lambda _: _nothing):
            log.info(f"{name} is off for this site; 'source_public: true' lets it show what git knows")
        elif reads_git:
            _replace_events(config, plugin, _except_on_generated_pages, _PAGE_EVENTS)
        elif not shows_source and plugin.config.get(_USES_GIT):
            plugin.config[_USES_GIT] = False
            log.info(f"{name} reads no dates from git for this site; 'source_public: true' lets it do so")


def forget(config: MkDocsConfig) -> None:
    """Remove git data from the variables that the macros plugin gives to pages, once it has collected them."""
    variables = getattr(config.plugins.get("macros"), "variables", None)
    if isinstance(variables, MutableMapping) and "git" in variables:
        variables["git"] = {"status": False}  # as macros sets it without git


def _is_named_so(name: str) -> bool:
    name = name.rpartition("/")[2].partition(" ")[0]  # without its theme's prefix or an instance number
    return name.startswith("git-") or name in _OTHER_GIT_PLUGINS


@functools.cache
def _made_with_git() -> frozenset[str]:
    """The installed plugins whose packages require GitPython."""
    found = metadata.entry_points(group="mkdocs.plugins")
    return frozenset(one.name for one in found if one.dist and any(map(_LIBRARY.match, one.dist.requires or ())))


def _replace_events(
    config: MkDocsConfig, plugin: BasePlugin[Any], replace: Callable[[Any], Any], names: tuple[str, ...] | None = None
) -> bool:
    """Replace event methods of a plugin in place, as MkDocs may be iterating the list; returns whether it had any."""
    found = False
    for event, methods in config.plugins.events.items():
        for at, method in enumerate(methods):
            if getattr(method, "__self__", None) is plugin and (names is None or event in names):
                methods[at] = replace(method)
                found = True
    return found


def _nothing(*_: Any, **__: Any) -> None:
    """Replacement for a method that must not run."""


def _except_on_generated_pages(method: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(method)
    def call(*args: Any, page: Any, **options: Any) -> Any:
        return None if page.file.generated_by == PLUGIN else method(*args, page=page, **options)

    return call
