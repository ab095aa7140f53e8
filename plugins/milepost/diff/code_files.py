"""Files with code that a build runs: hooks, templates, scripts, and whatever else mkdocs.yml names.

Any text in the configuration that is the path of a file, or the name of a Python module beside it, counts. So do the
files that decide what is installed and what is published.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any

from milepost.diff.change import Change
from milepost.diff.configuration import CODE, by_name, named
from milepost.diff.revisions import Ids, SourceRevision
from milepost.diff.rules import level_of
from milepost.graph.files import shown
from milepost.problem import Place

PIPELINE_RULE, REQUIREMENTS_RULE = "pipeline-changed", "requirements-changed"
# Never executed, even in a folder of templates.
_IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".woff", ".woff2", ".ttf", ".otf", ".css", ".map")
# Outside of template folders only these are code.
_SOURCES = (".py", ".pyi", ".so", ".pyd", ".js", ".mjs", ".cjs", ".ts", ".sh", ".lua")
_TEMPLATES = (".html", ".htm", ".j2", ".jinja", ".jinja2", ".tmpl", ".tpl")
_CODE = (*_SOURCES, *_TEMPLATES)
# Settings whose paths are pages, data, or output, not code.
_NOT_READ = ("nav", "docs_dir", "site_dir", "watch", "site_name", "site_description", "copyright", "validation")
# Files that plugins run by default, without being named.
_DEFAULT_FILES = {"macros": ("main.py", "main")}
_MODULE = re.compile(r"(?:!*[\w:,./-]*python/\w+:)?[ ]?([A-Za-z_]\w*)((?:\.\w+)*)\Z")
_MAX_VALUES = 20_000
_MAX_REPORTED = 200
_HOST_FILES = (
    "netlify.toml",
    "vercel.json",
    "wrangler.toml",
    "wrangler.jsonc",
    "firebase.json",
    "staticwebapp.config.json",
)
_PIPELINES = (
    ".github/workflows",
    ".github/actions",
    ".gitlab-ci.yml",
    ".gitlab",
    ".readthedocs.yaml",
    ".readthedocs.yml",
)
_REQUIREMENTS = re.compile(
    r"(?:.*/)?(?:[\w.-]*requirements[\w.-]*\.(?:txt|in)|constraints[\w.-]*\.txt|pyproject\.toml|setup\.(?:py|cfg)"
    r"|Pipfile(?:\.lock)?|(?:uv|poetry|pdm|pylock)\.(?:lock|toml)|environment\.ya?ml)\Z"
)
_FOLDERS = ("requirements", "constraints", "docs")
_ABOUT_THE_SITE = re.compile(rb"mkdocs|milepost|zensical", re.IGNORECASE)


class CodeFiles:
    """The code files of one revision. `config` is the path of mkdocs.yml from the top of the repository."""

    def __init__(
        self, state: SourceRevision, config: str, values: Mapping[str, Any] | None, docs_dir: str, data_dir: str
    ) -> None:
        self.state = state
        self.config = config
        self._around = posixpath.dirname(config)
        self._content_folders = tuple(f"{folder}/" for folder in (docs_dir, data_dir) if folder not in ("", "."))
        self._docs_dir = docs_dir
        self.named = dict(self._named_paths(values or {}))
        listed = state.listed(self.named)
        self.files = {path: ids for path, ids in listed.items() if self._runs(path)}

    def setting_for(self, path: str) -> str:
        """The setting that names a file or a folder around it, such as `theme.custom_dir`; empty for none."""
        while path and path not in self.named:
            path = posixpath.dirname(path)
        return self.named.get(path, "")

    def _runs(self, path: str) -> bool:
        """Whether a build runs or renders a file, judged by its suffix and by what names it."""
        if path in self.named:
            return path.lower().endswith(_CODE) or self.named[path] == "hooks"
        if self.setting_for(path) in ("theme.custom_dir", "plugins.milepost.templates"):
            return not path.lower().endswith(_IMAGES)
        # Pages and data are compared on their own, by content.
        return path.lower().endswith(_CODE) and not path.startswith(self._content_folders)

    def _named_paths(self, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Paths that settings may name, each with the name of the setting."""
        for setting, text in dict.fromkeys(_texts(values)):
            for base in dict.fromkeys((self._around, self._docs_dir)):
                if path := _inside(base, text):
                    yield path, setting
            if setting == "hooks" and (hook := _inside(self._around, text)):
                # A hook can import whatever lies beside it.
                folder = posixpath.dirname(hook)
                if folder != self._around:
                    yield folder, setting
                for name in self.state.names(folder) if folder == self._around else ():
                    if name.endswith(".py"):
                        yield posixpath.join(folder, name), setting
        for one in (*named(values.get("plugins")), *named(values.get("markdown_extensions"))):
            for name in _DEFAULT_FILES.get(one, ()):
                if path := _inside(self._around, name):
                    yield path, f"plugins.{one}"


def changes(before: CodeFiles, after: CodeFiles, innermost: str) -> Iterator[Change]:
    """Yield each code file that was added, changed, or removed; beyond 200 the rest is one change with a count."""
    found = sorted(path for path in {*before.files, *after.files} if _differs(path, before.files, after.files))
    for path in found[:_MAX_REPORTED]:
        yield _file_change(CODE, path, before, after, "code", _named_by(path, before, after), innermost)
    if len(found) > _MAX_REPORTED:
        what = f"(code) and {len(found) - _MAX_REPORTED} more files of code are others"
        yield Change(CODE, level_of(CODE), "file", "code", "…", what, shown_to=innermost)


