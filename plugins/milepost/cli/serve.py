"""`milepost serve`: a local site that is rebuilt on every edit."""

from __future__ import annotations

import os
from typing import Any

import click

from milepost.cli import options
from milepost.could_not_run import CouldNotRun
from milepost.mkdocs_plugin.config_loading import find, load
from milepost.mkdocs_plugin.options import AUDIENCE_VARIABLE
from milepost.mkdocs_plugin.site import Site


@click.command("serve")
@options.config_file
@options.audience
@click.option("-a", "--dev-addr", metavar="HOST:PORT", help="Where to serve it.  [default: 127.0.0.1:8000]")
@click.option("-o", "--open", "browser", is_flag=True, help="Open it in a browser.")
def command(config_file: str | None, audience: str | None, dev_addr: str | None, browser: bool) -> None:
    """Serves the site of the innermost audience on this machine; each saved page or data file shows at once.

    Nothing is verified and nothing is written to the site's folder. Stop it with Ctrl-C.
    """
    from mkdocs.__main__ import State
    from mkdocs.commands.serve import serve
    from mkdocs.exceptions import Abort, MkDocsException

    path = find(config_file)
    config, _ = load(path, dev_addr=dev_addr)
    plugin: Any = config.plugins["milepost"]
    fixed = plugin.config["audience"]
    wanted = Site.of(config).known_audience(audience, fixed)
    if fixed not in (None, wanted):
        raise CouldNotRun(f"{path} says 'audience: {fixed}', so only that can be served; take the line out")
    os.environ[AUDIENCE_VARIABLE] = wanted
    log = State()  # type: ignore[no-untyped-call]  # prints MkDocs' log on stderr for as long as somebody holds it
    try:
        serve(str(path), dev_addr=dev_addr, open_in_browser=browser)
    except (Abort, MkDocsException) as error:
        raise CouldNotRun(str(error)) from None
    finally:
        del log
