"""The site of a configuration and its data, with a word for whatever is not taken as it is written."""

from __future__ import annotations

from datetime import date

import click

from milepost.escaping import line
from milepost.mkdocs_plugin.config_loading import find, load
from milepost.mkdocs_plugin.site import Site
from milepost.open_portfolio import OpenPortfolio, open_portfolio
from milepost.settings import Settings


def configured(config_file: str | None, as_of: date | None = None) -> Site:
    """The site of a configuration. Its warnings are shown: a misspelt option asks for nothing.

    Raises what `find`, `load` and `Site.of` raise.
    """
    config, warnings = load(find(config_file))
    for warning in warnings:
        click.echo(f"Warning: {line(warning.sentence)}", err=True)
    return Site.of(config, as_of)


def opened(settings: Settings) -> OpenPortfolio:
    """The data of a site, for commands that show what can be read of it: how much cannot is said on stderr."""
    found = open_portfolio(settings)
    if errors := len(found.errors):
        noun = "error" if errors == 1 else "errors"
        click.echo(f"The data has {errors} {noun}; what cannot be read is left out. See milepost check.", err=True)
    return found
