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

from milepost.build.config import NAMES, load
from milepost.build.failure import CouldNotRun
from milepost.build.site import Site
from milepost.model.kinds import KINDS
from milepost.model.schema import json_schema
from milepost.settings import DEFAULT_AUDIENCES

SCAFFOLD = {
    "mkdocs.yml": "mkdocs.yml",
    ".gitignore": "gitignore",
    "docs/about.md": "docs/about.md",
    "docs/working-notes.md": "docs/working-notes.md",
    "data/portfolio.yml": "data/portfolio.yml",
    "data/strategy.yml": "data/strategy.yml",
    "data/roadmap.yml": "data/roadmap.yml",
}
WORKFLOWS = ("pages.yml", "review.yml", "comment.yml")
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
    contents = scaffold(_title(folder), datetime.now(UTC).date(), github=github)
    if there := _there(folder, contents):
        raise CouldNotRun(f"{folder} already has {', '.join(there)}; nothing was written")
    _write(folder, contents)
    click.echo(f"Made {len(contents)} files in {folder}. Next:\n")
    click.echo(f"  cd {folder} && milepost build" if folder.resolve() != Path.cwd() else "  milepost build")
    if github:
        click.echo(f"\n{_BY_HAND}")


def scaffold(name: str, today: date, *, github: bool = False) -> dict[str, str]:
    """Path → text of every file of a new site; its dates lie around `today`."""
    source = files("milepost.cli") / "scaffold"
    words = {"name": name, **_dates(today)}
    made = {path: Template(_read(source / origin)).safe_substitute(words) for path, origin in SCAFFOLD.items()}
    for kind in KINDS:
        made[f".milepost/schema/{kind}.json"] = json.dumps(json_schema(kind), indent=2, ensure_ascii=False) + "\n"
    return made | workflows() if github else made


def workflows(audiences: Sequence[str] = DEFAULT_AUDIENCES, site_dir: str = "site") -> dict[str, str]:
    """Path → text of the workflows of a site whose outermost audience is the first, built into `site_dir`."""
    source = files("milepost.cli") / "scaffold" / "github"
    fitting = {
        "'internal' || 'public'": f"'{audiences[-1]}' || '{audiences[0]}'",
        "path: site\n": f"path: {site_dir}\n",
        "path: site-*\n": f"path: {site_dir}-*\n",
    }
    made = {}
    for name in WORKFLOWS:
        text = _read(source / name)
        for ours, theirs in fitting.items():
            text = text.replace(ours, theirs)
        made[f".github/workflows/{name}"] = text
    return made


def _add_workflows(folder: Path, config_file: Path) -> None:
    site = Site.of(load(config_file)[0], None)
    site.guard()
    contents = workflows(site.settings.audiences, os.path.relpath(site.site_dir, folder.resolve()))
    there = _there(folder, contents)
    new = {path: text for path, text in contents.items() if path not in there}
    _write(folder, new)
    for path in contents:
        click.echo(f"{'Made' if path in new else 'Kept what was there:'} {path}")
    if ADDRESS not in _read(config_file):
        click.echo(f'For pages that need their own address, write into {config_file}: site_url: !ENV [{ADDRESS}, ""]')


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
