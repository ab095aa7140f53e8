"""A site on disk that is really built, by MkDocs itself."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from jinja2 import Environment
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.theme import Theme
from tests.support import forks, tree
from tests.support.reader import PageView

from milepost.mkdocs_plugin.run_mode import RunMode
from milepost.render.bytecode_cache import CompiledTemplates

MKDOCS_YML = """\
site_name: Demo
site_url: https://example.com/demo/
theme: {name: material}
plugins: [search, milepost: {as_of: 2026-09-14}]
"""
# Most of the time of a small build goes into the templates of the theme.
TEMPLATES = CompiledTemplates()
ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


@dataclass(frozen=True)
class Built:
    """What a build left: a folder, the messages of its log (`WARNING milepost: …`), an exit code."""

    folder: Path
    messages: tuple[str, ...]
    exit: int

    @property
    def log(self) -> str:
        """The whole log."""
        return "\n".join(self.messages)

    def page(self, address: str) -> PageView:
        """The page a reader gets at an address, such as `roadmap/board/` or `404.html`."""
        path = self.folder / address
        return PageView((path / "index.html" if address.endswith("/") or not address else path).read_text("utf-8"))

    def read(self, path: str) -> str:
        """A file's text."""
        return (self.folder / path).read_text("utf-8")

    def has(self, path: str) -> bool:
        """Whether a file, or a page's folder, is there."""
        return (self.folder / path).exists()

    def files(self) -> dict[str, bytes]:
        """Path → content of everything in the site."""
        found = (path for path in sorted(self.folder.rglob("*")) if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in found}

    def mentions(self, words: str) -> list[str]:
        """The files with these words in name or content, whatever the case; not those of the theme."""
        folded = words.casefold()
        return [
            path
            for path, content in self.files().items()
            if folded in path.casefold()
            or (
                not path.endswith((".js", ".css", ".map", ".png"))
                and folded in content.decode("utf-8", "replace").casefold()
            )
        ]

    def warnings(self) -> list[str]:
        """The messages that --strict counts."""
        return [line.partition(" ")[2] for line in self.messages if line.startswith(("WARNING", "ERROR"))]


class Project:
    """A folder with a site's source; `write` and `remove` change it between builds."""

    def __init__(self, root: Path, text: str) -> None:
        self.root = root
        self.root.mkdir(parents=True, exist_ok=True)
        files = tree.parse(text)
        if not any(name.startswith("docs/") for name in files):
            files["docs/index.md"] = tree.page("Home")
        tree.write(root, {"mkdocs.yml": MKDOCS_YML, **files})

    def write(self, path: str, content: str | bytes) -> None:
        """Writes a file, which may be new."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())

    def read(self, path: str) -> str:
        """A file of the source."""
        return (self.root / path).read_text("utf-8")

    def change(self, path: str, old: str, new: str) -> None:
        """Replaces words that must be there."""
        text = self.read(path)
        assert old in text, old
        self.write(path, text.replace(old, new))

    def remove(self, path: str) -> None:
        """Deletes a file."""
        (self.root / path).unlink()

    def build(
        self,
        audience: str | None = None,
        *,
        strict: bool = False,
        run: RunMode | None = None,
        environment: dict[str, str] | None = None,
        command: str = "build",
    ) -> Built:
        """Builds in this process, each time with plugins of its own, into a folder of its own."""
        folder = self.root.parent / f"{self.root.name}-site-{len(list(self.root.parent.iterdir()))}"
        variables = {
            **ENVIRONMENT,
            **(environment or {}),
            **({"MILEPOST_AUDIENCE": audience} if audience else {}),
        }
        with _captured_log() as lines, _compiled_once(), patch.dict(os.environ, variables):
            code = _build(self.root / "mkdocs.yml", folder, strict, run, command)
        return Built(folder, tuple(lines), code)

    def run(self, *words: str, audience: str | None = None) -> Built:
        """Runs `python -m <words>` in a fork, in the site's folder, where `build` puts the site into `site`."""
        variables = {**os.environ, **ENVIRONMENT, **({"MILEPOST_AUDIENCE": audience} if audience else {})}
        done = forks.run([sys.executable, "-m", *words], cwd=self.root, env=variables)
        return Built(self.root / "site", tuple((done.stdout + done.stderr).split("\n")), done.returncode)


def _build(config_file: Path, folder: Path, strict: bool, run: RunMode | None, command: str) -> int:
    # MkDocs keeps plugins from one load to the next, as `mkdocs serve` needs it.
    plugins = dict(MkDocsConfig._schema)["plugins"]
    plugins.plugin_cache.clear()
    try:
        config = load_config(str(config_file), site_dir=str(folder), strict=strict or None)
        if run:
            config.plugins["milepost"].run = run  # type: ignore[attr-defined]
        config.plugins.on_startup(command=command, dirty=False)  # type: ignore[arg-type]
        build(config)
    except ConfigurationError as error:
        logging.getLogger("mkdocs").error(str(error))
        return 1
    except SystemExit as error:  # MkDocs' way to give up
        logging.getLogger("mkdocs").error(str(error))
        return 1
    return 0


@contextmanager
def _compiled_once() -> Iterator[None]:
    make = Theme.get_env

    def get_env(theme: Theme) -> Environment:
        environment = make(theme)
        environment.bytecode_cache = TEMPLATES
        return environment

    with patch.object(Theme, "get_env", get_env):
        yield


@contextmanager
def _captured_log() -> Iterator[list[str]]:
    lines: list[str] = []

    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(f"{record.levelname} {record.getMessage()}")

    logger, handler = logging.getLogger("mkdocs"), Handler()
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield lines
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
