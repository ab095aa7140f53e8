"""`milepost init`: a new site that builds at once, and workflows for GitHub."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template

import click

from milepost.cli.configured_site import configured
from milepost.cli.site_repository import IGNORE_FILE, not_ignored, top
from milepost.cli.workflows import Setting, workflows
from milepost.could_not_run import CouldNotRun
from milepost.kinds.json_schema import json_schema
from milepost.kinds.registry import KINDS
from milepost.mkdocs_plugin.config_loading import NAMES
from milepost.mkdocs_plugin.site import Site
from milepost.publish.staging import MARK

SCAFFOLD = {
    "mkdocs.yml": "mkdocs.yml",
    ".gitignore": "gitignore",
    "docs/about.md": "docs/about.md",
    "docs-internal/working-notes.md": "docs-internal/working-notes.md",
    "data/portfolio.yml": "data/portfolio.yml",
    "data/strategy.yml": "data/strategy.yml",
    "data/roadmap.yml": "data/roadmap.yml",
}
ADDRESS = "SITE_URL"
_BY_HAND = "Then, on GitHub: in the settings of the repository, under Pages, choose GitHub Actions as the source."


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--github",
    is_flag=True,
    help="Add workflows for GitHub: publish on Pages, review pull requests. A site that is there gets only these.",
)
def command(folder: Path, github: bool) -> None:
    """Makes a small site in DIR: mkdocs.yml, two pages, and data for a strategy and a roadmap.

    The data files name a JSON Schema, so an editor can complete and explain their fields. Nothing that is
    already there is written over.
    """
    config_file = next((folder / name for name in NAMES if (folder / name).is_file()), None)
    if github and config_file:
        _add_workflows(folder, config_file)
        return
    contents = scaffold(_title(folder), datetime.now(UTC).date())
    ignored = contents[IGNORE_FILE].split()
    if (folder / IGNORE_FILE).exists():
        del contents[IGNORE_FILE]
    added = workflows(Setting.around(folder)) if github else {}
    if there := _there(folder, contents) + _there(top(folder), added):
        raise CouldNotRun(f"{folder} already has {', '.join(there)}; nothing was written")
    _write(folder, contents)
    _write(top(folder), added)
    here = folder.resolve() == Path.cwd()
    made = f"{len(contents)} files in {'this folder' if here else folder}"
    if added:
        made += f", and {len(added)} workflows for the repository in {_shown(top(folder) / next(iter(added))).parent}"
    click.echo(f"Made {made}. Next:\n")
    click.echo("  milepost build" if here else f"  cd {folder} && milepost build")
    _tell_what_to_ignore(folder, ignored)
    if github:
        click.echo(f"\n{_BY_HAND}")


def scaffold(name: str, today: date) -> dict[str, str]:
    """Path → text of every file of a new site; its dates are around `today`."""
    source = files("milepost.cli") / "scaffold"
    words = {"name": name, **_dates(today)}
    made = {path: Template(_read(source / origin)).safe_substitute(words) for path, origin in SCAFFOLD.items()}
    for kind in KINDS:
        made[f".milepost/schema/{kind}.json"] = json.dumps(json_schema(kind), indent=2, ensure_ascii=False) + "\n"
    return made


def _add_workflows(folder: Path, config_file: Path) -> None:
    site = configured(str(config_file))
    site.guard()
    contents = workflows(Setting.of(site, folder))
    there = _there(top(folder), contents)
    new = {path: text for path, text in contents.items() if path not in there}
    _write(top(folder), new)
    for path in contents:
        click.echo(f"{'Made' if path in new else 'Kept what was there:'} {_shown(top(folder) / path)}")
    if ADDRESS not in _read(config_file):
        click.echo(f'For pages that need their own address, write into {config_file}: site_url: !ENV [{ADDRESS}, ""]')
    _tell_what_to_ignore(folder, _not_to_commit(site, folder.resolve()))


def _not_to_commit(site: Site, folder: Path) -> list[str]:
    """Lines for a .gitignore: the sites, leftovers of killed builds, and plugin caches."""
    made = [site.target(audience) for audience in site.settings.audiences]
    paths = [*made, site.staging_base.with_name(f".{site.staging_base.name}*{MARK}*")]
    return [*(f"/{path.relative_to(folder).as_posix()}/" for path in paths if path.is_relative_to(folder)), "/.cache/"]


def _tell_what_to_ignore(folder: Path, lines: Sequence[str]) -> None:
    if missing := not_ignored(folder, lines):
        click.echo(f"\nAdd to {folder / IGNORE_FILE}, so that no site is committed, an inner one least of all:\n")
        click.echo("\n".join(f"  {line}" for line in missing))


def _shown(path: Path) -> Path:
    """A path relative to the working directory."""
    return Path(os.path.relpath(path))


def _there(folder: Path, contents: Mapping[str, str]) -> list[str]:
    return sorted(path for path in contents if (folder / path).exists())


def _write(folder: Path, contents: Mapping[str, str]) -> None:
    for path, text in contents.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="\n")


def _read(file: Traversable) -> str:
    return file.read_text(encoding="utf-8")


def _title(folder: Path) -> str:
    words = folder.resolve().name.replace("-", " ").replace("_", " ").strip()
    return json.dumps(words[:1].upper() + words[1:] or "Roadmap", ensure_ascii=False)


def _dates(today: date) -> dict[str, str]:
    quarter = today.year * 4 + (today.month - 1) // 3
    names = {"last_quarter": quarter - 1, "this_quarter": quarter, "next_quarter": quarter + 1}
    quarters = {name: f"{number // 4}-Q{number % 4 + 1}" for name, number in names.items()}
    return {**quarters, "this_year": str(today.year), "next_year": str(today.year + 1)}
