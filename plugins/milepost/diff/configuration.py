"""Changes of mkdocs.yml, setting by setting: what they let a build run or read.

Closed by default: a setting that is in no class is reported as a note, and an unknown option of Milepost as a warning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from milepost.diff.change import Change
from milepost.diff.rules import level_of
from milepost.diff.site_at_revision import milepost_options
from milepost.kit import phrasing
from milepost.problem import Place

PlaceOf = Callable[..., Place]

CODE, INPUT, OTHER = "code-in-configuration", "input-changed", "configuration-changed"
LEAK_CHECK = "leak-check-changed"
WIDENED = "audience-widened"

# Every setting of MkDocs 1.6; a test compares it with MkDocs itself.
MKDOCS_SETTINGS = {
    **dict.fromkeys(("hooks", "plugins", "markdown_extensions", "mdx_configs", "theme"), CODE),
    **dict.fromkeys(("extra_javascript", "extra_templates"), CODE),
    **dict.fromkeys(("INHERIT", "docs_dir", "exclude_docs", "draft_docs"), INPUT),
    **dict.fromkeys(("config_file_path", "site_name", "nav", "pages", "site_url", "site_description"), OTHER),
    **dict.fromkeys(("site_author", "site_dir", "copyright", "google_analytics", "dev_addr"), OTHER),
    **dict.fromkeys(("use_directory_urls", "repo_url", "repo_name", "edit_uri_template", "edit_uri"), OTHER),
    **dict.fromkeys(("extra_css", "strict", "remote_branch", "remote_name", "extra", "watch"), OTHER),
    **dict.fromkeys(("validation", "not_in_nav"), OTHER),
}
# Parts of a setting that are of another class than the rest of it.
_THEME_SETTINGS = {"name": CODE, "custom_dir": CODE, "static_templates": CODE}
_EXTRA_SETTINGS = {"analytics": CODE}
# Every option of Milepost; None for what is reported elsewhere. A test compares it with the plugin.
MILEPOST_OPTIONS: dict[str, str | None] = {
    **dict.fromkeys(("audiences", "pages_audience", "pages", "source_public", "rules"), None),
    **dict.fromkeys(("audience", "history_audience"), WIDENED),
    "templates": CODE,
    "content_security_policy": CODE,
    "data_dir": INPUT,
    **dict.fromkeys(("unstable_files", "keep_metadata", "audit"), LEAK_CHECK),
    "as_of": OTHER,
    "sections": OTHER,
}
_WHY = {
    CODE: "it decides which code a build runs",
    INPUT: "it decides which files a build reads",
    LEAK_CHECK: "it decides what the leak check looks at",
    OTHER: "",
    WIDENED: "a build without --audience is for that audience",
}
_WHY_HISTORY = "it decides who sees what git knows of the past"
# YAML aliases can expand to any number of values; no hand-written configuration has this many.
_MAX_VALUES = 20_000
_MAX_DEPTH = 40
_MAX_TEXT = 60


class TagsAsTextLoader(yaml.SafeLoader):
    """Constructs tags and their arguments as plain text, so that a change of either shows and nothing is executed."""


def _as_text(loader: TagsAsTextLoader, suffix: str, node: yaml.Node) -> Any:  # noqa: ARG001
    if isinstance(node, yaml.ScalarNode):
        return f"{node.tag} {node.value}".strip()
    if isinstance(node, yaml.SequenceNode):
        return [node.tag, *loader.construct_sequence(node, deep=True)]
    assert isinstance(node, yaml.MappingNode)
    return {"": node.tag, **loader.construct_mapping(node, deep=True)}


TagsAsTextLoader.add_multi_constructor("!", _as_text)
TagsAsTextLoader.add_multi_constructor("tag:yaml.org,2002:python/", _as_text)


@dataclass(frozen=True, slots=True)
class Configuration:
    """mkdocs.yml of one revision, including what it inherits; `values` is None if it cannot be read.

    `content` is the raw file. `place` gives the position of a setting's key, or of the nearest enclosing setting.
    """

    values: Mapping[str, Any] | None
    place: PlaceOf
    content: bytes | None = None
    name: str = "mkdocs.yml"


@dataclass(frozen=True, slots=True)
class _Sides:
    before: Configuration
    after: Configuration
    innermost: str

    def change(self, rule: str, steps: tuple[str, ...], kind: str, what: str, *, gone: bool = False) -> Change:
        side = self.before if gone else self.after
        key, title = ".".join(steps), steps[-1] if steps else side.name
        return Change(
            rule, level_of(rule), "option", key or title, title, f"({kind}) {what}", field=key,
            place=side.place(*steps), gone=gone, shown_to=self.innermost,
        )  # fmt: skip


def changes(before: Configuration, after: Configuration, audiences: tuple[str, ...]) -> Iterator[Change]:
    """Yield each changed setting in alphabetical order; for plugins and extensions, one change for each of them."""
    sides = _Sides(before, after, audiences[-1])
    was, now = before.values, after.values
    if now is None:
        if was is not None or before.content != after.content:
            yield sides.change(
                CODE, (), "configuration", "is not there, or cannot be read: nobody can say what it asks for"
            )
        return
    if was is None:
        yield sides.change(CODE, (), "configuration", "is new, or could not be read: all that it asks for is new")
        return
    was, now = by_name(was), by_name(now)
    for name in sorted({*was, *now}):
        yield from _setting(sides, name, was.get(name), now.get(name), audiences)


def _setting(sides: _Sides, name: str, was: Any, now: Any, audiences: tuple[str, ...]) -> Iterator[Change]:
    if name in ("plugins", "markdown_extensions"):
        yield from _plugin_changes(sides, name, was, now, audiences)
    elif name == "theme":
        yield from _setting_parts(sides, name, _theme(was), _theme(now), _THEME_SETTINGS)
    elif name == "extra" and isinstance(was, dict | None) and isinstance(now, dict | None):
        yield from _setting_parts(sides, name, was or {}, now or {}, _EXTRA_SETTINGS)
    elif not same(was, now):
        yield _setting_change(sides, MKDOCS_SETTINGS.get(name, OTHER), (name,), was, now)


def _theme(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {"name": value}


def _setting_parts(
    sides: _Sides, name: str, was: Mapping[str, Any], now: Mapping[str, Any], rules: Mapping[str, str]
) -> Iterator[Change]:
    was, now = by_name(was), by_name(now)
    for part in sorted({*was, *now}):
        if not same(was.get(part), now.get(part)):
            yield _setting_change(sides, rules.get(part, OTHER), (name, part), was.get(part), now.get(part))


def _plugin_changes(sides: _Sides, name: str, was: Any, now: Any, audiences: tuple[str, ...]) -> Iterator[Change]:
    """Plugins or extensions that were added, removed, reconfigured, or reordered."""
    if flattened(was) is None or flattened(now) is None:
        yield sides.change(CODE, (name,), "option", "has more in it than can be compared")
        return
    before, after = named(was), named(now)
    kind = {"plugins": "plugin", "markdown_extensions": "extension"}[name]
    for one in sorted({*before, *after}):
        steps = (name, one)
        if one == "milepost" and kind == "plugin":
            yield from _milepost_options(sides, after, audiences)
        elif one not in before:
            yield sides.change(CODE, steps, kind, "is new; its code runs in every build")
        elif one not in after:
            yield sides.change(CODE, steps, kind, "is no longer used", gone=True)
        elif not same(before[one], after[one]):
            which = _differing(before[one], after[one])
            yield sides.change(CODE, steps, kind, f"has other options{f': {which}' if which else ''}")
    order = [[one for one in side if one in before and one in after] for side in (before, after)]
    if order[0] != order[1]:
        rule = CODE if kind == "plugin" else OTHER
        yield sides.change(rule, (name,), "option", f"are in another order: {phrasing.listing(order[1])}")


def _milepost_options(sides: _Sides, after: Mapping[str, Any], audiences: tuple[str, ...]) -> Iterator[Change]:
    """Milepost's own options, except those that other modules report."""
    if "milepost" not in after:
        what = "is no longer used: a build publishes every page, whoever it is for"
        yield sides.change(WIDENED, ("plugins", "milepost"), "plugin", what, gone=True)
        return
    was, now = (by_name(milepost_options((side.values or {}).get("plugins"))) for side in (sides.before, sides.after))
    for name in sorted({*was, *now}):
        rule = MILEPOST_OPTIONS.get(name, INPUT)
        if rule is None or same(was.get(name), now.get(name)):
            continue
        # Building for a more restricted audience by default shows more, so only that direction is a warning.
        if name == "audience":
            ranks = [audiences.index(one) if one in audiences else 0 for one in (was.get(name), now.get(name))]
            rule = WIDENED if ranks[1] > ranks[0] else OTHER
        elif name == "history_audience":
            last = len(audiences) - 1
            ranks = [audiences.index(one) if one in audiences else last for one in (was.get(name), now.get(name))]
            rule = WIDENED if ranks[1] < ranks[0] else OTHER
        yield _setting_change(sides, rule, ("plugins", "milepost", name), was.get(name), now.get(name))