def pipelines(before: CodeFiles, after: CodeFiles, innermost: str) -> Iterator[Change]:
    """Yield changed workflows that build or publish the site, and changed lists of requirements."""
    sides = [_pipeline_files(side) for side in (before, after)]
    for path in sorted({*sides[0], *sides[1]}):
        if not _differs(path, *sides):
            continue
        contents = [
            side.state.read(path) or b"" for side, files in zip((before, after), sides, strict=True) if path in files
        ]
        if any(_ABOUT_THE_SITE.search(content) for content in contents):
            rule = REQUIREMENTS_RULE if _REQUIREMENTS.match(path) else PIPELINE_RULE
            kind, why = ("requirements", "they decide what a build runs") if rule == REQUIREMENTS_RULE else (
                "pipeline", "it decides what is run and published"
            )  # fmt: skip
            yield _file_change(rule, path, before, after, kind, why, innermost, files=(sides[0], sides[1]))


def _pipeline_files(side: CodeFiles) -> dict[str, Ids]:
    around = dict.fromkeys(("", posixpath.dirname(side.config)))
    names = [posixpath.join(base, name) for base in around for name in (*_PIPELINES, *_HOST_FILES, *_FOLDERS)]
    names += [
        posixpath.join(base, name) for base in around for name in side.state.names(base) if _REQUIREMENTS.match(name)
    ]
    listed = side.state.listed(names)
    of_hosts = {posixpath.join(base, name) for base in around for name in _HOST_FILES}
    kept = tuple(posixpath.join(base, name) for base in around for name in _PIPELINES)
    return {
        path: ids
        for path, ids in listed.items()
        if _REQUIREMENTS.match(path)
        or path in of_hosts
        or path in kept
        or path.startswith(tuple(f"{k}/" for k in kept))
    }


def _differs(path: str, before: Mapping[str, Ids], after: Mapping[str, Ids]) -> bool:
    """Whether a file has no content hash in common with its earlier version."""
    return not (before.get(path, frozenset()) & after.get(path, frozenset()))


def _named_by(path: str, before: CodeFiles, after: CodeFiles) -> str:
    return f"{after.setting_for(path) or before.setting_for(path)} names it"


def _file_change(
    rule: str, path: str, before: CodeFiles, after: CodeFiles, kind: str, why: str, innermost: str,
    *, files: tuple[Mapping[str, Ids], Mapping[str, Ids]] | None = None,
) -> Change:  # fmt: skip
    was, now = files or (before.files, after.files)
    gone = path not in now
    how = "is no longer there" if gone else "has another content" if path in was else "is new"
    root = after.state.repository.root
    place = Place(shown(root, root / path))
    what = f"({kind}) {how}; {why}"
    return Change(rule, level_of(rule), "file", path, path, what, place=place, gone=gone, shown_to=innermost)


def _texts(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every text in the settings that could name a file, keys included, with the name of its setting."""
    waiting: list[tuple[str, Any]] = []
    for name, value in by_name(values).items():
        if name in ("plugins", "markdown_extensions"):
            for one, options in named(value).items():
                if name == "markdown_extensions" and (module := _module(f"{name}.{one}", one)):
                    waiting += [(f"{name}.{one}", module), (f"{name}.{one}", f"{module}.py")]
                waiting += [
                    (f"{name}.{one}.{option}", part)
                    for option, part in (by_name(options) if isinstance(options, dict) else {"": options}).items()
                    if not (one == "milepost" and option != "templates")
                ]
        elif name == "theme" and isinstance(value, dict):
            waiting += [(f"{name}.{option}", part) for option, part in by_name(value).items()]
        elif name not in _NOT_READ:
            waiting.append((name, value))
    waiting.reverse()
    for _ in range(_MAX_VALUES):
        if not waiting:
            return
        setting, value = waiting.pop()
        if isinstance(value, str):
            yield setting, value
            if module := _module(setting, value):
                yield setting, f"{module}.py"
                yield setting, module
        elif isinstance(value, dict):
            waiting += [(setting, part) for pair in value.items() for part in pair]
        elif isinstance(value, list):
            waiting += [(setting, part) for part in value]


def _module(setting: str, text: str) -> str:
    """The path of the Python module that a text may name; the top-level package for a dotted name.

    Extensions and tags are resolved as module names, and so are some plugin options; names of plugins are not.
    """
    found = _MODULE.match(text)
    looked_up = setting.startswith(("plugins.", "markdown_extensions.")) or "python/" in text
    return found[1] if found and looked_up else ""


def _inside(base: str, text: str) -> str:
    """A path from the top of the repository; empty if it is outside, not a path, or the configuration's own folder."""
    if not text or len(text) > 500 or "\0" in text or "\n" in text or "://" in text or text.startswith(("/", "~")):
        return ""
    try:
        text.encode()
    except UnicodeEncodeError:
        return ""
    path = posixpath.normpath(posixpath.join(base, text))
    around = f"{base}/".startswith(f"{path}/") or path == "."
    return "" if around or path.startswith("../") or path == ".." else path
