"""`milepost init`: a new site that builds at once."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template

import click

from milepost.build.failure import CouldNotRun
from milepost.model.kinds import KINDS
from milepost.model.schema import json_schema

SCAFFOLD = {
    "mkdocs.yml": "mkdocs.yml",
    ".gitignore": "gitignore",
    "docs/about.md": "docs/about.md",
    "docs/working-notes.md": "docs/working-notes.md",
    "data/portfolio.yml": "data/portfolio.yml",
    "data/strategy.yml": "data/strategy.yml",
    "data/roadmap.yml": "data/roadmap.yml",
}
WORKFLOW = ".github/workflows/pages.yml"


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--github", is_flag=True, help="Add a workflow that builds, proves and publishes on GitHub Pages.")
def command(folder: Path, github: bool) -> None:
    """Makes a small site in DIR: mkdocs.yml, two pages, and data for a strategy and a roadmap.

    The data files name a JSON Schema, so an editor can complete and explain their fields. Nothing that is
    already there is written over.
    """
    contents = scaffold(_title(folder), datetime.now(UTC).date(), github=github)
    if there := sorted(path for path in contents if (folder / path).exists()):
        raise CouldNotRun(f"{folder} already has {', '.join(there)}; nothing was written")
    for path, text in contents.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"Made {len(contents)} files in {folder}. Next:\n")
    click.echo(f"  cd {folder} && milepost build" if folder.resolve() != Path.cwd() else "  milepost build")


def scaffold(name: str, today: date, *, github: bool = False) -> dict[str, str]:
    """Path → text of every file of a new site; its dates lie around `today`."""
    source = files("milepost.cli") / "scaffold"
    words = {"name": name, **_dates(today)}
    made = {path: Template(_read(source / origin)).safe_substitute(words) for path, origin in SCAFFOLD.items()}
    for kind in KINDS:
        made[f".milepost/schema/{kind}.json"] = json.dumps(json_schema(kind), indent=2, ensure_ascii=False) + "\n"
    if github:
        made[WORKFLOW] = _read(source / "pages.yml")
    return made


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
