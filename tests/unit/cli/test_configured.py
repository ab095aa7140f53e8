"""What a command says of a configuration that it does not take as it is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from milepost.cli.main import COMMANDS, main

CONFIG = "site_name: A\nsite_nme: B\nplugins:\n  - milepost: {as_of: 2026-11-23}\n"
WARNING = "Warning: mkdocs.yml:2:1: bad-option: there is no option 'site_nme'; did you mean 'site_name'?\n"
DATA = {
    "roadmap.yml": "kind: roadmap\ntitle: Plan\naudience: public\nitems: [{id: a, title: A, status: planned}]\n",
    "handover.yml": "kind: handover\nid: h\ntitle: Gates\nfrom: A\nto: B\n",
    "plan.yml": "kind: plan\nid: p\ntitle: Gates\nstatus: planned\ntasks: [{id: t, title: T, duration: 3d}]\n",
    "metrics.yml": "kind: metrics\nmetrics: [{id: m, title: M, file: m.csv, loader: [python3, -c, 'print(\"date,value\")']}]\n",
    "m.csv": "date,value\n",
}
ARGUMENTS = {
    "audit": ["site"],
    "blame": ["item:a", "end"],
    "check": [],
    "export": ["out"],
    "handover": ["h"],
    "import": ["stories", "export.csv"],
    "new": ["item", "--title", "B", "--in", "roadmap:roadmap"],
    "metrics": ["pull"],
    "plan": ["level", "p"],
    "report": ["p"],
    "set": ["item:a", "title", "B"],
    "show": ["item:a"],
}
# They leave it to somebody else, or read no more than they need and load none of it.
OTHERS = {
    "build": "each child process reports the warnings of the configuration that it builds with",
    "serve": "MkDocs loads the configuration again, and reports them",
    "diff": "only what a comparison needs is read, so that code of a branch is not run",
    "doctor": "the file is read without MkDocs, which may not be installed as the pipelines have it",
}


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("<p>A</p>")
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    (tmp_path / "export.csv").write_text("Key,Title,Status\nX-1,A,To do\n")
    for name, text in DATA.items():
        (tmp_path / "data" / name).write_text(text)
    monkeypatch.chdir(tmp_path)


def test_every_command_with_a_configuration_is_known_here() -> None:
    commands = {name: main.get_command(None, name) for name in COMMANDS}  # type: ignore[arg-type]
    reading = {name for name, command in commands.items() if any(one.name == "config_file" for one in command.params)}
    assert reading == ARGUMENTS.keys() | OTHERS.keys()


@pytest.mark.parametrize("verb", ARGUMENTS)
def test_every_command_shows_the_warnings_of_the_configuration(verb: str) -> None:
    done = CliRunner().invoke(main, [verb, *ARGUMENTS[verb]])
    assert done.stderr.count(WARNING) == 1, done.output
    # Without a repository there is no past to read.
    assert done.exit_code in (0, 1, 2 if verb == "blame" else 0), done.output


@pytest.mark.parametrize("verb", ["show", "handover"])
def test_what_cannot_be_read_is_counted(verb: str) -> None:
    Path("data/broken.yml").write_text(
        "kind: roadmap\ntitle: T\nitems: [{id: b, status: planned}, {id: c, title: C}]\n"
    )
    done = CliRunner().invoke(main, [verb, *ARGUMENTS[verb]])
    assert "The data has 2 errors; what cannot be read is left out. See milepost check.\n" in done.stderr
    assert done.exit_code == 0
