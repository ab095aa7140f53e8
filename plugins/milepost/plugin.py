"""The MkDocs plugin: each event calls the module that handles it."""

from __future__ import annotations

from typing import Any, Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from milepost.mkdocs_plugin import caches, git_history, incompatible_plugins
from milepost.mkdocs_plugin.audit import publisher
from milepost.mkdocs_plugin.options import MilepostConfig, settings
from milepost.mkdocs_plugin.run_mode import RunMode
from milepost.mkdocs_plugin.site_build import SiteBuild, ending_the_build
from milepost.settings import Settings


class MilepostPlugin(BasePlugin[MilepostConfig]):  # type: ignore[no-untyped-call]
    """`plugins: [milepost]`. A parent process sets `run` before the build starts."""

    def __init__(self) -> None:
        self.run = RunMode()
        self._command = "build"
        self._settings: Settings
        self._build: SiteBuild

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], **_: Any) -> None:
        self._command = command

    @event_priority(1000)  # before any plugin opens its cache, or reads the URL of the repository
    def _on_config_first(self, config: MkDocsConfig, /) -> None:
        with ending_the_build():
            self._settings = settings(config, self.config)
            incompatible_plugins.refuse(config)
        caches.separate(config, self._settings.audience)
        git_history.limit(config, self._settings)

    def _on_config(self, config: MkDocsConfig, /) -> None:
        self._build = SiteBuild.begin(config, self._settings, self.run, publisher=publisher(self._command))

    on_config = CombinedEvent(_on_config_first, _on_config)

    @event_priority(100)
    def _on_files_first(self, files: Files, /, **_: Any) -> None:
        self._build.add_folders(files)
        self._build.take_out_hidden(files)
        self._build.add_pages(files)

    @event_priority(-90)
    def _on_files_late(self, files: Files, /, **_: Any) -> None:
        self._build.take_out_hidden(files)

    @event_priority(-200)  # after literate-nav has built its nav, at -100
    def _on_files_last(self, files: Files, /, **_: Any) -> None:
        self._build.set_nav(files)

    on_files = CombinedEvent(_on_files_first, _on_files_late, _on_files_last)

    @event_priority(-200)  # after awesome-nav and section-index have built theirs
    def on_nav(self, nav: Navigation, *, files: Files, **_: Any) -> None:
        self._build.place_pages(nav, files)

    @event_priority(100)
    def on_pre_page(self, page: Page, *, files: Files, **_: Any) -> None:
        self._build.adopt(page, files)

    @event_priority(100)
    def _on_page_content_first(self, html: str, /, *, page: Page, files: Files, **_: Any) -> str:
        return self._build.draw_blocks(page, html, files)

    @event_priority(-200)
    def _on_page_content_last(self, html: str, /, *, page: Page, **_: Any) -> None:
        self._build.note_references(page, html)

    on_page_content = CombinedEvent(_on_page_content_first, _on_page_content_last)

    @event_priority(100)  # before plugins that remove images from `files` to optimize them
    def _on_env_first(self, _env: Environment, /, *, files: Files, **_: Any) -> None:
        self._build.take_out_unused(files)

    @event_priority(-200)  # after all plugins that change the environment
    def _on_env_last(self, env: Environment, /, *, files: Files, **_: Any) -> None:
        self._build.draw_frames_once(env, files)

    on_env = CombinedEvent(_on_env_first, _on_env_last)

    def on_template_context(self, context: TemplateContext, **_: Any) -> None:
        self._build.date(context)

    def on_page_context(self, context: TemplateContext, **_: Any) -> None:
        self._build.date(context)

    @event_priority(-200)  # after all other plugins that write into the site
    def on_post_build(self, config: MkDocsConfig) -> None:
        if self._command != "serve":  # live reload injects a script into every response
            self._build.protect()
            self._build.audit(config)
