"""The plugin's options: their types as MkDocs validates them, and the resulting settings."""

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

from milepost.mkdocs_plugin import audience_order, content_policy
from milepost.problem import Level, MilepostError, Place, Problem
from milepost.ruleset import rule_levels
from milepost.settings import DEFAULT_AUDIENCES, Allowed, AuditSettings, Settings, resolve_as_of
from milepost.site_config.locations import PLUGIN, place_on_disk
from milepost.suggestions import nearest

At: TypeAlias = "Callable[..., Place | None]"

AUDIENCE_VARIABLE = "MILEPOST_AUDIENCE"


class DayOption(BaseConfigOption[str]):
    """A date, as text; YAML may have parsed it already."""

    def run_validation(self, value: object) -> str:
        if isinstance(value, str):
            return value
        if isinstance(value, date) and not isinstance(value, datetime):
            return value.isoformat()
        raise ValidationError(f"a day is expected, such as 2026-09-14, not {value!r}")


class SectionOption(BaseConfigOption["str | dict[str, str]"]):
    """A section's name, or its name with a title: `- strategy`, `- strategy: Where we go`."""

    def run_validation(self, value: object) -> str | dict[str, str]:
        if isinstance(value, str):
            return value
        if isinstance(value, dict) and len(value) == 1:
            ((name, title),) = value.items()
            if isinstance(name, str) and isinstance(title, str):
                return {name: title}
        raise ValidationError(f"a section is a name, or a name and a title ('strategy: Our strategy'), not {value!r}")


class Audit(BaseConfigOption[AuditSettings]):
    """`audit: {enabled: true, allow: [{text: …, reason: …, files: …}]}`."""

    def run_validation(self, value: object) -> AuditSettings:
        if value is None or isinstance(value, AuditSettings):
            return value or AuditSettings()
        _expect_keys(value, ("enabled", "allow"), "audit")
        assert isinstance(value, dict)
        enabled, allow = value.get("enabled", True), value.get("allow") or []
        if not isinstance(enabled, bool):
            raise ValidationError(f"enabled is true or false, not {enabled!r}")
        if not isinstance(allow, list):
            raise ValidationError("allow is a list of entries, each with text: and reason:")
        return AuditSettings(enabled, tuple(map(self._allowed, allow)))

    def _allowed(self, entry: object) -> Allowed:
        _expect_keys(entry, ("text", "reason", "files"), "an entry of allow")
        assert isinstance(entry, dict)
        for name in ("text", "reason"):
            if not isinstance(entry.get(name), str) or not entry[name].strip():
                raise ValidationError(f"an entry of allow needs '{name}:' with some words")
        files = entry.get("files", "*")
        patterns = [files] if isinstance(files, str) else files
        if not isinstance(patterns, list) or not patterns or not all(isinstance(one, str) for one in patterns):
            raise ValidationError("files is a pattern of paths in the site, such as guide/*, or a list of them")
        return Allowed(entry["text"], entry["reason"], tuple(patterns))


def _expect_keys(value: object, keys: tuple[str, ...], what: str) -> None:
    if not isinstance(value, dict):
        raise ValidationError(f"{what} is a mapping with {', '.join(keys)}, not {value!r}")
    for key in value:
        if key not in keys:
            hint = nearest(str(key), keys, "known are: ")
            raise ValidationError(f"{what} has no key '{key}'; {hint}")


class Policy(BaseConfigOption["dict[str, tuple[str, ...]] | None"]):
    """`true`, or the hosts that a Content-Security-Policy allows besides the site's own, by directive."""

    def run_validation(self, value: object) -> dict[str, tuple[str, ...]] | None:
        try:
            return content_policy.sources(value)
        except content_policy.InvalidPolicy as error:
            raise ValidationError(str(error)) from None


class MilepostConfig(Config):  # type: ignore[no-untyped-call]
    """The options under `- milepost:` in mkdocs.yml."""

    data_dir = c.Optional(c.Type(str))
    audiences = c.ListOfItems(c.Type(str), default=list(DEFAULT_AUDIENCES))
    audience = c.Optional(c.Type(str))
    pages_audience = c.Optional(c.Type(str))
    as_of = c.Optional(DayOption())
    sections = c.Optional(c.ListOfItems(SectionOption()))
    templates = c.Optional(c.Type(str))
    rules = c.Type(dict, default={})
    source_public = c.Type(bool, default=False)
    unstable_files = c.ListOfItems(c.Type(str), default=[])
    keep_metadata = c.ListOfItems(c.Type(str), default=[])
    pages = c.Type(dict, default={})
    history_audience = c.Optional(c.Type(str))
    audit = Audit()
    content_security_policy = c.Optional(Policy())


def settings(config: MkDocsConfig, options: MilepostConfig) -> Settings:
    """The options with all defaults filled in. Raises MilepostError with everything that is wrong with them."""
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
        unstable_files=tuple(options.unstable_files),
        keep_metadata=tuple(options.keep_metadata),
        pages=_page_folders(config, options),
        history_audience=options.history_audience,
        audit=options.audit,
        content_security_policy=options.content_security_policy,
    )


