"""One build of one site: the handlers of MkDocs' events."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from milepost.kinds.registry import LINKED_TYPES
from milepost.leak_check.audit.private_strings import StringSource
from milepost.mkdocs_plugin import caches, git_history, nav, nav_tree, page_dates, report, search
from milepost.mkdocs_plugin import files as site_files
from milepost.mkdocs_plugin.addresses import PageUrls
from milepost.mkdocs_plugin.audience_order import is_restricted
from milepost.mkdocs_plugin.audit import audit_build, source_of
from milepost.mkdocs_plugin.content_policy import inline_scripts, protect
from milepost.mkdocs_plugin.embeds import Blocks
from milepost.mkdocs_plugin.generated_pages import adopt
from milepost.mkdocs_plugin.links import PageLinks
from milepost.mkdocs_plugin.metadata import clean_metadata
from milepost.mkdocs_plugin.page_frames import PageFrames
from milepost.mkdocs_plugin.page_sources import PageSources
from milepost.mkdocs_plugin.preparation import Prepared, prepare
from milepost.mkdocs_plugin.references import References
from milepost.mkdocs_plugin.run_mode import RunMode
from milepost.mkdocs_plugin.snippets import Snippets
from milepost.problem import MilepostError
from milepost.render.bytecode_cache import keep_compiled
from milepost.settings import Settings


class SiteBuild:
    """The state of one build; a new one for each, so that `mkdocs serve` starts afresh every time.

    `begin` reads and checks everything while the previous site is still untouched.
    """

    def __init__(self, config: MkDocsConfig, site: Prepared, source: StringSource) -> None:
        self.config = config
        self.site = site
        self.settings = site.settings
        self.source = source
        self.sources = PageSources(site.settings.as_of)
        self.untrusted: set[str] = set()
        self.blocks = Blocks(site.plan)
        self.references = References(config) if not site.settings.innermost else None
        self.addresses: PageUrls | None = None

    @classmethod
    def begin(cls, config: MkDocsConfig, settings: Settings, run: RunMode, *, publisher: str | None) -> SiteBuild:
        """Read and check everything, and prepare the configuration. Raises PluginError for problems."""
        with ending_the_build():
            if publisher:
                _refuse_to_publish_internal(settings, publisher)
            source = source_of(settings, config)  # the navigation as written, before it is pruned
            config.watch += [str(folder) for folder in _watched(settings)]
            found = cls(config, prepare(config, settings, run), source)
        found._configure()
        return found

    def _configure(self) -> None:
        """Configure MkDocs and its plugins for this site."""
        config, site, inner = self.config, self.site, self.settings.innermost
        site_files.add_theme(config)
        site.plan.theme.keep_compiled(caches.template_folder(self.settings.audience))
        git_history.limit(config, self.settings)
        search.index_text(config, site.plan.pages)
        links = PageLinks(LINKED_TYPES, site.plan.target, self._unknown, innermost=inner)
        config.markdown_extensions += [links, self.blocks]  # type: ignore[list-item]
        if not inner:
            nav.silence_missing_entries(config)
            config.markdown_extensions.append(Snippets(config, site.visibility, site.run))  # type: ignore[arg-type]

    def take_out_hidden(self, files: Files) -> None:
        """on_files, first, and again for files added by other plugins."""
        site_files.take_out(files, self.config, self.site.visibility)
        report.stop_on_page_errors(self.site.visibility.take_problems(), innermost=self.settings.innermost)

    def add_folders(self, files: Files) -> None:
        """on_files, before anything else."""
        site_files.add_folders(files, self.site.visibility)

    def add_pages(self, files: Files) -> None:
        """on_files, early: other plugins see our pages and may place them."""
        if not self.site.shows_source:
            git_history.forget(self.config)
        data_dir = self.settings.data_dir if self.site.shows_source else None
        with ending_the_build():
            site_files.add_pages(files, self.config, self.site.plan, self.sources, data_dir=data_dir)

    def set_nav(self, files: Files) -> None:
        """on_files, last."""
        nav.set_nav(self.config, files, self.site.plan, innermost=self.settings.innermost)

    def place_pages(self, navigation: Navigation, files: Files) -> None:
        """on_nav, last."""
        if self.references:
            nav_tree.prune(navigation, files)
            self.references.add_all("", nav_tree.addresses(navigation.items))
        nav_tree.place(files, self.site.plan)
        page_dates.date_pages(files, self.settings.as_of)

    def adopt(self, page: Page, files: Files) -> None:
        """on_pre_page, first."""
        page_dates.date_page(page, self.settings.as_of)
        generated = self.site.plan.pages.get(page.file.src_uri)
        if generated is None or page.file.generated_by not in (None, site_files.PLUGIN):
            return
        adopt(page, generated, self._addresses(files))

    def draw_blocks(self, page: Page, html: str, files: Files) -> str:
        """on_page_content, first: other plugins see the views."""
        drawn = self.blocks.draw(html, page, self._addresses(files))
        if not self.settings.templates:  # our templates contain no scripts, so a script must come from data
            written = set() if page.file.src_uri in self.site.plan.pages else set(inline_scripts(html))
            self.untrusted.update(set(inline_scripts(drawn)) - written)
        return drawn

    def note_references(self, page: Page, html: str) -> None:
        """on_page_content, last. Generated pages refer only to other generated pages."""
        if self.references and page.file.generated_by != site_files.PLUGIN:
            self.references.add_page(page, html)

    def take_out_unused(self, files: Files) -> None:
        """on_env, first: all pages have been read, and no plugin has used a file or its content yet."""
        if self.references is None:
            return
        site_files.take_out_unused(files, self.config, self.site.visibility, self.references.among(files))
        for words in clean_metadata(files, self.config, self.settings.keep_metadata):
            report.log.warning(words)
        self.sources.write_cleaned(files)

    def draw_frames_once(self, env: Environment, files: Files) -> None:
        """on_env, last."""
        keep_compiled(env, caches.template_folder(self.settings.audience))
        PageFrames(self.site.plan.pages, files).install(env)

    def protect(self) -> None:
        """on_post_build, last."""
        policy = self.settings.content_security_policy
        if policy is None:
            return
        url = self.config.site_url or ""
        for words in protect(Path(self.config.site_dir), policy, site_url=url, untrusted=self.untrusted):
            report.log.warning(words)

    def date(self, context: TemplateContext) -> None:
        """on_page_context and on_template_context."""
        page_dates.date_template(context, self.settings.as_of)

    def _addresses(self, files: Files) -> PageUrls:
        if self.addresses is None:
            self.addresses = PageUrls(files)
        return self.addresses

    def _unknown(self, page: File, type: str, ref: str) -> None:
        words = self.site.unknown(type, ref) if self.site.warns else None
        if words:
            report.log.warning(f"{page.src_uri} links to {type}:{ref}, but {words}")

    def audit(self, config: MkDocsConfig) -> None:
        """on_post_build, last. `milepost build` audits the sites of its child processes itself."""
        if self.site.run.checks and not self.settings.innermost:
            audit_build(self.settings, self.source, config)


def _watched(settings: Settings) -> Iterator[Path]:
    """The input folders of a site besides `docs_dir`."""
    yield settings.data_dir
    if settings.templates:
        yield settings.templates
    yield from settings.pages_visible_to(settings.audience).values()


def _refuse_to_publish_internal(settings: Settings, publisher: str) -> None:
    audience, outermost = settings.audience, settings.audiences[0]
    if audience != outermost or is_restricted(audience):
        raise PluginError(
            f"{publisher} publishes to everybody, and this is the site for '{audience}'. "
            + (f"Deploy the one for '{outermost}', or put" if audience != outermost else "Put")
            + " this one on a server of your own"
        )


@contextmanager
def ending_the_build() -> Iterator[None]:
    """Convert Milepost's errors into PluginError. Problems of options and pages may be quoted."""
    try:
        yield
    except MilepostError as error:
        report.stop_on_errors(error.problems)
