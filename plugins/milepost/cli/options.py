"""Options that several commands share."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from milepost.cli.formats import FORMATS
from milepost.cli.time_travel import AsOfParameter


class DayParameter(click.ParamType):  # type: ignore[type-arg]
    """A day such as 2026-09-14."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"'{value}' is not a day; write it as 2026-09-14", param, ctx)


def file_or_terminal(_context: click.Context, _option: click.Parameter, value: Path | None) -> Path | None:
    """The file to write to; None for `-`, the terminal."""
    return None if value == Path("-") else value


as_of_revision = click.option(
    "--as-of",
    type=AsOfParameter(),
    metavar="WHEN",
    help="The date of the site's values, or a revision: everything as it was there.  [default: as_of in mkdocs.yml, "
    "else SOURCE_DATE_EPOCH, else today]",
)
config_file = click.option(
    "-f", "--config-file", metavar="FILE", help="The site's configuration.  [default: mkdocs.yml]"
)
audience = click.option(
    "--audience", metavar="NAME", help="Show what this audience may see.  [default: the most restricted audience]"
)
as_of = click.option(
    "--as-of",
    type=DayParameter(),
    metavar="DAY",
    help="The date of the site's values.  [default: as_of in mkdocs.yml, else SOURCE_DATE_EPOCH, else today]",
)
form = click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True, help="Output format."
)
output = click.option(
    "-o", "--output", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    callback=file_or_terminal, help="Write to this file instead of the terminal.",
)  # fmt: skip
