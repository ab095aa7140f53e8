"""The command group, and its exit codes: 1 for findings, 2 if a command could not run."""

from __future__ import annotations

import sys
import traceback
from importlib import import_module
from typing import Any

import click

from milepost import __version__
from milepost.could_not_run import CouldNotRun
from milepost.escaping import line
from milepost.problem import MilepostError
from milepost.suggestions import nearest

FINDINGS = 1
COULD_NOT_RUN = 2
INTERRUPTED = 130
BAD_OPTION = "bad-option"

COMMANDS = {
    "init": "Create a new site that builds at once.",
    "check": "Check the data, and report every problem with its place.",
    "diff": "Report what a change means: dates, promises, and who can see what.",
    "doctor": "Look for internal data in git, its history and pipelines.",
    "build": "Build, verify and publish the site of every audience.",
    "audit": "Search a built site for text that its readers may not see.",
    "serve": "Serve a site locally, and rebuild it on every change.",
    "show": "Show one entry with all its computed values.",
    "blame": "Print every value that a field of an entry ever had, from git.",
    "new": "Add a document, or an entry to an existing one.",
    "set": "Change fields of an entry in its file, and nothing else in it.",
    "import": "Import stories that another tool has exported.",
    "plan": "Propose later starts where resources are over-allocated.",
    "metrics": "Run the commands that write the CSV files of metrics.",
    "report": "Draft the next status report, or write the latest one as a message.",
    "handover": "Report the readiness of a handover, or write its checklist.",
    "schema": "Print the JSON Schema of a kind of document.",
    "export": "Write the generated pages as plain Markdown.",
}


# Where a command is, if not in the module of its name.
MODULES = {"import": "import_stories"}


class CommandGroup(click.Group):
    """Imports a command when it is called; turns its exceptions into messages on stderr and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"milepost.cli.{MODULES.get(cmd_name, cmd_name)}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS:
            ctx.fail(f"there is no command '{args[0]}'; {nearest(args[0], COMMANDS, 'there are: ')}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except MilepostError as error:
            from milepost.cli.formats import text  # it knows every rule: --help and --version do without

            click.echo(text.problems(error.problems), err=True)
            ctx.exit(COULD_NOT_RUN if all(problem.rule == BAD_OPTION for problem in error.problems) else FINDINGS)
        except CouldNotRun as error:
            _fail(str(error))
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except OSError as error:
            _fail(f"{error.filename}: {error.strerror}" if error.filename else str(error))
        except Exception as error:  # noqa: BLE001  # whatever else it is, users get words and a way to see more
            if ctx.params["debug"]:
                traceback.print_exc()
            _fail(f"Milepost itself failed ({type(error).__name__}: {error}); 'milepost --debug …' shows where")


def _fail(words: str) -> None:
    shown = "\n".join(map(line, words.split("\n")))
    click.echo(f"{click.style('Error', fg='red', bold=True)}: {shown}", err=True)
    sys.exit(COULD_NOT_RUN)


@click.group(
    cls=CommandGroup,
    subcommand_metavar="COMMAND [ARGS]...",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("--debug", is_flag=True, help="Print a traceback if Milepost itself fails.")
@click.version_option(__version__, "-V", "--version", message="milepost %(version)s")
def main(debug: bool) -> None:
    """Turns YAML plans into a public and an internal site.

    Every command ends with 0 if it found nothing wrong, with 1 if it found problems in your data, and with 2 if it
    could not run.
    """