def _setting_change(sides: _Sides, rule: str, steps: tuple[str, ...], was: Any, now: Any) -> Change:
    """A changed setting, with both values if they are short."""
    gone = now is None
    old, new = _short_text(was), _short_text(now)
    if old and new:
        what = f"is now {new}; it was {old}"
    elif gone:
        what = f"is no longer set{f'; it was {old}' if old else ''}"
    elif was is None:
        what = f"is new{f': {new}' if new else ''}"
    else:
        what = f"has another value{_list_difference(was, now)}"
    why = _WHY_HISTORY if steps[-1] == "history_audience" else _WHY[rule]
    return sides.change(rule, steps, "option", f"{what}{f'; {why}' if why else ''}", gone=gone)


def _list_difference(was: Any, now: Any) -> str:
    """What a list gained and lost, or which keys of a mapping differ; empty if that cannot be said briefly."""
    if flattened(was) is None or flattened(now) is None:
        return ""
    if isinstance(was, list) and isinstance(now, list):
        old, new = ([(repr(flattened(one)), one) for one in side] for side in (was, now))
        keys = {key for key, _ in old}, {key for key, _ in new}
        more = [text for key, one in new if key not in keys[0] and (text := _short_text(one))]
        less = [text for key, one in old if key not in keys[1] and (text := _short_text(one))]
        parts = [f"with {phrasing.listing(more)}" if more else "", f"without {phrasing.listing(less)}" if less else ""]
        return f", {' and '.join(filter(None, parts))}" if any(parts) else ""
    found = _differing(was, now)
    return f": {found}" if found else ""


