"""`milepost show`: one thing, with all that is worked out about it and its links both ways."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from milepost.audience import audience_of
from milepost.build.failure import CouldNotRun
from milepost.cli import options
from milepost.cli.configured import configured, opened
from milepost.cli.description import Description, describe
from milepost.cli.formats.forge import line
from milepost.cli.formats.json import written as as_written
from milepost.model.nearest import nearest
from milepost.portfolio import Portfolio, Thing

VERSION = 1


@click.command("show")
@click.argument("ref", metavar="REF")
@options.config_file
@options.audience
@options.as_of
@click.option("--json", "as_json", is_flag=True, help="Write JSON, whose names stay what they are.")
def command(ref: str, config_file: str | None, audience: str | None, as_of: date | None, as_json: bool) -> None:
    """Shows what REF says, where it is written, what is worked out from it and what it is linked with.

    REF is a type and an id, such as item:checkout, kr:trust/empty-shelves or theme:payments; the type may be
    left out where only one thing has that id.
    """
    site = configured(config_file, as_of)
    found = opened(site.settings)
    view = found.seen_by(site.known(audience))
    thing = _find(view.portfolio, ref)
    written = found.whole.find(thing.type, thing.key)
    assert written
    shown = describe(
        view.portfolio,
        view.insight,
        thing,
        place=found.whole.place(written),
        audience=audience_of(found.whole, written, view.as_of),
    )
    if as_json:
        click.echo(as_written({"version": VERSION, **shown.to_json()}))
    else:
        click.echo(_text(shown))


def _find(portfolio: Portfolio, ref: str) -> Thing[Any]:
    type_name, colon, name = ref.rpartition(":")
    types = (type_name,) if colon else portfolio.types
    found = [thing for one in types if (thing := portfolio.find(one, name))]
    if len(found) == 1:
        return found[0]
    if found:
        raise CouldNotRun(f"several things have the id '{name}': {', '.join(thing.ref for thing in found)}")
    known = [thing.key for one in types for thing in portfolio.things(one) if thing.id]
    hint = nearest(name, known)
    raise CouldNotRun(f"there is no '{ref}'{f'; {hint}' if hint else ''}")


def _text(shown: Description) -> str:
    lines = [
        f"{click.style(shown.ref, bold=True)}  {line(shown.title)}",
        f"{line(str(shown.place))}  seen by {shown.audience} and further in",
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
