"""`milepost show`: one entity with its computed values, and its links in both directions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import click

from milepost.access.audience_filter import audience_of
from milepost.cli import options
from milepost.cli.configured_site import configured, opened
from milepost.cli.description import Description, describe
from milepost.cli.formats.json import written as as_written
from milepost.cli.references import found_entity
from milepost.cli.slip_report import SlipParameter, impact_of, slip_json, slip_text
from milepost.cli.time_travel import Moment, RevisionName, at
from milepost.escaping import line

VERSION = 1


@click.command("show")
@click.argument("ref", metavar="REF")
@options.config_file
@options.audience
@options.as_of_revision
@click.option("--json", "as_json", is_flag=True, help="Write JSON. Its names are stable.")
@click.option(
    "--if-slips",
    "slip",
    type=SlipParameter(),
    metavar="LENGTH",
    help="What would move if it ended so much later: 10d (calendar days) or 4w.",
)
def command(
    ref: str,
    config_file: str | None,
    audience: str | None,
    as_of: date | RevisionName | None,
    as_json: bool,
    slip: int | None,
) -> None:
    """Shows the fields of REF, where it is written, its computed values, and its links in both directions.

    REF is a type and an id, such as item:checkout, task:checkout/design, project:checkout or theme:payments; the
    type may be left out where only one entity has that id.

    With --if-slips it shows what else would move, how far, and which dates would be missed, if an item, release,
    milestone, task, or project slipped. Slack is taken into account.
    """
    with at(config_file, as_of) as moment:
        _show(ref, moment, audience, as_json=as_json, slip=slip)


def _show(ref: str, moment: Moment, audience: str | None, *, as_json: bool, slip: int | None) -> None:
    site = configured(moment.config_file, moment.day)
    found = opened(site.settings)
    view = found.view_for(site.known_audience(audience))
    entity = found_entity(view.portfolio, ref)
    impact = impact_of(view.insight, entity, slip) if slip else None
    if impact is not None and not as_json:
        click.echo(slip_text(entity, impact))
        return
    written = found.whole.find(entity.type, entity.key)
    assert written
    shown = describe(
        view.portfolio,
        view.insight,
        entity,
        # A line number tells how much stands above it, and a path may tell more.
        place=found.whole.place(written) if site.settings.source_public or view.portfolio.innermost else None,
        audience=audience_of(found.whole, written, view.as_of),
    )
    if entity.type == "plan" and ref.lower().startswith("project:"):
        shown = replace(shown, ref=f"project:{entity.id}")
    if as_json:
        slips = {"if_slips": slip_json(impact)} if impact is not None else {}
        click.echo(as_written({"version": VERSION, **shown.to_json(), **slips}))
    else:
        click.echo(_text(shown, innermost=found.whole.audiences[-1]))


def _text(shown: Description, innermost: str) -> str:
    readers = "only" if shown.audience == innermost else "and more restricted audiences"
    lines = [
        f"{click.style(shown.ref, bold=True)}  {line(shown.title)}",
        f"{f'{line(str(shown.place))}  ' if shown.place else ''}visible to {shown.audience} {readers}",
    ]
    for heading, rows in shown.tables():
        if rows:
            width = max(len(name) for name, _ in rows)
            lines += [
                "",
                click.style(heading, bold=True),
                *(f"  {name:<{width}}  {value}" for name, value in rows),
            ]
    return "\n".join(lines)
