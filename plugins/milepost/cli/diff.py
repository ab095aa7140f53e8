"""`milepost diff`: what a change of the data means, for its reviewers."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from milepost.cli import options
from milepost.cli.formats import FORMATS, text
from milepost.cli.formats.links import ChangeLinks, PublishedSite
from milepost.cli.gate import Gate, Stop
from milepost.cli.output import put
from milepost.could_not_run import CouldNotRun
from milepost.diff.headline import headline
from milepost.diff.reading import UnreadableBase, review
from milepost.diff.review import Review
from milepost.escaping import line
from milepost.git.repository import GitError, Repository
from milepost.mkdocs_plugin.site import Site, known_audience
from milepost.mkdocs_plugin.unexecuted_config import load_unexecuted
from milepost.settings import Settings, resolve_as_of

FINDINGS = 1
# Formats that include notes.
_TELLS_ALL = ("text", "markdown", "json")


@click.command("diff")
@click.argument("base")
@click.argument("head", required=False)
@options.config_file
@click.option(
    "--data", "data_folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False),
    help="Compare only this folder of data; no mkdocs.yml is needed.",
)  # fmt: skip
@click.option("--merge-base", is_flag=True, help="Compare with the commit at which HEAD left BASE.")
@options.audience
@options.as_of
@options.form
@options.output
@click.option(
    "--fail-on", "stops", multiple=True, type=Stop(),
    help="End with 1 for changes of this level and above, or of this rule.  [default: error]",
)  # fmt: skip
@click.option("--exit-code", "any_change", is_flag=True, help="End with 1 for any change at all.")
def command(
    base: str,
    head: str | None,
    config_file: str | None,
    data_folder: Path | None,
    merge_base: bool,
    audience: str | None,
    as_of: date | None,
    form: str,
    output: Path | None,
    stops: tuple[str, ...],
    any_change: bool,
) -> None:
    """Says what the change from BASE to HEAD means for the plan: what becomes visible, which dates move, who waits.

    BASE and HEAD are commits: a branch, a tag, a hash, HEAD~2. Without HEAD the files on disk are compared, saved
    and not yet committed. Order, formatting and the way entities are spread over files do not count.
    """
    site, settings = _asked(config_file, data_folder, as_of)
    gate = Gate(stops, any_change=any_change, rules=settings.rules)
    try:
        found = review(
            settings,
            base,
            head,
            audience=known_audience(settings, audience),
            merge_base=merge_base,
            config_file=site.config_file if site else None,
        )
        links = _links(found, site, settings)
    except GitError as error:
        raise CouldNotRun(line(str(error))) from None
    except UnreadableBase as error:
        if error.problems:
            click.echo(f"{text.problems(error.problems)}\n", err=True)
        raise CouldNotRun(line(str(error))) from None
    put(FORMATS[form].review(found, links), output)
    if form == "text" and not found.changes:
        click.echo(f"{line(text.compared(found))}: {headline(())}", err=True)
    if form not in _TELLS_ALL or (form == "text" and not found.changes):
        for note in found.notes:
            click.echo(f"Note: {line(note)}", err=True)
    if gate.closed(found.changes):
        raise click.exceptions.Exit(FINDINGS)


def _asked(config_file: str | None, data_folder: Path | None, as_of: date | None) -> tuple[Site | None, Settings]:
    """The site, if a configuration is used, and the settings."""
    if data_folder and not config_file:
        return None, Settings(data_dir=data_folder.absolute(), as_of=as_of or resolve_as_of(None))
    site = Site.of(load_unexecuted(config_file), as_of)
    settings = site.settings
    return site, replace(settings, data_dir=data_folder.absolute()) if data_folder else settings


def _links(found: Review, site: Site | None, settings: Settings) -> ChangeLinks:
    config = site.mkdocs if site else None
    published = PublishedSite(config.site_url, config.repo_url, config.use_directory_urls) if config else None
    top = Repository.around(settings.data_dir).root
    return ChangeLinks.of(found, published, settings.audiences[0], (Path.cwd(), top), os.environ)