def _problems(config: MkDocsConfig, options: MilepostConfig) -> Iterator[Problem]:
    """Everything that is wrong with the options, each problem at its place in mkdocs.yml."""
    at: At = partial(place_on_disk, config.config_file_path, *PLUGIN)
    known = [name for name in vars(MilepostConfig) if isinstance(vars(MilepostConfig)[name], BaseConfigOption)]
    for name in options.keys() - set(known):  # MkDocs itself only warns
        hint = nearest(str(name), known)
        yield Problem("bad-option", Level.ERROR, f"there is no option '{name}'", at(str(name), key=True), hint)
    audiences = options.audiences
    if not audiences or len(set(audiences)) != len(audiences):
        message = "name each audience once, the outermost first"
        yield _problem("audiences", message, audience_order.EXAMPLE, at("audiences"))
    elif flaw := audience_order.flaw(audiences):
        yield _problem("audiences", *flaw, at("audiences"))
    for option in ("audience", "pages_audience", "history_audience"):
        name = options[option]
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
    yield from _bad_pages(config, options, at)
    yield from _bad_rules(options.rules, at)
    yield from _unknown_sections(options.sections, at)
    try:
        resolve_as_of(options.as_of)
    except MilepostError as error:
        yield from (replace(one, place=at("as_of") if options.as_of else None) for one in error.problems)


def _bad_pages(config: MkDocsConfig, options: MilepostConfig, at: At) -> Iterator[Problem]:
    """Problems of the folders of hand-written pages. None may overlap with another input of the site."""
    audiences, broadest = options.audiences, next(iter(options.audiences), None)
    others = {"docs_dir": Path(config.docs_dir), "data_dir": _data_dir(config, options)}
    if options.templates:
        others["templates"] = _folder(config, options.templates) or Path()
    if config.theme.custom_dir:
        others["custom_dir"] = Path(config.theme.custom_dir)
    for name, value in options.pages.items():
        if name not in audiences:
            place = at("pages", str(name), key=True)
            yield _problem("pages", *_unknown("audience", str(name), audiences), place)
            continue
        place = at("pages", name)
        if not isinstance(value, str) or not value.strip():
            yield _problem("pages", f"the folder of pages for '{name}' is not a path", f"{name}: docs-{name}", place)
            continue
        folder = _folder(config, value) or Path()
        if name == broadest:
            hint = "put them there, and name only folders for more restricted audiences"
            yield _problem("pages", f"pages for '{name}', the broadest audience, lie in docs_dir", hint, place)
        elif not folder.is_dir():
            yield _problem("pages", f"there is no folder '{folder}'", "make the folder, or correct its path", place)
        elif around := next((what for what, other in others.items() if _overlap(folder, other)), None):
            hint = "give these pages a folder of their own beside it"
            yield _problem("pages", f"'{value}' lies in or around {around}", hint, place)
        others[f"the folder for '{name}'"] = folder


def _overlap(one: Path, other: Path) -> bool:
    first, second = one.resolve(), other.resolve()
    return first.is_relative_to(second) or second.is_relative_to(first)


def _page_folders(config: MkDocsConfig, options: MilepostConfig) -> dict[str, Path]:
    """The folders by audience, from the broadest."""
    named = {name: _folder(config, options.pages[name]) for name in options.audiences if name in options.pages}
    return {name: folder for name, folder in named.items() if folder}


def _unknown(what: str, name: str, known: Iterable[str]) -> tuple[str, str | None]:
    return f"there is no {what} '{name}'", nearest(name, known, "known are: ")


def _bad_rules(rules: Mapping[str, Any], at: At) -> Iterator[Problem]:
    for name, setting in rules.items():
        try:
            rule_levels({name: setting})
        except MilepostError as error:
            yield from (replace(one, place=at("rules", str(name), key=True)) for one in error.problems)


def _unknown_sections(asked: Sequence[str | dict[str, str]] | None, at: At) -> Iterator[Problem]:
    if not asked:
        return
    from milepost.pages.registry import SECTIONS

    for section in (name for entry in asked for name in ([entry] if isinstance(entry, str) else entry)):
        if section not in SECTIONS:
            yield _problem("sections", *_unknown("section", section, SECTIONS), at("sections", section, key=True))


def _problem(option: str, message: str, hint: str | None, place: Place | None) -> Problem:
    return Problem("bad-option", Level.ERROR, f"{option}: {message}", place, hint)


def _data_dir(config: MkDocsConfig, options: MilepostConfig) -> Path:
    return _folder(config, options.data_dir) or Path(config.docs_dir).parent / "data"


def _folder(config: MkDocsConfig, name: str | None) -> Path | None:
    """A folder named in mkdocs.yml, relative to that file."""
    if name is None:
        return None
    base = Path(config.config_file_path).parent if config.config_file_path else Path()
    return Path(os.path.abspath(base / name))
