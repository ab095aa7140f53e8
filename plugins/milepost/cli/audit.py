"""`milepost audit`: search a built site for text that its readers may not see."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import click

from milepost.cli import options
from milepost.cli.configured_site import configured
from milepost.cli.output import put
from milepost.could_not_run import CouldNotRun
from milepost.leak_check.audit import explain
from milepost.leak_check.audit.audit import audit_site
from milepost.leak_check.audit.private_strings import private_strings
from milepost.leak_check.audit.report import AuditReport
from milepost.mkdocs_plugin.audit import source_of, themes_of
from milepost.mkdocs_plugin.site import Site
from milepost.problem import MilepostError

FINDINGS = 1


@click.command("audit")
@click.argument("site_folder", metavar="SITE", type=click.Path(path_type=Path))
@options.config_file
@click.option(
    "--audience", metavar="NAME",
    help="Whose site it is.  [default: the audience that SITE is built for, else the broadest]",
)  # fmt: skip
@click.option(
    "--control", metavar="DIR", type=click.Path(path_type=Path),
    help="A site that is meant to hold the internal text.  [default: the internal site beside SITE, if it is there]",
)  # fmt: skip
@click.option("--show-values", is_flag=True, help="Quote the internal text. Not for logs that others may read.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to write it."
)
@options.output
@options.as_of
def command(
    site_folder: Path,
    config_file: str | None,
    audience: str | None,
    control: Path | None,
    show_values: bool,
    form: str,
    output: Path | None,
    as_of: date | None,
) -> None:
    """Searches a built site for text that its readers may not see.

    Titles, ids, names, sentences, amounts, exact dates, addresses and file names that are internal in the data and the
    pages are searched for in every file of SITE and in its path, whatever they are coded or packed in.

    Ends with 1 where it finds some, and with 2 where it could not search.
    """
    site = configured(config_file, as_of)
    _expect_site(site_folder)
    audience = _audience(site, site_folder, audience)
    control = control or _internal(site, site_folder)
    if control is not None:
        _expect_site(control)
    try:
        private = private_strings(source_of(site.settings, site.mkdocs), audience)
    except MilepostError as error:
        raise CouldNotRun(
            f"{error.problems[0].sentence}\nmilepost check lists everything that cannot be read"
        ) from None
    found = audit_site(
        site_folder, private, allow=site.settings.audit.allow, control=control, themes=themes_of(site.mkdocs)
    )
    write = explain.to_json if form == "json" else explain.text
    put(write(found, show_values=show_values), output)
    _expect_control(found)
    if found.hits:
        raise click.exceptions.Exit(FINDINGS)


def _expect_site(folder: Path) -> None:
    if not folder.is_dir():
        raise CouldNotRun(f"there is no folder {folder}")
    if not any(folder.rglob("*.html")):
        raise CouldNotRun(f"{folder} is not a built site: there is no page in it. Build one with 'milepost build'")


def _audience(site: Site, folder: Path, named: str | None) -> str:
    """The audience whose site a folder is. Raises CouldNotRun for the one from which nothing is hidden."""
    settings = site.settings
    here = Path(os.path.realpath(folder))
    built_for = next((one for one in settings.audiences if site.target(one) == here), settings.audiences[0])
    audience = site.known_audience(named, built_for)
    if audience == settings.audiences[-1]:
        raise CouldNotRun(f"nothing is hidden from '{audience}', so there is nothing to search its site for")
    return audience


def _internal(site: Site, folder: Path) -> Path | None:
    """The internal site that was built together with a site; None if it cannot be found."""
    here = Path(os.path.realpath(folder))
    if here not in {site.target(one) for one in site.settings.audiences}:
        return None
    beside = site.target(site.settings.audiences[-1])
    return beside if beside.is_dir() and any(beside.rglob("*.html")) else None


def _expect_control(found: AuditReport) -> None:
    if found.control and found.control.searched and not found.control.found:
        raise CouldNotRun(
            f"the search found none of the internal strings in {found.control.folder}, where they should be. "
            "Name the internal site of the same source with --control"
        )
