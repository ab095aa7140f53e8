"""`milepost export`: the generated pages as plain Markdown, for other site generators."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import click

from milepost.cli import options
from milepost.cli.configured_site import configured
from milepost.could_not_run import CouldNotRun
from milepost.open_portfolio import open_portfolio
from milepost.outputs import folder as exports
from milepost.outputs.registry import OUTPUTS
from milepost.problem import Level, MilepostError
from milepost.publish.staging import stage
from milepost.publish.swap import publish_all
from milepost.render.site_plan import site_plan


@click.command("export")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@options.config_file
@click.option(
    "--audience", metavar="NAME", help="Whose pages to write.  [default: that of a plain build, the broadest audience]"
)
@options.as_of
@click.option(
    "--format",
    "form",
    type=click.Choice(tuple(OUTPUTS)),
    default=next(iter(OUTPUTS)),
    show_default=True,
    help="What the pages are written as.",
)
def command(folder: Path, config_file: str | None, audience: str | None, as_of: date | None, form: str) -> None:
    """Writes each generated page as a Markdown file into DIR, with the style sheet and script the pages use.

    Each section is a heading and a block of HTML, which any Markdown generator leaves as it is. DIR must be
    empty, or be an earlier export, which is replaced.
    """
    site = configured(config_file, as_of)
    settings = site.settings
    audience = site.known_audience(audience, settings.audience)
    target = Path(os.path.realpath(folder))
    if not exports.may_replace(target):
        raise CouldNotRun(f"{folder} holds something that is no export; name a new or empty folder")
    found = open_portfolio(settings)
    errors = [problem for problem in found.problems if problem.level == Level.ERROR]
    if errors:
        raise MilepostError(*errors)
    view = found.view_for(audience)
    plan = site_plan(
        view.portfolio,
        as_of=settings.as_of,
        sections=settings.sections,
        home=True,
        templates=settings.templates,
        history=view.history,
    )
    contents = OUTPUTS[form].build(plan)
    with stage(target) as beside:
        new = beside / "export"
        exports.write(new, contents)
        publish_all([(new, target)], beside)
    click.echo(f"Wrote {len(plan.pages)} pages for '{audience}' to {folder}")
