"""Preparation of a site before MkDocs does anything: its data read, checked, filtered, and its pages planned."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs.config.defaults import MkDocsConfig

from milepost.graph.portfolio import Portfolio
from milepost.kinds.roadmap.model import Item
from milepost.mkdocs_plugin import report
from milepost.mkdocs_plugin.page_embeds import read_pages, unknown_in
from milepost.mkdocs_plugin.page_visibility import PageVisibility
from milepost.mkdocs_plugin.run_mode import RunMode
from milepost.open_portfolio import OpenPortfolio, open_portfolio
from milepost.render.site_plan import SitePlan, site_plan
from milepost.ruleset import rule_levels
from milepost.settings import Settings
from milepost.suggestions import nearest


@dataclass(frozen=True, slots=True)
class Prepared:
    """A site that is ready to be built. `portfolio` holds what its readers may see; nothing else is kept."""

    settings: Settings
    run: RunMode
    portfolio: Portfolio
    plan: SitePlan
    visibility: PageVisibility

    @property
    def warns(self) -> bool:
        """Whether to warn of broken links: only on the innermost site is everything known."""
        return self.settings.innermost

    @property
    def shows_source(self) -> bool:
        """Whether pages may link to the source, whose file names alone reveal what is in it."""
        return self.settings.source_public or self.settings.innermost

    def unknown(self, type: str, ref: str) -> str | None:
        """What is wrong with a link to an entity; None if the entity exists and only has no page."""
        if self.portfolio.exists(type, ref):
            return None
        hint = nearest(ref, (entity.key for entity in self.portfolio.entities(type)))
        return f"there is no {type} '{ref}'{f'; {hint}' if hint else ''}"


def prepare(config: MkDocsConfig, settings: Settings, run: RunMode) -> Prepared:
    """Read, check and plan a site. Raises PluginError if anything is wrong with its source."""
    found = open_portfolio(settings, run.history)
    visibility = PageVisibility(config, settings)
    problems = found.problems if run.checks else found.reading_problems
    if settings.innermost:
        report.stop_on_errors([*problems, *visibility.take_problems()])
    else:
        report.stop_on_page_errors(visibility.take_problems(), problems, innermost=False)
    if run.checks:
        report.warn(problems, quote=settings.innermost)
    _check_blocks(settings, run, found.whole, visibility)
    view = found.view_for(settings.audience)
    plan = site_plan(
        view.portfolio,
        as_of=view.as_of,
        sections=settings.sections,
        home=not visibility.home_is_written(),
        templates=settings.templates,
        history=view.history,
    )
    prepared = Prepared(settings, run, view.portfolio, plan, visibility)
    _log_hidden_counts(prepared, found)
    return prepared


def _check_blocks(settings: Settings, run: RunMode, whole: Portfolio, visibility: PageVisibility) -> None:
    """Raises PluginError for invalid blocks. Unknown names are reported on the innermost site only."""
    blocks = read_pages(visibility, filter(visibility.shows, visibility.pages), whole.head.fiscal_year_start or 1)
    problems = [problem for block in blocks for problem in block.problems]
    if settings.innermost and run.checks:
        problems += rule_levels(settings.rules).apply(unknown_in(blocks, whole))
    report.stop_on_errors(problems)
    report.warn(problems, quote=settings.innermost)


def _log_hidden_counts(prepared: Prepared, data: OpenPortfolio) -> None:
    """Log how much each outer site hides; in an outer site's own log, only warn if it is empty."""
    settings = prepared.settings
    if not settings.innermost:
        if not set(prepared.portfolio.types) - {"portfolio"}:
            name = settings.audience
            report.log.warning(
                f"nothing in '{settings.data_dir.name}' is for the audience '{name}', so its site shows "
                f"no plans. To disclose something, write 'audience: {name}' into a document, an entry "
                "of it, or an _audience.yml for a whole folder"
            )
        return
    for audience in settings.audiences[:-1]:
        items = len(data.whole.all(Item)) - len(data.view_for(audience).portfolio.all(Item))
        pages = prepared.visibility.hidden_from(audience)
        report.log.info(
            f"the site for '{audience}' leaves out {report.count(items, 'item')} of {len(data.whole.all(Item)):,} "
            f"and {report.count(pages, 'hand-written page')} of {len(prepared.visibility.pages):,}"
        )
