"""The configuration of a site, with a word for what of it nobody understands."""

from __future__ import annotations

import click
from mkdocs.config.defaults import MkDocsConfig

from milepost.build.config import find, load
from milepost.cli.formats.forge import line


def configured(config_file: str | None) -> MkDocsConfig:
    """The configuration. Its warnings are told: a misspelt option asks for nothing. Raises what `load` does."""
    config, warnings = load(find(config_file))
    for warning in warnings:
        click.echo(f"Warning: {line(warning.sentence)}", err=True)
    return config
