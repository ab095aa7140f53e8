"""Opening the site of a configuration and its data, with messages about what is not used as written."""

from __future__ import annotations

from datetime import date

import click

from milepost.escaping import line
from milepost.mkdocs_plugin.config_loading import find, load
from milepost.mkdocs_plugin.site import Site
from milepost.open_portfolio import OpenPortfolio, open_portfolio
from milepost.settings import Settings


def configured(config_file: str | None, as_of: date | None = None) -> Site:
    """The site of a configuration. Its warnings are shown, as a misspelt option has no effect.

    Raises what `find`, `load` and `Site.of` raise.
    """
    config, warnings = load(find(config_file))
    for warning in warnings:
        click.echo(f"Warning: {line(warning.sentence)}", err=True)
    return Site.of(config, as_of)


def opened(settings: Settings) -> OpenPortfolio:
    """The data of a site, for commands that work with what can be read; the number of errors is shown on stderr."""
    found = open_portfolio(settings)
    if errors := len(found.errors):
        noun = "error" if errors == 1 else "errors"
        click.echo(f"The data has {errors} {noun}; what cannot be read is left out. See milepost check.", err=True)
    return found
