"""The configuration of a site as needed for a comparison, without executing any of it."""

from __future__ import annotations

import os
from typing import Any

import click
import yaml
from mkdocs.config.defaults import MkDocsConfig

from milepost.could_not_run import CouldNotRun
from milepost.diff.configuration import named
from milepost.diff.site_at_revision import milepost_options, read_config
from milepost.escaping import line
from milepost.mkdocs_plugin import config_errors
from milepost.mkdocs_plugin.config_loading import find, load_values
from milepost.problem import MilepostError
from milepost.site_config.locations import content_of

_NEEDED = ("site_name", "docs_dir", "site_url", "repo_url", "use_directory_urls")


class _FromEnvironment(yaml.SafeLoader):
    """Resolves `!ENV` as MkDocs does; every other tag becomes None."""


def _variable(loader: _FromEnvironment, _suffix: str, node: yaml.Node) -> Any:
    if node.tag != "!ENV" or isinstance(node, yaml.MappingNode):
        return None
    values = node.value if isinstance(node, yaml.SequenceNode) else [node]
    names = values[:-1] if len(values) > 1 else values
    for name in names:
        found = os.environ.get(name.value) if isinstance(name, yaml.ScalarNode) else None
        if found is not None:
            return yaml.load(found, yaml.SafeLoader)
    return loader.construct_object(values[-1], deep=True) if len(values) > 1 else None


_FromEnvironment.add_multi_constructor("!", _variable)
_FromEnvironment.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)


def load_unexecuted(config_file: str | None) -> MkDocsConfig:
    """A configuration without its theme, hooks, extensions and other plugins, none of which is loaded.

    Another author's branch may bring any of them, and is compared before anyone has reviewed it. Raises what `load`
    does.
    """
    path = find(config_file)
    if problem := config_errors.of_syntax(path):
        raise MilepostError(problem)
    values = read_config(content_of, path.as_posix(), loader=_FromEnvironment)
    if values is None:
        raise CouldNotRun(f"{path} cannot be read")
    plugins = values.get("plugins")
    if "milepost" not in named(plugins):
        raise CouldNotRun(f"{path} does not use Milepost; add '- milepost' to its plugins")
    kept = {name: values[name] for name in _NEEDED if name in values}
    config, warnings = load_values(path, {**kept, "plugins": [{"milepost": milepost_options(plugins)}]})
    for warning in warnings:
        click.echo(f"Warning: {line(warning.sentence)}", err=True)
    return config