def _differing(was: Any, now: Any) -> str:
    """Keys whose values differ, at most ten, as a list in words; empty for values without keys."""
    if not (isinstance(was, dict | None) and isinstance(now, dict | None)):
        return ""
    old, new = by_name(was or {}), by_name(now or {})
    found = sorted(key for key in {*old, *new} if not same(old.get(key), new.get(key)))
    return phrasing.listing(found[:10])


def _short_text(value: Any) -> str:
    """A value that fits into a sentence; empty if it does not."""
    if isinstance(value, list) and 0 < len(value) <= 5:
        parts = [_short_text(one) if isinstance(one, str | int | float) else "" for one in value]
        text = ", ".join(parts)
        return text if all(parts) and len(text) <= _MAX_TEXT else ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int) and abs(value) > 10**15:
        return ""
    text = " ".join(str(value).split()) if isinstance(value, str | int | float) else ""
    return text if len(text) <= _MAX_TEXT else f"{text[: _MAX_TEXT - 1]}…"


def named(value: Any) -> dict[str, Any]:
    """Plugins or extensions by name, with the options of each; the second of a name is `macros #2`."""
    found: dict[str, Any] = {}
    listed = value if isinstance(value, list) else [value] if value is not None else []
    seen: Counter[str] = Counter()
    for one in listed:
        pairs = one.items() if isinstance(one, dict) else ((one, None),)
        for name, options in pairs:
            key = _key(name)
            seen[key] += 1
            found[key if seen[key] == 1 else f"{key} #{seen[key]}"] = options
    return found


def by_name(value: Mapping[Any, Any]) -> dict[str, Any]:
    """A mapping with text keys, whatever type YAML read them as."""
    return {_key(key): part for key, part in value.items()}


def _key(key: Any) -> str:
    return key if isinstance(key, str) else _number(key) if isinstance(key, int) else f"{type(key).__name__}"


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal; False if either is too large to compare."""
    first, second = flattened(one), flattened(other)
    return first is not None and first == second


def flattened(value: Any) -> list[tuple[str, str]] | None:
    """Every scalar of a value with its path; None if there are over 20,000 or the nesting is deeper than 40."""
    found: list[tuple[str, str]] = []
    waiting: list[tuple[str, Any, int]] = [("", value, 0)]
    while waiting:
        path, node, depth = waiting.pop()
        if len(found) + len(waiting) > _MAX_VALUES or depth > _MAX_DEPTH:
            return None
        if isinstance(node, dict | list) and not node:
            found.append((path, type(node).__name__))
        elif isinstance(node, dict):
            waiting += [(f"{path}/{_key(key)!r}", part, depth + 1) for key, part in node.items()]
        elif isinstance(node, list):
            waiting += [(f"{path}/{number}", part, depth + 1) for number, part in enumerate(node)]
        else:
            found.append((path, f"{type(node).__name__} {node!s}" if not isinstance(node, int) else _number(node)))
    return sorted(found)


def _number(value: int) -> str:
    """An integer in hexadecimal. Python refuses to print thousands of decimal digits (CVE-2020-10735)."""
    return f"{type(value).__name__} {value:x}"
