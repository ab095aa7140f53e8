"""`milepost blame`: every value that a field of an entry ever had, from git."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from milepost.cli import options
from milepost.cli.configured_site import configured, opened
from milepost.cli.formats.json import written as as_written
from milepost.cli.references import found_entity
from milepost.could_not_run import CouldNotRun
from milepost.escaping import line
from milepost.graph.portfolio import Entity
from milepost.history.corrections import Observation, observations
from milepost.history.history import History
from milepost.history.site_history import TRACKED
from milepost.suggestions import nearest

VERSION = 1
_HASH = 10  # characters of a commit's name


@click.command("blame")
@click.argument("ref", metavar="REF")
@click.argument("field", metavar="FIELD")
@options.config_file
@options.audience
@options.as_of
@click.option("--json", "as_json", is_flag=True, help="Output JSON.")
def command(
    ref: str, field: str, config_file: str | None, audience: str | None, as_of: date | None, as_json: bool
) -> None:
    """Prints every value that FIELD of the entry REF had, with its day, commit, and author, the newest first.

    REF is a type and an id, such as item:checkout. The past is known of states, dates that are promised, what gives
    them, and reasons: status, end, release, health_reason, and so on. Renamed and moved entries are followed.
    """
    site = configured(config_file, as_of)
    view = opened(site.settings).view_for(site.known_audience(audience))
    entity = found_entity(view.portfolio, ref)
    found = _values(view.history, entity, field)
    known = view.history.known
    notes = known.ledger.notes if known else {}
    rows = [(one, notes.get(one.snapshot.commit)) for one in reversed(found)]
    if as_json:
        values = [
            {
                "day": one.snapshot.day.isoformat(),
                "commit": one.snapshot.commit,
                "author": note.author if note else None,
                "subject": note.subject if note else None,
                "value": one.value,
            }
            for one, note in rows
        ]
        click.echo(as_written({"version": VERSION, "ref": entity.ref, "field": field, "values": values}))
        return
    if not rows:
        click.echo(f"{entity.ref} never had a value for {field}.")
    width = max((len(note.author) for _, note in rows if note), default=0)
    for one, note in rows:
        about = f"  {line(note.author):<{width}}  {line(note.subject)}" if note else ""
        click.echo(f"{one.snapshot.day}  {one.snapshot.commit[:_HASH]}  {line(one.value)}{about}")
    if known and known.missing:
        click.echo(known.missing, err=True)


def _values(history: History, entity: Entity[Any], field: str) -> tuple[Observation, ...]:
    """The values of a field. Raises CouldNotRun if its past is not followed, or nothing is known of the past at all."""
    known = TRACKED.of(type(entity.entry))
    if field not in known:
        hint = nearest(field, known, "there are: ") if known else f"no field of {entity.type} is followed"
        raise CouldNotRun(f"the past of '{field}' is not followed; {hint}")
    if history.known is None:
        raise CouldNotRun(
            "there is no history to read: the data is in no git repository, or history_audience hides it from this "
            "audience"
        )
    if not history.trail(entity):
        raise CouldNotRun(f"{entity.ref} is in no commit yet")
    return observations(history.trail(entity), field)
