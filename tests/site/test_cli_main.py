"""What holds for every verb: help, exit codes, words instead of tracebacks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from milepost import __version__
from milepost.cli import schema
from milepost.cli.main import COMMANDS, COULD_NOT_RUN, main


def run(*words: str) -> tuple[int, str]:
    """Exit code, and everything that is said."""
    done = CliRunner().invoke(main, words)
    return done.exit_code, done.output


@pytest.mark.parametrize("verb", COMMANDS)
def test_every_verb_explains_itself_and_its_options(verb: str) -> None:
    code, said = run(verb, "--help")
    command = main.get_command(click.Context(main), verb)
    assert code == 0
    assert command
    assert all(option in said for parameter in command.params for option in parameter.opts if option.startswith("-"))
    assert all(parameter.help for parameter in command.params if isinstance(parameter, click.Option))


def test_the_verbs_are_listed_in_the_order_one_meets_them() -> None:
    code, said = run()
    listed = [line.split()[0] for line in said.partition("Commands:")[2].splitlines() if line.strip()]
    assert listed == list(COMMANDS)
    assert listed[:6] == ["init", "check", "diff", "doctor", "build", "audit"]
    assert run("--help") == (0, said)
    assert code in (0, COULD_NOT_RUN)  # click's own mind about a bare command changed over time


def test_the_module_is_the_command() -> None:
    done = subprocess.run([sys.executable, "-m", "milepost", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["milepost", __version__]


def test_a_misspelt_verb_is_answered_with_the_nearest() -> None:
    code, said = run("bild")
    assert code == COULD_NOT_RUN
    assert "there is no command 'bild'; did you mean 'build'?" in said


CONFIG_COMMANDS = [("check",), ("build",), ("serve",), ("show", "item:x"), ("export", "out")]


@pytest.mark.parametrize("words", CONFIG_COMMANDS)
@pytest.mark.parametrize(
    ("config", "message"),
    [
        (
            None,
            "there is no mkdocs.yml in this folder or above it; name one with -f, or create a site with 'milepost init'",
        ),
        ("site_name: [", "mkdocs.yml:1:13: bad-option: while parsing a flow node"),
        ("- a list", "mkdocs.yml cannot be read"),
        ("theme: material", "mkdocs.yml:1:1: bad-option: site_name: Required configuration not provided"),
        (
            "site_name: A\nplugins: [milepos]",
            'mkdocs.yml:2:11: bad-option: plugins: The "milepos" plugin is not installed',
        ),
        ("site_name: A\nplugins: []", "does not use Milepost; add '- milepost' to its plugins"),
        ("site_name: A\nplugins: [milepost: {data_dir: nowhere}]", "there is no folder"),
        ("site_name: A\nplugins: [milepost: {audiences: [a, a]}]", "name each audience once"),
    ],
)
def test_without_a_sound_configuration_no_verb_runs(
    words: tuple[str, ...], config: str | None, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if config:
        (tmp_path / "mkdocs.yml").write_text(config)
    code, said = run(*words)
    assert code == COULD_NOT_RUN
    assert message in said
    assert "Traceback" not in said


def test_the_nearest_configuration_above_is_used_up_to_the_top_of_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / "site" / "data" / "projects"
    deep.mkdir(parents=True)
    (tmp_path / "site" / "data" / "portfolio.yml").write_text("kind: portfolio\ntitle: Demo\n")
    config = "site_name: Demo\nplugins: [milepost: {data_dir: data}]\n"
    (tmp_path / "site" / "mkdocs.yml").write_text(config)
    monkeypatch.chdir(deep)
    assert run("check")[0] == 0
    (tmp_path / "site" / "data" / ".git").mkdir()  # the data is a repository of its own
    code, said = run("check")
    assert code == COULD_NOT_RUN
    assert "there is no mkdocs.yml in this folder or above it" in said
    (tmp_path / "site" / "data" / "mkdocs.yml").write_text(config.replace("data_dir: data", "data_dir: projects"))
    assert run("check")[0] == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("check", "-f", "nowhere.yml"), "there is no file nowhere.yml"),
        (("check", "nowhere"), "there is no folder nowhere"),
        (("check", "--as-of", "tomorrow"), "'tomorrow' is not a day; write it as 2026-09-14"),
        (("build", "--colour"), "No such option"),
        (("show",), "Missing argument"),
        (("schema", "roadmpa"), "'roadmpa' is not one of"),
        (("init",), "Missing argument"),
    ],
)
def test_a_command_that_cannot_be_says_why(
    words: tuple[str, ...], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, said = run(*words)
    assert code == COULD_NOT_RUN
    assert message in said


def test_a_fault_of_our_own_is_one_line_unless_more_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(kind: str) -> None:
        raise KeyError(kind)

    monkeypatch.setattr(schema, "json_schema", fail)
    code, said = run("schema", "roadmap")
    assert code == COULD_NOT_RUN
    assert "Milepost itself failed (KeyError: 'roadmap'); 'milepost --debug …' shows where" in said
    assert "Traceback" not in said
    assert "Traceback" in run("--debug", "schema", "roadmap")[1]


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    code, said = run("init", str(tmp_path / "file" / "below"))
    assert code == COULD_NOT_RUN
    assert "Not a directory" in said
