"""The plugin's options: their shape as MkDocs checks it, and what they come to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from mkdocs.config import config_options as c
from mkdocs.config.base import BaseConfigOption, Config, ValidationError
from mkdocs.config.defaults import MkDocsConfig

from milepost.model.nearest import nearest
from milepost.problem import Level, MilepostError, Problem
from milepost.settings import DEFAULT_AUDIENCES, Settings, resolve_as_of

AUDIENCE_VARIABLE = "MILEPOST_AUDIENCE"


class Day(BaseConfigOption[str]):
    """A day, which YAML may have read as a date already; handed on as text."""

    def run_validation(self, value: object) -> str:
        if isinstance(value, str):
            return value
        if isinstance(value, date) and not isinstance(value, datetime):
            return value.isoformat()
        raise ValidationError(f"a day is expected, such as 2026-09-14, not {value!r}")


class Section(BaseConfigOption["str | dict[str, str]"]):
    """A section's name, or its name and the title it gets: `- strategy`, `- strategy: Where we go`."""

    def run_validation(self, value: object) -> str | dict[str, str]:
        if isinstance(value, str):
            return value
        if isinstance(value, dict) and len(value) == 1:
            ((name, title),) = value.items()
            if isinstance(name, str) and isinstance(title, str):
                return {name: title}
        raise ValidationError(f"a section is a name, or a name and a title ('strategy: Our strategy'), not {value!r}")


class MilepostConfig(Config):  # type: ignore[no-untyped-call]
    """What stands under `- milepost:` in mkdocs.yml."""

    data_dir = c.Optional(c.Type(str))
    audiences = c.ListOfItems(c.Type(str), default=list(DEFAULT_AUDIENCES))
    audience = c.Optional(c.Type(str))
    pages_audience = c.Optional(c.Type(str))
    as_of = c.Optional(Day())
    sections = c.Optional(c.ListOfItems(Section()))
    templates = c.Optional(c.Type(str))
    rules = c.Type(dict, default={})
    source_public = c.Type(bool, default=False)


def settings(config: MkDocsConfig, options: MilepostConfig) -> Settings:
    """The options with every default filled in. Raises MilepostError with all that is wrong with them."""
    problems = list(_problems(config, options))
    if problems:
        raise MilepostError(*problems)
    audiences = tuple(options.audiences)
    templates = _folder(config, options.templates)
    return Settings(
        data_dir=_data_dir(config, options),
        as_of=resolve_as_of(options.as_of),
        audiences=audiences,
        audience=options.audience or os.environ.get(AUDIENCE_VARIABLE) or audiences[0],
        pages_audience=options.pages_audience,
        sections=tuple(options.sections) if options.sections is not None else None,
        templates=templates,
        rules=options.rules,
        source_public=options.source_public,
    )


def _problems(config: MkDocsConfig, options: MilepostConfig) -> Iterator[Problem]:
    audiences = options.audiences
    if not audiences or len(set(audiences)) != len(audiences):
        yield _problem("audiences", "name each audience once, the outermost first", "audiences: [public, internal]")
    named = {
        "audience": options.audience,
        "pages_audience": options.pages_audience,
        f"the variable {AUDIENCE_VARIABLE}": None if options.audience else os.environ.get(AUDIENCE_VARIABLE),
    }
    for option, name in named.items():
        if name and name not in audiences:
            yield _problem(option, f"there is no audience '{name}'", nearest(name, audiences, "known are: "))
    data_dir = _data_dir(config, options)
    if not data_dir.is_dir():
        hint = "put your YAML files there, or say in mkdocs.yml where they are: data_dir: …"
        yield _problem("data_dir", f"there is no folder '{data_dir}'", hint)
    templates = _folder(config, options.templates)
    if templates and not templates.is_dir():
        yield _problem("templates", f"there is no folder '{templates}'", None)


def _problem(option: str, message: str, hint: str | None) -> Problem:
    return Problem("bad-option", Level.ERROR, f"{option}: {message}", hint=hint)


def _data_dir(config: MkDocsConfig, options: MilepostConfig) -> Path:
    return _folder(config, options.data_dir) or Path(config.docs_dir).parent / "data"


def _folder(config: MkDocsConfig, name: str | None) -> Path | None:
    """A folder that mkdocs.yml names, which it does from where it lies itself."""
    if name is None:
        return None
    base = Path(config.config_file_path).parent if config.config_file_path else Path()
    return Path(os.path.abspath(base / name))
