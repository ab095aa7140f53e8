"""The plugin's options: their shape as MkDocs checks it, and what they come to."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from mkdocs.config import config_options as c
from mkdocs.config.base import BaseConfigOption, Config, ValidationError
from mkdocs.config.defaults import MkDocsConfig

from milepost.model.nearest import nearest
from milepost.problem import Level, MilepostError, Place, Problem
from milepost.rules import Levels
from milepost.settings import DEFAULT_AUDIENCES, Settings, resolve_as_of
from milepost.site import content_policy
from milepost.site.places import PLUGIN, place_on_disk

At: TypeAlias = "Callable[..., Place | None]"

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


class Policy(BaseConfigOption["dict[str, tuple[str, ...]] | None"]):
    """`true`, or the hosts that a content security policy allows besides the site's own, by directive."""

    def run_validation(self, value: object) -> dict[str, tuple[str, ...]] | None:
        try:
            return content_policy.sources(value)
        except content_policy.NoPolicy as error:
            raise ValidationError(str(error)) from None


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
    content_security_policy = c.Optional(Policy())


def settings(config: MkDocsConfig, options: MilepostConfig) -> Settings:
    """The options with every default filled in. Raises MilepostError with all that is wrong with them."""
    if problems := sorted(_problems(config, options), key=Problem.sort_key):
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
    """Everything that is wrong with the options, each flaw at its place in mkdocs.yml."""
    at: At = partial(place_on_disk, config.config_file_path, *PLUGIN)
    known = [name for name in vars(MilepostConfig) if isinstance(vars(MilepostConfig)[name], BaseConfigOption)]
    for name in options.keys() - set(known):  # MkDocs itself only warns
        hint = nearest(str(name), known)
        yield Problem("bad-option", Level.ERROR, f"there is no option '{name}'", at(str(name), key=True), hint)
    audiences = options.audiences
    if not audiences or len(set(audiences)) != len(audiences):
        hint = "audiences: [public, internal]"
        yield _problem("audiences", "name each audience once, the outermost first", hint, at("audiences"))
    for option, name in {"audience": options.audience, "pages_audience": options.pages_audience}.items():
        if name and name not in audiences:
            yield _problem(option, *_unknown("audience", name, audiences), at(option))
    wanted = None if options.audience else os.environ.get(AUDIENCE_VARIABLE)
    if wanted and wanted not in audiences:
        yield _problem(f"the variable {AUDIENCE_VARIABLE}", *_unknown("audience", wanted, audiences), None)
    data_dir = _data_dir(config, options)
    if not data_dir.is_dir():
        hint = "put your YAML files there, or say in mkdocs.yml where they are: data_dir: …"
        yield _problem("data_dir", f"there is no folder '{data_dir}'", hint, at("data_dir"))
    templates = _folder(config, options.templates)
    if templates and not templates.is_dir():
        yield _problem("templates", f"there is no folder '{templates}'", None, at("templates"))
    yield from _bad_rules(options.rules, at)
    yield from _unknown_sections(options.sections, at)
    try:
        resolve_as_of(options.as_of)
    except MilepostError as error:
        yield from (replace(one, place=at("as_of") if options.as_of else None) for one in error.problems)


def _unknown(what: str, name: str, known: Iterable[str]) -> tuple[str, str | None]:
    return f"there is no {what} '{name}'", nearest(name, known, "known are: ")


def _bad_rules(rules: Mapping[str, Any], at: At) -> Iterator[Problem]:
    if rules:
        from milepost import checks  # noqa: F401  declares every rule there is
    for name, setting in rules.items():
        try:
            Levels({name: setting})
        except MilepostError as error:
            yield from (replace(one, place=at("rules", str(name), key=True)) for one in error.problems)


def _unknown_sections(asked: Sequence[str | dict[str, str]] | None, at: At) -> Iterator[Problem]:
    if not asked:
        return
    from milepost.render.sections import SECTIONS

    for section in (name for entry in asked for name in ([entry] if isinstance(entry, str) else entry)):
        if section not in SECTIONS:
            yield _problem("sections", *_unknown("section", section, SECTIONS), at("sections", section, key=True))


def _problem(option: str, message: str, hint: str | None, place: Place | None) -> Problem:
    return Problem("bad-option", Level.ERROR, f"{option}: {message}", place, hint)


def _data_dir(config: MkDocsConfig, options: MilepostConfig) -> Path:
    return _folder(config, options.data_dir) or Path(config.docs_dir).parent / "data"


def _folder(config: MkDocsConfig, name: str | None) -> Path | None:
    """A folder that mkdocs.yml names, which it does from where it lies itself."""
    if name is None:
        return None
    base = Path(config.config_file_path).parent if config.config_file_path else Path()
    return Path(os.path.abspath(base / name))
