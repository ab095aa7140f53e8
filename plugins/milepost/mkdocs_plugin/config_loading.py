"""`mkdocs.yml`, loaded and validated without the process exits that MkDocs makes."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from milepost.could_not_run import CouldNotRun
from milepost.mkdocs_plugin import config_errors
from milepost.problem import Level, MilepostError, Problem

DEFAULT_DOCS_DIR = "docs"
NAMES = ("mkdocs.yml", "mkdocs.yaml")


def find(config_file: str | None) -> Path:
    """The configuration file to use: the one that is named, else the nearest in this folder and those above it.

    As with git, the search ends at the top of the repository. Raises CouldNotRun if there is none.
    """
    if config_file is None:
        for folder in _upward(Path.cwd()):
            for name in NAMES:
                if (folder / name).is_file():
                    return Path(os.path.relpath(folder / name))
        raise CouldNotRun(
            "there is no mkdocs.yml in this folder or above it; name one with -f, or create a site with 'milepost init'"
        )
    if not Path(config_file).is_file():
        raise CouldNotRun(f"there is no file {config_file}")
    return Path(config_file)


def _upward(folder: Path) -> Iterator[Path]:
    """A folder and those above it, up to the top of the repository that it is in."""
    for one in (folder, *folder.parents):
        yield one
        if (one / ".git").exists():
            return


def load(config_file: Path, **overrides: Any) -> tuple[MkDocsConfig, list[Problem]]:
    """The validated configuration and its warnings; overrides of None are ignored.

    Raises MilepostError for errors in the file, including misspelt Milepost options, and CouldNotRun if it cannot be
    read or does not use Milepost.
    """
    return _loaded(config_file, None, overrides)


def load_values(config_file: Path, values: dict[str, Any]) -> tuple[MkDocsConfig, list[Problem]]:
    """Like `load`, with these values in place of the file's content."""
    return _loaded(config_file, values, {})


def _loaded(
    config_file: Path, values: dict[str, Any] | None, overrides: Mapping[str, Any]
) -> tuple[MkDocsConfig, list[Problem]]:
    config = MkDocsConfig(config_file_path=os.path.abspath(config_file))
    try:
        with open(config_file, "rb") as stream:
            if values is None:
                config.load_file(stream)
            else:
                config.load_dict(values)
    except OSError as error:
        raise CouldNotRun(f"{config_file} cannot be read: {error.strerror}") from None
    except (MkDocsException, ValueError, RecursionError) as error:
        if problem := config_errors.of_syntax(config_file):
            raise MilepostError(problem) from None
        raise CouldNotRun(f"{config_file} cannot be read: {_words(error)}") from None
    given = {name: value for name, value in overrides.items() if value is not None}
    config.load_dict(given)
    errors, warnings = _validate(config)
    if errors:
        raise MilepostError(*config_errors.of_options(config, errors, Level.ERROR, given))
    told = list(config_errors.of_options(config, warnings, Level.WARNING))
    if misspelt := [problem for problem in told if problem.level == Level.ERROR]:
        raise MilepostError(*misspelt)
    if "milepost" not in config.plugins:
        raise CouldNotRun(f"{config_file} does not use Milepost; add '- milepost' to its plugins")
    return config, told


def _validate(config: MkDocsConfig) -> tuple[list[tuple[str, Exception]], list[tuple[str, str]]]:
    """MkDocs' own validation, except that the default folder `docs` may be missing.

    A site may be made of data alone.
    """
    docs_dir = Path(config.config_file_path).parent / DEFAULT_DOCS_DIR
    if config.docs_dir != DEFAULT_DOCS_DIR or docs_dir.exists():
        return config.validate()
    with tempfile.TemporaryDirectory() as empty:
        config.docs_dir = empty
        found = config.validate()
    config.docs_dir = str(docs_dir)
    return found


def _words(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
