"""`milepost schema`: JSON Schemas, of data for editors and of output for programs."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import click

from milepost.kinds.json_schema import json_schema
from milepost.kinds.registry import KINDS

OUTPUTS = ("check", "orphans", "diff")


@click.command("schema")
@click.argument("kind", required=False, type=click.Choice([*KINDS, *OUTPUTS]))
@click.option(
    "-o", "--output", "folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False),
    help="Write KIND.json into this folder; every kind's where none is named.",
)  # fmt: skip
def command(kind: str | None, folder: Path | None) -> None:
    """Prints the JSON Schema of KIND, or writes those of all kinds of documents into a folder.

    KIND may also be check, orphans, or diff, for what check, check --orphans, and diff write with --format json.

    An editor that speaks to yaml-language-server completes and explains fields once a file's first line names
    its schema: '# yaml-language-server: $schema=../.milepost/schema/roadmap.json'.
    """
    kinds = [kind] if kind else list(KINDS)
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        for name in kinds:
            (folder / f"{name}.json").write_text(_text(name), encoding="utf-8", newline="\n")
        click.echo(f"Wrote {', '.join(f'{name}.json' for name in kinds)} to {folder}")
    elif kind:
        click.echo(_text(kind), nl=False)
    else:
        raise click.UsageError(f"name one of {', '.join(kinds)}, or a folder for all of them with -o")


def _text(kind: str) -> str:
    if kind in OUTPUTS:
        return (files("milepost.cli.formats") / "schema" / f"{kind}.json").read_text(encoding="utf-8")
    return json.dumps(json_schema(kind), indent=2, ensure_ascii=False) + "\n"
